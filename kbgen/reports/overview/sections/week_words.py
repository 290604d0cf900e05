"""Pieces of work in words: what to do, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from kbgen.languages import LanguageCode
from kbgen.overview.absent import Absent
from kbgen.overview.week import Week
from kbgen.overview.work import Ask, Late, Piece, Source, Work
from kbgen.reports.overview import advice, origin
from kbgen.translation.standing import Grade, State
from kbgen.wording import Words

if TYPE_CHECKING:
    from kbgen.problems import Problem
    from kbgen.tickets.flagging.flag import Flag
    from kbgen.translation.row import Row
    from kbgen.translation.workload import Gap


FEW = 0.5
"""Fewer tickets than this are hardly any."""


def work_names(words: Words) -> Mapping[Work, str]:
    """What there is to do, each in a few words."""
    return {
        Work.NOTICE: words.gettext("Put up a notice"),
        Work.NEW: words.gettext("Write an article"),
        Work.UPDATE: words.gettext("Bring up to date"),
        Work.TRANSLATE: words.gettext("Translate"),
        Work.REVISE: words.gettext("Revise the translation"),
        Work.COMPARE: words.gettext("Clear up differing facts"),
        Work.CONFIRM: words.gettext("Confirm the translation"),
        Work.PROMOTE: words.gettext("Link it more often"),
        Work.FIX: words.gettext("Remove the cause"),
        Work.MEND: words.gettext("Mend errors"),
        Work.LINKS: words.gettext("Mend links"),
        Work.REVIEW: words.gettext("Review the article"),
        Work.RETIRE: words.gettext("Take away"),
    }


def source_names(words: Words) -> Mapping[Source, str]:
    """Who asks for work."""
    return {
        Source.TOPICS: words.gettext("topics of tickets"),
        Source.GAPS: words.gettext("translations"),
        Source.REVIEWS: words.gettext("overdue reviews"),
        Source.LINKS: words.gettext("broken links"),
        Source.PROBLEMS: words.gettext("errors"),
    }


def audience(languages: Sequence[LanguageCode], site: Sequence[LanguageCode], words: Words) -> str:
    """The languages of those whom it is for: one by its name, several by their codes, which fit into a column."""
    if len(languages) == len(site) > 1:
        return words.gettext("all languages")
    return words.language_name(languages[0]) if len(languages) == 1 else ", ".join(languages)


def source(week: Week, words: Words) -> str:
    """Where the figures come from."""
    if isinstance(week.tickets, Absent):
        return origin.content(words, week.day)
    return origin.content_and_tickets(words, week.day, week.tickets)


# -- why -------------------------------------------------------------------------------------------------------------


def reasons(piece: Piece, words: Words) -> tuple[str, ...]:
    """A sentence or two for everything that asks for the piece, each once."""
    return tuple(dict.fromkeys(sentence for ask in piece.asks for sentence in _reasons(ask, words)))


def _reasons(ask: Ask, words: Words) -> Iterator[str]:
    match ask.source:
        case Source.TOPICS:
            yield from _of_flag(cast("Flag", ask.evidence), words)
        case Source.GAPS:
            yield _of_gap(cast("Gap", ask.evidence).row, words)
        case Source.REVIEWS:
            yield from (_of_review(late, words) for late in cast("tuple[Late, ...]", ask.evidence))
        case Source.LINKS | Source.PROBLEMS:
            yield from _of_problems(problems_of(ask), words)


def problems_of(ask: Ask) -> tuple[Problem, ...]:
    """The errors that ask for it."""
    found = ask.source in (Source.LINKS, Source.PROBLEMS)
    return cast("tuple[Problem, ...]", ask.evidence) if found else ()


def _of_flag(flag: Flag, words: Words) -> Iterator[str]:
    if flag.is_surge and flag.expected < FEW:
        yield words.ngettext(
            "It is new: %(tickets)s tickets in the last week, and hardly any before.",
            "It is new: %(tickets)s tickets in the last %(num)s weeks, and hardly any before.",
            flag.weeks,
            tickets=words.number(flag.tickets),
        )
    elif flag.is_surge:
        yield words.ngettext(
            "It rises: %(tickets)s tickets in the last week, where %(expected)s are usual.",
            "It rises: %(tickets)s tickets in the last %(num)s weeks, where %(expected)s are usual.",
            flag.weeks,
            tickets=words.number(flag.tickets),
            expected=words.figure(flag.expected),
        )
    yield advice.said(flag, words)


def _of_gap(row: Row, words: Words) -> str:
    name = _begin(words.language_name(row.language))
    part = words.gettext(
        "Changed paragraphs: %(changed)s of %(all)s.", changed=words.number(row.changed), all=words.number(row.blocks)
    )
    match row.state:
        case State.MISSING:
            return words.gettext("%(name)s: there is no translation, and readers get another language.", name=name)
        case State.STUB:
            return words.gettext("%(name)s: the page promises a translation and has none.", name=name)
        case State.ORPHAN:
            return words.gettext("%(name)s: the text that it was translated from is gone.", name=name)
        case State.UNCONFIRMED if row.grade is Grade.CRITICAL:
            return words.gettext(
                "%(name)s: a number, an address or a name differs from the source; one of the two is wrong.", name=name
            )
        case State.UNCONFIRMED:
            return words.gettext("%(name)s: nobody has confirmed that it says what the source says.", name=name)
        case State.AHEAD:
            found = words.gettext("%(name)s: the translation has changed, and its source has not followed.", name=name)
        case State.DIVERGED:
            found = words.gettext("%(name)s: translation and source have both changed.", name=name)
        case _:
            found = _stale(row.grade, name, words)
    return f"{found} {part}"


def _begin(name: str) -> str:
    """With a capital: it begins a sentence, and most languages write names of languages small."""
    return name[:1].upper() + name[1:]


def _stale(grade: Grade, name: str, words: Words) -> str:
    match grade:
        case Grade.CRITICAL:
            return words.gettext("%(name)s: out of date in something critical.", name=name)
        case Grade.MATERIAL:
            return words.gettext("%(name)s: out of date in something that matters.", name=name)
        case _:
            return words.gettext("%(name)s: out of date in small things.", name=name)


def _of_review(late: Late, words: Words) -> str:
    name = _begin(words.language_name(late.language))
    due, since = words.day(late.due, "medium"), words.day(late.since, "medium")
    if late.reviewed:
        return words.gettext(
            "%(name)s: the review was due on %(due)s; the last one was on %(since)s.", name=name, due=due, since=since
        )
    return words.gettext(
        "%(name)s: the review was due on %(due)s; published on %(since)s, and not reviewed since.",
        name=name,
        due=due,
        since=since,
    )


def _of_problems(problems: tuple[Problem, ...], words: Words) -> Iterator[str]:
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    for code, of_one in by_code.items():
        yield _of_code(code, len(of_one), words)
    if any(problem.holds_back for problem in problems):
        yield words.gettext("The site cannot be published until it is mended.")


def _of_code(code: str, number: int, words: Words) -> str:
    match code:
        case "KB201":
            return words.ngettext(
                "%(num)s link to an article or page that does not exist (KB201).",
                "%(num)s links to articles or pages that do not exist (KB201).",
                number,
            )
        case "KB202":
            return words.ngettext(
                "%(num)s link to a heading that does not exist (KB202).",
                "%(num)s links to headings that do not exist (KB202).",
                number,
            )
        case "KB203":
            return words.ngettext(
                "%(num)s picture or file does not exist (KB203).",
                "%(num)s pictures or files do not exist (KB203).",
                number,
            )
        case "KB205":
            return words.ngettext(
                "%(num)s link leads out of the content folder (KB205).",
                "%(num)s links lead out of the content folder (KB205).",
                number,
            )
        case _:
            return words.ngettext(
                "`kbgen check` finds %(num)s error of this kind: %(code)s.",
                "`kbgen check` finds %(num)s errors of this kind: %(code)s.",
                number,
                code=code,
            )
