"""The whole preview: a workbench in its workshop, the watcher, and the servers, begun and ended together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kbgen.articles.addresses import encoded
from kbgen.preview import events, server
from kbgen.preview.events import Hub, Now, Opened
from kbgen.preview.watch import Places, Watcher
from kbgen.preview.workbench import File, Workbench
from kbgen.preview.workshop import News, Workshop


class Preview:
    """Serves a site. ``tell`` is called with everything that happens, ``complain`` where watching is hampered."""

    def __init__(
        self,
        bench: Workbench,
        ports: Iterable[int],
        *,
        tell: Callable[[News], None],
        complain: Callable[[str], None] = lambda words: None,
    ) -> None:
        """Take a port. Raises OSError where none of these is free."""
        self._bench = bench
        self._say = tell
        self._hub = Hub(bench.status)
        self._workshop = Workshop(bench, self._told)
        self._watcher = Watcher(self._places, self._workshop.change, complain)
        self._servers = server.bind(self, ports)

    @property
    def port(self) -> int:
        """Where the servers are."""
        return self._servers[0].server_port

    @property
    def root(self) -> str:
        """The path of the site."""
        return self._bench.root

    @property
    def address(self) -> str:
        """The site's front door."""
        return f"http://127.0.0.1:{self.port}{encoded(self.root)}"

    @property
    def homes(self) -> list[str]:
        """The addresses of the home pages of all languages."""
        return [f"{self.address}{encoded(home)}" for home in self._bench.homes]

    def start(self) -> None:
        """Begin; returns when changes are noticed and pages served."""
        self._workshop.start()
        for one in self._servers:
            threading.Thread(target=one.serve_forever, args=(0.1,), name="kbgen server", daemon=True).start()
        self._watcher.start()

    def stop(self) -> None:
        """End in the order in which nobody waits for another."""
        self._watcher.stop()
        self._hub.close()
        for one in self._servers:
            one.shutdown()
            one.server_close()
        self._workshop.stop()

    # -- for the servers -----------------------------------------------------------------------------------------

    def get(self, path: str) -> File | None:
        """The file at a path."""
        return self._workshop.ask(lambda bench: bench.get(path))

    def now(self, path: str) -> Now:
        """What an open page should show."""
        return self._workshop.ask(lambda bench: _now(bench, path))

    def listen(self, opened: Opened) -> Iterator[bytes]:
        """What an open page is told."""
        return events.listen(self._hub, self, opened)

    # -- for the workshop ----------------------------------------------------------------------------------------

    def _told(self, news: News) -> None:
        self._hub.tell(news.update.status, news.update.files)
        self._say(news)

    def _places(self) -> Places:
        return Places(self._bench.settings, self._bench.folders, self._bench.unwatched)


def _now(bench: Workbench, path: str) -> Now:
    file = bench.get(path)
    if file:
        return Now(file.tag)
    moved = bench.moved(path)
    return Now("", f"{bench.root}{encoded(moved)}" if moved else "")


def open_preview(config_file: Path, ports: Iterable[int], tell: Callable[[News], None]) -> Preview:
    """A preview of a site, begun. For tests and other programs."""
    preview = Preview(Workbench(config_file), ports, tell=tell)
    preview.start()
    return preview
