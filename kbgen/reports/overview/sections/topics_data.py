"""What readers looked for in vain, what is odd about the data, and of what nothing can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent
from kbgen.overview.topics import WEEKS, Topics, Untold
from kbgen.reports.overview import cells, labels, needs, notices, origin
from kbgen.reports.overview.document import Block, Cell, Column, Details, Kind, Paragraph, Row, Table, Tone
from kbgen.reports.overview.sections.topics_names import topic
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId

SHOWN = 10


def searches(part: Topics, words: Words) -> Iterator[Block]:
    """Words that found nothing on the site."""
    if isinstance(part.searches, Absent):
        yield from needs.paragraphs(part.searches, words)
        return
    yield Table(
        "searches",
        words.gettext("Looked for in vain"),
        (
            Column("query", words.gettext("Words")),
            Column("language", words.gettext("Language"), filtered=True),
            Column("a_week", words.gettext("A week"), Kind.NUMBER),
            Column("topic", words.gettext("Topic that is called so")),
        ),
        tuple(
            Row(
                (
                    Cell(one.query, one.query, language=one.language),
                    Cell(labels.language(one.language, words), one.language or "unknown"),
                    cells.figure(one.a_week, words),
                    topic(one.topic, part.names.get(one.topic, one.topic), part)
                    if one.topic
                    else Cell(cells.NONE, None),
                )
            )
            for one in part.searches
        ),
        source=_searched(part, words),
        shown=SHOWN,
        empty=words.gettext("Whatever readers looked for more than once was found."),
    )


def _meant(found: TopicId | None, part: Topics) -> Cell:
    return topic(found, part.names.get(found, found), part) if found else Cell(cells.NONE, None)


def _searched(part: Topics, words: Words) -> str:
    if part.searched is None:
        return ""
    first, last = (words.day(day, "medium") for day in part.searched)
    return words.gettext("Searches on the site from %(first)s to %(last)s.", first=first, last=last)


# -- data ------------------------------------------------------------------------------------------------------------


def data(part: Topics, words: Words) -> Iterator[Block]:
    """What somebody who reads the figures must know."""
    if part.notices:
        yield _notices(part, words)
    if not part.described:
        yield Paragraph(
            words.gettext(
                "There is no topics file, so each tag is a topic of its own; `kbgen topics propose` makes one."
            )
        )
    if part.versions:
        yield Paragraph(
            words.ngettext(
                "%(num)s tag that looks like a version is left out; the topics file can say what it is.",
                "%(num)s tags that look like versions are left out; the topics file can say what they are.",
                len(part.versions),
            )
        )
    if part.strays:
        yield Details(words.gettext("Tags that no topic claims"), tuple(_strays(part, words)))
    if part.suspended or part.too_few:
        yield Details(words.gettext("Of what nothing can be told"), tuple(_untold(part, words)))


def _notices(part: Topics, words: Words) -> Table:
    return Table(
        "notices",
        words.gettext("About the data"),
        (
            Column("week", words.gettext("Week of"), Kind.DAY),
            Column("kind", words.gettext("What happened"), filtered=True),
            Column("message", words.gettext("What it means")),
            Column("tags", words.gettext("Tags"), Kind.CODE),
        ),
        tuple(
            Row(
                (
                    Cell(words.day(one.week, "medium"), one.week),
                    Cell(labels.notice(one.kind, words), one.kind, Tone.SLIGHT),
                    Cell(notices.said(one, words, part.names), one.message),
                    Cell(", ".join(one.tags), " ".join(one.tags)),
                )
            )
            for one in part.notices
        ),
        source=origin.tickets(words, part.day),
        shown=SHOWN,
    )


def _untold(part: Topics, words: Words) -> Iterator[Block]:
    if part.suspended:
        yield Paragraph(
            words.gettext("A rise of these topics is not looked for until their tags have been in use for longer.")
        )
        yield _table("not-tested", words.gettext("Not tested"), part.suspended, part, words)
    if part.too_few:
        yield Paragraph(
            words.gettext(
                "These topics have so few tickets that even twice as many for four weeks would not stand out from "
                "chance. That no rise of them is told does not mean that there is none."
            )
        )
        yield _table("too-few", words.gettext("Too few to tell"), part.too_few, part, words)


def _table(name: str, title: str, found: Sequence[Untold], part: Topics, words: Words) -> Table:
    with_reason = all(one.why for one in found)
    columns = [
        Column("topic", words.gettext("Topic")),
        Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
    ]
    if with_reason:
        columns += [Column("reason", words.gettext("Why")), Column("since", "since", Kind.DAY, hidden=True)]
    rows = []
    for one in found:
        row = [topic(one.topic, one.name, part), cells.number(one.tickets, words)]
        if one.why:
            reason = "tags-changed" if one.why.tags_changed else "new"
            row += [Cell(notices.suspended(one.why, words), reason), Cell(one.why.week.isoformat(), one.why.week)]
        rows.append(Row(tuple(row)))
    return Table(name, title, tuple(columns), tuple(rows), origin.tickets(words, part.day, WEEKS), SHOWN)


def _strays(part: Topics, words: Words) -> Iterator[Block]:
    yield Paragraph(
        words.ngettext(
            "Of %(num)s tag, %(strays)s are in no topic of the topics file; each of them counts as a topic of its own. "
            "`kbgen topics propose` says which belong together.",
            "Of %(num)s tags, %(strays)s are in no topic of the topics file; each of them counts as a topic of its "
            "own. `kbgen topics propose` says which belong together.",
            part.tags,
            strays=words.number(len(part.strays)),
        )
    )
    yield Table(
        "unclaimed-tags",
        words.gettext("Tags that no topic claims"),
        (
            Column("tag", words.gettext("Tag"), Kind.CODE),
            Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
            Column("like", words.gettext("Looks like"), Kind.CODE),
        ),
        tuple(
            Row((cells.code(one.tag), cells.number(one.tickets, words), Cell(one.like or cells.NONE, one.like or None)))
            for one in part.strays
        ),
        source=origin.tickets(words, part.day),
        shown=SHOWN,
    )
