"""What rises more than chance explains, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def news(part: Topics, words: Words) -> Iterator[Block]:
    """New tags and failures."""
    title = words.gettext("New tags and failures")
    if part.news:
        yield _table("new-tags", title, part.news, part, words)


def rises(part: Topics, words: Words) -> Iterator[Block]:
    """What was asked before, too, and now is asked more."""
    if part.rises:
        yield _table("rises", words.gettext("What rises"), part.rises, part, words)
        yield Paragraph(
            words.gettext(
                "A topic is named here if chance alone would hardly make its tickets so many: a sudden rise is one of "
                "the last week against the half year before, a steady one of the last four weeks against the year "
                "before. Of ten such alarms, one may be false."
            )
        )


def _table(name: str, title: str, found: Sequence[Rise], part: Topics, words: Words) -> Table:
    return Table(
        name,
        title,
        (
            Column("topic", words.gettext("Topic")),
            Column("lane", words.gettext("Why it is here"), filtered=True),
            Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
            Column("expected", words.gettext("Usual"), Kind.NUMBER),
            Column("ratio", words.gettext("Times as many"), Kind.NUMBER),
            Column("weeks", words.gettext("By week"), Kind.WEEKS),
            Column("false_alarms", words.gettext("False alarms among such"), Kind.NUMBER),
            Column("work", words.gettext("What to do"), filtered=True),
        ),
        tuple(_row(one, part, words) for one in found),
        source=origin.tickets(words, part.day),
        shown=SHOWN,
    )


def _row(one: Rise, part: Topics, words: Words) -> Row:
    signal = one.signal
    ratio = signal.ratio
    is_new = signal.expected < NEXT_TO_NOTHING
    work = list(dict.fromkeys(labels.work(flag, words) for flag in one.flags))
    return Row(
        (
            topic(signal.topic, one.name, part, said(one, words)),
            Cell(labels.lane(signal.lane, words), signal.lane.value, Tone.SERIOUS),
            cells.number(signal.tickets, words),
            cells.figure(signal.expected, words),
            Cell(words.gettext("new"), None)
            if is_new
            else Cell(cells.times(ratio.estimate, ratio.low, ratio.high, words), round(ratio.estimate, 2)),
            Cell(said(one, words), None, weeks=one.history),
            Cell(_false(signal.q, words), float(f"{signal.q:.3g}")),
            Cell(", ".join(work) or cells.NONE, one.flags[0].kind.value if one.flags else None),
        ),
        details=tuple(Paragraph(text) for text in dict.fromkeys(advice.said(flag, words) for flag in one.flags)),
    )


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
        return words.gettext("hardly any")
    return words.gettext("1 in %(number)s", number=words.number(round(1 / share)))
