"""What to do this week, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kbgen import wording
from kbgen.config.settings import Ranking
from kbgen.overview.absent import Absent, Need
from kbgen.overview.candidates import gaps, topics
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.ranking import ranked, varied
from kbgen.overview.week import Week
from kbgen.overview.work import Ask, Piece
from kbgen.problems import Problem
from kbgen.reports.overview.document import Block, Cell, Details, KeyFigures, Paragraph, Row, Section, Table, Tone
from kbgen.reports.overview.sections.week import section
from kbgen.translation import workload
from kbgen.translation.demand import Demand
from kbgen.translation.standing import Grade, State
from tests.reports.test_topics import FOUND
from tests.translation.test_workload import row

TODAY = date(2026, 11, 22)
CONSTANTS = Ranking()
LANGUAGES = ["en", "et", "ru", "fi"]


def week(*, tickets: bool = True, constants: Ranking = CONSTANTS) -> Week:
    """Flags of all kinds, the same translation missing that one of them wants, and a few gaps more."""
    rows = [
        row(State.FRESH, article="dns/name-servers", language="et"),
        row(State.MISSING, article="dns/name-servers", words=328),
        row(State.STALE, Grade.CRITICAL, article="email/set-up"),
        row(State.UNCONFIRMED, article="account/forgotten", popular=True),
        row(State.AHEAD, Grade.MATERIAL, article="mail/fax"),
    ]
    demands = {("dns/name-servers", "ru"): Demand(tickets=5.0, views=40.0)} if tickets else {}
    pages = Pages(workload.weighed(rows, demands), constants.weights, "en")
    flags = FOUND.flags if tickets else ()
    asks: list[Ask] = [*topics.asks(flags, pages, {}, "et"), *gaps.asks(pages, topics.homes(flags))]
    pieces = varied(ranked(asks, constants), constants)
    known = TODAY if tickets else Absent((Need.TICKETS,))
    return Week(pieces, len(pieces), constants, TODAY, known, None if tickets else Absent((Need.VIEWS,)), ("et", "ru"))


def said(found: Week, language: str = "en") -> Section:
    return section(found, wording.words(language, domain=wording.REPORT))


def table(found: Section) -> Table:
    return next(block for block in found.blocks if isinstance(block, Table))


def cells(one: Row, found: Section) -> dict[str, Cell]:
    return {column.name: cell for column, cell in zip(table(found).columns, one.cells, strict=True)}


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from flat(block.blocks)
        elif isinstance(block, Table):
            for one in block.rows:
                yield from flat(one.details)


def of(found: Week, *key: str) -> tuple[Piece, Row]:
    place = next(place for place, piece in enumerate(found.pieces) if piece.key == key)
    return found.pieces[place], table(said(found)).rows[place]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_a_cell_for_each_column_and_details_that_end_in_its_place(language: str) -> None:
    """In every language the same values."""
    found = week()
    section_, english = said(found, language), said(found)
    for one, same, piece in zip(table(section_).rows, table(english).rows, found.pieces, strict=True):
        assert len(one.cells) == len(table(section_).columns)
        assert [cell.value for cell in one.cells if isinstance(cell.value, (int, float))] == [
            cell.value for cell in same.cells if isinstance(cell.value, (int, float))
        ]
        reckoning = one.details[-1]
        assert isinstance(reckoning, Table)
        worth, place = reckoning.rows[-2:]
        assert (worth.cells[1].value, place.cells[1].value) == (round(piece.worth, 4), piece.rank)


def test_a_row_says_why_for_whom_what_it_saves_what_it_takes_and_where() -> None:
    """The translation that its topic asks for, and that is missing."""
    found = week()
    piece, one = of(found, "translation", "dns/name-servers", "ru")
    shown = cells(one, said(found))
    assert shown["work"].value == "translate"
    assert (shown["subject"].text, shown["subject"].value) == ("Title", "dns/name-servers")
    assert (shown["languages"].text, shown["languages"].value) == ("Russian", "ru")
    assert shown["languages"].note == "tickets a week: 5.0, views a week: 40"
    assert (shown["tickets_week"].value, shown["views_week"].value) == (5.0, 40.0)
    assert piece.saving
    assert shown["saving_hours"].value == round(piece.saving.estimate, 2)
    assert shown["harm"].value == 80 * 6 * 1.4
    assert shown["hours_month"].value == round(piece.hours_month, 2)
    assert shown["effort_hours"].value == 0.7
    assert shown["where"].text == "kbgen new dns/name-servers --lang ru"
    assert "there is no translation" in str(shown["why"].value)
    assert shown["why"].note == "and 1 more reason"


def test_the_reckoning_names_each_constant_as_the_settings_do() -> None:
    """With its number: 80 × (1 + 5) × (1 + 40 ÷ 100) points, at 0.0027 hours each."""
    found = week()
    _, one = of(found, "translation", "dns/name-servers", "ru")
    (reckoning,) = [block for block in one.details if isinstance(block, Table)]
    steps = {str(line.cells[2].value): line.cells[1].value for line in reckoning.rows if line.cells[2].value}
    assert steps["weights.missing: 80"] == 80
    assert steps["weights.views: 100"] == pytest.approx(6 * 1.4)
    assert steps["hours_per_harm: 0.0027"] == pytest.approx(80 * 6 * 1.4)
    _, small = of(found, "translation", "email/set-up", "ru")
    (reckoning,) = [block for block in small.details if isinstance(block, Table)]
    assert "least_hours: 0.5" in [line.cells[2].text for line in reckoning.rows]


def test_numbers_of_all_pieces_are_one_table() -> None:
    """For other programs: what each is worth can be reckoned again from its row."""
    found = week()
    ranking = next(block for block in flat(said(found).blocks) if isinstance(block, Table) and block.name == "ranking")
    assert len(ranking.rows) == len(found.pieces)
    for one in ranking.rows:
        number = dict(zip([column.name for column in ranking.columns], [cell.value for cell in one.cells], strict=True))
        hours, counted, urgency = (number[name] for name in ("hours_month", "counted_hours", "urgency"))
        assert isinstance(hours, float)
        assert isinstance(counted, float)
        assert isinstance(urgency, float)
        assert number["worth"] == pytest.approx(hours * urgency / counted, abs=0.01)


def test_key_figures_are_those_of_the_pieces_that_come_first() -> None:
    """How many, how long, what they save; and how many are urgent."""
    found = week(constants=Ranking(pieces=2))
    figures = next(block for block in said(found).blocks if isinstance(block, KeyFigures)).figures
    values = {figure.name: figure.value for figure in figures}
    assert found.saving
    assert values == {
        "pieces": 2,
        "effort_hours": round(sum(piece.effort for piece in found.pieces[:2]), 2),
        "saving_hours": round(found.saving.estimate, 2),
        "urgent": sum(piece.urgency > 1 for piece in found.pieces[:2]),
    }
    assert table(said(found)).shown == 2


def test_without_tickets_nothing_is_said_to_be_saved() -> None:
    """Only harm is told, and that it is not known what is asked."""
    found = said(week(tickets=False))
    figures = next(block for block in found.blocks if isinstance(block, KeyFigures)).figures
    assert "saving_hours" not in {figure.name for figure in figures}
    assert "save" not in found.lead
    absent = [block for block in found.blocks if isinstance(block, Paragraph) and block.tone is Tone.ABSENT]
    assert len(absent) == 2
    assert "kbgen tickets import" in absent[1].text


def test_nothing_to_do_is_said() -> None:
    """And no table of nothing stands there without a word."""
    found = said(Week((), 0, CONSTANTS, TODAY, Absent((Need.TICKETS,)), None, ("et",)))
    assert found.lead.startswith("Nothing asks for work")
    assert table(found).rows == ()
    assert table(found).empty
    assert not any(isinstance(block, KeyFigures) for block in found.blocks)


def test_every_kind_of_gap_and_error_has_words() -> None:
    """A sentence of its own, and no state is said in the words of another."""
    from kbgen.overview.candidates import problems

    rows = [row(state, grade, article=f"{state}-{grade}") for state in State for grade in Grade]
    pages = Pages(workload.weighed(rows), CONSTANTS.weights, "en")
    codes = ["KB201", "KB202", "KB203", "KB205", "KB301", "KB110"]
    wrong = [Problem(f"content/et/{code}.md", 3, code, "wrong") for code in codes]
    asks = [*gaps.asks(pages, {}), *problems.asks(wrong, pages, 0.1)]
    pieces = ranked(asks, replace(CONSTANTS, pieces=100))
    found = said(Week(pieces, len(pieces), CONSTANTS, TODAY, Absent((Need.TICKETS,)), None, ("et", "ru")))
    sentences = {str(cells(one, found)["why"].value) for one in table(found).rows}
    assert len(pieces) == len(asks)
    assert "" not in sentences
    # Stubs, missing and orphaned ones have no grades; three grades are stale in other words, three others not.
    assert len(sentences) == 3 + 2 + 1 + 1 + 3 + len(codes)


def test_errors_are_told_one_by_one_with_their_lines() -> None:
    """As ``kbgen check`` says them; in other languages marked as English."""
    from kbgen.overview.candidates import problems

    wrong = [Problem("content/et/a.md", 7, "KB201", "link to a missing article “b”", "did you mean c?")]
    pieces = ranked(problems.asks(wrong, Pages([], CONSTANTS.weights, "et"), 0.1), CONSTANTS)
    found = said(Week(pieces, 1, CONSTANTS, TODAY, Absent((Need.TICKETS,)), None, ("et", "ru")), "et")
    told = next(block for block in flat(found.blocks) if isinstance(block, Table) and block.name == "problems")
    place, code, message = told.rows[0].cells
    assert (place.text, code.text) == ("content/et/a.md:7", "KB201")
    assert (message.text, message.language) == ("link to a missing article “b”; did you mean c?", "en")
