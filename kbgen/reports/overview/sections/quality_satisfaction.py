"""What customers thought, as tables and a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbgen.overview.records.satisfaction import Opinion, Opinions, Quarter, Turn
from kbgen.reports.overview import labels, origin
from kbgen.reports.overview.document import (
    Block,
    Cell,
    Chart,
    Column,
    Details,
    Interval,
    Intervals,
    Kind,
    Paragraph,
    Row,
    Table,
    Tone,
)
from kbgen.reports.overview.sections import quality_words as said
from kbgen.wording import Words

SHOWN = 10
DRAWN = 15
"""Topics in the chart, at most: those with the most votes."""

TONES: Mapping[Turn, Tone] = {
    Turn.BETTER: Tone.GOOD,
    Turn.WORSE: Tone.BAD,
    Turn.NO_CHANGE: Tone.PLAIN,
    Turn.FEW: Tone.ABSENT,
}


def blocks(part: Opinions, topics: Mapping[str, str], words: Words) -> Iterator[Block]:
    """The chart and the tables. ``topics``: their names."""
    yield Paragraph(said.satisfaction(part, words))
    shown = [one for one in part.topics if one.share][:DRAWN]
    if shown:
        yield _chart(shown, part, topics, words)
    columns = Column("topic", words.gettext("Topic"))
    named = {one.key: topics.get(one.key, one.key) for one in part.topics}
    title = words.gettext("Satisfaction by topic")
    yield _table("satisfaction_topics", title, columns, named, part.topics, part, words)
    columns = Column("language", words.gettext("Language"))
    named = {one.key: labels.language(one.key, words) for one in part.languages}
    title = words.gettext("Satisfaction by language")
    yield _table("satisfaction_languages", title, columns, named, part.languages, part, words)
    columns = Column("channel", words.gettext("Channel"))
    named = {one.key: labels.channel(one.key, words) for one in part.channels}
    title = words.gettext("Satisfaction by channel")
    yield _table("satisfaction_channels", title, columns, named, part.channels, part, words)
    yield Details(words.gettext("Quarter by quarter"), (_quarters(part, words),))


def _chart(shown: Sequence[Opinion], part: Opinions, topics: Mapping[str, str], words: Words) -> Chart:
    rated = [one for one in shown if one.share]
    rows = tuple(
        Interval(
            topics.get(one.key, one.key),
            100 * one.share.estimate,
            100 * one.share.low,
            100 * one.share.high,
            TONES[one.turn],
        )
        for one in rated
        if one.share
    )
    description = words.ngettext(
        "Share of good ratings of %(num)s topic, with its interval; the line is that of all tickets.",
        "Share of good ratings of the %(num)s topics with most ratings, with their intervals; the line is that of all "
        "tickets.",
        len(rows),
    )
    columns = (
        Column("topic", words.gettext("Topic")),
        Column("share", words.gettext("Good"), Kind.NUMBER),
        Column("low", words.gettext("From"), Kind.NUMBER),
        Column("high", words.gettext("To"), Kind.NUMBER),
    )
    table = Table(
        "satisfaction_intervals",
        words.gettext("The shares"),
        columns,
        tuple(Row((Cell(row.name, one.key), *_shares(row, words))) for one, row in zip(rated, rows, strict=True)),
        source(part, words),
    )
    reference = 100 * part.all.share.estimate if part.all.share else None
    drawing = Intervals(rows, words.gettext("Good ratings among 100"), reference)
    return Chart("satisfaction", words.gettext("Satisfaction by topic, last year"), drawing, description, table)


def _shares(one: Interval, words: Words) -> Iterator[Cell]:
    for number in (one.estimate, one.low, one.high):
        yield Cell(words.share(number / 100), round(number / 100, 4))


def _table(
    name: str,
    title: str,
    first: Column,
    named: Mapping[str, str],
    rows: Sequence[Opinion],
    part: Opinions,
    words: Words,
) -> Table:
    columns = (
        first,
        Column("good_share", words.gettext("Good"), Kind.NUMBER),
        Column("low", words.gettext("From"), Kind.NUMBER),
        Column("high", words.gettext("To"), Kind.NUMBER),
        Column("ratings", words.gettext("Ratings"), Kind.NUMBER),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
        Column("good_share_before", words.gettext("Year before"), Kind.NUMBER),
        Column("ratings_before", words.gettext("Ratings then"), Kind.NUMBER),
        Column("change_points", words.gettext("Change"), Kind.NUMBER),
        Column("told", words.gettext("In words"), filtered=True),
    )
    cells = tuple(Row(tuple(_opinion(one, named[one.key], words))) for one in rows)
    return Table(name, title, columns, cells, source(part, words), SHOWN)


def _opinion(one: Opinion, name: str, words: Words) -> Iterator[Cell]:
    yield Cell(name, one.key)
    if one.share:
        for number in (one.share.estimate, one.share.low, one.share.high):
            yield Cell(words.share(number), round(number, 4))
    else:
        yield from (Cell("–", None) for _ in range(3))
    yield Cell(words.number(one.now.total), one.now.total)
    yield Cell(words.number(one.now.tickets), one.now.tickets)
    before = one.before.good / one.before.total if one.before.total else None
    yield Cell("–" if before is None else words.share(before), None if before is None else round(before, 4))
    yield Cell(words.number(one.before.total), one.before.total)
    change = one.change
    points = None if change is None else round(100 * change.estimate, 1)
    yield Cell("–" if points is None else said.signed(points, words), points, note=said.span(change, words))
    yield Cell(said.turn(one.turn, words), one.turn.value, TONES[one.turn])


def _quarters(part: Opinions, words: Words) -> Table:
    columns = (
        Column("first", words.gettext("From"), Kind.DAY),
        Column("last", words.gettext("To"), Kind.DAY),
        Column("good_share", words.gettext("Good"), Kind.NUMBER),
        Column("low", words.gettext("From"), Kind.NUMBER),
        Column("high", words.gettext("To"), Kind.NUMBER),
        Column("good", words.gettext("Good ratings"), Kind.NUMBER),
        Column("bad", words.gettext("Bad ratings"), Kind.NUMBER),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
    )
    rows = tuple(Row(tuple(_quarter(one, words))) for one in reversed(part.quarters))
    title = words.gettext("Satisfaction by quarter")
    return Table("satisfaction_quarters", title, columns, rows, source(part, words, 104))


def _quarter(one: Quarter, words: Words) -> Iterator[Cell]:
    last = one.end.fromordinal(one.end.toordinal() - 1)
    yield from (Cell(words.day(day, "medium"), day) for day in (one.first, last))
    if one.share:
        for number in (one.share.estimate, one.share.low, one.share.high):
            yield Cell(words.share(number), round(number, 4))
    else:
        yield from (Cell("–", None) for _ in range(3))
    yield from (Cell(words.number(count), count) for count in (one.votes.good, one.votes.bad, one.votes.tickets))


def source(part: Opinions, words: Words, weeks: int = 52) -> str:
    """Where the votes are from."""
    return origin.tickets(words, part.last, weeks)
