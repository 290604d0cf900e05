"""What the store keeps and tells."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.store import ImportSource, Span, Store, TagUse, exists, open_store
from kbgen.tickets.store.records import Week
from kbgen.tickets.ticket import Channel, Status, TagCount
from tests.tickets.store.stores import BEGIN, FULL, HOUR, SOURCE, config, content, in_memory, take_in, ticket

WEEK = timedelta(days=7)


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory() as one:
        yield one


def test_everything_that_is_known_of_a_ticket_is_kept(store: Store) -> None:
    """Times without zone are UTC; the id is not what it was; nothing is made of what is not known."""
    store.add(SOURCE, [FULL, ticket("78")])
    full, bare = sorted(content(store), key=lambda row: row[5])[::-1]
    created = BEGIN.replace(tzinfo=None)
    known = (created, created + HOUR, "et", "email", "solved", "Support ET", 12.5, True, ["dns", "mail setup"])
    assert full[1:] == (*known, ["dns/records"])
    assert bare[1:] == (created, None, "", "", "", "", None, None, [], None)
    assert full[0] not in (77, 78)


def test_that_nothing_was_linked_is_another_thing_than_that_nothing_is_known(store: Store) -> None:
    store.add(SOURCE, [ticket(1, articles=()), ticket(2)])
    assert sorted((row[-1] is None, row[-1]) for row in content(store)) == [(False, []), (True, None)]


def test_times_are_the_same_instants(store: Store) -> None:
    """Whatever zone a row names, to the microsecond, before 1970 and long after."""
    times = [
        datetime(2026, 7, 1, 12, 0, 0, 123456, ZoneInfo("Europe/Tallinn")),
        datetime(1969, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(2199, 1, 1, tzinfo=UTC),
    ]
    store.add(SOURCE, [ticket(place)._replace(created=time) for place, time in enumerate(times)])
    kept = {row[1].replace(tzinfo=UTC) for row in content(store)}
    assert kept == {time.astimezone(UTC) for time in times}


def test_the_same_id_of_another_help_desk_is_another_ticket(store: Store) -> None:
    """But CSV and JSON of one desk name the same."""
    store.add(SOURCE, [ticket(1)])
    assert store.add(ImportSource("t.json", "zendesk-json"), [ticket(1)]).updated == 1
    assert store.add(ImportSource("t.csv", "freshdesk"), [ticket(1)]).updated == 0
    assert store.add(ImportSource("t.csv", "our-desk", desk="zendesk"), [ticket(1)]).updated == 1


def test_the_same_export_again_takes_no_room(store: Store) -> None:
    """Many import the whole year every day."""
    rows = [ticket(id, id, 1, "dns") for id in range(100)]
    for _ in range(3):
        store.add(SOURCE, rows)
    assert store.connection.execute("SELECT count(*) FROM ticket").fetchall() == [(100,)]


def test_a_time_that_was_read_in_a_wrong_zone_can_be_read_again(store: Store) -> None:
    """Also from an export that does not say when tickets were updated."""
    store.add(SOURCE, [ticket(1, 10, None, "dns")])
    store.add(SOURCE, [ticket(1, 7, None, "mail")])
    ((_, created, *_, tags, _),) = content(store)
    assert (created, tags) == ((BEGIN + 7 * HOUR).replace(tzinfo=None), ["mail"])


def test_an_import_is_remembered(store: Store) -> None:
    """In the order of their numbers, which are never given again."""
    store.add(SOURCE, [ticket(1, 24), ticket(2)])
    store.add(SOURCE, [ticket(3)])
    store.undo()
    store.add(ImportSource("b.json", "zendesk-json"), [ticket(1, 24)])
    first, second = store.imports()
    assert (first.number, first.source, first.profile, first.delimiter) == (1, "tickets.csv", "zendesk", ",")
    assert (first.zone, first.read, first.kept, first.updated) == ("Europe/Tallinn", 2, 2, 0)
    assert (first.first, first.last) == (BEGIN, BEGIN + 24 * HOUR)
    assert (second.number, second.updated) == (3, 1)


def test_rows_without_tickets_are_counted_and_named(store: Store) -> None:
    """By number and reason; a file of nothing else is no import."""
    rejected = [Refused(row, row + 1, "no time of creation") for row in range(2, 5)]
    made = store.add(SOURCE, [ticket(1), *rejected])
    assert (made.read, made.kept, made.rejected) == (4, 1, 3)
    assert made.files[0].rejections[0] == (2, 3, "no time of creation")
    assert made.files[0].reasons == {"no time of creation": 3}
    assert store.add(SOURCE, rejected).number == 0
    assert len(store.imports()) == 1


class Refused:
    """As the reading has it."""

    def __init__(self, row: int, line: int, reason: str) -> None:
        self.row, self.line, self.reason = row, line, reason


def test_tags_tell_of_the_tickets_that_count(store: Store) -> None:
    """A tag that a ticket has twice is one; spam and merged tickets do not count; counts of other exports do."""
    store.add(SOURCE, [ticket(1, 0, None, "dns", "dns", "mail"), ticket(2, 5, None, "dns")])
    store.add(SOURCE, [ticket(3, 9, None, "dns", status=Status.SPAM), ticket(4, 9, None, "dns", status=Status.MERGED)])
    store.add(ImportSource("counts.csv", "weekly-counts"), [TagCount(BEGIN + WEEK, BEGIN + 2 * WEEK, "mail", 7)])
    assert list(store.tags().items()) == [
        ("mail", TagUse(8, BEGIN, BEGIN + 2 * WEEK - timedelta(microseconds=1))),
        ("dns", TagUse(2, BEGIN, BEGIN + 5 * HOUR)),
    ]


# -- how far the tickets reach ---------------------------------------------------------------------------------------


def test_tickets_reach_to_their_last_update(store: Store) -> None:
    """That is when they were exported, as nearly as can be known; a store without any reaches nowhere."""
    assert store.horizon() is None
    store.add(SOURCE, [ticket(id, id, 1) for id in range(200)])
    store.add(SOURCE, [ticket(0, 0, 205)])
    assert store.horizon() == BEGIN + 205 * HOUR + timedelta(microseconds=1)


def test_an_export_chosen_by_creation_ends_with_its_last_ticket(store: Store) -> None:
    """Though its tickets were updated for weeks after that: the weeks in between are not known to be empty."""
    store.add(SOURCE, [ticket(id, id, 600) for id in range(200)])
    assert store.horizon() == BEGIN + 199 * HOUR + timedelta(microseconds=1)


def test_counts_reach_to_the_end_of_their_period(store: Store) -> None:
    store.add(SOURCE, [TagCount(BEGIN, BEGIN + WEEK, "dns", 3)])
    assert store.horizon() == BEGIN + WEEK


def test_imports_that_meet_cover_one_stretch(store: Store) -> None:
    """Those that do not leave a gap; what is taken out covers nothing."""
    for first in (0, 24 * 14, 24 * 60):
        store.add(SOURCE, [ticket(f"{first}-{hour}", first + hour) for hour in (0, 24 * 14)])
    midnight = BEGIN - 8 * HOUR
    days = [timedelta(days=number) for number in (0, 29, 60, 75)]
    assert store.covered() == (
        Span(midnight, midnight + days[1]),
        Span(midnight + days[2], midnight + days[3]),
    )
    store.undo()
    assert store.covered() == (Span(midnight, midnight + days[1]),)


def test_the_zone_is_that_of_the_settings_else_the_one_that_was_told(store: Store) -> None:
    assert store.zone() == "UTC"
    store.add(SOURCE, [ticket(1)])
    store.add(ImportSource("b.csv", "zendesk", zone="Europe/Moscow"), [ticket(2)])
    assert store.zone() == "Europe/Tallinn"
    settings = config(Path("/nowhere"), timezone="Europe/Helsinki")
    assert Store(settings, store.connection, None).zone() == "Europe/Helsinki"


def test_what_is_in_the_store_at_a_glance(store: Store) -> None:
    """Weeks end with the last day; one without tickets is a gap."""
    rows = [ticket(id, id * 24 * 7, language="et" if id else "", minutes=5 if id == 3 else None) for id in (0, 1, 3)]
    store.add(SOURCE, [*rows, ticket(9, 0, channel=Channel.CHAT), ticket(10, status=Status.DELETED)])
    found = store.standing(ZoneInfo("Europe/Tallinn"))
    assert (found.tickets, found.not_counted, found.tracked) == (4, 1, 1)
    assert found.days == (date(2026, 1, 5), date(2026, 1, 26))
    assert found.weeks == tuple(
        Week(date(2025, 12, 30) + place * WEEK, tickets) for place, tickets in enumerate([2, 1, 0, 1])
    )
    assert found.gaps == ((date(2026, 1, 13), date(2026, 1, 19)),)
    assert found.channels == {Channel.UNKNOWN: 3, Channel.CHAT: 1}
    assert found.languages == {"": 2, "et": 2}


def test_a_day_begins_in_the_zone(store: Store) -> None:
    """Half past ten in the evening in UTC is the next day in Tallinn."""
    store.add(SOURCE, [ticket(1)._replace(created=datetime(2026, 1, 31, 22, 30, tzinfo=UTC))])
    found = store.standing(ZoneInfo("Europe/Tallinn"))
    assert found.days == (date(2026, 2, 1), date(2026, 2, 1))
    assert [week.tickets for week in found.weeks] == [1]


# -- the file ----------------------------------------------------------------------------------------------------------


def test_the_store_is_made_by_the_first_import(tmp_path: Path) -> None:
    """Where git does not see it; nobody else may read the salt or the tickets."""
    settings = config(tmp_path)
    assert not exists(settings)
    with pytest.raises(WrongUse, match="no tickets were imported yet"):
        open_store(settings)
    with pytest.raises(WrongUse, match="no tickets were imported yet"):
        open_store(settings, writing=True, must_exist=True)
    assert not (tmp_path / ".kbgen").exists()
    take_in(tmp_path, [ticket(1)])
    assert exists(settings)
    assert (tmp_path / ".kbgen/.gitignore").read_text() == "*\n"
    for name in ("tickets.salt", "tickets.duckdb"):
        assert stat.S_IMODE((tmp_path / ".kbgen" / name).stat().st_mode) == 0o600


def test_a_trial_keeps_nothing(tmp_path: Path) -> None:
    """Neither the first one, nor one beside tickets that are there."""
    with open_store(config(tmp_path), writing=True, dry=True) as store:
        assert store.add(SOURCE, [ticket(1)]).kept == 1
    assert not (tmp_path / ".kbgen").exists()
    take_in(tmp_path, [ticket(1)])
    with open_store(config(tmp_path), writing=True, dry=True) as store:
        assert store.add(SOURCE, [ticket(1), ticket(2)]).updated == 1
    with open_store(config(tmp_path)) as store:
        assert (len(content(store)), len(store.imports())) == (1, 1)


def test_ids_differ_between_projects(tmp_path: Path) -> None:
    """Each has a salt of its own, so that nobody can compare."""
    keys = []
    for name in ("one", "two"):
        take_in(tmp_path / name, [ticket(1)])
        with open_store(config(tmp_path / name)) as store:
            keys.append(content(store)[0][0])
    assert keys[0] != keys[1]


def test_another_salt_is_refused(tmp_path: Path) -> None:
    """All tickets would come in a second time."""
    take_in(tmp_path, [ticket(1)])
    (tmp_path / ".kbgen/tickets.salt").write_text("0" * 32)
    with pytest.raises(KbgenError, match="not the one that the tickets were imported with"):
        take_in(tmp_path, [ticket(1)])
    (tmp_path / ".kbgen/tickets.salt").unlink()
    with pytest.raises(KbgenError, match="not the one that the tickets were imported with"):
        take_in(tmp_path, [ticket(1)])


def test_an_import_that_is_not_there_cannot_be_taken_out(store: Store) -> None:
    with pytest.raises(WrongUse, match="there is no import to take out"):
        store.undo()
    store.add(SOURCE, [ticket(1)])
    with pytest.raises(WrongUse, match="there is no import 3") as error:
        store.undo(1, 3)
    assert error.value.hint == "the imports are 1"
    assert len(store.imports()) == 1
