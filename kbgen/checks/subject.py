"""What a check looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import unescape

from kbgen.articles.article import Article, Line, lines
from kbgen.articles.edit import link_places
from kbgen.problems import Problem
from kbgen.publish.bodies import Bodies
from kbgen.publish.site import Site
from kbgen.translation.survey import Survey


@dataclass(frozen=True, slots=True)
class Subject:
    """A site that was read and converted, and the day on which it is looked at. ``survey``: how its translations stand,
    where somebody knows.
    """

    site: Site
    bodies: Bodies
    today: date
    survey: Survey | None = None


def problem(article: Article, body_line: int, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a line of the article's text, counted from 1 in the body; 0 for the article as a whole."""
    line = article.first_line + body_line - 1 if body_line else 0
    return Problem(article.path, line, code, message, hint)


class Places:
    """Finds the lines of links in an article's text: the first occurrence first, the next time the next one."""

    def __init__(self, article: Article) -> None:
        self._body = article.body
        self._links: dict[str, list[int]] | None = None
        self._lines: list[Line] = []
        self._seen: dict[str, int] = {}

    def line_of(self, url: str) -> int:
        """The line in the body; 0 where the URL does not stand there as it is."""
        links = self._links if self._links is not None else self._found()
        places = links.get(url)
        if places is None:
            # A form of link that only an extension knows.
            places = links[url] = [line.number for line in self._lines if url in line.text]
        seen = self._seen.get(url, 0)
        self._seen[url] = seen + 1
        return places[min(seen, len(places) - 1)] if places else 0

    def _found(self) -> dict[str, list[int]]:
        """Looked for only when somebody asks: most articles have nothing wrong."""
        self._links = {}
        for line, url in link_places(self._body):
            self._links.setdefault(unescape(url), []).append(line)
        self._lines = [line for line in lines(self._body) if not line.code]
        return self._links
