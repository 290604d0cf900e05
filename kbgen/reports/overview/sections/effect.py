"""What changes of articles did to tickets: who changed what, what the tickets did, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kbgen.overview.absent import Absent
from kbgen.overview.effect import Effects, Outcome
from kbgen.reports.overview import durations, needs, origin
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
    yield Details(words.gettext("How this is measured"), (Bullets(said.method(words)),))


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
            "between %(low)s and %(high)s", low=words.figure(saved.low, 0), high=words.figure(saved.high, 0)
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
            words.gettext("Working time saved a month"),
            durations.text(saved.hours, words),
            round(saved.hours, 1),
            by,
            Tone.GOOD,
        )


# -- the chart ---------------------------------------------------------------------------------------------------------


def _chart(part: Effects, words: Words) -> Chart:
    drawn = [one for one in part.outcomes if one.effect.comparison][:DRAWN]
    names = _names(drawn)
    rows = tuple(_interval(one, name) for one, name in zip(drawn, names, strict=True))
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
        "effect", title, Intervals(rows, axis, reference=1.0, ratio=True), description, _drawn(drawn, rows, part, words)
    )


def _names(outcomes: Sequence[Outcome]) -> list[str]:
    """What each is called: by the language first, since long names lose their ends; by the topic only where others
    have the same name.
    """
    named = [f"{one.change.language} · {one.title}" if one.change.language else one.title for one in outcomes]
    times = Counter(named)
    return [f"{name} ({one.name})" if times[name] > 1 else name for name, one in zip(named, outcomes, strict=True)]


def _interval(one: Outcome, name: str) -> Interval:
    comparison = one.effect.comparison
    assert comparison is not None
    ratio = comparison.ratio
    return Interval(name, ratio.estimate, ratio.low, ratio.high, _TONES[one.effect.verdict])


def _drawn(drawn: Sequence[Outcome], rows: Sequence[Interval], part: Effects, words: Words) -> Table:
    columns = (
        Column("article", words.gettext("Change")),
        Column("language", words.gettext("Language"), hidden=True),
        Column("topic", words.gettext("Topic"), hidden=True),
        Column("ratio", words.gettext("Ratio"), Kind.NUMBER),
        Column("low", words.gettext("At least"), Kind.NUMBER),
        Column("high", words.gettext("At most"), Kind.NUMBER),
    )
    filled = tuple(
        Row(
            (
                Cell(row.name, one.article),
                _code(one.change.language),
                _code(one.topic),
                *(_number(end, 2, words, 3) for end in (row.estimate, row.low, row.high)),
            )
        )
        for one, row in zip(drawn, rows, strict=True)
    )
    return Table("effect_intervals", words.gettext("The intervals"), columns, filled, _source(part, words))


# -- the table ---------------------------------------------------------------------------------------------------------


def _table(part: Effects, words: Words) -> Table:
    seen = (
        Column("verdict", words.gettext("Verdict"), filtered=True),
        Column("article", words.gettext("Article")),
        Column("because", words.gettext("In words")),
    )
    rows = tuple(_row(one, words) for one in part.outcomes)
    title = words.gettext("Every change of the last quarter")
    return Table("effects", title, (*seen, *_behind(words)), rows, _source(part, words), SHOWN)


def _behind(words: Words) -> Iterator[Column]:
    """What the seen ones rest on, for those who reckon it again."""
    yield Column("language", words.gettext("Language"), hidden=True)
    yield Column("day", words.gettext("Changed"), Kind.DAY, hidden=True)
    yield Column("topic", words.gettext("Topic"), hidden=True)
    yield Column("tickets_in", words.gettext("Tickets in"), hidden=True)
    for name, title in (
        ("ratio", words.gettext("Ratio")),
        ("low", words.gettext("At least")),
        ("high", words.gettext("At most")),
        ("p", "p"),
        ("p_rise", words.gettext("p of a rise")),
        ("q", "q"),
        ("comparisons", words.gettext("Comparisons")),
        ("before_week", words.gettext("A week before")),
        ("after_week", words.gettext("A week after")),
        ("expected_week", words.gettext("Expected")),
        ("visible_ratio", words.gettext("Smallest ratio to be seen")),
        ("needed_week", words.gettext("Needed a week")),
        ("wait_weeks", words.gettext("Weeks to wait")),
        ("saved_month", words.gettext("Saved a month")),
        ("saved_month_low", words.gettext("At least")),
        ("saved_month_high", words.gettext("At most")),
        ("hours_month", words.gettext("Hours a month")),
        ("minutes", words.gettext("Minutes a ticket")),
        ("minutes_tracked", words.gettext("By the time that was tracked")),
    ):
        yield Column(name, title, Kind.NUMBER, hidden=True)


def _row(one: Outcome, words: Words) -> Row:
    verdict = one.effect.verdict
    cells = (
        Cell(said.verdict(verdict, words), verdict.value, _TONES[verdict], note=said.happened(one.change, words)),
        Cell(
            one.title,
            one.article,
            language=one.language if one.language != words.language else "",
            note=said.asked(one, words),
        ),
        Cell(said.answer(one, words), one.effect.cause.why.value if one.effect.cause else ""),
        *_behind_of(one, words),
    )
    return Row(cells, tuple(Paragraph(text) for text in said.details(one, words)))


def _behind_of(one: Outcome, words: Words) -> Iterator[Cell]:
    effect, comparison = one.effect, one.effect.comparison
    yield _code(one.change.language)
    yield Cell(words.day(one.change.day, "medium"), one.change.day)
    yield _code(one.topic)
    yield _code(effect.language or "")
    numbers: tuple[tuple[float | None, int], ...] = ((None, 0),) * 11
    if comparison:
        numbers = (
            (comparison.ratio.estimate, 3),
            (comparison.ratio.low, 3),
            (comparison.ratio.high, 3),
            (comparison.p, 4),
            (comparison.p_rise, 4),
            (one.q, 4),
            (comparison.placebos, 0),
            (comparison.before.weekly, 1),
            (comparison.after.weekly, 1),
            (comparison.expected / comparison.after.weeks, 1),
            (comparison.visible, 3),
        )
    saved: tuple[tuple[float | None, int], ...] = ((None, 0),) * 4
    if one.saving and effect.verdict is Verdict.LOWERED:
        saving = one.saving
        saved = (saving.tickets, 1), (saving.low, 1), (saving.high, 1), (saving.hours, 2)
    for number, digits in (*numbers, (effect.needed, 1), (effect.wait, 0), *saved, (one.minutes, 1)):
        yield _number(number, digits, words, digits)
    yield Cell("", one.tracked)


def _code(text: str) -> Cell:
    return Cell(text, text)


def _number(number: float | None, shown: int, words: Words, digits: int) -> Cell:
    """``shown``: digits of the text; ``digits``: of the value."""
    return Cell("", None) if number is None else Cell(words.figure(number, shown), round(number, digits or None))


def _source(part: Effects, words: Words) -> str:
    return origin.tickets(words, part.last)
