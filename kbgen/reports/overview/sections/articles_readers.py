"""What readers think of articles, and whether agents use them."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.overview.absent import Absent
from kbgen.overview.articles import Articles, Judged, Unlinked
from kbgen.reports.overview import cells, labels, needs, origin
from kbgen.reports.overview.document import Block, Cell, Column, Kind, Paragraph, Row, Table, Tone
from kbgen.reports.overview.sections.articles_titles import title
from kbgen.tickets.flagging.kinds import HELPFUL, SELDOM
from kbgen.wording import Words

SHOWN = 10


def judged(part: Articles, words: Words) -> Iterator[Block]:
    """The least helpful first, by what the votes say at best."""
    if isinstance(part.judged, Absent):
        yield from needs.paragraphs(part.judged, words)
        return
    yield Table(
        "least-helpful",
        words.gettext("Least helpful"),
        (
            Column("article", words.gettext("Article")),
            Column("language", words.gettext("Language"), filtered=True),
            Column("helped", words.gettext("Helped"), Kind.NUMBER),
            Column("votes", words.gettext("Votes"), Kind.NUMBER),
            Column("at_least", words.gettext("At least"), Kind.NUMBER),
            Column("at_most", words.gettext("At most"), Kind.NUMBER),
            Column("views_week", words.gettext("Views a week"), Kind.NUMBER),
        ),
        tuple(_judged_row(one, part, words) for one in part.judged),
        source=origin.votes(words, *part.viewed) if part.viewed else "",
        shown=SHOWN,
    )
    yield Paragraph(_said_of_votes(part, words))


def _said_of_votes(part: Articles, words: Words) -> str:
    found = () if isinstance(part.judged, Absent) else part.judged
    clear = sum(one.is_unhelpful for one in found)
    if clear:
        return words.ngettext(
            "Of %(num)s page it is certain that it helps fewer than %(share)s of those who vote. Pages are in the "
            "order of what the votes say at best, so that two angry readers do not outweigh two hundred.",
            "Of %(num)s pages it is certain that they help fewer than %(share)s of those who vote. Pages are in the "
            "order of what the votes say at best, so that two angry readers do not outweigh two hundred.",
            clear,
            share=words.share(HELPFUL),
        )
    return words.gettext(
        "Of no page it is certain that it helps fewer than %(share)s of those who vote. Pages are in the order of what "
        "the votes say at best, so that two angry readers do not outweigh two hundred.",
        share=words.share(HELPFUL),
    )


def _judged_row(one: Judged, part: Articles, words: Words) -> Row:
    helpful = one.helpful
    usual = part.helpful.estimate if part.helpful else 1.0
    tone = Tone.BAD if one.is_unhelpful else Tone.SLIGHT if helpful.high < usual else Tone.PLAIN
    return Row(
        (
            title(one.article, part),
            Cell(labels.language(one.language, words), one.language),
            Cell(words.share(helpful.estimate), round(helpful.estimate, 4), tone),
            cells.number(helpful.whole, words),
            Cell(words.share(helpful.low), round(helpful.low, 4)),
            Cell(words.share(helpful.high), round(helpful.high, 4)),
            cells.figure(one.views, words, places=1),
        )
    )


# -- links -----------------------------------------------------------------------------------------------------------


def unlinked(part: Articles, words: Words) -> Iterator[Block]:
    """What agents seldom link, though people ask."""
    if isinstance(part.unlinked, Absent):
        yield from needs.paragraphs(part.unlinked, words)
        return
    yield Table(
        "seldom-linked",
        words.gettext("Seldom linked by agents"),
        (
            Column("article", words.gettext("Article")),
            Column("topics", words.gettext("Topics")),
            Column("tickets", words.gettext("Tickets"), Kind.NUMBER),
            Column("linked", words.gettext("Linked in"), Kind.NUMBER),
            Column("share", words.gettext("Share"), Kind.NUMBER),
            Column("at_most", words.gettext("At most"), Kind.NUMBER),
            Column("other", words.gettext("Another article instead"), Kind.NUMBER),
        ),
        tuple(_unlinked_row(one, part, words) for one in part.unlinked),
        source=origin.tickets(words, part.last, 52) if part.last else "",
        shown=SHOWN,
        empty=words.gettext("Agents link every article about which enough people ask."),
    )
    if part.unlinked:
        yield Paragraph(
            words.ngettext(
                "Of %(num)s article whose topic is asked, these are clearly linked in fewer than %(share)s of the "
                "tickets.",
                "Of %(num)s articles whose topics are asked, these are clearly linked in fewer than %(share)s of the "
                "tickets.",
                part.linkable,
                share=words.share(SELDOM),
            )
        )


def _unlinked_row(one: Unlinked, part: Articles, words: Words) -> Row:
    linked = one.linked
    share = words.share(linked.estimate) if linked.part else words.gettext("never")
    return Row(
        (
            title(one.article, part),
            Cell(words.listed([*one.topics.values()]), ", ".join(one.topics)),
            cells.number(linked.whole, words),
            cells.number(linked.part, words),
            Cell(share, round(linked.estimate, 4), Tone.SLIGHT if linked.part else Tone.SERIOUS),
            Cell(words.share(linked.high), round(linked.high, 4)),
            cells.number(one.other, words),
        )
    )
