"""The state of every translation of an article: what a careful editor would say of it, and why. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.problems import Problem
from kbgen.translation import record as records
from kbgen.translation.changes import Change, Recall, changes_since, grade_of
from kbgen.translation.fingerprints import FactsOf, Prints, Text, text_of
from kbgen.translation.presence import Stub
from kbgen.translation.record import Record
from kbgen.translation.standing import FindingKind as FindingKind
from kbgen.translation.standing import Grade
from kbgen.translation.standing import State as State


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor should know. ``problem``: where it is a mistake in a file."""

    kind: FindingKind
    message: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language, as far as its state goes.

    ``digest`` and ``size`` are of its blocks; ``text`` reads them, and is asked only where something has changed.
    """

    path: str
    digest: str
    size: int
    text: Callable[[], Text]
    record: Record | None = None
    record_line: int = 1
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """An article in all its languages. ``source``: the language that it is first written in.

    ``unreadable``: the languages of which there is a file that cannot be read, such as one with a merge left in it.
    """

    id: ArticleId
    source: LanguageCode
    versions: Mapping[LanguageCode, Version]
    drafts: frozenset[LanguageCode] = frozenset()
    unreadable: frozenset[LanguageCode] = frozenset()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of an article in a language.

    ``source``: the language that it is held against. ``source_changes`` are those of that text, ``own_changes`` those
    of the translation itself, both since the translation was confirmed. ``blocks``: how many that text has.
    """

    article: ArticleId
    language: LanguageCode
    state: State
    grade: Grade = Grade.NONE
    source: LanguageCode = ""
    source_changes: tuple[Change, ...] = ()
    own_changes: tuple[Change, ...] = ()
    blocks: int = 0
    record: Record | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> int:
        """How many blocks have changed, on both sides."""
        return len(self.source_changes) + len(self.own_changes)


def version_of(article: Article, facts_of: FactsOf, languages: Collection[LanguageCode]) -> Version:
    """An article that was read → what its state depends on. ``languages``: those of the site."""
    text = text_of(article, facts_of)
    record, problems = records.read(article, languages)
    line = article.line_of(records.KEY)
    return Version(article.path, text.prints.digest, len(text.blocks), lambda: text, record, line, tuple(problems))


Exists = Callable[[ArticleId, LanguageCode], bool]
"""Whether there is an article of this name in this language."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an article besides its files.

    ``stubs``: the languages whose text is no translation, and why; ``differing``: those whose facts differ from the
    source's. ``recall``: finds the old words of a language's text. ``called_now``: the article in a language that
    has the text of these prints, where there is one, by which a renamed source is found.
    """

    stubs: Mapping[LanguageCode, Stub]
    differing: Collection[LanguageCode] = ()
    recall: Callable[[LanguageCode], Recall] = lambda language: lambda prints: None
    called_now: Callable[[LanguageCode, Prints], ArticleId | None] = lambda language, prints: None


NO_EVIDENCE = Evidence({})


def assess(
    article: Whole, languages: Sequence[LanguageCode], exists: Exists, evidence: Evidence = NO_EVIDENCE
) -> dict[LanguageCode, Assessment]:
    """The state of an article in every language of the site, in their order."""
    found = {language: _assess(article, language, exists, evidence) for language in languages}
    return {language: _with_second_hand(article, one, found) for language, one in found.items()}


def _assess(article: Whole, language: LanguageCode, exists: Exists, evidence: Evidence) -> Assessment:
    source = article.versions.get(article.source)
    plain = Assessment(article.id, language, State.MISSING, source=article.source, blocks=source.size if source else 0)
    own = article.versions.get(language)
    if language in article.unreadable:
        finding = Finding(FindingKind.UNREADABLE, "its file cannot be read")
        return replace(plain, state=State.UNCONFIRMED, findings=(finding,))
    if own is None:
        return plain
    record, findings = claim(article.id, language, own, exists)
    plain = replace(plain, record=record, findings=tuple(findings))
    if record and record.source not in article.versions:
        return _without_source(article, replace(plain, source=record.source), record, evidence)
    if language == article.source:
        return replace(plain, state=State.FRESH, source=language, blocks=own.size)
    stub = evidence.stubs.get(language)
    if stub and not (record and records.DESPITE_STUB in record.flags):
        return replace(plain, state=State.STUB, findings=(*findings, _about(stub)))
    if record is None:
        return _unconfirmed(plain, language in evidence.differing)
    return _compared(plain, record, article.versions[record.source], own, evidence)


