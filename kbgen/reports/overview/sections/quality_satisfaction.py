"""What customers thought, as tables and a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

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
    groups = _groups(part, topics, words)
    shown = [one for one in part.topics if one.share][:DRAWN]
    if shown:
        yield _chart(shown, part, topics, words)
    yield _table(groups[0], part, words)
    yield _table(groups[1], part, words)
    yield _table(groups[2], part, words)
    yield Details(words.gettext("Quarter by quarter"), (_quarters(part, words),))


class Group(NamedTuple):
    """Rows of a kind, with the names of their keys."""

    kind: str
    head: str
    title: str
    rows: Sequence[Opinion]
    named: Mapping[str, str]


def _groups(part: Opinions, topics: Mapping[str, str], words: Words) -> tuple[Group, ...]:
    return (
        Group(
            "topic",
            words.gettext("Topic"),
            words.gettext("Satisfaction by topic"),
            part.topics,
            {one.key: topics.get(one.key, one.key) for one in part.topics},
        ),
        Group(
            "language",
            words.gettext("Language"),
            words.gettext("Satisfaction by language"),
            part.languages,
            {one.key: labels.language(one.key, words) for one in part.languages},
        ),
        Group(
            "channel",
            words.gettext("Channel"),
            words.gettext("Satisfaction by channel"),
            part.channels,
            {one.key: labels.channel(one.key, words) for one in part.channels},
        ),
    )


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
        Column("low", words.gettext("At least"), Kind.NUMBER),
        Column("high", words.gettext("At most"), Kind.NUMBER),
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


def _table(of: Group, part: Opinions, words: Words) -> Table:
    seen = (
        Column(of.kind, of.head),
        Column("good_share", words.gettext("Good"), Kind.NUMBER),
        Column("ratings", words.gettext("Ratings"), Kind.NUMBER),
        Column("good_share_before", words.gettext("Year before"), Kind.NUMBER),
        Column("change_points", words.gettext("Change in points"), Kind.NUMBER),
        Column("told", words.gettext("In words"), filtered=True),
    )
    # What the seen ones rest on, for those who reckon it again.
    heads = (
        ("low", words.gettext("At least")),
        ("high", words.gettext("At most")),
        ("good", words.gettext("Good ratings")),
        ("bad", words.gettext("Bad ratings")),
        ("tickets", words.gettext("Tickets")),
        ("good_before", words.gettext("Good, year before")),
        ("bad_before", words.gettext("Bad, year before")),
        ("tickets_before", words.gettext("Tickets, year before")),
        ("change_low", words.gettext("At least")),
        ("change_high", words.gettext("At most")),
        ("p", "p"),
    )
    behind = (Column(name, title, Kind.NUMBER, hidden=True) for name, title in heads)
    rows = tuple(Row((*_opinion(one, of.named[one.key], words), *_behind(one, words))) for one in of.rows)
    return Table(f"satisfaction_{of.kind}s", of.title, (*seen, *behind), rows, source(part, words), SHOWN)


def _opinion(one: Opinion, name: str, words: Words) -> Iterator[Cell]:
    yield Cell(name, one.key)
    share, change = one.share, one.change
    yield _share(share.estimate if share else None, words, said.shares(share, words))
    yield _count(one.now.total, words)
    yield _share(one.before.good / one.before.total if one.before.total else None, words)
    points = None if change is None else _points(change.estimate)
    yield Cell("–" if points is None else said.signed(points, words), points, note=said.span(change, words))
    yield Cell(said.turn(one.turn, words), one.turn.value, TONES[one.turn])


def _behind(one: Opinion, words: Words) -> Iterator[Cell]:
    share, change = one.share, one.change
    yield from (_share(end, words) for end in ((share.low, share.high) if share else (None, None)))
    for votes in (one.now, one.before):
        yield from (_count(number, words) for number in (votes.good, votes.bad, votes.tickets))
    if change is None:
        yield from (Cell("–", None) for _ in range(3))
    else:
        yield from (Cell(said.signed(_points(end), words), _points(end)) for end in (change.low, change.high))
        yield Cell(words.figure(change.p, 3), round(change.p, 4))


def _points(share: float) -> float:
    return round(100 * share, 1)


def _share(number: float | None, words: Words, note: str = "") -> Cell:
    return Cell("–", None) if number is None else Cell(words.share(number), round(number, 4), note=note)


def _count(number: int, words: Words) -> Cell:
    return Cell(words.number(number), number)


def _quarters(part: Opinions, words: Words) -> Table:
    columns = (
        Column("first", words.gettext("From"), Kind.DAY),
        Column("last", words.gettext("To"), Kind.DAY),
        Column("good_share", words.gettext("Good"), Kind.NUMBER),
        Column("low", words.gettext("At least"), Kind.NUMBER),
        Column("high", words.gettext("At most"), Kind.NUMBER),
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
    share = one.share
    yield from (_share(end, words) for end in ((share.estimate, share.low, share.high) if share else (None,) * 3))
    yield from (_count(count, words) for count in (one.votes.good, one.votes.bad, one.votes.tickets))


def source(part: Opinions, words: Words, weeks: int = 52) -> str:
    """Where the votes are from."""
    return origin.tickets(words, part.last, weeks)
