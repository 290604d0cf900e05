"""The sentences of the quality record, and what ISO 9001:2015 asks, in words of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.overview.absent import Absent
from kbgen.overview.quality import Quality
from kbgen.overview.records.reviews import Review, Reviewed
from kbgen.overview.records.satisfaction import Difference, Opinions, Share, Turn
from kbgen.problems import Severity
from kbgen.reports.overview.document import Block, Cell, Column, Kind, Paragraph, Row, Table
from kbgen.wording import Words, mark

_REVIEWED: Mapping[Reviewed, str] = {
    Reviewed.OVERDUE: mark("Overdue"),
    Reviewed.DUE_SOON: mark("Due soon"),
    Reviewed.CURRENT: mark("Reviewed"),
    Reviewed.NOT_YET: mark("Not reviewed yet"),
    Reviewed.UNKNOWN: mark("No day known"),
    Reviewed.NOT_ASKED: mark("No review wanted"),
}

_TURNS: Mapping[Turn, str] = {
    Turn.BETTER: mark("Better"),
    Turn.WORSE: mark("Worse"),
    Turn.NO_CHANGE: mark("No change seen"),
    Turn.FEW: mark("Too few ratings"),
}

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: mark("Error"),
    Severity.WARNING: mark("Warning"),
}

_GROUPS: Mapping[str, tuple[str, str]] = {
    "KB0": ("settings", mark("Settings")),
    "KB1": ("files", mark("Files and front matter")),
    "KB2": ("links", mark("Links and images")),
    "KB3": ("addresses", mark("Addresses of pages")),
    "KB4": ("text", mark("Text and reviews")),
    "KB6": ("translations", mark("Translations")),
    "KB7": ("topics", mark("Topics and tickets")),
}
"""Codes of problems begin with their group."""


def reviewed(one: Reviewed, words: Words) -> str:
    """How a review stands."""
    return words.gettext(_REVIEWED[one])


def last_review(one: Review, words: Words) -> str:
    """When and by whom; and whether the page has changed since."""
    if one.reviewed is None:
        return ""
    when = words.day(one.reviewed, "medium")
    by = f"{when}, {one.reviewed_by}" if one.reviewed_by else when
    return words.gettext("%(review)s; changed since", review=by) if one.is_older else by


def overdue(days: int, words: Words) -> str:
    """For how long; nothing of what is not."""
    return words.ngettext("%(num)s day overdue", "%(num)s days overdue", days) if days else ""


def turn(one: Turn, words: Words) -> str:
    """What became of a share."""
    return words.gettext(_TURNS[one])


def severity(one: Severity, words: Words) -> str:
    """How bad a problem is."""
    return words.gettext(_SEVERITIES[one])


def group(code: str, words: Words) -> str:
    """What a problem is about."""
    return words.gettext(_GROUPS[code[:3]][1])


def group_name(code: str) -> str:
    """The same for programs."""
    return _GROUPS[code[:3]][0]


def lead(part: Quality, words: Words) -> str:
    """The one sentence that counts."""
    overdue = part.count(Reviewed.OVERDUE)
    asked = sum(one.state is not Reviewed.NOT_ASKED for one in part.reviews)
    share = None if isinstance(part.opinions, Absent) else part.opinions.all.share
    if share is None:
        return words.ngettext(
            "Overdue for review: %(overdue)s of %(num)s page; open problems: %(problems)s.",
            "Overdue for review: %(overdue)s of %(num)s pages; open problems: %(problems)s.",
            asked,
            overdue=words.number(overdue),
            problems=words.number(len(part.problems)),
        )
    return words.ngettext(
        "%(share)s of ratings were good in the last year. Overdue for review: %(overdue)s of %(num)s page; open "
        "problems: %(problems)s.",
        "%(share)s of ratings were good in the last year. Overdue for review: %(overdue)s of %(num)s pages; open "
        "problems: %(problems)s.",
        asked,
        share=words.share(share.estimate),
        overdue=words.number(overdue),
        problems=words.number(len(part.problems)),
    )


def satisfaction(part: Opinions, words: Words) -> str:
    """How many rated, which matters for what the ratings say; and what changed."""
    votes = part.all.now
    rated = words.ngettext(
        "Of %(num)s ticket from %(first)s to %(last)s, %(rated)s was rated (%(share)s); those who rate may not think "
        "as the others do.",
        "Of %(num)s tickets from %(first)s to %(last)s, %(rated)s were rated (%(share)s); those who rate may not think "
        "as the others do.",
        votes.tickets,
        first=words.day(part.first, "medium"),
        last=words.day(part.last, "medium"),
        rated=words.number(votes.total),
        share=words.share(votes.total / max(votes.tickets, 1)),
    )
    return f"{rated} {_compared(part, words)}"


def _compared(part: Opinions, words: Words) -> str:
    change = part.all.change
    if change is None:
        return words.gettext("There are too few ratings to compare with the year before.")
    points, ends = signed(round(100 * change.estimate, 1), words), span(change, words)
    match part.all.turn:
        case Turn.BETTER:
            said = words.gettext(
                "The share of good ones is higher than in the year before: %(points)s points (%(ends)s).",
                points=points,
                ends=ends,
            )
        case Turn.WORSE:
            said = words.gettext(
                "The share of good ones is lower than in the year before: %(points)s points (%(ends)s).",
                points=points,
                ends=ends,
            )
        case _:
            said = words.gettext(
                "No change against the year before can be seen: %(points)s points (%(ends)s).", points=points, ends=ends
            )
    return said


def signed(points: float, words: Words) -> str:
    """Percentage points: ``+2,1``."""
    return f"+{words.figure(points)}" if points > 0 else words.figure(points)


def shares(share: Share | None, words: Words) -> str:
    """The ends of a share's interval; nothing of none."""
    if share is None:
        return ""
    return words.gettext("between %(low)s and %(high)s", low=words.share(share.low), high=words.share(share.high))


