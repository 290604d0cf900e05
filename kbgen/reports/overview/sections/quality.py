"""What is on record about quality: what customers thought, who read what when, what is open, what was imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbgen.overview.absent import Absent
from kbgen.overview.quality import Quality
from kbgen.overview.records.reviews import Reviewed
from kbgen.reports.overview import needs
from kbgen.reports.overview.document import Block, Details, KeyFigure, KeyFigures, Section, Tone
from kbgen.reports.overview.sections import quality_records as records
from kbgen.reports.overview.sections import quality_satisfaction as satisfaction
from kbgen.reports.overview.sections import quality_words as said
from kbgen.wording import Words


def section(part: Quality | Absent, words: Words) -> Section:
    """The part in words."""
    title = words.gettext("Quality record")
    if isinstance(part, Absent):
        return Section("quality", title, words.gettext("Nothing is on record."), needs.paragraphs(part, words))
    return Section("quality", title, said.lead(part, words), tuple(_blocks(part, words)))


def _blocks(part: Quality, words: Words) -> Iterator[Block]:
    yield KeyFigures(tuple(_figures(part, words)))
    if isinstance(part.opinions, Absent):
        yield from needs.paragraphs(part.opinions, words)
    else:
        yield from satisfaction.blocks(part.opinions, part.topics, words)
    yield records.owners(part, words)
    reviews = records.review_rows(part, words)
    yield records.waiting(part, reviews, words)
    yield Details(words.gettext("Reviews of all pages"), (records.reviews(part, reviews, words),))
    yield records.kinds(part, words)
    yield Details(words.gettext("Every open problem"), (records.problems(part, words),))
    if part.unconfirmed:
        title = words.gettext("Translations that nobody has confirmed")
        yield Details(title, (records.unconfirmed(part, words),))
    yield from _imports(part, words)
    yield Details(words.gettext("What ISO 9001 asks, and what of it is here"), tuple(said.clauses(words)))


def _imports(part: Quality, words: Words) -> Sequence[Block]:
    # What would bring tickets is said once, above.
    return () if isinstance(part.imports, Absent) else (records.imports(part.imports, words),)


def _figures(part: Quality, words: Words) -> Iterator[KeyFigure]:
    if not isinstance(part.opinions, Absent) and (share := part.opinions.all.share):
        note = words.gettext("between %(low)s and %(high)s", low=words.share(share.low), high=words.share(share.high))
        good = words.gettext("Good ratings")
        yield KeyFigure("satisfaction", good, words.share(share.estimate), round(share.estimate, 4), note)
    overdue, soon = part.count(Reviewed.OVERDUE), part.count(Reviewed.DUE_SOON)
    asked = sum(one.state is not Reviewed.NOT_ASKED for one in part.reviews)
    late = words.gettext("Reviews overdue")
    among = words.ngettext("of %(num)s", "of %(num)s", asked)
    yield KeyFigure("reviews_overdue", late, words.number(overdue), overdue, among, Tone.BAD if overdue else Tone.GOOD)
    yield KeyFigure("reviews_due_soon", words.gettext("Due within 30 days"), words.number(soon), soon)
    older = sum(one.is_older for one in part.reviews)
    yield KeyFigure("changed_since_review", words.gettext("Changed since the review"), words.number(older), older)
    problems = len(part.problems)
    yield KeyFigure("problems", words.gettext("Open problems"), words.number(problems), problems)
    bare = len(part.unconfirmed)
    yield KeyFigure("unconfirmed", words.gettext("Translations not confirmed"), words.number(bare), bare)
