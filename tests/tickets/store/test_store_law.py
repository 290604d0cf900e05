"""Laws of the store: whatever was imported and taken out, it holds what the imports that are left say together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.tickets.ticket import TagCount, Ticket
from tests.tickets.store.stores import BEGIN, HOUR, SOURCE, content, in_memory, ticket

tickets = st.builds(
    lambda id, hours, updated, tag: ticket(id, hours, updated, tag),
    st.integers(0, 5),
    st.integers(0, 3),
    st.none() | st.integers(0, 3),
    st.sampled_from(["dns", "mail"]),
)
NEVER = datetime.min.replace(tzinfo=UTC)
imports = st.lists(st.lists(tickets, min_size=1, max_size=6), min_size=1, max_size=5)


def counting(files: Sequence[Sequence[Ticket]]) -> dict[str, Ticket]:
    """The version of each ticket that counts: row by row, what is not older replaces what is there. What does not say
    when it was updated is older than what does.
    """
    found: dict[str, Ticket] = {}
    for row in (row for file in files for row in file):
        before = found.get(row.id)
        if before is None or (row.updated or NEVER) >= (before.updated or NEVER):
            found[row.id] = row
    return found


def words(rows: Sequence[tuple[object, ...]]) -> list[object]:
    """Times and tags, by which the tests tell versions apart."""
    return sorted(((row[1], row[2], row[9]) for row in rows), key=repr)


def expected(files: Sequence[Sequence[Ticket]]) -> list[object]:
    return sorted(
        (
            (one.created.replace(tzinfo=None), one.updated and one.updated.replace(tzinfo=None), list(one.tags))
            for one in counting(files).values()
        ),
        key=repr,
    )


@settings(max_examples=25, deadline=None)
@given(imports)
def test_the_version_that_was_updated_last_counts(files: list[list[Ticket]]) -> None:
    """Of those updated at once, the one that came last; and every row is told of as kept, new or there already."""
    with in_memory() as store:
        known: set[str] = set()
        for file in files:
            made = store.add(SOURCE, file)
            new = {row.id for row in file} - known
            assert (made.read, made.kept, made.updated) == (len(file), len(file), len(file) - len(new))
            known |= new
        assert words(content(store)) == expected(files)


@settings(max_examples=40, deadline=None)
@given(imports, st.data())
def test_an_import_that_was_undone_has_never_been(files: list[list[Ticket]], data: st.DataObject) -> None:
    """In whatever order imports are taken out, the first and those in the middle too."""
    with in_memory() as store:
        left = {store.add(SOURCE, file).number: file for file in files}
        while left:
            number = data.draw(st.sampled_from(sorted(left)))
            store.undo(number)
            del left[number]
            assert words(content(store)) == expected(list(left.values()))
        assert store.connection.execute("SELECT count(*) FROM ticket").fetchall() == [(0,)]
        assert store.connection.execute("SELECT count(*) FROM confirmed").fetchall() == [(0,)]


@settings(max_examples=20, deadline=None)
@given(st.lists(tickets, min_size=1, max_size=12), st.integers(0, 12))
def test_a_file_may_come_in_parts(rows: list[Ticket], cut: int) -> None:
    """Two imports of its halves, and two files of one import, give what the whole gives, and the same numbers."""
    with in_memory() as whole, in_memory() as halves, in_memory() as together:
        once = whole.add(SOURCE, rows)
        parts = [halves.add(SOURCE, part) for part in (rows[:cut], rows[cut:])]
        with together.importing() as work:
            work.add(SOURCE, rows[:cut])
            work.add(SOURCE, rows[cut:])
            both = work.finish(BEGIN)
        assert words(content(whole)) == words(content(halves)) == words(content(together))
        assert once.updated == sum(part.updated for part in parts) == both.updated


counts = st.builds(
    lambda week, tag, number: TagCount(BEGIN + week * timedelta(days=7), BEGIN + (week + 1) * 168 * HOUR, tag, number),
    st.integers(0, 2),
    st.sampled_from(["dns", "mail"]),
    st.integers(0, 9),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(counts, min_size=1, max_size=5), min_size=1, max_size=4), st.data())
def test_counts_add_up_in_a_file_and_replace_those_of_earlier_imports(
    files: list[list[TagCount]], data: st.DataObject
) -> None:
    """And come back when the later import is taken out."""
    with in_memory() as store:
        left = {store.add(SOURCE, file).number: file for file in files}
        while True:
            found = store.connection.execute("SELECT first, tag, tickets FROM current_count").fetchall()
            assert sorted(found) == together_counted(list(left.values()))
            if not left:
                break
            number = data.draw(st.sampled_from(sorted(left)))
            store.undo(number)
            del left[number]


def together_counted(files: Sequence[Sequence[TagCount]]) -> list[tuple[object, ...]]:
    found: dict[tuple[object, str], int] = {}
    for file in files:
        own: dict[tuple[object, str], int] = {}
        for one in file:
            key = (one.first.replace(tzinfo=None), one.tag)
            own[key] = own.get(key, 0) + one.tickets
        found |= own
    return sorted((*key, number) for key, number in found.items())
