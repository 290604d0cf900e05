"""A preview of a small site, asked over real HTTP."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kbgen.preview.preview import Preview
from kbgen.preview.workshop import News
from tests.sites import SiteFolder

PATIENCE = 30.0
"""Seconds after which something that should happen has not happened."""


@dataclass(frozen=True)
class Reply:
    """What the server said."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8")


@dataclass
class Served:
    """A running preview of a site."""

    site: SiteFolder
    preview: Preview
    news: list[News] = field(default_factory=list)

    def ask(self, path: str, *, method: str = "GET", host: str | None = None, address: str = "127.0.0.1") -> Reply:
        """Send a request just as it is written."""
        connection = http.client.HTTPConnection(address, self.preview.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", f"localhost:{self.preview.port}" if host is None else host)
            connection.endheaders()
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def page(self, path: str) -> str:
        """A page that is there."""
        reply = self.ask(path)
        assert reply.status == 200, path
        return reply.text

    def until(self, holds: Callable[[], Any], what: str = "") -> Any:
        """Wait for something to become true; its value."""
        end = time.monotonic() + PATIENCE
        while not (found := holds()):
            assert time.monotonic() < end, what or "it does not happen"
            time.sleep(0.02)
        return found

    def shows(self, path: str, words: str) -> None:
        """Wait until a page holds these words."""
        self.until(lambda: words in self.ask(path).text, f"{path} does not show {words!r}")

    def problems(self) -> list[str]:
        """What is wrong, as far as it was told."""
        return [str(p) for p in self.news[-1].update.status.problems] if self.news else []

    def error(self) -> str:
        """Why the site cannot be made as it is."""
        return self.news[-1].update.status.error if self.news else ""

    def listen(self, path: str, tag: str = "", source: str = "") -> Listener:
        """Be an open page."""
        return Listener(self.preview.port, path, tag, source)


class Listener:
    """A page that is open: what it is told, in order."""

    def __init__(self, port: int, path: str, tag: str, source: str) -> None:
        self.events: list[tuple[str, Any]] = []
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        query = urlencode({"path": path, "tag": tag, "source": source})
        self._socket.sendall(f"GET /__kbgen/events?{query} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        name = ""
        try:
            for line in self._socket.makefile("rb"):
                text = line.decode().rstrip("\n")
                if text.startswith("event: "):
                    name = text.removeprefix("event: ")
                elif text.startswith("data: "):
                    self.events.append((name, json.loads(text.removeprefix("data: "))))
        except OSError:
            pass

    def heard(self, name: str) -> Any:
        """What was said last under a name; None if nothing was."""
        return next((data for event, data in reversed(self.events) if event == name), None)

    def close(self) -> None:
        """Close the page."""
        self._socket.close()
