"""Tickets from a Zendesk account, asked for over a real connection to a server that behaves like it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.zendesk import account
from kbgen.tickets.zendesk.connection import LIMIT_TRIES, LIMIT_WAIT, LONGEST_WAIT, TRIES, Connection, Waiting
from kbgen.tickets.zendesk.export import Page, Position, pages
from tests.tickets.zendesk_server import EMAIL, TOKEN, Desk, serving

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGIN = Position(datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Ten tickets, one an hour, four a page."""
    made = Desk()
    for number in range(10):
        made.change(number + 1, f"2026-11-20T{8 + number:02}:00:00Z", tags=["dns"])
    with serving(made):
        yield made


class Calm:
    """Waits without waiting, and remembers what was waited for and said."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.said: list[str] = []

    def connection(self, desk: Desk, **changed: str) -> Connection:
        """To the server."""
        waiting = Waiting(self.waited.append, NOW.timestamp, self.said.append)
        return Connection(account.of({**desk.environment, **changed}), waiting)


@pytest.fixture
def calm() -> Calm:
    """Waits without waiting."""
    return Calm()


def fetched(connection: Connection, begin: Position = BEGIN) -> tuple[list[int], list[Page]]:
    """The numbers of the tickets in the order in which they came, and the pages."""
    found = list(pages(connection, begin, NOW))
    return [one["id"] for page in found for one in page.tickets], found


# -- whose tickets ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("acme", "https://acme.zendesk.com"),
        (" acme.zendesk.com ", "https://acme.zendesk.com"),
        ("https://acme.zendesk.com/agent/dashboard", "https://acme.zendesk.com"),
        ("https://help.acme.example:8443", "https://help.acme.example:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_accounts_are_named_as_people_name_them(given: str, address: str) -> None:
    """By the word before zendesk.com, by the host or by the whole address."""
    found = account.of({"ZENDESK_SUBDOMAIN": given, "ZENDESK_EMAIL": EMAIL, "ZENDESK_TOKEN": TOKEN})
    assert found.address == address


@pytest.mark.parametrize(
    "given", ["http://acme.zendesk.com", "ftp://acme", "https://", "a b", "https://me:secret@acme.zendesk.com", "x:y:z"]
)
def test_tokens_never_travel_unencrypted_or_to_a_riddle(given: str) -> None:
    """Except to this very machine."""
    with pytest.raises(WrongUse, match="ZENDESK_SUBDOMAIN"):
        account.of({"ZENDESK_SUBDOMAIN": given, "ZENDESK_EMAIL": EMAIL, "ZENDESK_TOKEN": TOKEN})


def test_missing_variables_are_named_together() -> None:
    """With what to do."""
    with pytest.raises(WrongUse, match="ZENDESK_EMAIL and ZENDESK_TOKEN are not set") as caught:
        account.of({"ZENDESK_SUBDOMAIN": "acme", "ZENDESK_TOKEN": "  "})
    assert "Admin Center" in caught.value.hint
    with pytest.raises(WrongUse, match="ZENDESK_TOKEN holds a space"):
        account.of({"ZENDESK_SUBDOMAIN": "acme", "ZENDESK_EMAIL": EMAIL, "ZENDESK_TOKEN": "a\nb"})


def test_the_token_is_not_shown(calm: Calm, desk: Desk) -> None:
    """Nor is who asks, nor the two as the header has them."""
    connection = calm.connection(desk)
    assert TOKEN not in repr(connection)
    assert EMAIL not in repr(connection)
    assert connection.account.proof not in repr(connection)


# -- the stream ------------------------------------------------------------------------------------------------------


def test_every_page_is_read_to_the_end(calm: Calm, desk: Desk) -> None:
    """The first by time, the others by the cursor of the page before; no address of the server's is followed."""
    numbers, found = fetched(calm.connection(desk))
    assert numbers == list(range(1, 11))
    assert [len(page.tickets) for page in found] == [4, 4, 2]
    assert [page.last for page in found] == [False, False, True]
    assert f"start_time={int(BEGIN.reached.timestamp())}&per_page=1000" in desk.asked[0]
    assert all("cursor=" in path and "start_time" not in path for path in desk.asked[1:])


def test_the_next_fetch_brings_only_what_has_changed(calm: Calm, desk: Desk) -> None:
    """New tickets and old ones that were touched."""
    _, before = fetched(calm.connection(desk))
    assert fetched(calm.connection(desk), before[-1].position)[0] == []
    desk.change(3, "2026-11-21T09:00:00Z", status="solved")
    desk.change(11, "2026-11-21T10:00:00Z")
    assert fetched(calm.connection(desk), before[-1].position)[0] == [3, 11]


def test_nothing_is_asked_of_the_last_minute(calm: Calm, desk: Desk) -> None:
    """Zendesk takes no such beginning."""
    fetched(calm.connection(desk), Position(NOW + timedelta(hours=1)))
    assert int(desk.asked[0].partition("start_time=")[2].partition("&")[0]) <= NOW.timestamp() - 60


