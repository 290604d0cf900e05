"""What rises more than chance explains, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.overview.topics import Rise, Topics
from kbgen.reports.overview import advice, cells, labels, origin
from kbgen.reports.overview.document import Block, Cell, Column, Kind, Paragraph, Row, Table, Tone
from kbgen.reports.overview.sections.topics_names import topic
from kbgen.wording import Words

SHOWN = 10

NEXT_TO_NOTHING = 0.5
"""Where fewer tickets are expected, nobody needs to know how many times as many there are."""

HARDLY_EVER = 0.0005
"""A share of false alarms below this is said as such."""


def rises(part: Topics, words: Words) -> Iterator[Block]:
    """New tags and failures first, then what was asked before, too, and now is asked more."""
    found = (*part.news, *part.rises)
    if not found:
        return
    yield Table(
        "rises",
        words.gettext("What rises"),
        (
            Column("topic", words.gettext("Topic")),
            Column("lane", words.gettext("Why it is here"), filtered=True),
            Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
            cells.hidden("weeks_counted"),
            cells.hidden("expected"),
            Column("ratio", words.gettext("Times as many"), Kind.NUMBER),
            cells.hidden("ratio_low"),
            cells.hidden("ratio_high"),
            cells.hidden("q"),
            Column("weeks", words.gettext("By week"), Kind.WEEKS),
            Column("work", words.gettext("What to do"), filtered=True),
        ),
        tuple(_row(one, part, words) for one in found),
        source=origin.tickets(words, part.day),
        shown=SHOWN,
    )
    yield Paragraph(
        words.gettext(
            "A topic is named here if chance alone would hardly make its tickets so many: a sudden rise is one of the "
            "last week against the half year before, a steady one of the last four weeks against the year before. Of "
            "ten such alarms, one may be false."
        )
    )


def _row(one: Rise, part: Topics, words: Words) -> Row:
    signal = one.signal
    first, *others = dict.fromkeys(labels.work(flag, words) for flag in one.flags) or [""]
    work = ", ".join((first, *map(labels.within, others)))
    return Row(
        (
            topic(signal.topic, one.name, part, said(one, words)),
            Cell(labels.lane(signal.lane, words), signal.lane.value, Tone.SERIOUS),
            cells.number(signal.tickets, words),
            cells.raw(signal.weeks),
            cells.raw(signal.expected, 2),
            *_ratio(one, words),
            cells.raw(float(f"{signal.q:.3g}"), 99),
            Cell(said(one, words), None, weeks=one.history),
            Cell(work or cells.NONE, one.flags[0].kind.value if one.flags else None),
        ),
        details=(
            *(Paragraph(text) for text in dict.fromkeys(advice.said(flag, words) for flag in one.flags)),
            Paragraph(_false(signal.q, words)),
        ),
    )


def _ratio(one: Rise, words: Words) -> tuple[Cell, Cell, Cell]:
    ratio = one.signal.ratio
    if one.signal.expected < NEXT_TO_NOTHING:
        return Cell(words.gettext("new"), None), Cell(cells.NONE, None), Cell(cells.NONE, None)
    said = Cell(
        f"{words.figure(ratio.estimate)}×",
        round(ratio.estimate, 2),
        note=cells.span(ratio.low, ratio.high, words),
    )
    return said, cells.raw(ratio.low, 2), cells.raw(ratio.high, 2)


def said(one: Rise, words: Words) -> str:
    """``181 tickets in 4 weeks, where 86 are usual: 2.1 times as many (1.7 to 2.6).``"""
    signal = one.signal
    tickets = words.ngettext("%(num)s ticket", "%(num)s tickets", signal.tickets)
    weeks = words.ngettext("in %(num)s week", "in %(num)s weeks", signal.weeks)
    if signal.expected < NEXT_TO_NOTHING:
        return words.gettext(
            "%(tickets)s %(weeks)s, where next to none are usual.",
            tickets=tickets,
            weeks=weeks,
        )
    return words.gettext(
        "%(tickets)s %(weeks)s, where %(usual)s are usual: %(ratio)s times as many (between %(low)s and %(high)s).",
        tickets=tickets,
        weeks=weeks,
        usual=words.figure(signal.expected),
        ratio=words.figure(signal.ratio.estimate),
        low=words.figure(signal.ratio.low),
        high=words.figure(signal.ratio.high),
    )


def _false(share: float, words: Words) -> str:
    if share < HARDLY_EVER:
        return words.gettext("Of alarms that are as sure as this one, hardly any is false.")
    return words.gettext(
        "Of alarms that are as sure as this one, 1 in %(number)s may be false.",
        number=words.number(round(1 / share)),
    )
