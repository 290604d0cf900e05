"""Coverage in words, tables and drawings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kbgen import wording
from kbgen.overview import kept_history
from kbgen.overview.absent import Absent, Need
from kbgen.overview.coverage import Coverage, Demanded
from kbgen.overview.past import Moment, Origin, Past, week_ends
from kbgen.problems import Problem
from kbgen.reports.gaps import report as gaps
from kbgen.reports.overview import standings
from kbgen.reports.overview.charts import heat_map
from kbgen.reports.overview.document import (
    Block,
    Cell,
    Chart,
    Details,
    HeatCell,
    HeatMap,
    Paragraph,
    Section,
    StackedBars,
    Table,
)
from kbgen.reports.overview.sections import coverage as sections
from kbgen.translation.tally import Standing, Tally
from tests.overview.test_coverage import TODAY, found, site_with_history
from tests.sites import make_site

WORDS = wording.words("en", domain=wording.REPORT)
HALF = Tally({Standing.FRESH: 1, Standing.MISSING: 1})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Coverage:
    """The coverage of a site whose translation fell behind in the last week."""
    return found(site_with_history(tmp_path_factory.mktemp("coverage")))


def said(part: Coverage | Absent) -> Section:
    return sections.section(part, WORDS)


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    return [one for block in blocks for one in (block, *(flat(block.blocks) if isinstance(block, Details) else ()))]


def charts(section: Section) -> dict[str, Chart]:
    return {block.name: block for block in flat(section.blocks) if isinstance(block, Chart)}


def tables(section: Section) -> dict[str, Table]:
    blocks = flat(section.blocks)
    own = [block.table if isinstance(block, Chart) else block for block in blocks]
    return {table.name: table for table in own if isinstance(table, Table)}


def column(table: Table, name: str) -> list[Cell]:
    """The cells of a column."""
    place = [one.name for one in table.columns].index(name)
    return [row.cells[place] for row in table.rows]


def sentences(section: Section) -> str:
    return " ".join(block.text for block in flat(section.blocks) if isinstance(block, Paragraph))


def test_the_one_sentence_says_how_much_can_be_trusted(told: Coverage) -> None:
    """And what it was when the weeks began."""
    assert said(told).lead == "Readers can trust 31% of the pages; on Aug 30, 2026 it was 41%."


def test_shares_are_those_of_gaps_and_never_rounded_up_to_all() -> None:
    """In the text of cells and of the map; their values are exact."""
    for pages in (3, 2000):
        one = Tally({Standing.FRESH: pages - 1, Standing.MISSING: 1})
        cell = standings.share(one.covered, WORDS)
        assert cell.text.replace("%", " %") == gaps.percent(one.covered)
        assert cell.text != "100%"
        assert heat_map.says("dns", "et", HeatCell(one.covered, cell.text), WORDS) == f"dns · et: {cell.text}"


def test_every_row_fits_its_columns(told: Coverage) -> None:
    """And each table says where it comes from."""
    found = tables(said(replace(told, demand=Demanded(TODAY, (TODAY, TODAY)))))
    assert list(found) == [
        "coverage-languages",
        "coverage-map",
        "coverage-map-demand",
        "coverage-weeks",
        "coverage-weeks-languages",
    ]
    for table in found.values():
        assert table.source
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}, table.name
        assert len({column.name for column in table.columns}) == len(table.columns)


def test_the_map_has_a_cell_for_each_category_and_language(told: Coverage) -> None:
    """With the figures of the table."""
    chart = charts(said(told))["coverage-map"]
    assert isinstance(chart.drawing, HeatMap)
    assert chart.drawing.rows == ("Nimeserverid", "mail")
    assert chart.drawing.columns == ("Estonian", "English", "Russian", "Finnish")
    drawn = [cell.share for row in chart.drawing.cells for cell in row]
    assert drawn == [row.cells[3].value for row in chart.table.rows]
    assert drawn[2] == 0


def test_bars_of_weeks_add_up_to_the_pages(told: Coverage) -> None:
    """A bar for each week that is known, and one for today."""
    chart = charts(said(told))["coverage-weeks"]
    assert isinstance(chart.drawing, StackedBars)
    assert chart.drawing.places == (*week_ends(TODAY), TODAY)
    totals = [sum(stack.values[n] for stack in chart.drawing.stacks) for n in range(13)]
    assert totals == [row.cells[1].value for row in chart.table.rows]
    assert column(chart.table, "source")[-1].text == "the files of today"


def test_a_language_shows_its_weeks(told: Coverage) -> None:
    """In percent, with words for those who do not see the bars."""
    table = tables(said(told))["coverage-languages"]
    russian = column(table, "weeks")[2]
    assert russian.weeks == (*[66] * 12, 25)
    assert russian.text == "from 66% to 25%"
    assert column(table, "covered")[2].note == "−42"
    assert column(table, "change")[2].value == -0.4167


def test_many_categories_are_drawn_in_part(told: Coverage) -> None:
    """The table has them all; names that are the same are told apart."""
    category = replace(told.categories[0], title="Domains")
    many = tuple(replace(category, folder=f"c{n}") for n in range(30))
    chart = charts(said(replace(told, categories=many)))["coverage-map"]
    assert isinstance(chart.drawing, HeatMap)
    assert len(set(chart.drawing.rows)) == len(chart.drawing.rows) == sections.MOST_ROWS
    assert "6 more are in the table" in chart.description
    assert len(chart.table.rows) == 30 * 4


def test_every_standing_is_in_one_group() -> None:
    """So that the parts of a bar add up to it."""
    grouped = [standing for group in standings.groups(WORDS) for standing in group.standings]
    assert sorted(grouped) == sorted(Standing)
    assert list(standings.names(WORDS)) == list(Standing)


def test_what_is_absent_is_said_with_what_would_bring_it(tmp_path: Path) -> None:
    """Neither git nor tickets."""
    section = said(found(make_site(tmp_path / "site")))
    assert list(charts(section)) == ["coverage-map"]
    text = sentences(section)
    assert "`kbgen tickets import FILE`" in text
    assert "The content is not in git" in text
    assert "Of 12 weeks nothing is known." in text


def test_a_shallow_clone_and_a_damaged_file_are_told(told: Coverage) -> None:
    """And a language that came later."""
    moments = (Moment(week_ends(TODAY)[0], Origin.UNKNOWN), *told.past.moments[1:])
    problems = (Problem("history.csv", 3, "KB801", "a count is not a number"),)
    past = replace(told.past, moments=moments, shallow=True, added={"fi": date(2026, 9, 6)}, problems=problems)
    text = sentences(said(replace(told, past=past)))
    assert "`git fetch --unshallow`" in text
    assert "A language came in the week to Sep 6, 2026: Finnish." in text
    assert "1 line of the history file cannot be read." in text


def test_figures_of_earlier_reports_are_shown_without_git(tmp_path: Path) -> None:
    """Written by a report, and read by the next ones."""
    site = make_site(tmp_path / "site")
    file = tmp_path / "history.csv"
    day = TODAY - timedelta(weeks=2)
    file.write_bytes(kept_history.text(kept_history.with_day(kept_history.NOTHING, day, {"ru": HALF})))
    section = said(found(site, history=file))
    table = tables(section)["coverage-weeks"]
    assert [cell.value for cell in column(table, "source")] == ["file", "disk"]
    assert table.source.startswith("From what earlier reports have written down")


def test_an_empty_site_says_how_to_begin() -> None:
    """Nothing else."""
    past = Past((Moment(TODAY, Origin.DISK),))
    nothing = Coverage(TODAY, "et", {}, None, (), Absent((Need.TICKETS,)), past)  # type: ignore[arg-type]  # not looked at
    assert said(nothing).lead == "There are no articles yet."
    assert "`kbgen new`" in sentences(said(nothing))
