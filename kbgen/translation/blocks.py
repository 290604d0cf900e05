"""An article → its blocks: the pieces that are translated one by one.

Blocks are cut from the Markdown text line by line, without converting it. What only lays out a text is no part of a
block: where lines are wrapped, how deep they are indented, which mark a list has, which rows of a table are dashes. So
the blocks of two texts are equal where readers see the same words in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.articles.article import Article, Line, lines


class Kind(StrEnum):
    """What a block is. A title is that of the front matter; a label is the line of an admonition, a tab or details."""

    TITLE = "title"
    DESCRIPTION = "description"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    LABEL = "label"
    QUOTE = "quote"
    IMAGE = "image"
    DEFINITION = "definition"
    NOTE = "note"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article.

    ``text``: one line, white space collapsed, without the marks of its kind; of code all lines as they are, without
    spaces behind them. ``line``: where it begins in the file. ``level``: of a heading 1 to 6; of other blocks how deep
    they are nested. ``section``: the place of the heading that it stands below, −1 above the first.
    ``ordered``: it is a numbered step.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    section: int = -1
    ordered: bool = False


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The title, the description and the body's blocks, in their order; what is empty is left out."""
    found: list[Block] = []
    if article.title:
        found.append(Block(Kind.TITLE, _flat(article.title), article.line_of("title")))
    if article.meta.description:
        line = article.line_of("description")
        found.append(Block(Kind.DESCRIPTION, _flat(article.meta.description), line))
    section = -1
    said = bool(article.meta.title)
    for block in cut(article.body, article.first_line):
        if not said and block.kind is Kind.HEADING and block.level == 1:
            # The heading that gives the article its title is a block already.
            said = True
            continue
        place = len(found)
        found.append(
            Block(block.kind, block.text, block.line, block.level, section, block.ordered)
            if block.kind is not Kind.HEADING
            else Block(block.kind, block.text, block.line, block.level, -1)
        )
        if block.kind is Kind.HEADING:
            section = place
    return tuple(found)


def _flat(text: str) -> str:
    return " ".join(text.split())


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ITEM = re.compile(r"(?P<mark>[-*+]|\d{1,9}[.)])(?:[ ]+|$)(?:\[[ xX]\][ ]+)?")
_HEADING = re.compile(r"(?P<marks>#{1,6})(?!#)[ \t]*(?P<text>.*?)[ \t]*#*$")
_LABEL = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<rest>.+)$")
_FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]:[ \t]*")
_REFERENCE = re.compile(r"(?:\[[^\]^][^\]]*\]|\*\[[^\]]+\]):[ \t]+\S")
_DEFINITION = re.compile(r":[ \t]+")
_RULE = re.compile(r"(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$")
_TABLE_RULE = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?$")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\{[^}]*\})?$")
_FENCE = re.compile(r"[ >]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>.*)$")
_HTML = re.compile(r"</?[a-zA-Z][\w-]*(?:[ \t>/]|$)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*[#.:][^}]*\}[ \t]*$")


@dataclass(slots=True)
class _Open:
    """A block whose lines are still coming."""

    kind: Kind
    line: int
    level: int
    ordered: bool
    words: list[str]


