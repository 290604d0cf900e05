"""Problems: what an author or editor should mend, as values. Nothing here prints or raises.

Every code stands in ``CODES`` once, with its severity and whether it keeps ``kbgen build`` from publishing.
The manual's page ``docs/problems.md`` explains each code; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error makes a wrong page or none, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. ``holds_back``: a page would be wrong or missing, so a build does not publish."""

    title: str
    severity: Severity
    holds_back: bool = False


def _holds_back(title: str) -> Code:
    return Code(title, Severity.ERROR, holds_back=True)


def _error(title: str) -> Code:
    return Code(title, Severity.ERROR)


def _warning(title: str) -> Code:
    return Code(title, Severity.WARNING)


CODES: dict[str, Code] = {
    # 0xx: the configuration
    "KB001": _holds_back("mkdocs.yml cannot be read"),
    "KB002": _holds_back("unknown setting"),
    "KB003": _holds_back("setting with a wrong value"),
    "KB004": _warning("setting that kbgen does not use"),
    "KB005": _warning("plugin that kbgen does not run"),
    "KB006": _error("navigation or support names an article that does not exist"),
    # 1xx: files and front matter
    "KB101": _holds_back("not UTF-8 text"),
    "KB102": _holds_back("front matter is not YAML"),
    "KB103": _holds_back("front matter value that decides what is published is wrong"),
    "KB104": _warning("front matter value of a wrong type"),
    "KB105": _warning("unknown front matter key"),
    "KB106": _holds_back("file or link that leaves the content folder"),
    "KB107": _holds_back("file cannot be read"),
    "KB108": _warning("the languages of an article disagree about a shared value"),
    "KB109": _warning("file outside the folders of the site's languages"),
    "KB110": _error("merge conflict left in the file"),
    "KB111": _warning("front matter names an article, a language or an icon that does not exist"),
    "KB112": _warning("synonyms that say nothing"),
    "KB113": _warning("wrong entry in facts.yml"),
    "KB114": _warning("line of learned words that cannot be read"),
    "KB115": _warning("wrong entry in glossary.yml"),
    # 2xx: links
    "KB201": _error("link to a missing article"),
    "KB202": _error("link to a missing anchor"),
    "KB203": _error("missing image or file"),
    "KB204": _warning("link that works only in another language"),
    "KB205": _error("link that leaves the content folder"),
    "KB206": _warning("link to a draft"),
    # 3xx: addresses
    "KB301": _holds_back("two articles at one address"),
    "KB302": _holds_back("addresses that differ only in case"),
    "KB303": _holds_back("id used by two articles"),
    "KB304": _holds_back("alias that is another page's address, or that two articles claim"),
    "KB305": _holds_back("redirects that lead in a circle"),
    "KB306": _error("tombstone that leads nowhere"),
    "KB307": _warning("address of the previous site that leads nowhere now"),
    # 4xx: the text
    "KB401": _warning("no title"),
    "KB402": _warning("title too long"),
    "KB403": _warning("no description"),
    "KB404": _warning("description too long"),
    "KB405": _warning("heading that skips a level"),
    "KB406": _warning("image without alternative text"),
    "KB407": _warning("fenced block that never closes"),
    "KB408": _warning("review overdue"),
    "KB409": _warning("more than one top heading"),
    "KB410": _holds_back("Markdown that could not be converted"),
    "KB411": _warning("word that the glossary advises against"),
    # 6xx: translations
    "KB601": _error("record of a translation that is damaged"),
    "KB602": _warning("record of another article or language"),
    "KB603": _error("record that names an unknown language"),
    "KB604": _warning("translation that is out of date in something critical"),
    "KB605": _warning("text that is no translation"),
    "KB606": _warning("article renamed in one language only"),
    # 7xx: topics and tickets
    "KB701": _error("topics file that cannot be read"),
    "KB702": _error("unknown word in the topics file"),
    "KB703": _error("wrong value in the topics file"),
    "KB704": _error("topic with an article that does not exist"),
    "KB705": _error("tag that means two things at a time"),
    "KB706": _warning("topic without a name in a language"),
    "KB707": _warning("entry of the topics file that changes nothing"),
    "KB708": _warning("tag that no ticket has had for a year"),
    "KB709": _warning("article with a topic that may be misspelt"),
    # 8xx: reports
    "KB801": _warning("line of the report's history that cannot be read"),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to mend. ``path`` is relative to the project's folder; ``line`` counts from 1, 0 for the whole."""

    path: str
    line: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """Error or warning, by the code."""
        return CODES[self.code].severity

    @property
    def holds_back(self) -> bool:
        """Whether a build that met this problem must not publish."""
        return CODES[self.code].holds_back

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.code} {self.message}{hint}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are errors."""
    return [p for p in problems if p.severity is Severity.ERROR]


def did_you_mean(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """A hint with the nearest known word, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"did you mean {close[0]}?" if close else ""
