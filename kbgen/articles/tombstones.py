"""``content/tombstones.yml``: articles that are gone, and where their short links and old addresses lead instead.

```yaml
- article: email/webmail-old        # what it was
  id: webmail                       # its short link /k/webmail/ stays for ever
  addresses: [et/email/webmail-old/, en/email/webmail-old/]
  goto: email/set-up-mail-program   # an article, or a web address; left out: a page that says it is gone
  date: 2026-11-21
```
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kbgen.articles.addresses import Address, Addresses
from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.config.yaml_lines import Document, YamlError, read
from kbgen.problems import Problem, did_you_mean

FILE = "tombstones.yml"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One article that is gone. ``goto`` is an article's id, a web address, or empty."""

    article: ArticleId
    id: str = ""
    addresses: tuple[Address, ...] = ()
    goto: str = ""
    date: date | None = None
    line: int = 0

    @property
    def leads_out(self) -> bool:
        """Whether it leads to another site."""
        return "://" in self.goto


def parse(text: str, path: str) -> tuple[tuple[Tombstone, ...], list[Problem]]:
    """The file's text → tombstones; an entry with a mistake is left out and reported."""
    try:
        document = read(text)
    except YamlError as error:
        return (), [Problem(path, error.line, "KB102", error.message)]
    entries = document.value if document.value is not None else []
    if not isinstance(entries, list):
        return (), [Problem(path, 1, "KB102", "the file should be a list of entries", "- article: old/name")]
    stones: list[Tombstone] = []
    problems: list[Problem] = []
    for i, entry in enumerate(entries):
        stone = _tombstone(entry, document, i)
        if stone:
            stones.append(stone)
        else:
            problems.append(
                Problem(
                    path,
                    document.line(i),
                    "KB103",
                    "a tombstone needs “article”, and may have “id”, “addresses”, “goto” and “date”",
                )
            )
    return tuple(stones), problems


def _tombstone(entry: Any, document: Document, i: int) -> Tombstone | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("article"), str):
        return None
    if entry.keys() - {"article", "id", "addresses", "goto", "date"}:
        return None
    addresses = entry.get("addresses") or []
    if not isinstance(addresses, list) or not all(isinstance(a, str) for a in addresses):
        return None
    day = entry.get("date")
    return Tombstone(
        article=entry["article"].removesuffix(".md"),
        id=str(entry.get("id") or ""),
        addresses=tuple(a.lstrip("/") for a in addresses),
        goto=str(entry.get("goto") or "").removesuffix(".md"),
        date=day if isinstance(day, date) else None,
        line=document.line(i),
    )


def check(stones: Iterable[Tombstone], catalog: Catalog, addresses: Addresses, path: str) -> list[Problem]:
    """Tombstones that lead nowhere or in a circle, or that stand on a living article's id or address."""
    problems: list[Problem] = []
    living = {shared.id: id for id, shared in catalog.shared.items() if shared.id}
    pages = set(addresses.pages.values())
    gone = {stone.article: stone for stone in stones}
    for stone in stones:
        if stone.id in living:
            problems.append(
                Problem(
                    path,
                    stone.line,
                    "KB303",
                    f"the id “{stone.id}” belongs to the article {living[stone.id]}",
                )
            )
        problems += [
            Problem(path, stone.line, "KB304", f"/{address} is the address of an article")
            for address in stone.addresses
            if address in pages
        ]
        if stone.goto and not stone.leads_out and stone.goto not in catalog.versions:
            circle = _circle(stone, gone)
            if circle:
                problems.append(Problem(path, stone.line, "KB305", f"tombstones lead in a circle: {circle}"))
            elif final(stone, gone).goto not in catalog.versions and not final(stone, gone).leads_out:
                hint = did_you_mean(stone.goto, catalog.ids)
                problems.append(Problem(path, stone.line, "KB306", f"there is no article “{stone.goto}”", hint))
    return problems


def final(stone: Tombstone, gone: dict[ArticleId, Tombstone]) -> Tombstone:
    """Follow tombstones that lead to tombstones; the first one again where they lead in a circle."""
    seen = {stone.article}
    here = stone
    while here.goto in gone:
        here = gone[here.goto]
        if here.article in seen:
            return stone
        seen.add(here.article)
    return here


def _circle(stone: Tombstone, gone: dict[ArticleId, Tombstone]) -> str:
    walk = [stone.article]
    here = stone
    while here.goto in gone:
        walk.append(here.goto)
        if here.goto in walk[:-1]:
            return " → ".join(walk)
        here = gone[here.goto]
    return ""
