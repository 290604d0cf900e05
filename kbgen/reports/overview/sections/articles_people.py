"""Who has to read which articles again, and how much there is to do for whom."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.overview.absent import Absent
from kbgen.overview.articles import Articles, Overdue, Owner
from kbgen.reports.overview import cells, labels, needs, origin
from kbgen.reports.overview.document import Block, Cell, Column, Kind, Row, Table, Tone
from kbgen.reports.overview.sections.articles_titles import title
from kbgen.wording import Words

SHOWN = 10


def overdue(part: Articles, words: Words) -> Iterator[Block]:
    """Reviews that should have been, the longest overdue first."""
    if isinstance(part.overdue, Absent):
        yield from needs.paragraphs(part.overdue, words)
        return
    yield Table(
        "overdue",
        words.gettext("Reviews overdue"),
        (
            Column("article", words.gettext("Article")),
            Column("language", words.gettext("Language"), filtered=True),
            Column("owner", words.gettext("Owner"), filtered=True),
            Column("due", words.gettext("Was due"), Kind.DAY),
            Column("days", words.gettext("Days late"), Kind.NUMBER),
            Column("since", words.gettext("Last reviewed"), Kind.DAY),
            Column("command", words.gettext("Command"), Kind.CODE),
        ),
        tuple(_overdue_row(one, part, words) for one in part.overdue),
        source=origin.content(words, part.day),
        shown=SHOWN,
        empty=words.gettext("No review is overdue."),
    )


def _overdue_row(one: Overdue, part: Articles, words: Words) -> Row:
    since = words.day(one.since, "medium")
    return Row(
        (
            title(one.article, part),
            Cell(labels.language(one.language, words), one.language),
            Cell(one.owner or words.gettext("nobody"), one.owner),
            Cell(words.day(one.due, "medium"), one.due),
            cells.number(one.days, words, Tone.SERIOUS),
            Cell(since, one.since)
            if one.reviewed
            else Cell(words.gettext("never; published on %(day)s", day=since), None),
            cells.code(f"kbgen review {one.article} --lang {one.language} --by NAME"),
        )
    )


def owners(part: Articles, words: Words) -> Table:
    """How much of it all is whose."""
    return Table(
        "owners",
        words.gettext("Owners"),
        (
            Column("owner", words.gettext("Owner")),
            Column("articles", words.gettext("Articles"), Kind.NUMBER),
            Column("pages", words.gettext("Pages"), Kind.NUMBER),
            Column("missing", words.gettext("Missing"), Kind.NUMBER),
            Column("stale", words.gettext("Out of date"), Kind.NUMBER),
            Column("unhelpful", words.gettext("Unhelpful"), Kind.NUMBER),
            Column("unlinked", words.gettext("Seldom linked"), Kind.NUMBER),
            Column("overdue", words.gettext("Reviews overdue"), Kind.NUMBER),
            Column("harm", words.gettext("Harm"), Kind.NUMBER),
        ),
        tuple(_owner_row(one, part, words) for one in part.owners),
        source=origin.content(words, part.day),
        shown=SHOWN,
    )


def _owner_row(one: Owner, part: Articles, words: Words) -> Row:
    return Row(
        (
            Cell(one.name or words.gettext("nobody"), one.name, Tone.PLAIN if one.name else Tone.ABSENT),
            cells.number(one.articles, words),
            cells.number(one.pages, words),
            cells.number(one.missing, words),
            cells.number(one.stale, words),
            _if_known(one.unhelpful, part.judged, words),
            _if_known(one.unlinked, part.unlinked, words),
            _if_known(one.overdue, part.overdue, words),
            cells.figure(one.harm, words),
        )
    )


def _if_known(number: int, found: object, words: Words) -> Cell:
    return Cell(cells.NONE, None) if isinstance(found, Absent) else cells.number(number, words)
