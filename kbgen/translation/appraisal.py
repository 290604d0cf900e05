"""The files of one article → what is known of its translations: the evidence is gathered here, and judged in ``state``.

Nothing here reads a disk: files come as bytes, old words from whoever remembers them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kbgen.articles import catalog
from kbgen.articles.article import Article, ArticleId, lines
from kbgen.articles.catalog import Shared
from kbgen.articles.files import ArticleFile, decoded
from kbgen.articles.front_matter import CONFLICT, CONFLICT_HINT, parse
from kbgen.languages import Language, LanguageCode
from kbgen.problems import Problem
from kbgen.translation import record as records
from kbgen.translation.allowed import Exceptions
from kbgen.translation.changes import Recall
from kbgen.translation.compare import Difference, differences
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.presence import stubs_of
from kbgen.translation.state import (
    Assessment,
    Evidence,
    Exists,
    Finding,
    FindingKind,
    State,
    Version,
    Whole,
    assess,
    claim,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What appraising an article needs to know of its site.

    ``exists``: whether there is a file of this name in this language. ``known``: in which languages each article is.
    """

    languages: tuple[Language, ...]
    source_language: LanguageCode
    exists: Exists
    known: Mapping[ArticleId, Collection[LanguageCode]]
    allowed: Exceptions = ()

    @property
    def codes(self) -> tuple[LanguageCode, ...]:
        """The languages of the site, in its order."""
        return tuple(language.code for language in self.languages)


@dataclass(frozen=True)
class Reading:
    """An article's files, read. ``articles``: without drafts; ``unreadable``: the languages whose file cannot be."""

    id: ArticleId
    articles: Mapping[LanguageCode, Article]
    drafts: Mapping[LanguageCode, Article] = field(default_factory=dict)
    unreadable: frozenset[LanguageCode] = frozenset()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def texts(self) -> Mapping[LanguageCode, Text]:
        """Their blocks, with the facts of each."""
        return {code: text_of(article, facts_of) for code, article in self.articles.items()}


@dataclass(frozen=True, slots=True)
class Appraisal:
    """All that is known of an article. ``differences``: of facts, where a translation was never confirmed."""

    reading: Reading
    whole: Whole
    shared: Shared
    assessments: Mapping[LanguageCode, Assessment]
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]

    @property
    def source(self) -> LanguageCode:
        """The language that the article is first written in; empty where it is in none."""
        return self.whole.source

    @property
    def texts(self) -> Mapping[LanguageCode, Text]:
        """The article's text in each language that has it."""
        return self.reading.texts


def read(files: Sequence[tuple[ArticleFile, bytes | None]]) -> Reading:
    """Read the files of one article, in the order of the site's languages; None is a file that the disk denies."""
    articles: dict[LanguageCode, Article] = {}
    drafts: dict[LanguageCode, Article] = {}
    unreadable: set[LanguageCode] = set()
    problems: list[Problem] = []
    for file, content in files:
        article, more = _read(file, content)
        problems += more
        if article is None:
            unreadable.add(file.language)
        elif article.meta.draft:
            drafts[file.language] = article
        else:
            problems += _conflicts(article)
            articles[file.language] = article
    return Reading(files[0][0].id, articles, drafts, frozenset(unreadable), tuple(problems))


def _read(file: ArticleFile, content: bytes | None) -> tuple[Article | None, list[Problem]]:
    if content is None:
        return None, [Problem(file.path, 0, "KB107", "cannot be read")]
    problems: list[Problem] = []
    text = decoded(content, file.path, problems)
    if text is None:
        return None, problems
    return parse(text, id=file.id, language=file.language, path=file.path)


def _conflicts(article: Article) -> Iterator[Problem]:
    if "<<<<<<<" in article.body or ">>>>>>>" in article.body:
        for line in lines(article.body):
            if not line.code and CONFLICT.fullmatch(line.text):
                number = article.first_line + line.number - 1
                yield Problem(article.path, number, "KB110", "a merge conflict is left here", CONFLICT_HINT)


Recalls = Callable[[Whole], Callable[[LanguageCode], Recall]]
"""Whoever remembers old words: of an article, of one of its languages."""


def nobody(article: Whole) -> Callable[[LanguageCode], Recall]:
    """Nobody remembers anything."""
    return lambda language: lambda prints: None


def appraise(reading: Reading, frame: Frame, recalls: Recalls = nobody) -> Appraisal:
    """Judge every language of an article."""
    source = source_of(reading, frame)
    versions = {code: _version(article, reading.texts[code], frame) for code, article in reading.articles.items()}
    whole = Whole(reading.id, source, versions, frozenset(reading.drafts), reading.unreadable)
    found = _differences(reading, whole, frame)
    evidence = Evidence(
        stubs_of(reading.texts, source, frame.codes),
        {code for code in versions if any(concerns(one, code, source) for one in found)},
        recalls(whole),
    )
    assessed = assess(whole, frame.codes, frame.exists, evidence)
    told = {code: _told(one, reading, whole) for code, one in assessed.items()}
    site, _ = catalog.assemble(reading.articles.values(), frame.languages, frame.source_language)
    wrong = (finding.problem for one in told.values() for finding in one.findings if finding.problem)
    problems = tuple(dict.fromkeys((*reading.problems, *wrong)))
    return Appraisal(reading, whole, site.shared.get(reading.id, Shared()), told, found, problems)


def source_of(reading: Reading, frame: Frame) -> LanguageCode:
    """The language that the article names, else the site's, else the first that has it; empty where none has."""
    there = [code for code in frame.codes if code in reading.articles or code in reading.unreadable]
    named = (reading.articles[code].meta.source_language for code in there if code in reading.articles)
    wanted = next((code for code in named if code in there), frame.source_language)
    return wanted if wanted in there else next(iter(there), "")


def _version(article: Article, text: Text, frame: Frame) -> Version:
    record, problems = records.read(article, frame.codes)
    line = article.line_of(records.KEY)
    return Version(article.path, text.prints.digest, len(text.blocks), lambda: text, record, line, tuple(problems))


def _differences(reading: Reading, whole: Whole, frame: Frame) -> tuple[Difference, ...]:
    """What the languages say differently, where some of them can be held against nothing but the others."""
    unconfirmed = [
        code
        for code, version in whole.versions.items()
        if code != whole.source and claim(whole.id, code, version, frame.exists)[0] is None
    ]
    if not unconfirmed or whole.source not in whole.versions:
        return ()
    return tuple(differences(reading.articles, frame.allowed, known=frame.known))


def concerns(difference: Difference, language: LanguageCode, source: LanguageCode) -> bool:
    """Whether a translation and its source say something different here, as far as can be told."""
    if language == source or not {language, source} <= difference.places.keys():
        return False
    return not difference.alone or language in difference.alone or source in difference.alone


def _told(one: Assessment, reading: Reading, whole: Whole) -> Assessment:
    """The assessment with what it cannot know: drafts, and files that could not be read."""
    code = one.language
    if code == whole.source and code in reading.unreadable:
        # There is nothing that translations could be held against.
        return replace(one, state=State.MISSING)
    if one.state is State.MISSING and code in reading.drafts:
        return replace(one, findings=(*one.findings, Finding(FindingKind.DRAFT, "there is a draft")))
    if one.state is State.UNCONFIRMED and whole.source in reading.unreadable and not one.findings:
        message = f"its source in “{whole.source}” cannot be read"
        return replace(one, findings=(Finding(FindingKind.UNREADABLE, message),))
    return one
