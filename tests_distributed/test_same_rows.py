"""The same expression finds the same rows everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kbgen.tickets.weekly import backend, compiled, expression
from kbgen.tickets.weekly.backend import Warehouse, small
from kbgen.tickets.weekly.listing import Listing, Row, listing
from kbgen.tickets.weekly.periods import Period, periods
from kbgen.tickets.weekly.relations import asked
from kbgen.tickets.weekly.rules import Ruled
from kbgen.tickets.weekly.slots import Day, Slot
from tests.tickets.weekly import naive
from tests_distributed import material
from tests_distributed.conftest import WEEKS, Files

BACKENDS = ("duck", "spark")


@pytest.fixture
def connection(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_store_counts_as_one_by_one(files: Files) -> None:
    """What the others are compared with is right."""
    expected = naive.count(material.tickets(), material.RULES, WEEKS, (*material.LANGUAGES, "sv", ""))
    days = list(WEEKS.days())
    found = {
        (line.topic, line.language, line.channel, days.index(line.week)): line.tickets for line in files.alone.topics
    }
    assert found == expected.topics
    assert sum(line.tickets for line in files.alone.exposure) == expected.exposure.total()
    assert sum(line.tickets for line in files.alone.everything) == expected.everything.total()


@pytest.mark.parametrize("name", compiled.SHAPES)
def test_committed_query_is_that_of_the_expression(name: str) -> None:
    """Else “python tools/weekly_sql.py” was forgotten."""
    assert (compiled.FOLDER / name).read_text("utf-8") == compiled.queries()[name]


@pytest.mark.parametrize("connection", BACKENDS, indirect=True)
def test_tickets_are_counted_the_same(connection: Any, files: Files) -> None:
    """Weeks with a change of the clock, rules with dates, unknown languages, spam and all."""
    table = backend.usable(connection.read_parquet(files.tickets), "the file")
    found = Warehouse(connection, table).listing(material.RULES, WEEKS)
    assert found.topics
    assert found == files.alone


@pytest.mark.parametrize("connection", BACKENDS, indirect=True)
def test_counts_are_spread_the_same(connection: Any, files: Files) -> None:
    """Counts of weeks and months, beside tickets."""
    assert _with_counts(connection, files.tickets, files.counts) == files.together
    assert files.together != files.alone


@pytest.mark.parametrize("connection", BACKENDS, indirect=True)
def test_tags_and_last_ticket_are_found(connection: Any, files: Files) -> None:
    warehouse = Warehouse(connection, backend.usable(connection.read_parquet(files.tickets), "the file"))
    assert warehouse.tags() == tuple(sorted(material.TAGS))
    assert warehouse.last() == max(ticket.created for ticket in material.tickets())


def _with_counts(connection: Any, tickets: Path, counts: Path) -> Listing:
    slots, rules = asked(material.RULES, WEEKS)
    spans = {(one.first.replace(tzinfo=None), one.last.replace(tzinfo=None)) for one in material.counts()}
    ticket = backend.usable(connection.read_parquet(tickets), "the file")
    count = connection.read_parquet(counts)
    stamps = {name: count[name].cast("timestamp") for name in ("first", "last")}
    part = expression.spread(count.mutate(**stamps), small(periods(spans, slots), Period, expression.PERIOD))
    rows = expression.weekly(
        placed=expression.placed_by_calendar(ticket, small(slots.days(), Day, expression.CALENDAR)),
        part=part,
        slot=small(slots.slots, Slot, expression.SLOT),
        rule=small(rules, Ruled, expression.RULE),
    )
    answer = connection.to_pyarrow(expression.merged(rows)).to_pylist()
    return listing((Row(**row) for row in answer), WEEKS)
