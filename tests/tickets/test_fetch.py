"""From a Zendesk account into the store, by the real command, from a server that behaves like Zendesk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest
from click.testing import CliRunner

from kbgen.commands.tickets import fetch
from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.store import open_store
from kbgen.tickets.zendesk import connection, fetching, position
from tests.sites import SiteFolder
from tests.tickets.zendesk_server import EMAIL, TOKEN, Desk, serving

Fetch = Callable[..., dict[str, Any]]

PRIVATE = ("Mari Maasikas", "mari@customer.example", "My password is kass123")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Ten tickets, one an hour, two a page."""
    made = Desk(page=2)
    for number in range(10):
        made.change(
            number + 1,
            f"2026-11-20T{8 + number:02}:00:00Z",
            tags=["dns", "lang_et"],
            subject=PRIVATE[2],
            description=PRIVATE[2],
            requester={"name": PRIVATE[0], "email": PRIVATE[1]},
            via={"channel": "email", "source": {"from": {"address": PRIVATE[1], "name": PRIVATE[0]}}},
        )
    with serving(made):
        yield made


@pytest.fixture
def fetched(site: SiteFolder, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    """Calls the command and reads its JSON. An error is raised after what was printed before it is in ``printed``."""
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(connection, "PAUSES", (0.0,) * 5)
    monkeypatch.setattr(connection, "LIMIT_WAIT", 0.0)
    monkeypatch.setattr(fetching, "BATCH", 2)

    def call(*arguments: str) -> dict[str, Any]:
        given = ["-f", str(site.root / "mkdocs.yml"), "--since", "2026-11-01", "--format", "json", *arguments]
        called = CliRunner().invoke(fetch.command, given, standalone_mode=False)
        assert TOKEN not in called.output
        if called.exception:
            called.exception.printed = called.stdout  # type: ignore[attr-defined]
            raise called.exception
        found: dict[str, Any] = json.loads(called.stdout)
        return found

    return call


def stored(site: SiteFolder) -> list[Any]:
    """Tags, status and language of the tickets that are there."""
    with open_store(site.config) as store:
        return store.connection.execute("SELECT tags, status, language FROM current_ticket ORDER BY created").fetchall()


def test_the_first_fetch_brings_all_and_the_next_what_has_changed(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """Nothing is asked twice, and a change counts instead of what was there."""
    first = fetched()
    assert (first["read"], first["kept"], first["updated"], first["rejected"]) == (10, 10, 0, 0)
    assert (first["from"], first["to"], first["complete"]) == ("2026-11-20", "2026-11-20", True)
    assert fetched()["read"] == 0
    desk.change(3, "2026-11-21T09:00:00Z", status="deleted")
    desk.change(11, "2026-11-21T10:00:00Z", tags=["lang_ru", "e-mail"])
    second = fetched()
    assert (second["read"], second["kept"], second["updated"]) == (2, 2, 1)
    found = stored(site)
    assert len(found) == 11
    assert [status for _, status, _ in found].count("deleted") == 1
    assert (sorted(found[-1][0]), *found[-1][1:]) == (["e-mail", "lang_ru"], "open", "ru")


def test_an_interrupted_fetch_goes_on_where_it_was(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """Whole pages are kept; after the last of them the next fetch goes on, with the cursor and nothing else."""
    desk.troubles = [None, None, None, *[500] * connection.TRIES]
    with pytest.raises(KbgenError, match="answered 500") as caught:
        fetched()
    half = json.loads(caught.value.printed)  # type: ignore[attr-defined]
    assert (half["kept"], half["complete"], half["imports"]) == (6, False, [1, 2])
    assert len(stored(site)) == 6
    desk.asked.clear()
    rest = fetched()
    assert (rest["kept"], rest["updated"], rest["complete"]) == (4, 0, True)
    assert "cursor=" in desk.asked[0]
    assert len(stored(site)) == 10


def test_ctrl_c_keeps_what_has_come(
    fetched: Fetch, site: SiteFolder, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it waits, which it does most of the time."""
    desk.troubles = [None, (429, {"Retry-After": "60"})]

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", interrupt)
    monkeypatch.setattr(connection.Waiting, "__init__", _impatient(interrupt))
    with pytest.raises(click.Abort):
        fetched()
    assert len(stored(site)) == 2


def _impatient(sleep: Callable[[float], None]) -> Callable[..., None]:
    def make(self: connection.Waiting, **given: Any) -> None:
        for name, value in {"sleep": sleep, "now": lambda: 0.0, "tell": lambda _: None, **given}.items():
            object.__setattr__(self, name, value)

    return make


def test_a_broken_store_keeps_no_position_without_its_tickets(
    fetched: Fetch, site: SiteFolder, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the position cannot be written, the tickets of the batch are not there either, and come the next time."""
    fetched()
    desk.change(12, "2026-11-21T10:00:00Z")

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(position, "remember", fail)
        with pytest.raises(RuntimeError, match="the power went"):
            fetched()
    assert len(stored(site)) == 10
    assert fetched()["kept"] == 1
    assert len(stored(site)) == 11


def test_what_an_undone_import_brought_is_fetched_again(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """With everything that came after it."""
    assert fetched()["imports"] == [1, 2, 3]
    with open_store(site.config, writing=True) as store:
        store.undo(2)
    again = fetched()
    assert (again["read"], again["kept"], again["updated"]) == (6, 6, 2)
    assert len(stored(site)) == 10
    assert fetched()["read"] == 0


def test_a_forgotten_cursor_loses_nothing(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """The stream is read on from the time that it had reached."""
    fetched()
    desk.change(13, "2026-11-21T10:00:00Z")
    cursor = desk.asked[-1].partition("cursor=")[2].partition("&")[0]
    desk.forgotten = Everything()
    assert cursor
    found = fetched()
    assert (found["kept"], found["updated"]) == (2, 1)
    assert len(stored(site)) == 11


class Everything(set[str]):
    """No cursor is known any more."""

    def __contains__(self, _: object) -> bool:
        return True


def test_again_begins_anew(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """Every ticket comes once more, and none is there twice."""
    fetched()
    assert fetched("--again")["updated"] == 10
    assert len(stored(site)) == 10


def test_tickets_that_are_none_are_counted_by_reason(fetched: Fetch, desk: Desk) -> None:
    """Nothing of them is repeated, nor are they asked for again."""
    desk.change(14, "2026-11-21T10:00:00Z", created_at="yesterday, says Mari Maasikas")
    found = fetched()
    assert (found["read"], found["kept"], found["rejected"]) == (11, 10, 1)
    assert fetched()["read"] == 0
    desk.change(16, "2026-11-21T11:00:00Z")
    assert (fetched()["read"], fetched()["read"]) == (1, 0)
    assert sum(found["reasons"].values()) == 1
    assert "Mari" not in json.dumps(found)


def test_nothing_personal_comes_into_the_store(fetched: Fetch, site: SiteFolder) -> None:
    """Neither names nor addresses nor texts, nor the token or whose it is."""
    fetched()
    kept = b"".join(path.read_bytes() for path in (site.root / ".kbgen").rglob("*") if path.is_file())
    for words in (*PRIVATE, EMAIL, TOKEN):
        assert words.encode() not in kept, words


def test_missing_variables_are_said_before_anything_is_made(
    fetched: Fetch, site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No store is left behind."""
    monkeypatch.delenv("ZENDESK_TOKEN")
    with pytest.raises(WrongUse, match="ZENDESK_TOKEN is not set"):
        fetched()
    assert not (site.root / ".kbgen" / "tickets.duckdb").exists()


def test_people_are_told_what_came_and_how_to_undo_it(fetched: Fetch, site: SiteFolder, desk: Desk) -> None:
    """In sentences; and that the fetch is not complete, if it is not."""

    def text() -> str:
        arguments = ["-f", str(site.root / "mkdocs.yml"), "--since", "2026-11-01"]
        return CliRunner().invoke(fetch.command, arguments, standalone_mode=False).stdout

    desk.change(15, "2026-11-21T10:00:00Z", created_at="never")
    desk.troubles = [None, None, None, *[500] * connection.TRIES]
    interrupted = text()
    assert interrupted.startswith(f"6 tickets from 127.0.0.1:{desk.port}.\n")
    assert "The fetch was interrupted; “kbgen tickets fetch” goes on from here." in interrupted
    assert "These are the imports 1 and 2;" in interrupted
    rest = text()
    assert "1 ticket rejected: " in rest
    assert "interrupted" not in rest
    desk.change(3, "2026-11-21T11:00:00Z")
    assert "This is import 4; “kbgen tickets undo 4” takes it out again." in text()
    assert text() == f"Nothing has changed at 127.0.0.1:{desk.port}.\n"


def test_the_beginning_may_be_as_early_as_one_likes(fetched: Fetch, desk: Desk) -> None:
    """Zendesk counts from 1970 on."""
    assert fetched("--since", "0001-01-01")["kept"] == 10
    assert "start_time=86400&" in desk.asked[0]


def test_an_unknown_profile_is_named(fetched: Fetch) -> None:
    """With the nearest one."""
    with pytest.raises(WrongUse, match="no profile “zendesk-jason”") as caught:
        fetched("--profile", "zendesk-jason")
    assert "zendesk-json" in caught.value.hint
