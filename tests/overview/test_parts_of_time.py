"""What changes did, what is to come and what is on record: the values, and the sections that are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kbgen import wording
from kbgen.overview import desk as desks
from kbgen.overview import effect, forecast, quality, sources
from kbgen.overview.absent import Absent, Need
from kbgen.overview.desk import Desk
from kbgen.overview.effect import Effects
from kbgen.overview.forecast import Outlook
from kbgen.reports.overview.document import Chart, Details, Intervals, Lines, Section, Table
from kbgen.reports.overview.sections import effect as effect_section
from kbgen.reports.overview.sections import forecast as forecast_section
from kbgen.reports.overview.sections import quality as quality_section
from tests.overview.desks import END, made
from tests.sites import SiteFolder, make_site

WORDS = wording.words("en", domain=wording.REPORT)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return made(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def desk(site: SiteFolder) -> Iterator[Desk]:
    with desks.of_project(site.config, "en", END, END) as found:
        yield found


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Nothing was ever imported."""
    site = make_site(tmp_path_factory.mktemp("bare"))
    with desks.of_project(site.config, "en", END) as found:
        yield found


def table(section: Section, name: str) -> list[dict[str, object]]:
    """The rows of a table, as programs see them."""
    for block in _flat(section.blocks):
        found = block.table if isinstance(block, Chart) else block
        if isinstance(found, Table) and found.name == name:
            names = [column.name for column in found.columns]
            assert all(len(row.cells) == len(names) for row in found.rows)
            return [dict(zip(names, (cell.value for cell in row.cells), strict=True)) for row in found.rows]
    raise AssertionError(f"no table {name}")


def _flat(blocks: tuple[object, ...]) -> Iterator[object]:
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from _flat(block.blocks)


def chart(section: Section) -> Chart:
    return next(block for block in section.blocks if isinstance(block, Chart))


# -- the last day ------------------------------------------------------------------------------------------------------


def test_an_export_that_ends_at_midnight_ends_with_the_day_before(tmp_path: Path) -> None:
    """All sections name the same last day, also where the last ticket was changed as the next day began."""
    profile = {"columns": {name: name for name in ("id", "created", "updated", "tags")}}
    site = make_site(tmp_path, kbgen={"timezone": "Europe/Tallinn", "tickets": {"profiles": {"own": profile}}})
    rows = [f"{day},2026-11-{day:02} 09:00,2026-11-{day:02} 09:00,dns" for day in range(1, 21)]
    rows.append("21,2026-11-21 23:00,2026-11-22 00:00,dns")
    site.write("tickets.csv", "\n".join(("id,created,updated,tags", *rows)) + "\n")
    called = site.kbgen("tickets", "import", "tickets.csv", "--timezone", "Europe/Tallinn")
    assert called.code == 0, called.err
    with desks.of_project(site.config, "en", END) as found:
        assert found.situation is not None
        assert sources.last_day(found) == found.situation.last_day == date(2026, 11, 21)


# -- effect ------------------------------------------------------------------------------------------------------------


def test_an_article_that_helped_is_told_with_its_saving(site: SiteFolder) -> None:
    """Half of about 14 tickets a week: the saving of a month is in the sum and in the row, with its interval."""
    with desks.of_project(site.config, "en", date(2026, 10, 20), date(2026, 10, 20)) as asked:
        part = effect.effect(asked)
    assert isinstance(part, Effects)
    (fell,) = [one for one in part.outcomes if one.effect.verdict == "lowered"]
    assert (fell.article, fell.topic, fell.title, fell.name) == ("dns/records", "dns", "DNS records", "Name servers")
    assert fell.saving is not None
    assert fell.saving.low < fell.saving.tickets < fell.saving.high
    assert fell.saving.tickets == pytest.approx(30, abs=12)
    assert fell.saving.hours == pytest.approx(fell.saving.tickets * 12 / 60)
    assert part.saved.tickets == pytest.approx(fell.saving.tickets)
    assert part.tracked
    assert part.undated == ("the articles are in no git repository",)

    section = effect_section.section(part, WORDS)
    assert "tickets fell after 1" in section.lead
    (row,) = [row for row in table(section, "effects") if row["verdict"] == "lowered"]
    assert (row["article"], row["saved_month"]) == ("dns/records", round(fell.saving.tickets, 1))
    drawing = chart(section).drawing
    assert isinstance(drawing, Intervals)
    assert (drawing.reference, drawing.ratio) == (1.0, True)
    assert drawing.rows[0].high < 1


def test_a_quarter_without_changes_is_said_to_be_one(desk: Desk) -> None:
    """The article changed longer ago than that."""
    part = effect.effect(desk)
    assert isinstance(part, Effects)
    section = effect_section.section(part, WORDS)
    assert section.lead == "No article that answers a topic has changed since Aug 23, 2026."


