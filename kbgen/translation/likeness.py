"""Whether two languages say the same fact in different ways.

What is a fact in one language may be an ordinary word in another (code, a file, a host), a number without its unit, a
date without its year, a time written as a number. None of these is a difference.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache

from kbgen.articles.article import ArticleId, folder_of
from kbgen.languages import LanguageCode
from kbgen.translation.facts import Fact, FactKind, facts_of_text
from kbgen.translation.facts.code import skeleton
from kbgen.translation.facts.spoken import said_in_words

Key = tuple[str, str]
"""What a fact is compared by: what sort of thing it is, and its value."""

NUMERIC = frozenset({FactKind.NUMBER, FactKind.PRICE, FactKind.DATE, FactKind.TIME, FactKind.PORT})
_LITERAL = frozenset({FactKind.CODE, FactKind.HOST, FactKind.ADDRESS, FactKind.EMAIL, FactKind.URL, FactKind.PHONE})
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def key_of(fact: Fact, article: ArticleId) -> Key:
    """Links within the site are compared by the article that they lead to, all else by its value."""
    if fact.kind is FactKind.LINK:
        return "link", _article_of(fact.value, article)
    if fact.kind is FactKind.CODE:
        return "code", skeleton(fact.value)
    return ("figure" if fact.kind in NUMERIC else fact.kind.value), fact.value


@lru_cache(maxsize=4096)
def _article_of(link: str, article: ArticleId) -> str:
    below = link[1:] if link.startswith("/") else posixpath.normpath(posixpath.join(folder_of(article), link))
    return below.removesuffix("/index") if below != "index" else below


@lru_cache(maxsize=8192)
def figures(fact: Fact) -> frozenset[str]:
    """The bare numbers that a fact may be taken for: of “8.00” also 8, of “3600 s” also its hour."""
    found: set[str] = set()
    for figure in (*_FIGURES.findall(fact.value), *_FIGURES.findall(fact.text.replace("\u00a0", "").replace(" ", ""))):
        plain = figure.replace(",", ".")
        found.update((plain, plain.lstrip("0") or "0"))
        whole, point, rest = plain.partition(".")
        if point and not rest.strip("0"):
            found.add(whole.lstrip("0") or "0")
    return frozenset(found)


def is_bare(fact: Fact) -> bool:
    """Whether a fact is a number and nothing more: what it counts may be unknown here."""
    if fact.kind in (FactKind.NUMBER, FactKind.PORT):
        return fact.value.replace(".", "").replace("-", "").isdigit()
    return fact.kind is FactKind.CODE and fact.value.replace(".", "").isdigit()


def is_said(fact: Fact, facts: Iterable[Fact], text: str, language: LanguageCode) -> bool:
    """Whether the facts and the (casefolded) text of another language say this fact, though it has another key."""
    if fact.kind in NUMERIC or is_bare(fact):
        mine = figures(fact)
        for other in facts:
            if (is_bare(fact) or is_bare(other) or fact.kind is not other.kind) and mine & figures(other):
                return True
            if fact.kind is FactKind.DATE is other.kind and _same_day(fact.value, other.value):
                return True
        return fact.kind is FactKind.NUMBER and said_in_words(fact.value, text, language)
    if fact.kind is FactKind.CODE and "\n" in fact.text:
        return any(_is_prose(fact, other) and _same_facts(fact, other, language) for other in facts)
    if fact.kind in _LITERAL:
        return fact.text.casefold() in text
    return False


def _is_prose(one: Fact, other: Fact) -> bool:
    """Whether two blocks of code are text to be copied, such as a letter: a quarter of one's lines were translated."""
    return any(
        fact.kind is FactKind.CODE and 4 * sum("…" in line for line in fact.value.split("\n")) > fact.value.count("\n")
        for fact in (one, other)
    )


def _same_facts(one: Fact, other: Fact, language: LanguageCode) -> bool:
    """Whether two texts in blocks of code say the same facts."""
    said = [
        {(fact.kind, fact.value) for line in text.split("\n") for fact in facts_of_text(line, language)}
        for text in (one.text, other.text)
    ]
    return said[0] == said[1]


def _same_day(one: str, other: str) -> bool:
    """Whether two dates agree where both say something: the year, the month, the day."""
    parts = (_parts(one), _parts(other))
    return all(a == b for a, b in zip(*parts, strict=True) if a and b)


def _parts(value: str) -> tuple[str, str, str]:
    if value.startswith("--"):
        return "", value[2:4], value[5:7]
    return value[:4], value[5:7], value[8:10]
