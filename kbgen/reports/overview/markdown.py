"""The report in short as Markdown, for a chat channel or a weekly mail: what to do, key figures, what rises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kbgen.reports.overview.document import Column, Document, Kind, Row, Section
from kbgen.reports.plain import plain
from kbgen.reports.silent import harmless
from kbgen.wording import Words

MOST = 10
"""So many rows of a table are listed that does not say how many are seen at first."""

FIGURES = 3
PARTS = 2
"""So many figures of a section, and so much said of each thing."""

_CODE = re.compile(r"(`[^`]+`)")


def render(document: Document, words: Words) -> str:
    """A heading, the sentence that counts, then a short list for each section that has something to say."""
    lines = [f"# {_text(document.title)}: {_text(document.site)}, {_text(words.day(document.as_of))}"]
    if document.lead:
        lines += ["", _text(document.lead)]
    for section in document.sections:
        if said := list(_section(section, document)):
            lines += ["", f"## {_text(section.title)}", *said]
    return "\n".join(lines)


def _section(section: Section, document: Document) -> Iterator[str]:
    if section.lead and section.lead != document.lead:
        yield from ("", _text(section.lead))
    for place, figure in enumerate(islice(section.figures(), FIGURES)):
        note = f" ({_text(figure.note)})" if figure.note else ""
        yield from ("",) if not place else ()
        yield f"- {_text(figure.label)}: **{_text(figure.text)}**{note}"
    rows = [
        (one.visible, row)
        for name in LISTED.get(section.name, ())
        for one in section.tables()
        if one.name == name
        for row in one.visible.rows[: MOST if one.shown is None else one.shown]
    ]
    yield from ("",) if rows else ()
    for number, (table, row) in enumerate(rows, 1):
        name, *rest = _parts(table.columns, row) or [""]
        said = " ".join(_sentence(_text(part)) for part in rest)
        yield f"{number}. **{_text(name)}**{' – ' if said else ''}{said}"


LISTED = {"week": ("work",), "topics": ("rises",)}
"""Section → its tables of which the first rows are listed; the rest is for the page."""


def _parts(columns: Sequence[Column], row: Row) -> list[str]:
    """The first texts of a row, or its numbers with what they are; then where to do it."""
    pairs = list(zip(columns, row.cells, strict=True))
    texts = [cell.text for column, cell in pairs if column.kind is Kind.TEXT and cell.text.strip("–— ")]
    numbers = [
        f"{column.title}: {cell.text}"
        for column, cell in pairs[1:]
        if column.kind is Kind.NUMBER and cell.value not in (0, None)
    ]
    codes = [
        f"`{cell.text}`" for column, cell in pairs if column.kind is Kind.CODE and cell.text and "`" not in cell.text
    ]
    return [*[*texts, *numbers][: 1 + PARTS], *codes[:1]]


def _sentence(part: str) -> str:
    """With an end, but for code, whose last letter a reader may copy."""
    return part if part.endswith((".", "!", "?", "…", "`")) else f"{part}."


def _text(sentence: str) -> str:
    """Words that are nothing but words; what is code stays code."""
    parts = _CODE.split(harmless(" ".join(sentence.split())))
    return "".join(part if _CODE.fullmatch(part) else _escaped(part) for part in parts if part)


def _escaped(part: str) -> str:
    """``plain``, which would take away the blanks at both ends of a piece."""
    before = " " if part[:1] == " " else ""
    after = " " if part[-1:] == " " and part.strip() else ""
    return f"{before}{plain(part)}{after}"
