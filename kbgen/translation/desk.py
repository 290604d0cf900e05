"""One article with all its languages, as somebody works on it: read from its files, with what git remembers.

A thin edge: what is decided is decided elsewhere, by functions of the values that are read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from kbgen.articles import files
from kbgen.articles.article import Article, ArticleId
from kbgen.articles.catalog import source_of
from kbgen.articles.files import ArticleFile, Listing
from kbgen.config import Config
from kbgen.errors import ProblemsError, WrongUse
from kbgen.languages import LanguageCode
from kbgen.problems import Problem, did_you_mean
from kbgen.translation import allowed, presence
from kbgen.translation.allowed import Exceptions
from kbgen.translation.changes import Recall
from kbgen.translation.compare import Difference, differences
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.history import History
from kbgen.translation.presence import Stub
from kbgen.translation.recall import recall
from kbgen.translation.record import Record
from kbgen.translation.state import Assessment, Evidence, Version, Whole, assess, version_of


@dataclass(frozen=True)
class Work:
    """An article on the desk. ``articles``: what was read of it, by language; ``texts``: their blocks and facts."""

    desk: Desk
    id: ArticleId
    source: LanguageCode
    articles: Mapping[LanguageCode, Article]
    drafts: frozenset[LanguageCode]

    @cached_property
    def texts(self) -> Mapping[LanguageCode, Text]:
        """The blocks of each language."""
        return {code: text_of(article, facts_of) for code, article in self.articles.items()}

    @cached_property
    def versions(self) -> Mapping[LanguageCode, Version]:
        """What the states of its translations depend on."""
        codes = self.desk.config.language_codes
        return {code: version_of(article, facts_of, codes) for code, article in self.articles.items()}

    @cached_property
    def stubs(self) -> Mapping[LanguageCode, Stub]:
        """The languages whose text is no translation."""
        return presence.stubs_of(self.texts, self.source, self.desk.config.language_codes)

    def differences(self, *languages: LanguageCode) -> list[Difference]:
        """The facts that these languages do not share."""
        return differences(self.articles, self.desk.exceptions, languages=languages, known=self.desk.known)

    @cached_property
    def assessments(self) -> Mapping[LanguageCode, Assessment]:
        """The state of each language of the site."""
        differing = [code for code in self.articles if code != self.source and self.differences(self.source, code)]
        evidence = Evidence(self.stubs, differing, lambda code: self.recall(code))
        whole = Whole(self.id, self.source, self.versions, self.drafts)
        return assess(whole, self.desk.config.language_codes, self.desk.exists, evidence)

    def recall(self, language: LanguageCode) -> Recall:
        """What finds the old words of a language's text in the history of its file, under all its names."""
        names = [self.id, *(record.article for record in self._records if record.article != self.id)]
        return recall(self.desk.history, [f"{language}/{name}.md" for name in dict.fromkeys(names)], facts_of)

    @property
    def _records(self) -> Iterator[Record]:
        yield from (version.record for version in self.versions.values() if version.record)


class Desk:
    """Where articles are looked at one by one. Use it by ``at``, which ends the processes of git."""

    def __init__(self, config: Config, listing: Listing, history: History) -> None:
        self.config = config
        self.history = history
        self._listing = listing

    @cached_property
    def known(self) -> Mapping[ArticleId, Mapping[LanguageCode, ArticleFile]]:
        """Every article's files, by language."""
        found: dict[ArticleId, dict[LanguageCode, ArticleFile]] = {}
        for file in self._listing.articles:
            found.setdefault(file.id, {})[file.language] = file
        return found

    @cached_property
    def exceptions(self) -> Exceptions:
        """What may differ between languages; raises ProblemsError where the file that says so cannot be used."""
        shown = f"{self.config.relative(self.config.content_dir)}/{allowed.FILE}"
        found, problems = allowed.parse(self._listing.control.get(allowed.FILE, ""), shown, self.known)
        if problems:
            raise ProblemsError(f"{shown} has mistakes", problems)
        return found

    def exists(self, article: ArticleId, language: LanguageCode) -> bool:
        """Whether there is such a file."""
        return language in self.known.get(article, {})

    def work_on(self, article: ArticleId) -> Work:
        """An article with everything that is read of it. Raises WrongUse where it does not exist, ProblemsError where
        one of its files cannot be read."""
        if article not in self.known:
            raise WrongUse(f"there is no article {article}", hint=did_you_mean(article, self.known))
        read = {code: self._read(file) for code, file in self.known[article].items()}
        order = [code for code in self.config.language_codes if code in read]
        finished = {code: read[code] for code in order if not read[code].meta.draft}
        drafts = frozenset(read) - set(finished)
        source = source_of(finished or read, self.config.source_language).language
        return Work(self, article, source, finished or read, drafts)

    def _read(self, file: ArticleFile) -> Article:
        article, problems = files.read_article(file)
        if article is None:
            raise ProblemsError(f"{file.path} cannot be read", problems)
        if conflicts := list(_conflicts(article, problems)):
            raise ProblemsError(f"{file.path} holds two versions at once", conflicts)
        return article


def _conflicts(article: Article, problems: list[Problem]) -> Iterator[Problem]:
    """The marks of a merge, in the front matter or in the text."""
    from kbgen.articles.front_matter import CONFLICT, CONFLICT_HINT

    yield from (problem for problem in problems if problem.code == "KB110")
    if mark := CONFLICT.search(article.body):
        line = article.first_line + article.body.count("\n", 0, mark.start())
        yield Problem(article.path, line, "KB110", "a merge conflict is left here", CONFLICT_HINT)


@contextmanager
def at(config: Config) -> Iterator[Desk]:
    """A desk for a while."""
    shown = config.relative(config.content_dir)
    listing = files.find(config.content_dir, config.language_codes, shown_as=shown)
    with History(config.content_dir, config.language_codes) as history:
        yield Desk(config, listing, history)
