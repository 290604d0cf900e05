"""How a piece of work came to its place: every factor with its number, and the setting that it is called by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, cast

from kbgen.overview.week import Week
from kbgen.overview.work import Ask, Piece, Source, Term
from kbgen.reports.overview import durations
from kbgen.reports.overview.document import Block, Cell, Column, Details, Kind, Paragraph, Row, Table, Value
from kbgen.reports.overview.sections.week_words import source, source_names
from kbgen.tickets.flagging.saving import SAVED, WEEKS_A_MONTH
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.tickets.flagging.flag import Flag

HERE = "report.ranking"
"""Where the constants are in ``mkdocs.yml``, below ``plugins: kbgen``."""


def of_piece(piece: Piece, week: Week, words: Words) -> Table:
    """The way from what was counted to the place, a line for each step."""
    rows = [row for ask in _counting(piece) for row in _of_ask(ask, week, words)]
    rows += _together(piece, week, words)
    columns = (
        Column("step", words.gettext("Step")),
        Column("number", words.gettext("Number"), Kind.NUMBER),
        Column("setting", words.gettext("Setting"), Kind.CODE),
    )
    source = words.gettext("The settings are those below `report: ranking:` in `mkdocs.yml`.")
    return Table("reckoning", words.gettext("How it came to its place"), columns, tuple(rows), source)


def _counting(piece: Piece) -> Iterator[Ask]:
    """Of a topic that asks more than once, only the ask that counts."""
    best: dict[str, Ask] = {}
    for ask in piece.asks:
        if ask.saving and (ask.topic not in best or ask.saving.estimate > _saved(best[ask.topic])):
            best[ask.topic] = ask
    yield from (ask for ask in piece.asks if ask.saving is None or best[ask.topic] is ask)


def _saved(ask: Ask) -> float:
    return ask.saving.estimate if ask.saving else 0.0


def _row(step: str, text: str, value: Value, setting: str = "") -> Row:
    return Row((Cell(step, step), Cell(text, value), Cell(setting, setting or None)))


# -- what asks -------------------------------------------------------------------------------------------------------


def _of_ask(ask: Ask, week: Week, words: Words) -> Iterator[Row]:
    if ask.source is Source.TOPICS:
        yield from _of_flag(cast("Flag", ask.evidence), words)
        return
    for term in ask.terms:
        yield from _of_term(term, week, words)
    if ask.terms:
        counts = ask.harm * week.constants.hours_per_harm
        yield _row(
            words.gettext(
                "Harm, in points (%(source)s), and what it counts for: %(hours)s a month",
                source=source_names(words)[ask.source],
                hours=durations.exact(counts, words),
            ),
            words.figure(ask.harm),
            round(ask.harm, 2),
            f"hours_per_harm: {week.constants.hours_per_harm:g}",
        )


def _of_flag(flag: Flag, words: Words) -> Iterator[Row]:
    level, part, saved = flag.level, SAVED[flag.kind], flag.saving.hours
    yield _row(
        words.gettext(
            "Tickets a week that it is about, at least %(low)s and at most %(high)s",
            low=words.figure(level.low),
            high=words.figure(level.high),
        ),
        words.figure(level.estimate, 2),
        round(level.estimate, 2),
    )
    yield _row(
        words.gettext(
            "The part of them that such work prevents, %(low)s to %(high)s; %(weeks)s weeks are a month",
            low=words.share(part.low),
            high=words.share(part.high),
            weeks=words.figure(WEEKS_A_MONTH, 2),
        ),
        words.share(part.estimate),
        part.estimate,
    )
    yield _row(
        words.gettext("Minutes of work on each ticket; `tickets.handling_minutes` where nobody tracked them"),
        words.figure(flag.minutes, 2),
        round(flag.minutes, 2),
    )
    yield _row(
        words.gettext(
            "Saved in a month, %(range)s (topic: %(topic)s)",
            range=durations.exact_between(saved, words),
            topic=flag.name,
        ),
        durations.exact(saved.estimate, words),
        round(saved.estimate, 2),
    )


def _of_term(term: Term, week: Week, words: Words) -> Iterator[Row]:
    weights = week.constants.weights
    yield _row(
        words.gettext("Weight: how bad it is for one reader"),
        words.figure(term.weight),
        round(term.weight, 4),
        ", ".join(f"weights.{name}: {getattr(weights, name):g}" for name in term.settings),
    )
    if term.times != 1:
        yield _row(_times(term, words), words.figure(term.times, 2), round(term.times, 2))
    if term.reach != 1:
        named = ["views", "popular"] if term.popular else ["views"]
        step = words.gettext(
            "Readers: (1 + %(tickets)s tickets a week) × (1 + %(views)s views a week ÷ %(as_one)s)",
            tickets=words.figure(term.tickets),
            views=words.figure(term.views),
            as_one=words.figure(weights.views),
        )
        if term.popular:
            step = words.gettext(
                "Readers: (1 + %(tickets)s tickets a week) × (1 + %(views)s views a week ÷ %(as_one)s) × %(popular)s, "
                "since its authors call it popular",
                tickets=words.figure(term.tickets),
                views=words.figure(term.views),
                as_one=words.figure(weights.views),
                popular=words.figure(weights.popular),
            )
        yield _row(
            step,
            words.figure(term.reach, 2),
            round(term.reach, 3),
            ", ".join(f"weights.{name}: {getattr(weights, name):g}" for name in named),
        )


def _times(term: Term, words: Words) -> str:
    if term.settings == ("review",):
        return words.gettext("Review intervals that have passed")
    return words.gettext("So many of them")


# -- what it comes to ------------------------------------------------------------------------------------------------


def _together(piece: Piece, week: Week, words: Words) -> Iterator[Row]:
    yield _row(
        words.gettext("Worth in a month: the greater of what is saved and of what the harm counts for"),
        durations.exact(piece.hours_month, words),
        round(piece.hours_month, 3),
    )
    if piece.urgency != 1:
        yield _row(
            words.gettext("Urgent: it is about now"),
            f"× {words.figure(piece.urgency)}",
            piece.urgency,
            f"urgent: {week.constants.urgent:g}",
        )
    least = f"least_hours: {week.constants.least_hours:g}" if piece.counted > piece.effort else ""
    yield _row(
        words.gettext("Work that it takes; about %(effort)s by itself", effort=durations.exact(piece.effort, words)),
        durations.exact(piece.counted, words),
        round(piece.counted, 3),
        least,
    )
    yield _row(
        words.gettext("Worth in a month × urgency ÷ work: what pieces are ranked by"),
        words.figure(piece.worth, 2),
        round(piece.worth, 4),
    )
    yield _row(words.gettext("Rank by that"), words.number(piece.rank), piece.rank)


# -- the whole -------------------------------------------------------------------------------------------------------


def explained(week: Week, words: Words) -> Details:
    """The rule, its constants, and the numbers of all pieces."""
    blocks: list[Block] = [
        Paragraph(
            words.gettext(
                "Every piece of work is worth so many hours a month: those that agents save where topics of tickets "
                "tell, and for harm to readers a fixed number of hours for each point. Where several sources ask for "
                "the same piece, the greatest counts, since the same readers stand behind them; only the savings of "
                "different topics add up. That is divided by the hours that the work takes, and what rises now counts "
                "more."
            )
        ),
        Paragraph(
            words.gettext(
                "Of one sort no more than %(alike)s are named first, unless nothing else is worth %(nearly)s as much: "
                "what lies that close together is equally good, as far as anybody can know.",
                alike=words.number(week.constants.alike),
                nearly=words.share(week.constants.nearly),
            )
        ),
        _constants(week, words),
        _ranking(week, words),
    ]
    return Details(words.gettext("How the ranking comes about"), tuple(blocks))


def _constants(week: Week, words: Words) -> Table:
    constants = week.constants
    named = [(field.name, getattr(constants, field.name)) for field in fields(constants) if field.name != "weights"]
    named += [(f"weights.{field.name}", getattr(constants.weights, field.name)) for field in fields(constants.weights)]
    columns = (
        Column("setting", words.gettext("Setting"), Kind.CODE),
        Column("value", words.gettext("Value"), Kind.NUMBER),
    )
    rows = [Row((Cell(f"{HERE}.{name}", f"{HERE}.{name}"), Cell(f"{value:g}", value))) for name, value in named]
    source = words.gettext("From `mkdocs.yml`, or what holds where it says nothing.")
    return Table("constants", words.gettext("Constants"), columns, tuple(rows), source, shown=8)


SAVING = 2
"""The place of the saving among the numbers of the ranking."""


def _ranking(week: Week, words: Words) -> Table:
    columns = (
        Column("rank", words.gettext("Rank by worth"), Kind.NUMBER),
        Column("key", words.gettext("Piece of work"), Kind.CODE),
        Column("tickets_week", words.gettext("Tickets a week"), Kind.NUMBER),
        Column("views_week", words.gettext("Views a week"), Kind.NUMBER),
        Column("saving_hours", words.gettext("Hours saved a month"), Kind.NUMBER),
        # The cell before says them.
        Column("saving_low", words.gettext("at least"), Kind.NUMBER, hidden=True),
        Column("saving_high", words.gettext("at most"), Kind.NUMBER, hidden=True),
        Column("harm", words.gettext("Harm, points"), Kind.NUMBER),
        Column("hours_month", words.gettext("Worth, hours a month"), Kind.NUMBER),
        # What counts stands beside it, and each piece of work has both.
        Column("effort_hours", words.gettext("Work, hours"), Kind.NUMBER, hidden=True),
        Column("counted_hours", words.gettext("Work as it counts, hours"), Kind.NUMBER),
        Column("urgency", words.gettext("Urgency"), Kind.NUMBER),
        Column("worth", words.gettext("Worth for an hour of work"), Kind.NUMBER),
    )
    rows = []
    for piece in week.pieces:
        label = piece.work.label
        key = " ".join((label, *(part for part in piece.key[1:] if part != label)))
        saved = piece.saving
        numbers: list[float | None] = [
            piece.tickets,
            piece.views,
            saved.estimate if saved else None,
            saved.low if saved else None,
            saved.high if saved else None,
            piece.harm,
            piece.hours_month,
            piece.effort,
            piece.counted,
            piece.urgency,
            piece.worth,
        ]
        cells = [
            Cell("–", None) if number is None else Cell(words.figure(number, 2), round(number, 3)) for number in numbers
        ]
        if saved:
            note = f"{words.figure(saved.low, 2)}–{words.figure(saved.high, 2)}"
            cells[SAVING] = replace(cells[SAVING], note=note)
        rows.append(Row((Cell(words.number(piece.rank), piece.rank), Cell(key, key), *cells)))
    return Table(
        "ranking", words.gettext("The numbers of the ranking"), columns, tuple(rows), source(week, words), shown=10
    )
