"""Low-hanging fruit: what a piece of work would save, against what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbgen.overview.topics import Topics
from kbgen.reports.overview import advice, cells, durations, labels, origin
from kbgen.reports.overview.document import Block, Cell, Chart, Column, Kind, Paragraph, Point, Row, Scatter, Table
from kbgen.reports.overview.sections.topics_names import topic
from kbgen.tickets.flagging.saving import NOTHING, Range
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.tickets.flagging.flag import Flag

SHOWN = 10

FIRST = 10
"""What so many pieces of work would save is told together."""


def first_hours(part: Topics) -> Range:
    """Hours a month that the best pieces of work save together; the ends of their ranges added up."""
    saved = [flag.saving.hours for flag in part.fruit[:FIRST]]
    if not saved:
        return NOTHING
    return Range(sum(one.estimate for one in saved), sum(one.low for one in saved), sum(one.high for one in saved))


def effort(part: Topics, words: Words) -> Iterator[Block]:
    """A drawing with its table, and what the figures rest on."""
    yield Chart(
        "topics-effort",
        words.gettext("Low-hanging fruit"),
        Scatter(
            tuple(_point(flag, words) for flag in part.fruit),
            x_axis=words.gettext("Hours of work"),
            y_axis=words.gettext("Hours saved a month"),
            logarithmic=True,
        ),
        words.gettext(
            "Each point is a piece of work: the further left, the sooner it is done; the higher, the more it saves. "
            "What is worth most for its effort is at the top left."
        ),
        _table(part, words),
    )
    yield Paragraph(_basis(part, words))


def _point(flag: Flag, words: Words) -> Point:
    name = f"{flag.name} ({flag.language})" if flag.language else flag.name
    return Point(
        name, flag.hours, flag.saving.hours.estimate, max(flag.level.estimate, 0.1), group=labels.work(flag, words)
    )


def _table(part: Topics, words: Words) -> Table:
    return Table(
        "effort",
        words.gettext("Low-hanging fruit"),
        (
            Column("topic", words.gettext("Topic")),
            Column("work", words.gettext("What to do"), filtered=True),
            Column("language", words.gettext("Language"), filtered=True),
            Column("saving_hours_month", words.gettext("Saves a month"), Kind.NUMBER),
            cells.hidden("saving_hours_low"),
            cells.hidden("saving_hours_high"),
            Column("saving_tickets_month", words.gettext("Tickets fewer a month"), Kind.NUMBER),
            Column("effort_hours", words.gettext("Takes"), Kind.NUMBER),
            Column("worth", words.gettext("Worth for an hour of work"), Kind.NUMBER),
            cells.hidden_code("command"),
        ),
        tuple(_row(flag, part, words) for flag in part.fruit),
        source=origin.tickets(words, part.day),
        shown=SHOWN,
        empty=words.gettext("No piece of work on a topic is known that would save anything."),
    )


def _row(flag: Flag, part: Topics, words: Words) -> Row:
    saved = flag.saving.hours
    return Row(
        (
            topic(flag.topic, flag.name, part),
            Cell(labels.work(flag, words), "notice" if flag.incident else flag.kind.value),
            Cell(labels.language(flag.language, words), flag.language)
            if flag.language
            else Cell(words.gettext("all languages"), None),
            Cell(durations.text(saved.estimate, words), round(saved.estimate, 2), note=durations.between(saved, words)),
            cells.raw(saved.low, 2),
            cells.raw(saved.high, 2),
            cells.figure(flag.saving.tickets.estimate, words),
            Cell(durations.text(flag.hours, words), round(flag.hours, 2)),
            cells.figure(flag.worth, words),
            cells.code(flag.command),
        ),
        details=tuple(_details(flag, words)),
    )


def _details(flag: Flag, words: Words) -> Iterator[Paragraph]:
    yield Paragraph(advice.said(flag, words))
    if flag.command:
        yield Paragraph(f"`{flag.command}`")


def _basis(part: Topics, words: Words) -> str:
    """Where minutes of work come from, and what savings are."""
    taken = words.figure(part.default_minutes, 0)
    if part.tracked:
        return words.ngettext(
            "Savings are ranges, no promises. Minutes of work are those tracked in %(num)s ticket of the last year, "
            "and %(minutes)s where none are (`handling_minutes`).",
            "Savings are ranges, no promises. Minutes of work are those tracked in %(num)s tickets of the last year, "
            "and %(minutes)s where none are (`handling_minutes`).",
            part.tracked,
            minutes=taken,
        )
    return words.gettext(
        "Savings are ranges, no promises. No minutes of work were tracked: %(minutes)s a ticket (`handling_minutes`) "
        "are taken.",
        minutes=taken,
    )