def test_a_forgotten_cursor_costs_time_but_no_ticket(calm: Calm, desk: Desk) -> None:
    """The stream is taken up by the time that it had reached; what was there comes once more."""
    stream = pages(calm.connection(desk), BEGIN, NOW)
    begun = next(stream)
    desk.forgotten.add(begun.position.cursor)
    rest = [one["id"] for page in stream for one in page.tickets]
    assert rest == [4, 5, 6, 7, 8, 9, 10]
    assert "has forgotten where we were; reading on from 2026-11-20 11:00 UTC" in calm.said[0]


def test_a_stream_that_turns_in_circles_is_left(calm: Calm, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same cursor twice would never end."""
    page = {"tickets": [], "after_cursor": "c1", "end_of_stream": False}
    monkeypatch.setattr(desk, "answer", lambda query: (200, page))
    with pytest.raises(KbgenError, match="the same tickets again and again"):
        fetched(calm.connection(desk))
    assert len(desk.asked) == 2


# -- troubles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "27"}, 27),
        ({"Retry-After": format_datetime(NOW + timedelta(seconds=40), usegmt=True)}, 40),
        ({"Retry-After": "99999999999999"}, LONGEST_WAIT),
        ({"Retry-After": "soon"}, LIMIT_WAIT),
        ({"Retry-After": "-5"}, LIMIT_WAIT),
        ({}, LIMIT_WAIT),
    ],
)
def test_the_rate_limit_is_kept(calm: Calm, desk: Desk, headers: dict[str, str], wait: float) -> None:
    """For as long as Zendesk says, which it says in two ways or not at all."""
    desk.troubles = [None, (429, headers)]
    assert fetched(calm.connection(desk))[0] == list(range(1, 11))
    assert calm.waited == [wait]
    assert f"asks to wait for {wait:.0f} seconds" in calm.said[0]


@pytest.mark.parametrize("trouble", [500, 502, (503, {"Retry-After": "1"}), "cut", "html", "silent"])
def test_a_passing_trouble_costs_no_ticket(calm: Calm, desk: Desk, trouble: Any) -> None:
    """Answers that are none, or half of one; each is asked for again, with growing patience."""
    desk.troubles = [None, trouble, trouble, None, trouble]
    assert fetched(calm.connection(desk))[0] == list(range(1, 11))
    assert calm.waited == [1, 2, 1]


def test_a_lasting_trouble_ends_the_fetch(calm: Calm, desk: Desk) -> None:
    """With what the matter is, and without the token."""
    desk.troubles = [500] * 50
    with pytest.raises(KbgenError, match=f"answered 500; asked {TRIES} times"):
        fetched(calm.connection(desk))
    assert calm.waited == [1, 2, 4, 8, 16]
    desk.troubles = [(429, {"Retry-After": "1"})] * 50
    with pytest.raises(KbgenError, match="still says that it was asked too often"):
        fetched(calm.connection(desk))
    assert calm.waited.count(1.0) == LIMIT_TRIES


@pytest.mark.parametrize(
    ("trouble", "message", "hint"),
    [
        (403, "does not let this user export", "admin"),
        (404, "no Zendesk account at", "slip"),
        ((302, {"Location": "http://127.0.0.1:9/elsewhere"}), "to another address", "ZENDESK_SUBDOMAIN"),
    ],
)
def test_what_a_person_must_mend_is_said_at_once(calm: Calm, desk: Desk, trouble: Any, message: str, hint: str) -> None:
    """Nothing is tried again, and nobody else gets the token."""
    desk.troubles = [trouble]
    with pytest.raises(WrongUse, match=message) as caught:
        fetched(calm.connection(desk))
    assert hint in caught.value.hint
    assert len(desk.asked) == 1


def test_a_wrong_token_is_not_shown(calm: Calm, desk: Desk) -> None:
    """The variables are named instead."""
    with pytest.raises(WrongUse, match="does not accept ZENDESK_EMAIL with ZENDESK_TOKEN") as caught:
        fetched(calm.connection(desk, ZENDESK_TOKEN="a-wrong-one"))
    assert "a-wrong-one" not in f"{caught.value.message}{caught.value.hint}{calm.said}"


def test_an_account_that_cannot_be_reached_is_named(calm: Calm) -> None:
    """Nobody listens at this port any more."""
    with serving(Desk()) as desk:
        pass
    with pytest.raises(KbgenError, match=rf"127\.0\.0\.1:{desk.port} cannot be reached \(Connection refused\)"):
        fetched(calm.connection(desk))


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "?"},
        {"tickets": 5, "after_cursor": "c", "end_of_stream": True},
        {"tickets": [1], "after_cursor": "c", "end_of_stream": True},
        {"tickets": [], "after_cursor": None, "end_of_stream": False},
    ],
)
def test_answers_of_another_form_are_refused(
    calm: Calm, desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    """Nothing of them is taken."""
    monkeypatch.setattr(desk, "answer", lambda query: (200, answer))
    with pytest.raises(KbgenError, match="gave a page without"):
        fetched(calm.connection(desk))
