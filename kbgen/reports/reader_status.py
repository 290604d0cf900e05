"""What the site's statistics tell: for the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import click

from kbgen.languages import LanguageCode
from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.tickets.readers.keeping import ReaderImport
from kbgen.tickets.readers.readership import EmptySearch, Readership


@dataclass(frozen=True, slots=True)
class Standing:
    """All imports, and what they tell of the days from ``since`` to ``until`` (excluded); None without any import."""

    imports: tuple[ReaderImport, ...]
    since: date | None = None
    until: date | None = None
    readers: Mapping[tuple[str, LanguageCode], Readership] = field(default_factory=dict)
    searches: Mapping[LanguageCode, tuple[EmptySearch, ...]] = field(default_factory=dict)


def text(standing: Standing, limit: int) -> str:
    """The imports; then the articles that are seen most and that help least, and the searches of each language."""
    if standing.since is None or standing.until is None:
        return "No views were imported yet. “kbgen views import FILE” reads an export of the site's statistics."
    lines = [click.style("Imports", bold=True), *_imports(standing.imports)]
    lines += [*_seen(standing, limit), *_helpless(standing, limit), *_searches(standing, limit)]
    days = f"{standing.since} to {standing.until - timedelta(days=1)}"
    return "\n".join([*lines, f"Counted from {days}."])


def _imports(imports: Sequence[ReaderImport]) -> Iterator[str]:
    for one in imports:
        unknown = f", {one.unknown:,} of no page of the site" if one.unknown else ""
        rows = f"{one.kept:,} of {counted(one.read, 'row')} kept{unknown}"
        when = f"{one.at:%Y-%m-%d}  {one.first} to {one.last}"
        yield f"  {one.number:>3}  {when}  {rows}  {harmless(one.names)} ({one.forms})"


def _seen(standing: Standing, limit: int) -> Iterator[str]:
    known = [(page, one.views_week) for page, one in standing.readers.items() if one.views_week]
    if known:
        yield click.style("Seen most, views a week", bold=True)
        for (article, language), week in sorted(known, key=lambda pair: (-pair[1], pair[0]))[:limit]:
            yield f"  {week:>9,.1f}  {language}  {article}"


def _helpless(standing: Standing, limit: int) -> Iterator[str]:
    """Those of which it is most certain that they do not help: by the upper end of the interval."""
    voted = [(page, one, one.helpful) for page, one in standing.readers.items() if one.helpful]
    if voted:
        yield click.style("Helpful least, share of votes with its 95 % interval", bold=True)
        for (article, language), one, share in sorted(voted, key=lambda row: (row[2].high, row[0]))[:limit]:
            interval = f"{100 * share.estimate:>3.0f} % ({100 * share.low:.0f} to {100 * share.high:.0f} %)"
            yield f"  {interval:<20}  {counted(one.up + one.down, 'vote')}  {language}  {article}"


def _searches(standing: Standing, limit: int) -> Iterator[str]:
    for language, found in standing.searches.items():
        yield click.style(f"Searched for in vain, {language or 'language unknown'}", bold=True)
        for one in found[:limit]:
            yield f"  {one.searches:>9,}  {harmless(one.query)}"


def as_json(standing: Standing, limit: int) -> str:
    """``{"from", "to", "imports", "readers", "empty_searches"}``; all that is known, whatever the limit."""
    return json.dumps(
        {
            "from": str(standing.since) if standing.since else None,
            "to": str(standing.until - timedelta(days=1)) if standing.until else None,
            "imports": [_import(one) for one in standing.imports],
            "readers": [_readers(*page, one) for page, one in sorted(standing.readers.items())],
            "empty_searches": [
                {"query": one.query, "language": one.language or None, "searches": one.searches}
                for found in standing.searches.values()
                for one in found
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _import(one: ReaderImport) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at.isoformat(timespec="seconds"),
        "files": one.names,
        "forms": one.forms,
        "from": str(one.first),
        "to": str(one.last),
        "read": one.read,
        "kept": one.kept,
        "rejected": one.rejected,
        "unknown": one.unknown,
    }


def _readers(article: str, language: LanguageCode, one: Readership) -> dict[str, Any]:
    share = one.helpful
    return {
        "article": article,
        "language": language,
        "views_week": None if one.views_week is None else round(one.views_week, 2),
        "up": one.up,
        "down": one.down,
        "helpful": share and {name: round(value, 4) for name, value in share._asdict().items()},
    }


FORMATS: Mapping[str, Callable[[Standing, int], str]] = {"text": text, "json": as_json}