def claim(
    article: ArticleId, language: LanguageCode, own: Version, exists: Exists
) -> tuple[Record | None, list[Finding]]:
    """The record that holds for this article in this language; a record that came along with a copy does not.

    The record of another article holds where that one is gone, for then the article was renamed.
    """
    findings = [Finding(FindingKind.RECORD, problem.message, problem) for problem in own.problems]
    record = own.record
    if record is None or (record.article == article and record.language == language):
        return record, findings
    if holds(record, article, language, exists):
        message = f"was called {record.article} when it was confirmed"
        return record, [*findings, Finding(FindingKind.RENAMED, message)]
    hint = "take the line out; “kbgen confirm” writes a new one when the translation is done"
    message = f"the record is that of {record.article} in “{record.language}”"
    problem = Problem(own.path, own.record_line, "KB602", message, hint)
    return None, [*findings, Finding(FindingKind.RECORD, message, problem)]


def holds(record: Record, article: ArticleId, language: LanguageCode, exists: Exists) -> bool:
    """Whether a record is this article's own: it names it, or the article that it was before it was renamed."""
    return record.language == language and (record.article == article or not exists(record.article, language))


def _without_source(article: Whole, plain: Assessment, record: Record, evidence: Evidence) -> Assessment:
    """A translation of a text that is not there."""
    if plain.source in article.unreadable:
        finding = Finding(FindingKind.UNREADABLE, f"its source in “{plain.source}” cannot be read")
        return replace(plain, state=State.UNCONFIRMED, findings=(*plain.findings, finding))
    if plain.source in article.drafts:
        finding = Finding(FindingKind.DRAFT_SOURCE, f"its source in “{plain.source}” is a draft")
        return replace(plain, state=State.UNCONFIRMED, findings=(*plain.findings, finding))
    name = evidence.called_now(record.source, record.source_prints)
    message = f"its source in “{plain.source}” is {f'called {name} now' if name else 'gone'}"
    finding = Finding(FindingKind.GONE_SOURCE, message)
    return replace(plain, state=State.ORPHAN, blocks=0, findings=(*plain.findings, finding))


def _about(stub: Stub) -> Finding:
    return Finding(FindingKind(stub.kind), stub.message)


def _unconfirmed(plain: Assessment, differs: bool) -> Assessment:
    if not differs:
        return replace(plain, state=State.UNCONFIRMED)
    finding = Finding(FindingKind.FACTS, f"facts differ from “{plain.source}”")
    return replace(plain, state=State.UNCONFIRMED, grade=Grade.CRITICAL, findings=(*plain.findings, finding))


def _compared(plain: Assessment, record: Record, source: Version, own: Version, evidence: Evidence) -> Assessment:
    """What has changed on either side since the record was written."""
    theirs = _changes(record.source, record.source_prints.digest, source, record, evidence)
    ours = _changes(plain.language, record.own_prints.digest, own, record, evidence)
    state = _state(grade_of(theirs), grade_of(ours))
    return replace(
        plain,
        state=state,
        grade=max(grade_of(theirs), grade_of(ours)),
        source=record.source,
        source_changes=theirs,
        own_changes=ours,
        blocks=own.size if state is State.AHEAD else source.size,
    )


def _changes(
    language: LanguageCode, digest: str, version: Version, record: Record, evidence: Evidence
) -> tuple[Change, ...]:
    if digest == version.digest:
        return ()
    prints = record.source_prints if language == record.source else record.own_prints
    return changes_since(prints, version.text(), evidence.recall(language)(prints))


def _state(theirs: Grade, ours: Grade) -> State:
    """Which side moved. What is cosmetic on one side does not count beside a real change on the other."""
    if theirs > Grade.COSMETIC and ours > Grade.COSMETIC:
        return State.DIVERGED
    if ours > theirs:
        return State.AHEAD
    return State.STALE if theirs else State.FRESH


def _with_second_hand(article: Whole, one: Assessment, found: Mapping[LanguageCode, Assessment]) -> Assessment:
    """With a finding where a translation follows a translation that is out of date itself."""
    if one.record is None or one.source == article.source or one.source not in found:
        return one
    between = found[one.source]
    if between.state not in (State.STALE, State.DIVERGED):
        return one
    message = f"was made from “{one.source}”, which has not followed “{between.source}”"
    return replace(one, findings=(*one.findings, Finding(FindingKind.SECOND_HAND, message)))


def problems_of(found: Iterable[Assessment]) -> Iterator[Problem]:
    """The mistakes in files that the assessments met."""
    for assessment in found:
        yield from (finding.problem for finding in assessment.findings if finding.problem)
