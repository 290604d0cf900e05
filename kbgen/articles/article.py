"""An article in one language: what its front matter says, and its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kbgen.intervals import Interval
from kbgen.languages import LanguageCode

ArticleId = str
"""The path below ``content/<lang>/`` without ``.md``; the same in every language."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The front matter of an article, checked. An absent key is an empty value or None."""

    title: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""
    owner: str = ""
    published: date | None = None
    updated: date | None = None
    reviewed: date | None = None
    reviewed_by: str = ""
    review_interval: Interval | None = None
    related: tuple[ArticleId, ...] = ()
    slug: str = ""
    source_language: LanguageCode = ""
    draft: bool = False
    hide_from_search: bool = False
    icon: str = ""
    order: int | None = None
    popular: int | None = None
    hide: tuple[str, ...] = ()
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language.

    ``path`` is the file as messages name it; ``body`` the Markdown text with line feeds only, whose first line is
    line ``first_line`` of the file; ``key_lines`` tells on which line each front matter key stands. ``heading`` is the
    first top heading where the front matter has no title. A build that knows a text already leaves ``body`` empty.
    """

    id: ArticleId
    language: LanguageCode
    path: str
    meta: Meta
    body: str
    first_line: int = 1
    heading: str = ""
    key_lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def title(self) -> str:
        """The title from the front matter, else the first heading, else the file's name in words."""
        return self.meta.title or self.heading or first_heading(self.body) or humanised(self.name)

    @property
    def name(self) -> str:
        """The last part of the id; for ``x/index`` the folder's name."""
        parts = self.id.split("/")
        return parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]

    @property
    def is_index(self) -> bool:
        """Whether this is the page of a category, or the home page."""
        return is_index(self.id)

    @property
    def changed_on(self) -> date | None:
        """When it was last updated, else published."""
        return self.meta.updated or self.meta.published

    def line_of(self, key: str) -> int:
        """The line of a front matter key; 1 where it is not written."""
        return self.key_lines.get(key, 1)


def is_index(article: ArticleId) -> bool:
    """Whether the id is that of a category's own page, or of the home page."""
    return article == "index" or article.endswith("/index")


def folder_of(article: ArticleId) -> str:
    """The category that an article is in: ``dns`` for ``dns/records`` and for ``dns/index``; empty at the top."""
    return article.rpartition("/")[0]


def humanised(name: str) -> str:
    """``set-up_mail`` → ``Set up mail``."""
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


_FENCE = re.compile(r"^(?P<indent>[ >]*)(?P<mark>`{3,}|~{3,})(?P<rest>.*)$")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})(?!#)[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article's text. ``number`` counts from 1 in the body; ``code``: it is in a fenced block."""

    number: int
    text: str
    code: bool


def lines(body: str) -> Iterator[Line]:
    """The lines of a text, told apart by whether they are in a fenced block (the fences themselves count as code).

    A fence that never closes is text, as Python-Markdown has it.
    """
    rows = body.split("\n")
    code = _in_code(rows)
    return (Line(place + 1, text, place in code) for place, text in enumerate(rows))


def _in_code(rows: list[str]) -> set[int]:
    """The places of the rows that are in a fenced block."""
    fences = [place for place, text in enumerate(rows) if "```" in text or "~~~" in text]
    closing = _closing_fences(rows, fences)
    code: set[int] = set()
    end = -1
    for place in fences:
        if place > end and (mark := _opened(rows[place])):
            end = _first_after(closing.get(mark, []), place)
            code.update(range(place, end + 1))
    return code


def _opened(text: str) -> str:
    """The mark of a fence that can open a block; empty for any other line."""
    fence = _FENCE.match(text)
    return fence["mark"] if fence and not ("`" in fence["rest"] and fence["mark"][0] == "`") else ""


def _closing_fences(rows: list[str], fences: list[int]) -> dict[str, list[int]]:
    """For each mark the places of the lines that can close a block, in their order."""
    found: dict[str, list[int]] = {}
    for place in fences:
        if (fence := _FENCE.match(rows[place])) and not fence["rest"].strip():
            found.setdefault(fence["mark"], []).append(place)
    return found


def _first_after(places: list[int], place: int) -> int:
    """The first of the sorted places that lies behind a place; -1 if there is none."""
    next_one = bisect_right(places, place)
    return places[next_one] if next_one < len(places) else -1


def unclosed_fences(body: str) -> Iterator[int]:
    """The lines on which a fenced block opens that never closes."""
    rows = body.split("\n")
    code = _in_code(rows)
    return (place + 1 for place, text in enumerate(rows) if place not in code and _opened(text))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: level 1 to 6, and its Markdown without the marks."""

    line: int
    level: int
    text: str


def headings(body: str) -> Iterator[Heading]:
    """The headings of a text, in both of Markdown's forms (``# x`` and underlined)."""
    rows = body.split("\n")
    code = _in_code(rows)
    for place, text in enumerate(rows):
        # Nearly all lines are told by their first letter: the whole site is gone through for its headings.
        first = text.lstrip(" ")[:1]
        if first not in _MARKS or place in code:
            continue
        if match := _HEADING.match(text):
            yield Heading(place + 1, len(match["marks"]), match["text"])
        elif place and place - 1 not in code:
            before = rows[place - 1]
            if before.strip() and re.fullmatch(r"=+\s*", text):
                yield Heading(place, 1, before.strip())
            elif _can_be_heading(before) and re.fullmatch(r"-+\s*", text):
                yield Heading(place, 2, before.strip())


_MARKS = frozenset("#=-")


def _can_be_heading(text: str) -> bool:
    return bool(text.strip()) and not re.match(r"\s*(#|[-*+] |>|\|)", text)


_MARKUP = (
    (re.compile(r"\s*\{:?[ ]*[:#.][^}]*\}\s*$"), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<[^>]+>"), ""),
    (re.compile(r"(\*\*|__|\*|`|~~|==)(.+?)\1"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


def plain(markdown: str) -> str:
    """A line of Markdown without its marks, for a title."""
    for pattern, instead in _MARKUP:
        markdown = pattern.sub(instead, markdown)
    return markdown.strip()


def first_heading(body: str) -> str:
    """The words of the first top heading; empty if there is none."""
    return next((plain(h.text) for h in headings(body) if h.level == 1), "")