def test_without_tickets_it_says_what_would_bring_it(bare: Desk) -> None:
    """Effects and forecast; the quality record has content at least."""
    for part, section in (
        (effect.effect(bare), effect_section.section),
        (forecast.forecast(bare), forecast_section.section),
    ):
        assert part == Absent((Need.TICKETS,))
        assert "kbgen tickets import" in str(section(part, WORDS).blocks)


# -- forecast ----------------------------------------------------------------------------------------------------------


def test_the_forecast_joins_the_quarters_that_were(desk: Desk) -> None:
    """The line of what is expected begins where that of what came ends."""
    part = forecast.forecast(desk)
    assert isinstance(part, Outlook)
    assert [one.end for one in part.past[:-1]] == [one.first for one in part.past[1:]]
    assert part.past[-1].end == part.found.quarters[0].first == END
    assert sum(one.tickets or 0 for one in part.past[-4:]) == pytest.approx(part.found.last_year, rel=0.01)

    section = forecast_section.section(part, WORDS)
    drawing = chart(section).drawing
    assert isinstance(drawing, Lines)
    came, expected = drawing.series
    assert {len(drawing.days)} == {len(one) for one in (came.values, expected.values, expected.low, expected.high)}
    place = len(part.past) - 1
    assert came.values[place] == expected.values[place]
    assert came.values[place + 1] is None and expected.values[place - 1] is None

    years = [row for row in table(section, "forecast") if row["span"] == "year"]
    assert [row["tickets"] for row in years] == [round(step.tickets) for step in part.found.years]
    assert years[0]["people"] == pytest.approx(part.work.people(part.found.years[0].tickets), abs=0.01)
    assert any(row["used"] for row in table(section, "backtest"))


# -- quality -----------------------------------------------------------------------------------------------------------


def test_less_than_a_year_is_not_told_as_a_year(desk: Desk) -> None:
    """What 30 weeks had, scaled to 52, is not what came in 52 weeks."""
    part = forecast.forecast(desk)
    assert isinstance(part, Outlook)
    short = replace(part, found=replace(part.found, known=30))
    assert not part.is_short
    assert "In the last 52 weeks there were" in forecast_section.section(part, WORDS).lead
    said = forecast_section.section(short, WORDS)
    assert "Tickets are known of 30 weeks; 52 weeks like these would have" in said.lead
    assert "Tickets of 52 weeks like those that are known" in [one.label for one in said.figures()]


def test_satisfaction_that_fell_is_told_of_its_topic_only(desk: Desk) -> None:
    """With shares, counts and the change; what is seen of all is in the chart's line."""
    section = quality_section.section(quality.quality(desk), WORDS)
    told = {row["topic"]: row for row in table(section, "satisfaction_topics")}
    assert told["invoice"]["told"] == "worse"
    assert told["invoice"]["good_share"] == pytest.approx(0.6, abs=0.06)
    assert {row["told"] for topic, row in told.items() if topic != "invoice"} == {"no-change-seen"}
    assert {row["language"] for row in table(section, "satisfaction_languages")} == {"et", "en"}
    assert {row["channel"] for row in table(section, "satisfaction_channels")} == {"email", "phone"}
    assert sum(int(str(row["ratings"])) for row in told.values()) == sum(
        int(str(row["ratings"])) for row in table(section, "satisfaction_languages")
    )
    assert len(table(section, "satisfaction_quarters")) == 8


def test_records_are_whole(desk: Desk) -> None:
    """Every article in every language with its review, every problem with its place, every import."""
    section = quality_section.section(quality.quality(desk), WORDS)
    reviews = table(section, "reviews")
    assert len(reviews) == len(list(desk.catalog))
    (records,) = [row for row in reviews if row["path"] == "content/et/dns/records.md"]
    assert records["reviewed"] == date(2026, 9, 1)
    assert records["changed_since_review"] is False
    problems = table(section, "problems")
    assert {f"{one.path}:{one.line}" if one.line else one.path for one in desk.problems} == {
        row["place"] for row in problems
    }
    assert sum(int(str(row["problems"])) for row in table(section, "problem_kinds")) == len(problems)
    (row,) = table(section, "imports")
    assert (row["source"], row["rejected"]) == ("tickets.csv", 0)


def test_without_tickets_the_record_is_of_the_content(bare: Desk) -> None:
    """And says what would bring the rest."""
    part = quality.quality(bare)
    assert part.opinions == Absent((Need.TICKETS,))
    section = quality_section.section(part, WORDS)
    assert "kbgen tickets import" in str(section.blocks)
    assert table(section, "reviews")


def test_tickets_without_votes_say_what_would_bring_them(tmp_path: Path) -> None:
    """The export has no such column."""
    site = made(tmp_path, satisfaction=False)
    with desks.of_project(site.config, "en", END) as found:
        part = quality.quality(found)
    assert part.opinions == Absent((Need.SATISFACTION,))
