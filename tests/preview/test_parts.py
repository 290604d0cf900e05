"""The small parts of the preview: what is told, what is kept, and what is said in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

from kbgen.preview import events
from kbgen.preview.events import Hub, Now, Opened, listen
from kbgen.preview.inject import with_script
from kbgen.preview.news import Teller
from kbgen.preview.store import Store
from kbgen.preview.workbench import File, Status, Update, Workbench
from kbgen.preview.workshop import News, Workshop
from kbgen.problems import Problem
from tests.sites import SiteFolder

MISSING = Problem("content/en/a.md", 4, "KB201", "link to a missing article “b.md”", "did you mean c?")
LONG = Problem("content/en/b.md", 2, "KB402", "the title has 90 characters")


def test_the_script_stands_at_the_end_of_the_page() -> None:
    """And what it is told of the page cannot become markup."""
    file = File("et/index.html", b"", "tag", 'content/et/"><script>.md', draft=True)
    made = with_script(b"<body>a</body>\n</html>\n", file, file.path).decode()
    assert made.startswith('<body>a<script src="/__kbgen/live.js" data-path="et/index.html" data-tag="tag"')
    assert made.endswith(" data-draft defer></script></body>\n</html>\n")
    assert "&#34;&gt;&lt;script&gt;" in made
    assert with_script(b"no body", None, "a").startswith(b"no body<script")


def test_the_own_article_comes_first() -> None:
    """Of the others, errors before warnings, and not without end."""
    many = [Problem(f"content/en/x{n:03}.md", 1, "KB403", "no description") for n in range(200)]
    told = json.loads(events.as_json(Status((LONG, MISSING, *many), ""), LONG.path))
    assert [p["code"] for p in told["own"]] == ["KB402"]
    assert told["others"][0] == {
        "path": "content/en/a.md",
        "line": 4,
        "code": "KB201",
        "severity": "error",
        "message": "link to a missing article “b.md”",
        "hint": "did you mean c?",
    }
    assert len(told["others"]) == events.MOST
    assert (told["errors"], told["warnings"]) == (1, 201)


class _Site:
    """Answers with one page after another."""

    def __init__(self, *pages: Now) -> None:
        self._pages = list(pages)

    def now(self, path: str) -> Now:
        """The next one; the last one stays."""
        return self._pages.pop(0) if len(self._pages) > 1 else self._pages[0]


def names(stream: Iterator[bytes], n: int) -> list[str]:
    """The first events of a stream."""
    found: list[str] = []
    while len(found) < n:
        piece = next(stream).decode()
        found += [line.removeprefix("event: ") for line in piece.split("\n") if line.startswith("event: ")]
    return found


def test_a_browser_that_comes_back_is_told_what_it_has_missed() -> None:
    """After the server was started again, or the page was hidden."""
    hub = Hub(Status((MISSING,)))
    assert names(listen(hub, _Site(Now("new")), Opened("a", "old")), 2) == ["reload", "problems"]
    assert names(listen(hub, _Site(Now("old")), Opened("a", "old")), 1) == ["problems"]
    assert names(listen(hub, _Site(Now("", "/en/b/")), Opened("a", "old")), 1) == ["moved"]
    assert names(listen(hub, _Site(Now("")), Opened("a", "old")), 1) == ["gone"]
    assert names(listen(hub, _Site(Now("")), Opened("a", "")), 1) == ["problems"]


def test_a_stream_shows_that_it_is_alive_and_ends() -> None:
    """Silence would look like a server that has gone."""
    hub = Hub(Status())
    stream = listen(hub, _Site(Now("a")), Opened("a", "a"), heartbeat=0.01)
    assert next(stream).startswith(b"retry:")
    assert next(stream).startswith(b"event: problems")
    assert next(stream).startswith(b":")
    hub.close()
    assert list(stream) == []


def test_what_was_made_is_kept_until_it_is_wrong_or_there_is_no_room() -> None:
    """The oldest goes first."""
    store, made = Store(most=10), list[str]()

    def make(name: str) -> str:
        made.append(name)
        return name * 4

    for path, fingerprint in (("a", "1"), ("a", "1"), ("a", "2"), ("b", "1"), ("c", "1"), ("b", "1"), ("a", "2")):
        assert store.get(path, fingerprint, lambda path=path: make(path)) == path.encode() * 4  # type: ignore[misc]
    assert made == ["a", "a", "b", "c", "a"]


def said(root: Path) -> tuple[Teller, list[str]]:
    """A teller at noon, and what it says."""
    lines: list[str] = []
    return Teller(root, lines.append, lambda: datetime(2026, 11, 22, 12)), lines


def test_the_terminal_is_calm(tmp_path: Path) -> None:
    """A line for each change; a problem once, and when all are mended."""
    teller, lines = said(tmp_path)
    here = frozenset([tmp_path / "content"])
    (tmp_path / "content").mkdir()
    teller.tell(News(Update(Status((MISSING,))), here, 0.042))
    assert lines[0] == "12:00:00  content changed · 42 ms"
    assert "KB201" in lines[1]
    lower = Problem(MISSING.path, 9, MISSING.code, MISSING.message, MISSING.hint)
    teller.tell(News(Update(Status((lower,))), here, 0.001))
    assert lines[2:] == ["12:00:00  content changed · 1 ms"]
    teller.tell(News(Update(Status(), anything=False), here, 0.001))
    assert lines[3:] == ["All problems are mended."]
    teller.tell(News(Update(Status(), anything=False), None, 0.1))
    assert lines[4:] == []
    teller.tell(News(Update(Status(error="mkdocs.yml cannot be read"))))
    teller.tell(News(Update(Status())))
    assert lines[4:] == ["Error: mkdocs.yml cannot be read", "The site is whole again."]


def test_many_files_are_counted_not_named(tmp_path: Path) -> None:
    """A change of branches is one line, and so is a file that was deleted."""
    teller, lines = said(tmp_path)
    teller.tell(News(Update(Status()), frozenset(tmp_path / str(n) for n in range(400)), 1.2345))
    teller.tell(News(Update(Status()), frozenset([tmp_path / "content/en/a.md"]), 0.01))
    assert lines == ["12:00:00  400 files changed · 1234 ms", "12:00:00  content/en/a.md gone · 10 ms"]


def test_a_bug_does_not_end_the_preview(site: SiteFolder) -> None:
    """It is told with the file of its report, and the next change is looked at."""
    told: list[News] = []
    bench = Workbench(site.root / "mkdocs.yml")
    whole = bench.refresh
    bench.refresh = lambda changed: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    shop = Workshop(bench, told.append)
    shop.start()
    shop.change(None)
    assert shop.ask(lambda b: b.get("et/index.html"))
    # What is made while nobody asks may have been told since, too.
    (why,) = [news.update.status.error for news in told if news.update.status.error]
    assert "kbgen has a bug: ZeroDivisionError" in why
    Path(why.rpartition(" ")[2]).unlink()
    bench.refresh = whole  # type: ignore[method-assign]
    shop.change(None)
    shop.ask(lambda b: b.get("et/index.html"))
    assert told[-1].update.status.error == ""
    shop.stop()


def test_a_bug_is_told_until_a_save_goes_well(site: SiteFolder) -> None:
    """What is found meanwhile, when nobody asks, is told with it and does not replace it."""
    told: list[Status] = []
    bench = Workbench(site.root / "mkdocs.yml")
    whole, more = bench.refresh, bench.make_more
    left, over = [Status((MISSING,)), Status((LONG,)), Status()], Event()

    def finds() -> bool:
        if not left:
            over.set()
            return more()
        bench.status = left.pop(0)
        return True

    bench.refresh = lambda changed: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    bench.make_more = finds  # type: ignore[method-assign]
    shop = Workshop(bench, lambda news: told.append(news.update.status))
    shop.change(None)
    shop.start()
    assert over.wait(10)
    assert [status.problems for status in told] == [(), (MISSING,), (LONG,), ()]
    assert all(status.error.startswith("kbgen has a bug: ZeroDivisionError") for status in told)
    Path(told[0].error.rpartition(" ")[2]).unlink()
    bench.refresh = whole  # type: ignore[method-assign]
    shop.change(None)
    shop.ask(lambda b: None)
    assert told[-1].error == ""
    shop.stop()


def test_only_what_was_asked_for_is_made(site: SiteFolder) -> None:
    """And the rest, little by little, when nobody asks."""
    bench = Workbench(site.root / "mkdocs.yml")
    bench.get("et/index.html")
    assert list(bench._store._kept) == ["et/index.html"]
    while bench.make_more():
        pass
    site.build(drafts=True)
    pages = {name for name in site.built() if name.endswith("index.html") and name[:2] in ("et", "en", "ru", "fi")}
    assert pages - {"et/old/records/index.html", "en/old/records/index.html"} <= bench._store._kept.keys()
