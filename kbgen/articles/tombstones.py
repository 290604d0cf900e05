"""``content/tombstones.yml``: articles that are gone, and where their short links and old addresses lead instead.

```yaml
- article: email/webmail-old        # what it was
  id: webmail                       # its short link /k/webmail/ stays for ever
  addresses: [et/email/webmail-old/, en/email/webmail-old/]
  goto: email/set-up-mail-program   # an article, or a web address; left out: the home page
  date: 2026-11-21
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from kbgen.articles import edit
from kbgen.articles.addresses import Address, Addresses, alias_address, is_old_address, is_short_id, written
from kbgen.articles.article import ArticleId
from kbgen.articles.catalog import Catalog
from kbgen.config.yaml_lines import YamlError, compose, read
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
        try:
            stones.append(_tombstone(entry, document.line(i)))
        except _WrongEntry as error:
            problems.append(Problem(path, document.line(i), "KB103", str(error)))
    return tuple(stones), problems


class _WrongEntry(ValueError):
    """An entry that is no tombstone; the message says why."""


def _tombstone(entry: Any, line: int) -> Tombstone:
    addresses = entry.get("addresses") or [] if isinstance(entry, dict) else []
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("article"), str)
        or entry.keys() - {"article", "id", "addresses", "goto", "date"}
        or not isinstance(addresses, list)
    ):
        raise _WrongEntry("a tombstone needs “article”, and may have “id”, “addresses”, “goto” and “date”")
    id, day = str(entry.get("id") or ""), entry.get("date")
    if id and not is_short_id(id):
        raise _WrongEntry(f"the id “{id}” should be letters a–z, digits and dashes")
    return Tombstone(
        article=entry["article"].removesuffix(".md"),
        id=id,
        addresses=tuple(map(_address, addresses)),
        goto=str(entry.get("goto") or "").removesuffix(".md"),
        date=day if isinstance(day, date) else None,
        line=line,
    )


def _address(written: Any) -> Address:
    """An address as the file has it, which always counts from the site's root."""
    if not isinstance(written, str) or (written.strip("/") and not is_old_address(written)):
        raise _WrongEntry(f"“{written}” is no address of a page, such as et/old/name/")
    below = written.lstrip("/")
    return alias_address(f"/{below}", "", ()) if below else ""


def check(stones: Sequence[Tombstone], catalog: Catalog, addresses: Addresses, path: str) -> list[Problem]:
    """Tombstones that lead nowhere or in a circle, or that stand on the id or address of another page."""
    return [*_claims(stones, catalog, addresses, path), *_goals(stones, catalog, path)]


def _claims(stones: Iterable[Tombstone], catalog: Catalog, addresses: Addresses, path: str) -> Iterator[Problem]:
    ids = {shared.id.casefold(): f"the article {id}" for id, shared in catalog.shared.items() if shared.id}
    places = dict(addresses.living())
    for stone in stones:
        whose = f"the tombstone of {stone.article}"
        if stone.id and ids.setdefault(stone.id.casefold(), whose) != whose:
            message = f"the id “{stone.id}” belongs to {ids[stone.id.casefold()]}"
            yield Problem(path, stone.line, "KB303", message, "take it out of one of them")
        for address in stone.addresses:
            if places.setdefault(address.casefold(), whose) != whose:
                message = f"/{address} is the address of {places[address.casefold()]}"
                yield Problem(path, stone.line, "KB304", message, "take the address out of this entry")


def _goals(stones: Iterable[Tombstone], catalog: Catalog, path: str) -> Iterator[Problem]:
    gone = {stone.article: stone for stone in stones}
    for stone in stones:
        if not stone.goto or stone.leads_out or stone.goto in catalog.versions:
            continue
        last = final(stone, gone)
        if circle := _circle(stone, gone):
            yield Problem(path, stone.line, "KB305", f"tombstones lead in a circle: {circle}")
        elif last.goto and last.goto not in catalog.versions and not last.leads_out:
            hint = did_you_mean(stone.goto, catalog.ids)
            yield Problem(path, stone.line, "KB306", f"there is no article “{stone.goto}”", hint)


def with_stone(text: str, stone: Tombstone) -> str:
    """The file's text with one more entry at its end; everything else stays as it is."""
    end = re.search(r"\r\n|\r|\n", text)
    newline = end[0] if end else "\n"
    root = compose(text)
    entry = newline.join(_entry(stone))
    if isinstance(root, yaml.SequenceNode) and root.flow_style and root.value:
        place = edit.end_of(text, root.value[-1])
        return f"{text[:place]}, {_entry_in_brackets(stone)}{text[place:]}"
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        before = text if not text or text.endswith(newline) else text + newline
        return f"{before}{entry}{newline}"
    if edit.between_brackets(root):
        return text[: root.start_mark.index] + entry + text[root.end_mark.index :]
    place = edit.end_of(text, root)
    line_end = re.compile(r"[^\r\n]*").match(text, place)
    place = line_end.end() if line_end else place
    indent = " " * root.start_mark.column
    entry = newline.join(f"{indent}{line}" for line in _entry(stone))
    return f"{text[:place]}{newline}{entry}{text[place:] or newline}"


def _entry(stone: Tombstone) -> list[str]:
    rows = [f"- article: {edit.scalar(stone.article)}"]
    if stone.id:
        rows.append(f"  id: {edit.scalar(stone.id)}")
    if stone.addresses:
        rows.append("  addresses:")
        rows += [f"    - {edit.scalar(written(address))}" for address in stone.addresses]
    if stone.goto:
        rows.append(f"  goto: {edit.scalar(stone.goto)}")
    if stone.date:
        rows.append(f"  date: {stone.date.isoformat()}")
    return rows


def _entry_in_brackets(stone: Tombstone) -> str:
    value = yaml.safe_load("\n".join(_entry(stone)))[0]
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=100_000, default_flow_style=True, sort_keys=False)
    return dumped.strip()


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
