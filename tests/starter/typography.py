"""Quotation marks, dashes, and spaces in numbers, as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.articles.article import Article
from tests.starter.text import sentences

QUOTES = {
    "et": re.compile("(?:„“)*"),
    "en": re.compile("(?:“”)*"),
    "ru": re.compile("(?:«(?:„“)*»)*"),
    "fi": re.compile("(?:””)*"),
}
"""The marks of a sentence, one behind the other. ’ is an apostrophe in all four languages."""
ANY_QUOTE = re.compile("[\"'`´‘‚‛“”„‟«»‹›]")

NO_BREAK = "\u00a0"
SPACE = "[ \t\n\u00a0\u202f]"
EM_DASH = re.compile(f"(?P<before>{SPACE}|^)?—(?P<after>{SPACE}|$)?")
EN_DASH = re.compile(f"(?P<before>{SPACE}|^)?–(?P<after>{SPACE}|$)?")
NO_DASH = re.compile(rf"(?<=\S){SPACE}-{SPACE}|--|(?<![\w-])\d+-\d+(?![\w-])|\.\.\.")
FOREIGN = "SFTP - SSH File Transfer Protocol"
"""What FileZilla calls it."""

PHONE = re.compile(r"\+\d[\d ]+")
UNGROUPED = re.compile(r"(?<![\w.,-])\d{5,}(?![\w-])")
GROUPS = {"en": re.compile(r"\d{1,3}[ \u00a0\u202f]\d{3}(?!\w)"), "": re.compile(r"\d{1,3}[ ,.]\d{3}(?!\w)")}
"""What is no group of thousands; these have a comma in English and a no-break space elsewhere."""
MONEY = {
    "en": re.compile(r"€\d{1,3}(?:,\d{3})*(?:\.\d\d)?(?![.,]?\d)"),
    "": re.compile(r"(?<![\d.,])\d{1,3}(?:\u00a0\d{3})*(?:,\d\d)?\u00a0€"),
}

UNIT = re.compile(r"\d[ \u202f]?(?:[kKMGT]B|kt|Mt|Gt|Tt|[кКМГТ]?Б|ms|мс|s|px|€)(?!\w)")
PERCENT = {"en": re.compile(rf"\d{SPACE}%"), "": re.compile(r"\d[ \u202f]?%")}
CLOCK = re.compile(r"\bklo[ \u202f]\d")


def quotes(article: Article) -> Iterator[str]:
    """Pairs of the language's own marks."""
    for line, text in sentences(article):
        found = "".join(ANY_QUOTE.findall(text))
        if not QUOTES[article.language].fullmatch(found):
            yield f"line {line}: {found}"


def dashes(article: Article) -> Iterator[str]:
    """Between parts of a sentence “ – ”, in Russian “ — ”; from … to … with – and no spaces; no hyphens for dashes."""
    spaced, never = (EM_DASH, "–") if article.language == "ru" else (EN_DASH, "—")
    for line, text in sentences(article):
        text = text.replace(FOREIGN, "")
        for match in spaced.finditer(text):
            sides = (match["before"] is not None, match["after"] is not None)
            if sides[0] != sides[1] or (article.language == "ru" and not all(sides)):
                yield f"line {line}: {around(text, match)}"
        if article.language == "ru":
            wrong = [m for m in EN_DASH.finditer(text) if m["before"] is not None or m["after"] is not None]
        else:
            wrong = list(re.finditer(never, text))
        yield from (f"line {line}: {around(text, match)}" for match in (*wrong, *NO_DASH.finditer(text)))


def numbers(article: Article) -> Iterator[str]:
    """Groups of thousands from 10 000 on, and sums of money."""
    for line, text in sentences(article):
        text = PHONE.sub("", text)
        groups, money = (of.get(article.language, of[""]) for of in (GROUPS, MONEY))
        for pattern in (UNGROUPED, groups):
            yield from (f"line {line}: {around(text, match)}" for match in pattern.finditer(text))
        if text.count("€") != len(money.findall(text)):
            yield f"line {line}: {text}"


def units(article: Article) -> Iterator[str]:
    """A no-break space before a unit, and outside of English before %; in Finnish also between “klo” and the hour."""
    percent = PERCENT.get(article.language, PERCENT[""])
    for line, text in sentences(article):
        for pattern in (UNIT, percent, CLOCK):
            yield from (f"line {line}: {around(text, match)}" for match in pattern.finditer(text))


def around(text: str, match: re.Match[str]) -> str:
    """A place with its neighbours."""
    return repr(text[max(0, match.start() - 15) : match.end() + 15])
