"""Views, votes and searches in the store: nothing counts twice, and an import can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.errors import WrongUse
from kbgen.tickets import readers
from kbgen.tickets.readers import Pages, keeping
from kbgen.tickets.readers.keeping import ReaderFile
from kbgen.tickets.readers.pages import Page
from kbgen.tickets.readers.readership import wilson
from kbgen.tickets.readers.rows import Kind, Search, View

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
DAY = timedelta(days=1)
PAGES = Pages({"et/a": Page("a", "et"), "en/a": Page("a", "en"), "et/b": Page("b", "et"), "et/old": Page("b", "et")})


@dataclass
class Kept:
    """What a Store is to readers."""

    connection: duckdb.DuckDBPyConnection


@pytest.fixture
def store() -> Iterator[Kept]:
    """A store in memory."""
    with duckdb.connect() as connection:
        yield Kept(connection)


def file(*rows: View | Search, kind: Kind = Kind.VIEW, first: date = MARCH, last: date = APRIL) -> ReaderFile:
    """A file of March with these rows."""
    views = [
        (row.address, *PAGES.known.get(row.address, Page("gone", "et")), row) for row in rows if isinstance(row, View)
    ]
    searches = [row for row in rows if isinstance(row, Search)]
    return ReaderFile("x.csv", "plain", kind, first, last, views, searches, len(rows), len(rows))


def month(address: str, views: int | None, up: int | None = None, down: int | None = None) -> View:
    """A page's month of March."""
    return View(address, MARCH, APRIL, views, up, down)


def weekly(store: Kept, since: date = MARCH, until: date = APRIL) -> dict[tuple[str, str], float]:
    """Views a week by page, as often as they can be told."""
    found = readers.of(store, PAGES, since, until)
    return {page: round(one.views_week, 3) for page, one in found.items() if one.views_week is not None}


def test_nothing_was_imported(store: Kept) -> None:
    """Not even the tables are there."""
    assert readers.of(store, PAGES, MARCH, APRIL) == {}
    assert readers.empty_searches(store, MARCH, APRIL) == {}
    assert keeping.imports(store.connection) == ()


def test_views_a_week_and_votes(store: Kept) -> None:
    """By article and language; an old address counts for the article that it leads to."""
    rows = [month("et/a", 310, 8, 2), month("en/a", 31), month("et/b", 62), month("et/old", 31, 1, 0)]
    assert keeping.add(store.connection, [file(*rows)], NOW) == 1
    assert weekly(store) == {("a", "et"): 70, ("a", "en"): 7, ("b", "et"): 21}
    found = readers.of(store, PAGES, MARCH, APRIL)
    assert (found["a", "et"].up, found["a", "et"].down, found["b", "et"].up) == (8, 2, 1)
    assert found["a", "en"].helpful is None
    assert weekly(store, MARCH, MARCH + 7 * DAY) == weekly(store)


def test_a_month_that_is_imported_again_replaces_itself(store: Kept) -> None:
    """Page by page: what the new export does not name stays."""
    keeping.add(store.connection, [file(month("et/a", 310), month("et/b", 31))], NOW)
    keeping.add(store.connection, [file(month("et/a", 620))], NOW)
    assert weekly(store) == {("a", "et"): 140, ("b", "et"): 7}
    assert keeping.undo(store.connection, 2) == 1
    assert weekly(store) == {("a", "et"): 70, ("b", "et"): 7}
    keeping.undo(store.connection, 1)
    assert weekly(store) == {}
    with pytest.raises(WrongUse, match="there is no import 1 of views"):
        keeping.undo(store.connection, 1)


def test_days_without_views_are_told_by_an_export_by_day(store: Kept) -> None:
    """It rules over an older export of the whole month also where it has no row."""
    keeping.add(store.connection, [file(month("et/a", 310))], NOW)
    keeping.add(store.connection, [file(View("et/a", MARCH + 3 * DAY, MARCH + 4 * DAY, 31))], NOW)
    assert weekly(store) == {("a", "et"): 7}


