"""One article with all its languages, as somebody works on it: read from its files, with what git remembers.

The survey looks at a whole site; at the desk lie the texts themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from kbgen.articles.article import Article, ArticleId
from kbgen.config import Config
from kbgen.errors import ProblemsError, WrongUse
from kbgen.languages import LanguageCode
from kbgen.problems import did_you_mean
from kbgen.translation import presence
from kbgen.translation.appraisal import Appraisal
from kbgen.translation.changes import Recall
from kbgen.translation.compare import Difference, differences
from kbgen.translation.fingerprints import Text
from kbgen.translation.presence import Stub
from kbgen.translation.state import Assessment
from kbgen.translation.survey import Surveyor

_TWO_VERSIONS = "KB110"
_NOT_BELIEVED = frozenset({"KB101", "KB102", "KB107", _TWO_VERSIONS})
"""Problems of files that nobody can work on before they are mended."""


@dataclass(frozen=True)
class Work:
    """An article on the desk."""

    surveyor: Surveyor
    appraisal: Appraisal

    @property
    def id(self) -> ArticleId:
        """Its name."""
        return self.appraisal.whole.id

    @property
    def source(self) -> LanguageCode:
        """The language that it is first written in."""
        return self.appraisal.source

    @property
    def articles(self) -> Mapping[LanguageCode, Article]:
        """What was read of it, by language, without drafts."""
        return self.appraisal.reading.articles

    @property
    def texts(self) -> Mapping[LanguageCode, Text]:
        """Their blocks and facts."""
        return self.appraisal.texts

    @property
    def assessments(self) -> Mapping[LanguageCode, Assessment]:
        """The state of each language of the site."""
        return self.appraisal.assessments

    def is_draft(self, language: LanguageCode) -> bool:
        """Whether the article is not finished in a language."""
        return language in self.appraisal.reading.drafts

    @cached_property
    def stubs(self) -> Mapping[LanguageCode, Stub]:
        """The languages whose text is no translation."""
        return presence.stubs_of(self.texts, self.source, self.surveyor.frame.codes)

    def differences(self, *languages: LanguageCode) -> list[Difference]:
        """The facts that these languages do not share."""
        frame = self.surveyor.frame
        return differences(self.articles, frame.allowed, languages=languages, known=frame.known)

    def recall(self, language: LanguageCode) -> Recall:
        """What finds the old words of a language's text."""
        return self.surveyor.memory.recall_for(self.appraisal.whole)(language)


@dataclass(frozen=True)
class Desk:
    """Where articles are looked at one by one. Use it by ``at``, which ends the processes of git."""

    surveyor: Surveyor

    def work_on(self, article: ArticleId) -> Work:
        """An article with everything that is read of it.

        Raises WrongUse where it does not exist, ProblemsError where one of its files cannot be used.
        """
        known = self.surveyor.files
        if article not in known:
            raise WrongUse(f"there is no article {article}", hint=did_you_mean(article, known))
        found = self.surveyor.appraisal(article)
        if wrong := [problem for problem in found.problems if problem.code in _NOT_BELIEVED]:
            raise ProblemsError(f"{article} has files that cannot be used", wrong)
        if not found.reading.articles:
            raise WrongUse(f"of {article} there are only drafts", hint="take “draft: true” out when it is finished")
        return Work(self.surveyor, found)

    @property
    def why_not_all_is_known(self) -> str:
        """The reason why git does not know all old words; empty where it should."""
        return "; ".join(gap.reason for gap in self.surveyor.memory.gaps)


@contextmanager
def at(config: Config) -> Iterator[Desk]:
    """A desk for a while."""
    surveyor = Surveyor.of_site(config)
    try:
        yield Desk(surveyor)
    finally:
        surveyor.close()
