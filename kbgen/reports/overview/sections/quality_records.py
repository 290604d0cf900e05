"""Reviews, owners, problems, translations and imports, as tables that an auditor can take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kbgen.overview.absent import Need
from kbgen.overview.quality import Import, Quality
from kbgen.overview.records.reviews import Review, Reviewed
from kbgen.problems import CODES, Severity
from kbgen.reports.overview import labels, origin
from kbgen.reports.overview.document import Cell, Column, Kind, Row, Table, Tone
from kbgen.reports.overview.sections import quality_words as said
from kbgen.wording import Words

SHOWN = 10

_TONES: Mapping[Reviewed, Tone] = {
    Reviewed.OVERDUE: Tone.BAD,
    Reviewed.DUE_SOON: Tone.SERIOUS,
    Reviewed.CURRENT: Tone.GOOD,
    Reviewed.NOT_YET: Tone.SLIGHT,
    Reviewed.UNKNOWN: Tone.ABSENT,
    Reviewed.NOT_ASKED: Tone.PLAIN,
}


def waiting(part: Quality, rows: Sequence[Row], words: Words) -> Table:
    """Pages that somebody has to read: overdue, due soon, changed since, or of which no day is known."""
    wanted = (Reviewed.OVERDUE, Reviewed.DUE_SOON, Reviewed.UNKNOWN)
    listed = zip(part.reviews, rows, strict=True)
    rows = tuple(row for one, row in listed if one.state in wanted or one.is_older)
    title = words.gettext("Pages that want a review")
    empty = words.gettext("Nothing is overdue or due within 30 days.")
    columns = tuple(_review_columns(words))
    return Table("reviews_open", title, columns, rows, origin.content(words, part.today), SHOWN, empty)


def reviews(part: Quality, rows: Sequence[Row], words: Words) -> Table:
    """Every article in every language: who read it when, and when it is due."""
    title = words.gettext("Reviews: every article in every language")
    return Table("reviews", title, tuple(_review_columns(words)), tuple(rows), origin.content(words, part.today), SHOWN)


def review_rows(part: Quality, words: Words) -> Sequence[Row]:
    """What is on record of each page; there are thousands, and two tables show them."""
    return tuple(Row(tuple(_review(one, words))) for one in part.reviews)


def _review_columns(words: Words) -> Iterator[Column]:
    yield Column("state", words.gettext("Review"), filtered=True)
    yield Column("article", words.gettext("Article"))
    yield Column("language", words.gettext("Language"), filtered=True)
    yield Column("owner", words.gettext("Owner"), filtered=True)
    yield Column("due", words.gettext("Due"), Kind.DAY)
    yield Column("overdue_days", words.gettext("Days overdue"), Kind.NUMBER, hidden=True)
    yield Column("reviewed", words.gettext("Reviewed"), Kind.DAY, hidden=True)
    yield Column("reviewed_by", words.gettext("Reviewed by"), hidden=True)
    yield Column("published", words.gettext("Published"), Kind.DAY, hidden=True)
    yield Column("updated", words.gettext("Updated"), Kind.DAY, hidden=True)
    yield Column("changed_since_review", words.gettext("Changed since the review"), hidden=True)
    yield Column("path", words.gettext("File"), Kind.CODE, hidden=True)


def _review(one: Review, words: Words) -> Iterator[Cell]:
    yield Cell(said.reviewed(one.state, words), one.state.value, _TONES[one.state], note=said.last_review(one, words))
    yield Cell(one.title, one.article, language=one.language if one.language != words.language else "")
    yield Cell(labels.language(one.language, words), one.language)
    yield Cell(one.owner, one.owner)
    yield replace(_day(one.due, words), note=said.overdue(one.overdue, words))
    yield _count(one.overdue, words)
    yield _day(one.reviewed, words)
    yield Cell(one.reviewed_by, one.reviewed_by)
    yield _day(one.published, words)
    yield _day(one.updated, words)
    yield Cell("", one.is_older if one.reviewed else None)
    yield Cell(one.path, one.path)


def owners(part: Quality, words: Words) -> Table:
    """Who answers for how much."""
    columns = (
        Column("owner", words.gettext("Owner")),
        Column("articles", words.gettext("Pages"), Kind.NUMBER),
        Column("overdue", words.gettext("Overdue"), Kind.NUMBER),
        Column("due_soon", words.gettext("Due within 30 days"), Kind.NUMBER),
        Column("never_reviewed", words.gettext("Never reviewed"), Kind.NUMBER),
    )
    rows = tuple(
        Row(
            (
                Cell(one.name or words.gettext("Nobody is named"), one.name, Tone.PLAIN if one.name else Tone.ABSENT),
                _count(one.articles, words),
                _count(one.overdue, words, Tone.BAD if one.overdue else Tone.PLAIN),
                _count(one.due_soon, words),
                _count(one.unreviewed, words),
            )
        )
        for one in part.owners
    )
    title = words.gettext("Owners; a page is an article in one language")
    return Table("owners", title, columns, rows, origin.content(words, part.today), SHOWN)


def kinds(part: Quality, words: Words) -> Table:
    """Open problems, counted."""
    columns = (
        Column("code", words.gettext("Code"), Kind.CODE),
        Column("severity", words.gettext("Severity"), filtered=True),
        Column("kind", words.gettext("Group"), filtered=True),
        Column("problems", words.gettext("Problems"), Kind.NUMBER),
        Column("title", words.gettext("What it is")),
    )
    rows = tuple(
        Row((*_coded(code, words), _count(count, words), Cell(CODES[code].title, code, language=_english(words))))
        for code, count in part.by_code
    )
    title = words.gettext("Open problems by kind")
    empty = words.gettext("`kbgen check` finds nothing.")
    return Table("problem_kinds", title, columns, rows, origin.content(words, part.today), SHOWN, empty)


def problems(part: Quality, words: Words) -> Table:
    """Every open problem with its place; errors first."""
    columns = (
        Column("code", words.gettext("Code"), Kind.CODE),
        Column("severity", words.gettext("Severity"), filtered=True),
        Column("kind", words.gettext("Group"), filtered=True),
        Column("place", words.gettext("Place"), Kind.CODE),
        Column("message", words.gettext("Message")),
        Column("hint", words.gettext("What to do")),
    )
    rows = tuple(
        Row(
            (
                *_coded(one.code, words),
                Cell(place := f"{one.path}:{one.line}" if one.line else one.path, place),
                Cell(one.message, one.message, language=_english(words)),
                Cell(one.hint, one.hint, language=_english(words)),
            )
        )
        for one in sorted(part.problems, key=lambda one: one.severity is not Severity.ERROR)
    )
    title = words.gettext("What `kbgen check` finds")
    empty = words.gettext("`kbgen check` finds nothing.")
    return Table("problems", title, columns, rows, origin.content(words, part.today), SHOWN, empty)


def _coded(code: str, words: Words) -> Iterator[Cell]:
    severity = CODES[code].severity
    yield Cell(code, code)
    tone = Tone.BAD if severity is Severity.ERROR else Tone.SLIGHT
    yield Cell(said.severity(severity, words), severity.value, tone)
    yield Cell(said.group(code, words), said.group_name(code))


def _english(words: Words) -> str:
    return "" if words.language == "en" else "en"


def unconfirmed(part: Quality, words: Words) -> Table:
    """Translations of which nobody has said what they were made from."""
    columns = (
        Column("article", words.gettext("Article")),
        Column("language", words.gettext("Language"), filtered=True),
        Column("source", words.gettext("Source language"), filtered=True),
        Column("owner", words.gettext("Owner"), filtered=True),
        Column("path", words.gettext("File"), Kind.CODE),
    )
    rows = tuple(
        Row(
            (
                Cell(one.title, one.article, language=one.language if one.language != words.language else ""),
                Cell(labels.language(one.language, words), one.language),
                Cell(labels.language(one.source, words), one.source),
                Cell(one.owner, one.owner),
                Cell(one.path, one.path),
            )
        )
        for one in part.unconfirmed
    )
    title = words.gettext("Translations that nobody has confirmed")
    return Table("unconfirmed", title, columns, rows, origin.content(words, part.today), SHOWN)


def imports(found: Sequence[Import], words: Words) -> Table:
    """What was taken in, and when."""
    columns = (
        Column("kind", words.gettext("Kind"), filtered=True),
        Column("number", words.gettext("Import"), Kind.NUMBER, hidden=True),
        Column("at", words.gettext("Imported"), Kind.DAY),
        Column("source", words.gettext("File"), Kind.CODE),
        Column("first", words.gettext("From"), Kind.DAY),
        Column("last", words.gettext("To"), Kind.DAY),
        Column("read", words.gettext("Rows read"), Kind.NUMBER, hidden=True),
        Column("kept", words.gettext("Rows kept"), Kind.NUMBER),
        Column("rejected", words.gettext("Rows rejected"), Kind.NUMBER),
    )
    names = {Need.TICKETS: words.gettext("Tickets"), Need.VIEWS: words.gettext("Views")}
    rows = tuple(
        Row(
            (
                Cell(names[one.kind], one.kind.value),
                _count(one.number, words),
                _day(one.at.date(), words),
                Cell(one.source, one.source),
                _day(one.first, words),
                _day(one.last, words),
                _count(one.read, words),
                _count(one.kept, words),
                _count(one.rejected, words, Tone.SERIOUS if one.rejected else Tone.PLAIN),
            )
        )
        for one in found
    )
    source = words.gettext("Source: the record of imports in `.kbgen`; days are in UTC.")
    return Table("imports", words.gettext("What was imported, and when"), columns, rows, source, SHOWN)


def _day(day: date | None, words: Words) -> Cell:
    return Cell(words.day(day, "medium") if day else "", day)


def _count(number: int, words: Words, tone: Tone = Tone.PLAIN) -> Cell:
    return Cell(words.number(number), number, tone)
