"""Tickets and people to come, and how well that could have been told in the past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kbgen.overview.absent import Absent
from kbgen.overview.forecast import Outlook, Tried
from kbgen.reports.overview import needs, origin
from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Details,
    KeyFigure,
    KeyFigures,
    Kind,
    Lines,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Tone,
)
from kbgen.reports.overview.sections import forecast_words as said
from kbgen.tickets.forecast import Step
from kbgen.tickets.forecast.people import Work
from kbgen.wording import Words


def section(part: Outlook | Absent, words: Words) -> Section:
    """The part in words."""
    title = words.gettext("Forecast")
    if isinstance(part, Absent):
        lead = words.gettext("Tickets to come cannot be foreseen.")
        return Section("forecast", title, lead, needs.paragraphs(part, words))
    if not part.found.years:
        return Section("forecast", title, said.chosen(part, words), ())
    return Section("forecast", title, said.lead(part, words), tuple(_blocks(part, words)))


def _blocks(part: Outlook, words: Words) -> Iterator[Block]:
    yield KeyFigures(tuple(_figures(part, words)))
    yield _chart(part, words)
    yield _steps(part, words)
    cautions = tuple(said.cautions(part, words))
    yield Paragraph(said.chosen(part, words))
    yield Paragraph(said.people(part.work, words))
    yield from (Paragraph(text, Tone.SLIGHT) for text in cautions)
    yield Details(words.gettext("If tickets grow or fall"), (_scenarios(part, words),))
    yield _backtest(part, words)
    yield Details(words.gettext("How this is foreseen"), (Bullets(said.method(words)), _tried(part, words)))


def _figures(part: Outlook, words: Words) -> Iterator[KeyFigure]:
    found, work = part.found, part.work
    for number, step in enumerate(found.years, 1):
        tickets = words.gettext("Tickets, year %(year)s", year=number)
        note = said.interval(step.low, step.high, 0, words)
        yield KeyFigure(f"tickets_year_{number}", tickets, words.figure(step.tickets, 0), round(step.tickets), note)
        people = words.gettext("People, year %(year)s", year=number)
        low, high = (None if end is None else work.people(end * _years(step)) for end in (step.low, step.high))
        needed = work.people(step.tickets * _years(step))
        text = words.figure(needed)
        yield KeyFigure(f"people_year_{number}", people, text, round(needed, 2), said.interval(low, high, 1, words))
    last = words.gettext("Tickets of the last 52 weeks")
    if part.is_short:
        last = words.gettext("Tickets of 52 weeks like those that are known")
    yield KeyFigure("tickets_last_year", last, words.figure(found.last_year, 0), round(found.last_year))


def _years(step: Step) -> float:
    """How many such spans a year has."""
    return 364 / (step.end - step.first).days


# -- the chart ---------------------------------------------------------------------------------------------------------


def _chart(part: Outlook, words: Words) -> Chart:
    found, count = part.found, len(part.past)
    ahead = found.quarters
    days = (*(one.first for one in part.past), *(one.first for one in ahead))
    were: tuple[float | None, ...] = (*(one.tickets for one in part.past), *(None for _ in ahead))
    # The dashed line begins where the other one ends, so that the eye can follow.
    joint = (*(None for _ in part.past[1:]), part.past[-1].tickets) if part.past else ()
    lines = Lines(
        days,
        (
            Series(words.gettext("Tickets that came"), were),
            Series(
                words.gettext("Tickets to be expected"),
                (*joint, *(one.tickets for one in ahead)),
                (*joint, *(one.low for one in ahead)),
                (*joint, *(one.high for one in ahead)),
                dashed=True,
            ),
        ),
        words.gettext("Tickets in 13 weeks"),
    )
    description = words.gettext(
        "Tickets of every 13 weeks from %(first)s, and from %(until)s on those to be expected, with a band that should "
        "hold four of five.",
        first=words.day(days[0], "medium"),
        until=words.day(found.until, "medium"),
    )
    title = words.gettext("Tickets by quarter, past and to come")
    return Chart("forecast", title, lines, description, _quarters(part, words, count))


def _quarters(part: Outlook, words: Words, count: int) -> Table:
    columns = (
        Column("first", words.gettext("From"), Kind.DAY),
        Column("last", words.gettext("To"), Kind.DAY),
        Column("kind", words.gettext("Kind"), filtered=True),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
        Column("low", words.gettext("At least"), Kind.NUMBER),
        Column("high", words.gettext("At most"), Kind.NUMBER),
    )
    came = Cell(words.gettext("Came"), "past")
    expected = Cell(words.gettext("Expected"), "forecast")
    rows = [
        Row(
            (
                _day(one.first, words),
                _day(_last(one.end), words),
                came,
                _number(one.tickets, 0, words),
                _none(),
                _none(),
            )
        )
        for one in part.past
    ]
    rows += [
        Row(
            (
                _day(one.first, words),
                _day(one.last, words),
                expected,
                *(_number(number, 0, words) for number in (one.tickets, one.low, one.high)),
            )
        )
        for one in part.found.quarters
    ]
    return Table("forecast_quarters", words.gettext("The quarters"), columns, tuple(rows), _source(part, words))


def _last(end: date) -> date:
    return date.fromordinal(end.toordinal() - 1)


# -- the tables --------------------------------------------------------------------------------------------------------


def _steps(part: Outlook, words: Words) -> Table:
    columns = (
        Column("span", words.gettext("Span"), filtered=True),
        Column("first", words.gettext("From"), Kind.DAY),
        Column("last", words.gettext("To"), Kind.DAY),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
        Column("people", words.gettext("People"), Kind.NUMBER),
        # Their ends stand below them.
        Column("tickets_low", words.gettext("At least"), Kind.NUMBER, hidden=True),
        Column("tickets_high", words.gettext("At most"), Kind.NUMBER, hidden=True),
        Column("people_low", words.gettext("At least"), Kind.NUMBER, hidden=True),
        Column("people_high", words.gettext("At most"), Kind.NUMBER, hidden=True),
    )
    years = tuple(_step(step, words.gettext("Year"), "year", part.work, words) for step in part.found.years)
    quarters = tuple(_step(step, words.gettext("Quarter"), "quarter", part.work, words) for step in part.found.quarters)
    title = words.gettext("Tickets and people to come; four of five spans should end between the two ends")
    return Table("forecast", title, columns, (*years, *quarters), _source(part, words))


def _step(step: Step, name: str, value: str, work: Work, words: Words) -> Row:
    numbers = (step.tickets, step.low, step.high)
    tickets = [_number(one, 0, words) for one in numbers]
    people = [_number(None if one is None else work.people(one * _years(step)), 2, words, 1) for one in numbers]
    return Row(
        (
            Cell(name, value),
            _day(step.first, words),
            _day(step.last, words),
            *(replace(ends[0], note=said.between(ends[1].text, ends[2].text, words)) for ends in (tickets, people)),
            *tickets[1:],
            *people[1:],
        )
    )


def _scenarios(part: Outlook, words: Words) -> Table:
    columns = (
        Column("scenario", words.gettext("Scenario")),
        Column("growth", words.gettext("Growth a year"), Kind.NUMBER),
        Column("year", words.gettext("Year"), Kind.NUMBER, filtered=True),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
        Column("people", words.gettext("People"), Kind.NUMBER),
    )
    rows = tuple(
        Row(
            (
                Cell(said.assumed(one.assumed, words), one.assumed.value),
                Cell(words.share(one.growth), round(one.growth, 4)),
                Cell(words.number(year), year),
                _number(tickets, 0, words),
                _number(part.work.people(tickets), 2, words, 1),
            )
        )
        for one in part.found.scenarios
        for year, tickets in enumerate(one.years, 1)
    )
    title = words.gettext("Scenarios: what nobody can know, and plans may assume")
    return Table("forecast_scenarios", title, columns, rows, _source(part, words))


def _backtest(part: Outlook, words: Words) -> Table:
    """The methods beside each other, by years ahead where there are any to judge by."""
    known = [one for one in part.tried if one.error is not None]
    years = [one for one in known if one.span.is_year] or [one for one in known if one.span.first == 0]
    columns = (
        Column("method", words.gettext("Method")),
        Column("ahead", words.gettext("Ahead"), filtered=True),
        Column("used", words.gettext("Used"), filtered=True),
        Column("error", words.gettext("Off by, on average"), Kind.NUMBER),
        Column("origins", words.gettext("Tries"), Kind.NUMBER),
        Column("apart", words.gettext("of them apart"), Kind.NUMBER),
        Column("held", words.gettext("Range held"), Kind.NUMBER),
    )
    rows = tuple(_try(one, words) for one in sorted(years, key=lambda one: (one.span, not one.used, one.error or 0)))
    title = words.gettext("Backtest: how far off each method would have been on these tickets")
    empty = words.gettext("Nothing was foreseen for long enough yet to be held against what came.")
    return Table("backtest", title, columns, rows, _source(part, words), empty=empty)


def _tried(part: Outlook, words: Words) -> Table:
    """The method that is used, by every quarter and year ahead."""
    columns = (
        Column("method", words.gettext("Method"), filtered=True),
        Column("ahead", words.gettext("Ahead")),
        Column("used", words.gettext("Used"), filtered=True),
        Column("error", words.gettext("Off by, on average"), Kind.NUMBER),
        Column("origins", words.gettext("Tries"), Kind.NUMBER),
        Column("apart", words.gettext("of them apart"), Kind.NUMBER),
        Column("held", words.gettext("Range held"), Kind.NUMBER),
    )
    rows = tuple(_try(one, words) for one in sorted(part.tried, key=lambda one: not one.used))
    title = words.gettext("Every method and every span ahead")
    return Table("backtest_spans", title, columns, rows, _source(part, words), shown=10)


def _try(one: Tried, words: Words) -> Row:
    held = words.gettext("%(held)s of %(ranges)s", held=words.number(one.held), ranges=words.number(one.ranges))
    used = words.gettext("Yes") if one.used else words.gettext("No")
    return Row(
        (
            Cell(said.method_name(one.method, words), one.method, Tone.GOOD if one.used else Tone.PLAIN),
            Cell(said.ahead(one.span, words), f"{'year' if one.span.is_year else 'quarter'}-{said.place(one.span)}"),
            Cell(used, one.used),
            Cell(
                "–" if one.error is None else words.share(one.error), None if one.error is None else round(one.error, 4)
            ),
            Cell(words.number(one.origins), one.origins),
            Cell(words.number(one.apart), one.apart),
            Cell(held if one.ranges else "–", round(one.held / one.ranges, 3) if one.ranges else None),
        )
    )


def _day(day: date, words: Words) -> Cell:
    return Cell(words.day(day, "medium"), day)


def _number(number: float | None, digits: int, words: Words, shown: int | None = None) -> Cell:
    """``digits``: of the value; ``shown``: of the text, if it is another number."""
    if number is None:
        return _none()
    return Cell(words.figure(number, digits if shown is None else shown), round(number, digits or None))


def _none() -> Cell:
    return Cell("", None)


def _source(part: Outlook, words: Words) -> str:
    return origin.tickets(words, _last(part.found.until), part.found.known)
