"""What is known of an article → the lines of the survey, as they are kept between two runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kbgen.languages import LanguageCode
from kbgen.translation.appraisal import Appraisal, concerns
from kbgen.translation.blocks import Block, Kind
from kbgen.translation.changes import Change
from kbgen.translation.compare import Difference
from kbgen.translation.fingerprints import Prints
from kbgen.translation.row import NOT_COMMITTED, Line, Note
from kbgen.translation.state import Assessment, Finding, FindingKind, State

MOST_DIFFERENCES = 5
"""So many differences of facts are named; “kbgen facts” has them all."""

LONGEST_VALUE = 60

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")

Since = Callable[[LanguageCode, Prints], str]
"""Since when a language says something else than these prints; empty where nobody knows."""


def lines_of(known: Appraisal, since: Since) -> list[Line]:
    """A line for every language of the site."""
    return [_line(one, known, since) for one in known.assessments.values()]


def _line(one: Assessment, known: Appraisal, since: Since) -> Line:
    record = one.record if one.language in known.texts else None
    return Line(
        one.language,
        one.state.value,
        int(one.grade),
        one.source,
        one.changed,
        one.blocks,
        list(_notes(one, known)),
        title_of(known, one.language),
        record.day.isoformat() if record else "",
        _since(one, known, since),
        _words(one, known),
    )


def title_of(known: Appraisal, language: LanguageCode) -> str:
    """The title in a language, else in the source, else the article's name."""
    articles = known.reading.articles
    article = articles.get(language) or articles.get(known.source) or known.reading.drafts.get(language)
    return article.title if article else known.reading.id


# -- findings --------------------------------------------------------------------------------------------------------


def _notes(one: Assessment, known: Appraisal) -> Iterator[Note]:
    for finding in one.findings:
        if finding.kind is FindingKind.FACTS:
            yield from _differences(one, known)
        else:
            yield _note(finding)
    for problem in known.problems:
        article = known.reading.articles.get(one.language)
        if problem.code == "KB110" and article and problem.path == article.path:
            yield Note("conflict", problem.message, f"{problem.path}:{problem.line}")


def _note(finding: Finding) -> Note:
    problem = finding.problem
    return Note(finding.kind.value, finding.message, f"{problem.path}:{problem.line}" if problem else "")


def _differences(one: Assessment, known: Appraisal) -> Iterator[Note]:
    found = [d for d in known.differences if concerns(d, one.language, one.source)]
    for difference in found[:MOST_DIFFERENCES]:
        yield difference_note(difference, one.language, one.source)
    if more := found[MOST_DIFFERENCES:]:
        yield Note(FindingKind.FACTS.value, f"and {len(more)} more, see “kbgen facts {one.article}”")


def difference_note(difference: Difference, language: LanguageCode, source: LanguageCode) -> Note:
    """A difference of facts, as the editor of this language sees it."""
    own, theirs = _values(difference, language), _values(difference, source)
    message = f"{difference.kind.value}: {own} here, {theirs} in “{source}”"
    return Note(FindingKind.FACTS.value, message, difference.places[language], difference.places[source])


def _values(difference: Difference, language: LanguageCode) -> str:
    said = _CONTROL.sub(" ", ", ".join(difference.values.get(language, ())))
    return (said if len(said) <= LONGEST_VALUE else f"{said[:LONGEST_VALUE]}…") or "none"


# -- since when ------------------------------------------------------------------------------------------------------


def _since(one: Assessment, known: Appraisal, since: Since) -> str:
    if one.state is State.MISSING:
        source = known.reading.articles.get(known.source)
        return _iso(source.meta.published) if source else ""
    if one.record is None:
        return ""
    days = []
    if one.source_changes:
        days.append(_since_confirmed(one, known, one.source, one.record.source_prints, since))
    if one.own_changes:
        days.append(_since_confirmed(one, known, one.language, one.record.own_prints, since))
    # What is not committed is later than every day.
    return min(filter(None, days), key=lambda day: (day == NOT_COMMITTED, day), default="")


def _since_confirmed(one: Assessment, known: Appraisal, language: LanguageCode, confirmed: Prints, since: Since) -> str:
    """By git's days, else by the day that the article itself names, if that is later than the confirmation."""
    day = since(language, confirmed)
    if day:
        return day
    updated = known.reading.articles[language].meta.updated
    return _iso(updated) if updated and one.record and updated >= one.record.day else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# -- how much there is to do -----------------------------------------------------------------------------------------


def _words(one: Assessment, known: Appraisal) -> int:
    """The words to translate, to revise or to read."""
    if one.state in (State.MISSING, State.STUB):
        source = known.texts.get(one.source)
        return words_of(source.blocks) if source else 0
    if one.state in (State.UNCONFIRMED, State.ORPHAN):
        own = known.texts.get(one.language)
        return words_of(own.blocks) if own else 0
    return words_of(block for change in (*one.source_changes, *one.own_changes) if (block := block_of(change)))


def block_of(change: Change) -> Block | None:
    """The block that somebody has to look at."""
    return change.new or change.old


def words_of(blocks: Iterable[Block]) -> int:
    """The words of blocks; code is not translated."""
    return sum(len(block.text.split()) for block in blocks if block.kind is not Kind.CODE)
