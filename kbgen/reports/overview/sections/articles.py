"""Articles in words: which are needed most, which have gone stale, which do not help, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.overview.absent import Absent
from kbgen.overview.articles import Articles, Needed, Stale
from kbgen.reports.overview import cells, durations, labels, needs, origin
from kbgen.reports.overview.document import (
    Block,
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
from kbgen.reports.overview.sections.articles_people import overdue, owners
from kbgen.reports.overview.sections.articles_readers import judged, unlinked
from kbgen.reports.overview.sections.articles_titles import title
from kbgen.translation.standing import Grade, State
from kbgen.wording import Words

SHOWN = 10

_TONES = {
    Grade.NONE: Tone.PLAIN,
    Grade.COSMETIC: Tone.SLIGHT,
    Grade.SMALL: Tone.SLIGHT,
    Grade.MATERIAL: Tone.SERIOUS,
    Grade.CRITICAL: Tone.BAD,
}


def section(part: Articles | Absent, words: Words) -> Section:
    """The section of the report."""
    head = words.gettext("Articles")
    if isinstance(part, Absent) or not part.found:
        lead = words.gettext("There are no articles yet.")
        found = needs.paragraphs(part, words) if isinstance(part, Absent) else ()
        return Section("articles", head, lead, found)
    blocks: list[Block] = [
        _figures(part, words),
        *_needed(part, words),
        _stale(part, words),
        *_about_harm(part, words),
        *judged(part, words),
        *unlinked(part, words),
        *overdue(part, words),
        owners(part, words),
    ]
    return Section("articles", head, _lead(part, words), tuple(blocks))


def _lead(part: Articles, words: Words) -> str:
    late = 0 if isinstance(part.overdue, Absent) else len(part.overdue)
    if not part.stale and not late:
        return words.gettext("No page is known to be out of date, and no review is overdue.")
    stale = words.ngettext("%(num)s page is out of date", "%(num)s pages are out of date", len(part.stale))
    review = words.ngettext("%(num)s review is overdue", "%(num)s reviews are overdue", late)
    return words.gettext("%(stale)s; %(reviews)s.", stale=stale, reviews=review)


def _figures(part: Articles, words: Words) -> KeyFigures:
    found = [
        KeyFigure("articles", words.gettext("articles"), words.number(part.found), part.found),
        KeyFigure("stale", words.gettext("pages out of date"), words.number(len(part.stale)), len(part.stale)),
    ]
    if part.helpful:
        low, high = words.share(part.helpful.low), words.share(part.helpful.high)
        found.append(
            KeyFigure(
                "helpful",
                words.gettext("of all votes say that it helped"),
                words.share(part.helpful.estimate),
                round(part.helpful.estimate, 4),
                note=words.ngettext(
                    "%(num)s vote; between %(low)s and %(high)s",
                    "%(num)s votes; between %(low)s and %(high)s",
                    part.helpful.whole,
                    low=low,
                    high=high,
                ),
            )
        )
    if not isinstance(part.overdue, Absent):
        late = len(part.overdue)
        found.append(KeyFigure("overdue", words.gettext("reviews overdue"), words.number(late), late))
    return KeyFigures(tuple(found))


# -- needed ----------------------------------------------------------------------------------------------------------


def _needed(part: Articles, words: Words) -> Iterator[Block]:
    if isinstance(part.needed, Absent):
        yield from needs.paragraphs(part.needed, words)
        return
    yield Table(
        "needed",
        words.gettext("Needed most"),
        (
            Column("article", words.gettext("Article")),
            Column("tickets_week", words.gettext("Tickets a week about it"), Kind.NUMBER),
            Column("views_week", words.gettext("Views a week"), Kind.NUMBER),
            Column("missing", words.gettext("Missing in"), Kind.CODE),
            Column("doubtful", words.gettext("Out of date or not confirmed in"), Kind.CODE),
            Column("owner", words.gettext("Owner"), filtered=True),
        ),
        tuple(_needed_row(one, part, words) for one in part.needed),
        source=_asked_from(part, words),
        shown=SHOWN,
        empty=words.gettext("Nobody has asked about, or read, any article lately."),
    )
    for absent in (part.tickets, part.views):
        if absent:
            yield from needs.paragraphs(absent, words)


def _needed_row(one: Needed, part: Articles, words: Words) -> Row:
    absent = (State.MISSING, State.STUB)
    missing = ", ".join(gap.row.language for gap in one.faulty if gap.row.state in absent)
    doubtful = ", ".join(gap.row.language for gap in one.faulty if gap.row.state not in absent)
    owner = one.gaps[0].row.owner
    return Row(
        (
            title(one.article, part),
            cells.figure(one.tickets, words),
            cells.figure(one.views, words, places=1),
            Cell(missing or cells.NONE, missing, Tone.ABSENT if missing else Tone.GOOD),
            Cell(doubtful or cells.NONE, doubtful, Tone.SERIOUS if doubtful else Tone.GOOD),
            Cell(owner or words.gettext("nobody"), owner),
        )
    )


def _asked_from(part: Articles, words: Words) -> str:
    said = [origin.content(words, part.day)]
    if part.last:
        said.append(origin.tickets(words, part.last))
    if part.viewed:
        said.append(origin.views(words, *part.viewed))
    return " ".join(said)


# -- stale -----------------------------------------------------------------------------------------------------------


def _stale(part: Articles, words: Words) -> Table:
    return Table(
        "stale",
        words.gettext("Out of date"),
        (
            Column("article", words.gettext("Article")),
            Column("language", words.gettext("Language"), filtered=True),
            Column("state", words.gettext("State"), filtered=True),
            Column("grade", words.gettext("How bad"), filtered=True),
            Column("since", words.gettext("Since"), Kind.DAY),
            Column("harm", words.gettext("Harm"), Kind.NUMBER),
            Column("effort_minutes", words.gettext("Takes"), Kind.NUMBER),
            Column("owner", words.gettext("Owner"), filtered=True),
            Column("command", words.gettext("Command"), Kind.CODE),
        ),
        tuple(_stale_row(one, part, words) for one in part.stale),
        source=origin.content_and_tickets(words, part.day, part.last) if part.last else origin.content(words, part.day),
        shown=SHOWN,
        empty=words.gettext("No page is out of date, as far as translations were confirmed."),
    )


def _about_harm(part: Articles, words: Words) -> Iterator[Block]:
    if part.stale:
        yield Paragraph(
            words.gettext(
                "Harm has no unit, and is for comparing: how bad the mistake is for one reader, times how many it "
                "strikes. `kbgen gaps` reckons it in the same way."
            )
        )


def _stale_row(one: Stale, part: Articles, words: Words) -> Row:
    row = one.gap.row
    changed = words.ngettext(
        "%(changed)s of %(num)s paragraph has changed",
        "%(changed)s of %(num)s paragraphs have changed",
        row.blocks,
        changed=words.number(row.changed),
    )
    return Row(
        (
            title(row.article, part),
            Cell(labels.language(row.language, words), row.language),
            Cell(labels.state(row.state, words), row.state.value),
            Cell(labels.grade(row.grade, words), str(row.grade), _TONES[row.grade]),
            Cell(words.day(row.since, "medium"), row.since) if row.since else Cell(cells.NONE, None),
            cells.figure(one.gap.harm, words),
            Cell(durations.text(one.minutes / 60, words), round(one.minutes, 1)),
            Cell(row.owner or words.gettext("nobody"), row.owner),
            cells.code(f"kbgen diff {row.article} --to {row.language}"),
        ),
        details=(Paragraph(f"`{row.path}`: {changed}."),),
    )