class _Cutter:
    """Goes through the lines of a body once."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.done: list[Block] = []
        self.open: _Open | None = None
        self.table = False
        self.code: list[str] | None = None
        self.code_line = 0
        self.code_level = 0

    def begin(self, kind: Kind, line: int, level: int, text: str, *, ordered: bool = False) -> None:
        """Begin a block, which ends the one before it."""
        self.end()
        self.open = _Open(kind, line, level, ordered, [text])

    def end(self) -> None:
        """The block that is open is whole."""
        if self.open is None:
            return
        text = _flat(" ".join(self.open.words))
        kind = self.open.kind
        if kind is Kind.PARAGRAPH and _IMAGE.match(text):
            kind = Kind.IMAGE
        if text:
            self.done.append(Block(kind, text, self._at(self.open.line), self.open.level, -1, self.open.ordered))
        self.open = None

    def single(self, kind: Kind, line: int, level: int, text: str) -> None:
        """A block of one line."""
        self.end()
        if text := _flat(text):
            self.done.append(Block(kind, text, self._at(line), level))

    def flush_code(self) -> None:
        """The fenced block that was read is whole."""
        if self.code is None:
            return
        text = "\n".join(row.rstrip() for row in _dedented(self.code)).strip("\n")
        if text:
            self.done.append(Block(Kind.CODE, text, self._at(self.code_line), self.code_level))
        self.code = None

    def _at(self, line: int) -> int:
        return line + self.first_line - 1


def cut(body: str, first_line: int = 1) -> list[Block]:
    """The blocks of a Markdown text (line feeds only), without sections; comments are no part of it."""
    return list(_cut(list(_without_comments(lines(body))), first_line))


def _without_comments(rows: Iterator[Line]) -> Iterator[Line]:
    """Lines with HTML comments wiped out, which readers never see; code is left alone."""
    inside = False
    for row in rows:
        text = row.text
        if row.code:
            yield row
            continue
        if inside:
            _, closing, text = text.partition("-->")
            inside = not closing
            if inside:
                yield Line(row.number, "", False)
                continue
        if "<!--" in text:
            text = _COMMENT.sub("", text) if "-->" in text else text
            if "<!--" in text:
                text, inside = text[: text.index("<!--")], True
        yield Line(row.number, text, False)


def _cut(rows: Sequence[Line], first_line: int) -> list[Block]:
    cutter = _Cutter(first_line)
    fence = ""
    for place, row in enumerate(rows):
        if row.code:
            opened = _FENCE.match(row.text)
            if cutter.code is None and opened:
                cutter.end()
                cutter.code, cutter.code_line = [], row.number
                cutter.code_level = _indent(row.text) // 4
                fence = opened["mark"]
            elif cutter.code is not None and opened and opened["mark"] == fence and not opened["info"]:
                cutter.flush_code()
            elif cutter.code is not None:
                cutter.code.append(row.text)
            continue
        cutter.flush_code()
        below = rows[place + 1].text.strip() if place + 1 < len(rows) and not rows[place + 1].code else ""
        _line(cutter, row, below)
    cutter.flush_code()
    cutter.end()
    return cutter.done


def _line(cutter: _Cutter, row: Line, below: str) -> None:
    """One line that is no code."""
    level = _indent(row.text) // 4
    text = row.text.strip()
    quoted = text.startswith(">")
    while text.startswith(">"):
        text = text[1:].strip()
    if not text:
        cutter.end()
        cutter.table = False
        return
    if cutter.table and "|" in text:
        cutter.single(Kind.ROW, row.number, level, _cells(text))
        return
    cutter.table = False
    if _TABLE_RULE.match(text) and "|" in text and _is_head(cutter):
        _make_head(cutter)
        cutter.table = True
        return
    if _UNDERLINE.match(text) and _can_be_underlined(cutter):
        _make_heading(cutter, 1 if text[0] == "=" else 2)
        return
    if _RULE.match(text):
        cutter.end()
        return
    if match := _HEADING.match(text):
        cutter.end()
        cutter.done.append(
            Block(
                Kind.HEADING,
                _flat(_ATTRIBUTES.sub("", match["text"])),
                cutter._at(row.number),
                len(match["marks"]),
            )
        )
        return
    if match := _LABEL.match(text):
        cutter.single(Kind.LABEL, row.number, level, match["rest"])
    elif match := _FOOTNOTE.match(text):
        cutter.begin(Kind.NOTE, row.number, level, text[match.end() :])
    elif _REFERENCE.match(text):
        cutter.single(Kind.NOTE, row.number, level, text)
    elif match := _ITEM.match(text):
        ordered = match["mark"][0].isdigit()
        cutter.begin(Kind.ITEM, row.number, level, text[match.end() :], ordered=ordered)
    elif match := _DEFINITION.match(text):
        cutter.begin(Kind.DEFINITION, row.number, level, text[match.end() :])
    elif cutter.open is None:
        kind = Kind.QUOTE if quoted else Kind.HTML if _HTML.match(text) else Kind.PARAGRAPH
        cutter.begin(kind, row.number, level, text)
    else:
        cutter.open.words.append(text)


def _indent(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _cells(row: str) -> str:
    """A table's row with its cells set apart in one way."""
    return " | ".join(_flat(cell) for cell in re.split(r"(?<!\\)\|", row.strip().strip("|")))


def _is_head(cutter: _Cutter) -> bool:
    return cutter.open is not None and "|" in cutter.open.words[-1]


def _make_head(cutter: _Cutter) -> None:
    """The line before a table's rule is its head; what stands before that is a paragraph of its own."""
    head = cutter.open
    assert head is not None
    row = head.words.pop()
    line = head.line + len(head.words)
    cutter.end()
    cutter.single(Kind.ROW, line, head.level, _cells(row))


def _can_be_underlined(cutter: _Cutter) -> bool:
    return cutter.open is not None and cutter.open.kind is Kind.PARAGRAPH and len(cutter.open.words) == 1


def _make_heading(cutter: _Cutter, level: int) -> None:
    head = cutter.open
    assert head is not None
    cutter.open = None
    text = _flat(_ATTRIBUTES.sub("", head.words[0]))
    cutter.done.append(Block(Kind.HEADING, text, cutter._at(head.line), level))


def _dedented(rows: Sequence[str]) -> list[str]:
    indents = [len(row) - len(row.lstrip()) for row in rows if row.strip()]
    common = min(indents, default=0)
    return [row[common:] for row in rows]