def test_votes_and_views_come_from_different_files(store: Kept) -> None:
    """Neither rules over the other."""
    keeping.add(store.connection, [file(month("et/a", 310))], NOW)
    keeping.add(store.connection, [file(month("et/a", None, 3, 1), kind=Kind.VOTE)], NOW)
    (one,) = readers.of(store, PAGES, MARCH, APRIL).values()
    assert (one.up, one.down) == (3, 1)
    assert one.views_week == pytest.approx(70)


def test_votes_alone_say_nothing_about_views(store: Kept) -> None:
    """Unknown is not none."""
    keeping.add(store.connection, [file(month("et/a", None, 3, 1), kind=Kind.VOTE)], NOW)
    assert readers.of(store, PAGES, MARCH, APRIL)["a", "et"].views_week is None


def test_a_page_whose_address_has_gone_is_still_its_articles(store: Kept) -> None:
    """As it was known when it was imported."""
    keeping.add(store.connection, [file(month("et/vanished", 31))], NOW)
    assert weekly(store) == {("gone", "et"): 7}


def test_an_import_is_all_or_nothing(store: Kept) -> None:
    """A file that cannot be kept takes the others with it."""
    wrong = file(View("et/a", MARCH, APRIL, 1 << 70))
    with pytest.raises(OverflowError):
        keeping.add(store.connection, [file(month("et/a", 1)), wrong], NOW)
    assert keeping.imports(store.connection) == () and weekly(store) == {}


def test_searches_by_language(store: Kept) -> None:
    """The most frequent first; those whose language is unknown by themselves."""
    rows = [
        Search("refund", MARCH, APRIL, 31, "en"),
        Search("invoice", MARCH, APRIL, 62, "en"),
        Search("arve", MARCH, APRIL, 5, "et"),
        Search("404", MARCH, APRIL, 1),
    ]
    keeping.add(store.connection, [file(*rows, kind=Kind.SEARCH)], NOW)
    found = readers.empty_searches(store, MARCH, APRIL)
    assert {code: [(one.query, one.searches) for one in some] for code, some in found.items()} == {
        "": [("404", 1)],
        "en": [("invoice", 62), ("refund", 31)],
        "et": [("arve", 5)],
    }
    assert found["en"][1].searches_week == pytest.approx(7)


ROWS = st.builds(
    lambda address, first, days, views: View(address, MARCH + first * DAY, MARCH + (first + days) * DAY, views),
    st.sampled_from(["et/a", "et/b"]),
    st.integers(0, 8),
    st.integers(1, 3),
    st.integers(0, 9),
)
FILES = st.lists(ROWS, min_size=1, max_size=5).map(
    lambda rows: file(*rows, first=min(r.first for r in rows), last=max(r.last for r in rows))
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FILES, min_size=1, max_size=4), st.integers(0, 5), st.integers(1, 9))
def test_every_day_of_a_page_counts_as_the_last_file_says(files: Sequence[ReaderFile], first: int, days: int) -> None:
    """Of those that cover the day and name the page; worked out day by day."""
    since, until = MARCH + first * DAY, MARCH + (first + days) * DAY
    with duckdb.connect() as connection:
        for one in files:
            keeping.add(connection, [one], NOW)
        found = readers.of(Kept(connection), PAGES, since, until)
    expected: dict[str, float] = {}
    covered = 0
    for day in (since + n * DAY for n in range(days)):
        covered += any(one.first <= day < one.last for one in files)
    for address, day in product(["et/a", "et/b"], (since + n * DAY for n in range(days))):
        ruling = [one for one in files if one.first <= day < one.last and any(v[0] == address for v in one.views)]
        for *_, view in ruling[-1].views if ruling else ():
            if view.address == address and view.first <= day < view.last:
                expected[address] = expected.get(address, 0) + (view.views or 0) / (view.last - view.first).days
    for address, total in expected.items():
        page = PAGES.known[address]
        assert found[page.article, page.language].views_week == pytest.approx(total / (covered / 7))
    assert len(found) == len(expected)


def test_wilsons_interval() -> None:
    """The figures of Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 29 of 29."""
    for up, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (29, 29, 0.8830, 1),
    ]:
        share = wilson(up, n - up)
        assert (round(share.low, 4), round(share.high, 4)) == (low, high)
        assert share.low <= share.estimate <= share.high
