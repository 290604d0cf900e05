"""What changes of articles did to tickets: who changed what, what the tickets did, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.overview.absent import Absent
from kbgen.overview.effect import Effects, Outcome
from kbgen.reports.overview import labels, needs, origin
from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Details,
    Interval,
    Intervals,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from kbgen.reports.overview.sections import effect_words as said
from kbgen.tickets.effect.effect import Verdict
from kbgen.wording import Words

SHOWN = 10
DRAWN = 15
"""Intervals in the chart, at most."""

_TONES: Mapping[Verdict, Tone] = {
    Verdict.LOWERED: Tone.GOOD,
    Verdict.ROSE: Tone.BAD,
    Verdict.NO_CHANGE: Tone.PLAIN,
    Verdict.NOT_MEASURABLE: Tone.ABSENT,
}


def section(part: Effects | Absent, words: Words) -> Section:
    """The part in words."""
    title = words.gettext("Effect of changes")
    if isinstance(part, Absent):
        lead = words.gettext("What changes of articles did to tickets cannot be told.")
        return Section("effect", title, lead, needs.paragraphs(part, words))
    return Section("effect", title, said.lead(part, words), tuple(_blocks(part, words)))


def _blocks(part: Effects, words: Words) -> Iterator[Block]:
    if part.undated:
        yield Paragraph(
            words.gettext(
                "The content has no history in git, so days of changes are those of the front matter (`published` and "
                "`updated`), and small changes count as much as large ones."
            ),
            Tone.ABSENT,
        )
    if not part.outcomes:
        return
    yield KeyFigures(tuple(_figures(part, words)))
    if any(one.effect.comparison for one in part.outcomes):
        yield _chart(part, words)
    yield _table(part, words)
    yield Details(words.gettext("How this is measured"), (Bullets(said.method(words)), _numbers(part, words)))


def _figures(part: Effects, words: Words) -> Iterator[KeyFigure]:
    total = len(part.outcomes)
    yield KeyFigure("outcomes", words.gettext("Changes looked at"), words.number(total), total)
    for verdict in Verdict:
        count = part.count(verdict)
        tone = _TONES[verdict] if count else Tone.PLAIN
        yield KeyFigure(
            verdict.value.replace("-", "_"), said.verdict(verdict, words), words.number(count), count, tone=tone
        )
    saved = part.saved
    if saved.tickets > 0:
        note = words.gettext(
            "Between %(low)s and %(high)s", low=words.figure(saved.low, 0), high=words.figure(saved.high, 0)
        )
        yield KeyFigure(
            "saved_tickets_month",
            words.gettext("Tickets saved a month"),
            words.figure(saved.tickets, 0),
            round(saved.tickets, 1),
            note,
            Tone.GOOD,
        )
        by = words.gettext("By the time that was tracked") if part.tracked else words.gettext("By `handling_minutes`")
        yield KeyFigure(
            "saved_hours_month",
            words.gettext("Hours saved a month"),
            words.figure(saved.hours),
            round(saved.hours, 1),
            by,
            Tone.GOOD,
        )


# -- the chart ---------------------------------------------------------------------------------------------------------


def _chart(part: Effects, words: Words) -> Chart:
    drawn = [one for one in part.outcomes if one.effect.comparison][:DRAWN]
    rows = tuple(_interval(one, words) for one in drawn)
    compared = sum(one.effect.comparison is not None for one in part.outcomes)
    title = words.gettext("Tickets after a change, beside what was to be expected")
    description = words.ngettext(
        "%(num)s change with its interval: 1 means that as many tickets came as were to be expected, %(ratio)s that "
        "%(share)s fewer did.",
        "%(num)s changes with their intervals: 1 means that as many tickets came as were to be expected, %(ratio)s "
        "that %(share)s fewer did.",
        len(rows),
        ratio=words.figure(0.7),
        share=words.share(0.3),
    )
    if compared > len(rows):
        description += " " + words.ngettext(
            "%(num)s more is in the table.", "%(num)s more are in the table.", compared - len(rows)
        )
    axis = words.gettext("Tickets that came for each that was expected")
    return Chart(
        "effect", title, Intervals(rows, axis, reference=1.0, ratio=True), description, _drawn(drawn, part, words)
    )


def _name(one: Outcome) -> str:
    return f"{one.title} ({one.change.language} · {one.name})" if one.change.language else f"{one.title} ({one.name})"


def _interval(one: Outcome, words: Words) -> Interval:
    comparison = one.effect.comparison
    assert comparison is not None
    ratio = comparison.ratio
    return Interval(_name(one), ratio.estimate, ratio.low, ratio.high, _TONES[one.effect.verdict])


def _drawn(drawn: list[Outcome], part: Effects, words: Words) -> Table:
    columns = (
        Column("change", words.gettext("Change")),
        Column("ratio", words.gettext("Ratio"), Kind.NUMBER),
        Column("low", words.gettext("From"), Kind.NUMBER),
        Column("high", words.gettext("To"), Kind.NUMBER),
    )
    rows = tuple(
        Row((Cell(_name(one), _name(one)), *(_ratio(end, words) for end in (ratio.estimate, ratio.low, ratio.high))))
        for one in drawn
        if (comparison := one.effect.comparison) is not None
        for ratio in (comparison.ratio,)
    )
    return Table("effect_intervals", words.gettext("The intervals"), columns, rows, _source(part, words))


def _ratio(number: float, words: Words) -> Cell:
    return Cell(words.figure(number, 2), round(number, 3))


# -- the tables --------------------------------------------------------------------------------------------------------


def _table(part: Effects, words: Words) -> Table:
    columns = (
        Column("verdict", words.gettext("Verdict"), filtered=True),
        Column("title", words.gettext("Article")),
        Column("language", words.gettext("Language"), filtered=True),
        Column("day", words.gettext("Changed"), Kind.DAY),
        Column("topic", words.gettext("Topic")),
        Column("change", words.gettext("Tickets"), Kind.NUMBER),
        Column("saved_month", words.gettext("Saved a month"), Kind.NUMBER),
        Column("hours_month", words.gettext("Hours a month"), Kind.NUMBER),
        Column("said", words.gettext("In words")),
    )
    rows = tuple(_row(one, words) for one in part.outcomes)
    return Table(
        "effects", words.gettext("Every change of the last quarter"), columns, rows, _source(part, words), SHOWN
    )


def _row(one: Outcome, words: Words) -> Row:
    verdict, change, saving = one.effect.verdict, one.change, one.saving
    lowered = saving if saving and verdict is Verdict.LOWERED else None
    ratio = one.effect.comparison.ratio.estimate if one.effect.comparison else None
    cells = (
        Cell(said.verdict(verdict, words), verdict.value, _TONES[verdict]),
        Cell(one.title, one.article, language=one.language if one.language != words.language else "", note=one.article),
        Cell(labels.language(change.language, words) if change.language else "", change.language),
        Cell(words.day(change.day, "medium"), change.day, note=said.kind(change, words)),
        Cell(one.name, one.topic, note=said.tickets_of(one.effect.language, words)),
        Cell(said.percent(ratio, words) if ratio is not None else "–", None if ratio is None else round(ratio, 3)),
        Cell(words.figure(lowered.tickets) if lowered else "", round(lowered.tickets, 1) if lowered else None),
        Cell(words.figure(lowered.hours) if lowered else "", round(lowered.hours, 2) if lowered else None),
        Cell(said.answer(one, words), one.effect.cause.why.value if one.effect.cause else ""),
    )
    return Row(cells, tuple(Paragraph(text) for text in said.details(one, words)))


def _numbers(part: Effects, words: Words) -> Table:
    """Everything that a comparison rests on, for those who reckon it again."""
    heads = (
        ("article", words.gettext("Article"), Kind.CODE),
        ("language", words.gettext("Language"), Kind.CODE),
        ("day", words.gettext("Changed"), Kind.DAY),
        ("topic", words.gettext("Topic"), Kind.CODE),
        ("tickets_in", words.gettext("Tickets in"), Kind.CODE),
        ("verdict", words.gettext("Verdict"), Kind.CODE),
        ("before_week", words.gettext("A week before"), Kind.NUMBER),
        ("after_week", words.gettext("A week after"), Kind.NUMBER),
        ("expected_week", words.gettext("Expected"), Kind.NUMBER),
        ("ratio", words.gettext("Ratio"), Kind.NUMBER),
        ("low", words.gettext("From"), Kind.NUMBER),
        ("high", words.gettext("To"), Kind.NUMBER),
        ("p", "p", Kind.NUMBER),
        ("q", "q", Kind.NUMBER),
        ("comparisons", words.gettext("Comparisons"), Kind.NUMBER),
        ("visible_ratio", words.gettext("Smallest ratio to be seen"), Kind.NUMBER),
        ("needed_week", words.gettext("Needed a week"), Kind.NUMBER),
        ("wait_weeks", words.gettext("Weeks to wait"), Kind.NUMBER),
        ("minutes", words.gettext("Minutes a ticket"), Kind.NUMBER),
    )
    columns = tuple(Column(name, title, kind) for name, title, kind in heads)
    rows = tuple(Row(tuple(_figures_of(one, words))) for one in part.outcomes)
    title = words.gettext("The figures behind it")
    return Table("effect_figures", title, columns, rows, _source(part, words), SHOWN)


def _figures_of(one: Outcome, words: Words) -> Iterator[Cell]:
    effect, comparison = one.effect, one.effect.comparison
    yield Cell(one.article, one.article)
    yield Cell(one.change.language, one.change.language)
    yield Cell(words.day(one.change.day, "medium"), one.change.day)
    yield Cell(one.topic, one.topic)
    yield Cell(effect.language or "", effect.language or "")
    yield Cell(effect.verdict.value, effect.verdict.value)
    numbers: tuple[tuple[float | None, int], ...] = ((None, 0),) * 9
    if comparison:
        ratio = comparison.ratio
        numbers = (
            (comparison.before.weekly, 1),
            (comparison.after.weekly, 1),
            (comparison.expected / comparison.after.weeks, 1),
            (ratio.estimate, 3),
            (ratio.low, 3),
            (ratio.high, 3),
            (comparison.p, 4),
            (one.q, 4),
            (float(comparison.placebos), 0),
        )
    visible = comparison.visible if comparison else None
    for number, digits in (*numbers, (visible, 3), (effect.needed, 1), (float(effect.wait), 0), (one.minutes, 1)):
        if number is None:
            yield Cell("", None)
        else:
            yield Cell(words.figure(number, digits), round(number, digits or None))


def _source(part: Effects, words: Words) -> str:
    return origin.tickets(words, part.last)
