"""What to do this week, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kbgen.overview.absent import Absent
from kbgen.overview.week import Week
from kbgen.overview.work import Piece, Work
from kbgen.problems import Problem
from kbgen.reports.overview import cells, durations, needs
from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from kbgen.reports.overview.sections import week_reckoning
from kbgen.reports.overview.sections.week_words import audience, problems_of, reasons, source, source_names, work_names
from kbgen.wording import Words

NAME = "week"

_MAKES_FILES = frozenset({Work.NEW, Work.TRANSLATE})
"""Work that begins with a file that is not there yet."""


def section(part: Week | Absent, words: Words) -> Section:
    """The pieces to name first, with their reasons; how they were ranked."""
    title = words.gettext("This week")
    if isinstance(part, Absent):
        return Section(NAME, title, words.gettext("What asks for work is not known."), needs.paragraphs(part, words))
    blocks: list[Block] = []
    if part.pieces:
        blocks.append(_figures(part, words))
    blocks.append(_table(part, words))
    blocks += _left_out(part, words)
    blocks.append(week_reckoning.explained(part, words))
    return Section(NAME, title, _lead(part, words), tuple(blocks))


def _lead(week: Week, words: Words) -> str:
    if not week.pieces:
        return words.gettext("Nothing asks for work: no gap, no topic, no review and no broken link.")
    sentences = [
        words.ngettext(
            "%(num)s piece of work comes first; it takes about %(effort)s.",
            "%(num)s pieces of work come first; they take about %(effort)s.",
            len(week.first),
            effort=durations.text(week.effort, words),
        )
    ]
    if week.saving and week.saving.estimate > 0:
        sentences.append(
            words.gettext(
                "In a month they may save agents about %(hours)s.",
                hours=durations.with_range(week.saving, words),
            )
        )
    return " ".join(sentences)


def _figures(week: Week, words: Words) -> KeyFigures:
    urgent = sum(piece.urgency > 1 for piece in week.first)
    saving = week.saving
    figures = [
        KeyFigure(
            "pieces",
            words.gettext("Pieces of work"),
            words.number(len(week.first)),
            len(week.first),
            words.ngettext("of %(num)s in all", "of %(num)s in all", week.found),
        ),
        KeyFigure("effort_hours", words.gettext("Work"), durations.text(week.effort, words), round(week.effort, 2)),
    ]
    if saving:
        figures.append(
            KeyFigure(
                "saving_hours",
                words.gettext("Saved in a month"),
                durations.text(saving.estimate, words),
                round(saving.estimate, 2),
                durations.between(saving, words),
                Tone.GOOD,
            )
        )
    tone = Tone.SERIOUS if urgent else Tone.PLAIN
    figures.append(KeyFigure("urgent", words.gettext("Urgent"), words.number(urgent), urgent, tone=tone))
    return KeyFigures(tuple(figures))


# -- the table -------------------------------------------------------------------------------------------------------


def _table(week: Week, words: Words) -> Table:
    columns = (
        Column("place", words.gettext("Rank"), Kind.NUMBER),
        Column("work", words.gettext("What to do"), filtered=True),
        Column("subject", words.gettext("About")),
        Column("why", words.gettext("Why")),
        Column("languages", words.gettext("For whom"), filtered=True),
        Column("hours_month", words.gettext("Worth a month"), Kind.NUMBER),
        Column("effort_hours", words.gettext("Work"), Kind.NUMBER),
        Column("where", words.gettext("Where"), Kind.CODE),
        # Cells above say them in words.
        Column("tickets_week", words.gettext("Tickets a week"), Kind.NUMBER, hidden=True),
        Column("views_week", words.gettext("Views a week"), Kind.NUMBER, hidden=True),
        Column("saving_hours", words.gettext("Hours saved a month"), Kind.NUMBER, hidden=True),
        Column("saving_low", words.gettext("at least"), Kind.NUMBER, hidden=True),
        Column("saving_high", words.gettext("at most"), Kind.NUMBER, hidden=True),
        Column("harm", words.gettext("Harm, points"), Kind.NUMBER, hidden=True),
    )
    names = work_names(words)
    rows = [_row(place, piece, names, week, words) for place, piece in enumerate(week.pieces, 1)]
    return Table(
        "work",
        words.gettext("What to do first"),
        columns,
        tuple(rows),
        source(week, words),
        shown=len(week.first),
        empty=words.gettext("Nothing to do."),
    )


def _row(place: int, piece: Piece, names: Mapping[Work, str], week: Week, words: Words) -> Row:
    subject = piece.asks[0].subject
    why = reasons(piece, words)
    more = len(why) - 1
    note = words.ngettext("and %(num)s more reason", "and %(num)s more reasons", more) if more else ""
    where, other = _where(piece)
    shown = (
        Cell(words.number(place), place),
        _work(piece, names, words),
        Cell(subject.title, subject.id, language=subject.language, note=f"`{subject.id}`"),
        Cell(why[0] if why else "", " ".join(why), note=note),
        _for_whom(piece, week, words),
        Cell(durations.text(piece.hours_month, words), round(piece.hours_month, 2), note=_measure(piece, words)),
        Cell(durations.text(piece.effort, words), round(piece.effort, 2)),
        Cell(where, where, note=f"`{other}`" if other else ""),
        *_numbers(piece, words),
    )
    return Row(shown, tuple(_details(piece, why, week, words)))


def _numbers(piece: Piece, words: Words) -> Iterator[Cell]:
    saved = piece.saving
    yield cells.figure(piece.tickets, words)
    yield cells.figure(piece.views, words)
    yield cells.figure(saved.estimate if saved else None, words)
    yield cells.figure(saved.low if saved else None, words)
    yield cells.figure(saved.high if saved else None, words)
    yield cells.figure(piece.harm, words)


def _work(piece: Piece, names: Mapping[Work, str], words: Words) -> Cell:
    if piece.urgency > 1:
        return Cell(names[piece.work], piece.work.label, Tone.SERIOUS, note=words.gettext("urgent"))
    return Cell(names[piece.work], piece.work.label)


def _for_whom(piece: Piece, week: Week, words: Words) -> Cell:
    """The languages, in the order of the site, and how many people a week."""
    codes = [code for code in week.languages if not piece.languages or code in piece.languages]
    counted = []
    if piece.tickets is not None:
        counted.append(words.gettext("tickets a week: %(tickets)s", tickets=words.figure(piece.tickets)))
    if piece.views is not None:
        counted.append(words.gettext("views a week: %(views)s", views=words.figure(piece.views)))
    return Cell(audience(codes, week.languages, words), " ".join(codes), note=", ".join(counted))


def _where(piece: Piece) -> tuple[str, str]:
    """What leads to the work quickest, and what else does: a line of a file, a command, a file."""
    place = piece.places[0] if piece.places else ""
    has_line = place.rpartition(":")[2].isdigit() and piece.work not in _MAKES_FILES
    if not piece.command or has_line:
        return place, piece.command
    return piece.command, place


def _measure(piece: Piece, words: Words) -> str:
    """What stands behind the hours: a saving with its range, or harm."""
    if piece.saving and piece.saving.estimate >= piece.hours_month:
        return durations.between(piece.saving, words)
    return words.gettext("harm: %(points)s points", points=words.figure(piece.harm or 0.0))


def _details(piece: Piece, why: tuple[str, ...], week: Week, words: Words) -> Iterator[Block]:
    yield Bullets(why)
    names = [source_names(words)[one] for one in piece.sources]
    yield Paragraph(words.gettext("It is asked for by: %(sources)s.", sources=words.listed(names)))
    if piece.gave_way:
        yield Paragraph(
            words.gettext("It gives its place to another sort of work that is worth nearly as much."),
        )
    if problems := [problem for ask in piece.asks for problem in problems_of(ask)]:
        yield _problems(problems, words)
    elif len(piece.places) + bool(piece.command) > 1:
        yield Bullets(tuple(f"`{place}`" for place in (*piece.places, piece.command) if place))
    yield week_reckoning.of_piece(piece, week, words)


def _problems(problems: Iterable[Problem], words: Words) -> Table:
    """As ``kbgen check`` says them, in English."""
    columns = (
        Column("place", words.gettext("Place"), Kind.CODE),
        Column("code", words.gettext("Code"), Kind.CODE),
        Column("message", words.gettext("What `kbgen check` says")),
    )
    english = "" if words.language == "en" else "en"
    rows = []
    for one in problems:
        place = f"{one.path}:{one.line}" if one.line else one.path
        message = f"{one.message}; {one.hint}" if one.hint else one.message
        rows.append(Row((Cell(place, place), Cell(one.code, one.code), Cell(message, message, language=english))))
    return Table("problems", words.gettext("What is wrong"), columns, tuple(rows))


def _left_out(week: Week, words: Words) -> Iterator[Block]:
    if rest := week.found - len(week.pieces):
        yield Paragraph(
            words.ngettext(
                "%(num)s more piece is worth less; `kbgen gaps`, `kbgen topics` and `kbgen check` name it.",
                "%(num)s more pieces are worth less; `kbgen gaps`, `kbgen topics` and `kbgen check` name them.",
                rest,
            )
        )
    if isinstance(week.tickets, Absent):
        yield Paragraph(
            words.gettext("Without tickets nobody knows what is asked, nor what work would save."), Tone.ABSENT
        )
        yield from needs.paragraphs(week.tickets, words)
    elif isinstance(week.views, Absent):
        yield Paragraph(words.gettext("Without views every page counts as if it were read alike."), Tone.ABSENT)
        yield from needs.paragraphs(week.views, words)
