"""An article as search sees it: sections of plain text, each with its heading and the anchor that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from kbgen.articles.addresses import Address
from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.markup import html


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading. The first section has neither anchor nor heading: it is the article's beginning.

    ``stressed``: the words of the text that stand out in it: bold ones, such as names of buttons, and code.
    """

    anchor: str
    heading: str
    text: str
    stressed: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article in one language, ready to be indexed.

    ``former``: what the article was called, as far as its old addresses tell.
    """

    article: ArticleId
    language: LanguageCode
    address: Address
    title: str
    description: str
    tags: tuple[str, ...]
    sections: tuple[Section, ...]
    former: tuple[str, ...] = ()


def former_titles(aliases: Iterable[str]) -> tuple[str, ...]:
    """The words of old addresses: ``/et/post/meilikasti-maht/`` was “meilikasti maht”."""
    last = (alias.rstrip("/").rpartition("/")[2] for alias in aliases)
    return tuple(name for name in dict.fromkeys(re.sub(r"[-_]|\.html?$", " ", name).strip() for name in last) if name)


_HEADING = re.compile(r"""<h[1-6]\b[^<>]*?\bid=(["'])(?P<id>.*?)\1[^<>]*>(?P<title>.*?)</h[1-6]>""", re.DOTALL)
_STRESSED = re.compile(r"<(strong|code)>(?P<text>.*?)</\1>", re.DOTALL)
_PERMALINK = re.compile(r"""<a class="headerlink".*?</a>""", re.DOTALL)


def sections(body: str) -> Iterator[Section]:
    """Cut an article's HTML at its headings."""
    anchor = heading = ""
    start = 0
    for match in _HEADING.finditer(body):
        text = html.words(body[start : match.start()])
        if text or anchor:
            yield Section(anchor, heading, text, _stressed(body[start : match.start()]))
        anchor = unescape(match["id"])
        heading = html.words(_PERMALINK.sub("", match["title"]))
        if match[0].startswith("<h1"):
            anchor = heading = ""
        start = match.end()
    yield Section(anchor, heading, html.words(body[start:]), _stressed(body[start:]))


def _stressed(part: str) -> str:
    return " ".join(html.words(match["text"]) for match in _STRESSED.finditer(part))
