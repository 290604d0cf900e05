"""What a check looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import Article, lines
from kbgen.problems import Problem
from kbgen.publish.bodies import Bodies
from kbgen.publish.site import Site


@dataclass(frozen=True, slots=True)
class Subject:
    """A site that was read and converted, and the day on which it is looked at."""

    site: Site
    bodies: Bodies
    today: date


def problem(article: Article, body_line: int, code: str, message: str, hint: str = "") -> Problem:
    """A problem at a line of the article's text, counted from 1 in the body; 0 for the article as a whole."""
    line = article.first_line + body_line - 1 if body_line else 0
    return Problem(article.path, line, code, message, hint)


class Places:
    """Finds the lines of words in an article's text: the first occurrence first, the next time the next one."""

    def __init__(self, article: Article) -> None:
        self._lines = [line for line in lines(article.body) if not line.code]
        self._next: dict[str, int] = {}

    def line_of(self, words: str) -> int:
        """The line in the body; 0 where the words do not stand there as they are."""
        start = self._next.get(words, 0)
        for place in range(start, len(self._lines)):
            if words in self._lines[place].text:
                self._next[words] = place + 1
                return self._lines[place].number
        return self.line_of_last(words) if start else 0

    def line_of_last(self, words: str) -> int:
        """The last line that holds the words."""
        return next((line.number for line in reversed(self._lines) if words in line.text), 0)
