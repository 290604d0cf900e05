"""What customers ask most, with its trend, and in which languages and by which channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kbgen.overview.topics import WEEKS, Asked, Topics
from kbgen.overview.trend import QUARTER, Direction, Trend
from kbgen.reports.overview import advice, cells, labels, origin
from kbgen.reports.overview.document import Cell, Column, Kind, Paragraph, Row, Table, Tone
from kbgen.reports.overview.sections.topics_names import topic
from kbgen.wording import Words, mark

SHOWN = 10

_DIRECTIONS: Mapping[Direction, str] = {
    Direction.RISES: mark("Rises"),
    Direction.FALLS: mark("Falls"),
    Direction.STEADY: mark("Unclear"),
    Direction.NEW: mark("New"),
    Direction.UNKNOWN: mark("Too few"),
}


def most_asked(part: Topics, words: Words) -> Table:
    """A row for each topic."""
    return Table(
        "most-asked",
        words.gettext("Most asked"),
        (
            Column("topic", words.gettext("Topic")),
            Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
            Column("weeks", words.gettext("By week"), Kind.WEEKS),
            Column("change", words.gettext("Against the quarter before"), Kind.NUMBER),
            cells.hidden("change_low"),
            cells.hidden("change_high"),
            Column("trend", words.gettext("Trend"), filtered=True),
            Column("answered", words.gettext("Article"), filtered=True),
        ),
        tuple(_row(one, part, words) for one in part.asked),
        source=origin.tickets(words, part.day, WEEKS),
        shown=SHOWN,
        empty=words.gettext("No ticket has a topic yet."),
    )


def _row(one: Asked, part: Topics, words: Words) -> Row:
    return Row(
        (
            topic(one.topic, one.name, part),
            cells.number(one.tickets, words),
            Cell(_weeks(one.trend, words), None, weeks=one.history),
            *_change(one.trend, words),
            Cell(words.gettext(_DIRECTIONS[one.trend.direction]), one.trend.direction.value),
            _answer(one, words),
        ),
        details=tuple(_more(one, words)),
    )


def _more(one: Asked, words: Words) -> Iterator[Paragraph]:
    """Who asks, and what answers."""
    spoken = {code: labels.language(code, words) for code in one.languages}
    channels = {name: labels.within(labels.channel(name, words)) for name in one.channels}
    if languages := cells.parts(one.languages, spoken, words):
        yield Paragraph(words.gettext("Languages: %(parts)s.", parts=languages))
    if ways := cells.parts(one.channels, channels, words):
        yield Paragraph(words.gettext("Channels: %(parts)s.", parts=ways))
    if one.articles:
        yield Paragraph(words.gettext("Answered by %(articles)s.", articles=cells.named(one.articles)))
    for said in dict.fromkeys(advice.said(flag, words) for flag in one.flags):
        yield Paragraph(said)


def _weeks(trend: Trend, words: Words) -> str:
    """What the bars show."""
    return words.ngettext(
        "%(num)s ticket in the last %(weeks)s weeks, %(before)s in the %(weeks)s before",
        "%(num)s tickets in the last %(weeks)s weeks, %(before)s in the %(weeks)s before",
        trend.tickets,
        weeks=words.number(QUARTER),
        before=words.number(trend.before),
    )


def _change(trend: Trend, words: Words) -> tuple[Cell, Cell, Cell]:
    ratio = trend.ratio
    if ratio is None:
        return (Cell(cells.NONE, None),) * 3
    said = Cell(
        cells.change(ratio.estimate, words),
        round(ratio.estimate - 1, 3),
        note=f"{cells.change(ratio.low, words)} … {cells.change(ratio.high, words)}",
    )
    return said, cells.raw(ratio.low - 1, 3), cells.raw(ratio.high - 1, 3)


def _answer(one: Asked, words: Words) -> Cell:
    if not one.articles:
        return Cell(words.gettext("no"), None, Tone.ABSENT)
    return Cell(words.gettext("yes"), ", ".join(one.articles), Tone.GOOD)


# -- languages and channels ------------------------------------------------------------------------------------------


def by_language(part: Topics, words: Words) -> Table:
    """A row for each topic and language."""
    return Table(
        "by-language",
        words.gettext("By language"),
        _columns("language", words.gettext("Language"), words),
        tuple(_parts(part, lambda one: one.languages, labels.language, words)),
        source=origin.tickets(words, part.day, WEEKS),
        shown=SHOWN,
        empty=words.gettext("No ticket has a topic yet."),
    )


def by_channel(part: Topics, words: Words) -> Table:
    """A row for each topic and channel."""
    return Table(
        "by-channel",
        words.gettext("By channel"),
        _columns("channel", words.gettext("Channel"), words),
        tuple(_parts(part, lambda one: one.channels, labels.channel, words)),
        source=origin.tickets(words, part.day, WEEKS),
        shown=SHOWN,
        empty=words.gettext("No ticket has a topic yet."),
    )


def _columns(name: str, title: str, words: Words) -> tuple[Column, ...]:
    return (
        Column("topic", words.gettext("Topic")),
        Column(name, title, filtered=True),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
        Column("share", words.gettext("Share of the topic"), Kind.NUMBER),
        Column("share_of_all", words.gettext("Share of all topics"), Kind.NUMBER),
    )


def _parts(
    part: Topics, numbers: Callable[[Asked], Mapping[str, int]], label: Callable[[str, Words], str], words: Words
) -> Iterator[Row]:
    """What the most tickets are about comes first."""
    everything = numbers(part.all)
    total = sum(everything.values())
    found = [(one, name, tickets) for one in part.asked for name, tickets in numbers(one).items()]
    for one, name, tickets in sorted(found, key=lambda row: (-row[2], row[0].topic, row[1])):
        share, usual = tickets / one.tickets, everything.get(name, 0) / total if total else 0.0
        yield Row(
            (
                topic(one.topic, one.name, part),
                Cell(label(name, words), name or "unknown"),
                cells.number(tickets, words),
                Cell(words.share(share), round(share, 4)),
                Cell(words.share(usual), round(usual, 4)),
            )
        )