def span(change: Difference | None, words: Words) -> str:
    """The ends of a difference in percentage points; nothing of none."""
    if change is None:
        return ""
    low, high = (signed(round(100 * end, 1), words) for end in (change.low, change.high))
    return words.gettext("between %(low)s and %(high)s", low=low, high=high)


# -- ISO 9001 ----------------------------------------------------------------------------------------------------------


def clauses(words: Words) -> Iterator[Block]:
    """What the standard asks, and where of it something is."""
    yield Paragraph(
        words.gettext(
            "kbgen shows records that a quality system may use; it certifies nothing, and what a clause means for you "
            "is for you and your auditor to say."
        )
    )
    columns = (
        Column("clause", words.gettext("Clause"), Kind.CODE),
        Column("asks", words.gettext("What it asks, in short")),
        Column("here", words.gettext("What of it is here")),
    )
    rows = tuple(
        Row((Cell(clause, clause), Cell(asks, asks), Cell(here, here))) for clause, asks, here in _clauses(words)
    )
    yield Table("iso_9001", words.gettext("ISO 9001:2015, clauses 7.5 and 9.1"), columns, rows)


def _clauses(words: Words) -> Iterator[tuple[str, str, str]]:
    yield (
        "7.5.2",
        words.gettext("Documents can be told apart, and are reviewed and approved as suitable."),
        words.gettext("Title, language, owner, days of publication and change; who reviewed each page and when."),
    )
    yield (
        "7.5.3",
        words.gettext("Documents are at hand where they are needed, and changes of them are controlled."),
        words.gettext("Overdue reviews, open problems, translations that nobody confirmed. Versions are kept by git."),
    )
    yield (
        "9.1.1",
        words.gettext("It is settled what is measured, how and when, and results are kept."),
        words.gettext("Sources with their days below each table, the methods in the manual, these tables as files."),
    )
    yield (
        "9.1.2",
        words.gettext("How customers see the fulfilment of their needs is watched."),
        words.gettext("Satisfaction by topic, language and channel, with the number of ratings."),
    )
    yield (
        "9.1.3",
        words.gettext("Results are analysed and used for improvements."),
        words.gettext("Changes against the year before, effects of changed articles, and the list of this week."),
    )
