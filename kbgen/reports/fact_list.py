"""Differences of facts between languages: for the terminal and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.translation.difference import Difference
from kbgen.translation.facts import FactKind

_NAMES: Mapping[FactKind, str] = {
    FactKind.NUMBER: "number",
    FactKind.PRICE: "price",
    FactKind.DATE: "date",
    FactKind.TIME: "time of day",
    FactKind.PHONE: "telephone number",
    FactKind.HOST: "host name",
    FactKind.ADDRESS: "IP address",
    FactKind.PORT: "port",
    FactKind.EMAIL: "e-mail address",
    FactKind.URL: "web address",
    FactKind.CODE: "code",
    FactKind.IMAGE: "picture",
    FactKind.LINK: "link",
    FactKind.LABEL: "names on the screen (bold)",
    FactKind.STEPS: "count of numbered steps",
    FactKind.HEADINGS: "count of headings",
}
_NOTHING = "—"
_WIDEST_VALUE = 60


def as_json(differences: Sequence[Difference]) -> str:
    """``{"findings": [{"article", "kind", "values": {lang: […]}, "places": {lang: "path:line"}}]}``."""
    return json.dumps({"findings": [_as_value(one) for one in differences]}, ensure_ascii=False, indent=2)


def _as_value(one: Difference) -> dict[str, Any]:
    return {
        "article": one.article,
        "kind": one.kind.value,
        "values": {code: list(values) for code, values in one.values.items()},
        "places": dict(one.places),
    }


def text(differences: Sequence[Difference]) -> str:
    """Article by article, a table for each difference: what each language says, and where."""
    lines: list[str] = []
    article = ""
    for one in differences:
        if one.article != article:
            article = one.article
            lines += [click.style(article, bold=True), ""]
        lines += [*_table(one), ""]
    return "\n".join(lines).rstrip("\n")


def _table(one: Difference) -> Iterator[str]:
    times = f", at {one.times} places" if one.times > 1 else ""
    yield f"  {click.style(_NAMES[one.kind], fg='yellow', bold=True)}{times}"
    shown = {code: _rows(values) for code, values in one.values.items()}
    width = max(len(value) for values in shown.values() for value in values)
    codes = max(map(len, shown))
    for code, values in shown.items():
        alone = code in one.alone
        for row, value in enumerate(values):
            name = code if row == 0 else ""
            place = one.places[code] if row == 0 else ""
            line = f"    {name:<{codes}}  {value:<{width}}  {place}"
            mark = "  ← differs" if alone and row == 0 else ""
            yield click.style(f"{line}{mark}".rstrip(), fg="red" if alone else None)


def _rows(values: Sequence[str]) -> list[str]:
    """The values of one language, in one row if they are short."""
    shown = [_short(value) for value in values] or [_NOTHING]
    joined = ", ".join(shown)
    return [joined] if len(joined) <= _WIDEST_VALUE else shown


def _short(value: str) -> str:
    words = harmless(" ⏎ ".join(line.strip() for line in value.split("\n") if line.strip()))
    return words if len(words) <= _WIDEST_VALUE else f"{words[: _WIDEST_VALUE - 1]}…"


def summary(differences: Sequence[Difference], articles: int) -> str:
    """``3 differences in 2 of 28 articles``."""
    of = counted(articles, "article")
    if not differences:
        return f"no differences in {of}"
    return f"{counted(len(differences), 'difference')} in {len({one.article for one in differences})} of {of}"
