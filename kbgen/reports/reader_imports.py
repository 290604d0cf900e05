"""What an import of the site's statistics brought: for the terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import click

from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.tickets.readers.importing import FileReport
from kbgen.tickets.readers.rows import Kind

_SHOWN = 10
"""Addresses and rows that are named in the terminal; the JSON has them all."""

_FORMS = {
    "matomo": "Matomo",
    "goatcounter": "GoatCounter",
    "plausible": "Plausible",
    "ga4": "Google Analytics 4",
    "plain": "a plain list",
    "search-reports": "reports of the site's search",
}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def text(number: int | None, reports: Sequence[FileReport]) -> str:
    """A block for each file, then what nobody could make anything of, then what was imported in all."""
    return "\n".join(
        [*(line for report in reports for line in _file(report)), *_unknown(reports), _sum(number, reports)]
    )


def _file(report: FileReport) -> Iterator[str]:
    file, table = report.file, report.table
    written = ", ".join(word for word in (table.encoding, _DELIMITERS.get(table.delimiter, table.delimiter)) if word)
    days = f"{file.first} to {file.last - timedelta(days=1)}"
    yield f"{click.style(harmless(file.name), bold=True)}: {_FORMS[file.form]} ({written}), {days}"
    left = file.read - file.kept - file.rejected - file.unknown
    parts = [f"{file.kept:,} kept"]
    parts += [f"{file.unknown:,} of no page of the site"] if file.unknown else []
    parts += [f"{left:,} {'left out' if file.kind is Kind.SEARCH else 'of no article'}"] if left else []
    parts += [f"{file.rejected:,} rejected"] if file.rejected else []
    yield f"  {counted(file.read, 'row')}: {', '.join(parts)}"
    for one in report.rejected[:_SHOWN]:
        yield f"  row {one.row:,}: {one.reason}"
    if len(report.rejected) > _SHOWN:
        yield f"  and {len(report.rejected) - _SHOWN:,} more"
    for notice in report.notices:
        yield f"  {notice}"


def _unknown(reports: Sequence[FileReport]) -> Iterator[str]:
    found = unknown_addresses(reports)
    if not found:
        return
    yield "Addresses that are no page of the site, with their views:"
    for address, views in list(found.items())[:_SHOWN]:
        yield f"  {views:>9,}  {harmless(address)}"
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN:,} more"


def unknown_addresses(reports: Sequence[FileReport]) -> Mapping[str, int]:
    """Address → views, the most viewed first."""
    found: Counter[str] = Counter()
    for report in reports:
        found.update(report.unknown)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _sum(number: int | None, reports: Sequence[FileReport]) -> str:
    views = [view for report in reports for *_, view in report.file.views]
    articles = {article for report in reports for _, article, _, _ in report.file.views}
    searches = sum(one.searches for report in reports for one in report.file.searches)
    parts = []
    if any(report.file.kind is Kind.VIEW for report in reports):
        parts.append(f"{sum(view.views or 0 for view in views):,} views of {counted(len(articles), 'article')}")
    if votes := sum((view.up or 0) + (view.down or 0) for view in views):
        parts.append(counted(votes, "vote"))
    if any(report.file.kind is Kind.SEARCH for report in reports):
        parts.append(f"{searches:,} searches in vain")
    what = ", ".join(parts) or "nothing"
    return f"Nothing was changed; it would be {what}." if number is None else f"Import {number}: {what}."


def as_json(number: int | None, reports: Sequence[FileReport]) -> str:
    """``{"import", "read", "kept", "rejected", "unknown", "from", "to", "files", "unknown_addresses"}``."""
    files = [report.file for report in reports]
    data: dict[str, Any] = {
        "import": number,
        "read": sum(file.read for file in files),
        "kept": sum(file.kept for file in files),
        "rejected": sum(file.rejected for file in files),
        "unknown": sum(file.unknown for file in files),
        "from": str(min(file.first for file in files)),
        "to": str(max(file.last for file in files) - timedelta(days=1)),
        "files": [_file_data(report) for report in reports],
        "unknown_addresses": [{"address": a, "views": n} for a, n in unknown_addresses(reports).items()],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _file_data(report: FileReport) -> dict[str, Any]:
    file, table = report.file, report.table
    return {
        "file": file.name,
        "form": file.form,
        "kind": file.kind.value,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "from": str(file.first),
        "to": str(file.last - timedelta(days=1)),
        "read": file.read,
        "kept": file.kept,
        "rejected": file.rejected,
        "unknown": file.unknown,
        "rejected_rows": [{"row": one.row, "line": one.line, "reason": one.reason} for one in report.rejected],
        "notices": list(report.notices),
    }


FORMATS: Mapping[str, Callable[[int | None, Sequence[FileReport]], str]] = {"text": text, "json": as_json}
