"""Markdown → blocks, line by line, without converting it.

Lines are read as Python-Markdown reads them: a list begins behind an empty line, four spaces nest, a fence that never
closes is text. A reader of every word of a site has no time for a whole conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kbgen.articles.article import Line
from kbgen.translation.blocks import Block, Kind
from kbgen.translation.comments import CODE_SPAN, without_comments

# A line that begins with none of these goes on with words, or begins with them.
_MARKS = frozenset(">#-*+=_|:!?[<{/0123456789")

_QUOTE = re.compile(r"[ \t]*(?:>[ ]?)+")
_CALLOUT = re.compile(r"\[![A-Za-z]+\][+-]?$")
_RULE = re.compile(r"(?:-[ ]*){3,}$|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_UNDERLINE = re.compile(r"=+$|-+$")
_HEADING = re.compile(r"(?P<marks>#{1,6})(?!#)[ \t]*(?P<text>.*?)[ \t]*#*$")
_CALL = re.compile(r"(?:!!!|\?\?\?\+?)(?=[ \t]*[\w\"-])[ \t]*(?:[\w-]+(?:[ \t]+[\w-]+)*)?(?:[ \t]*\"(?P<title>.*)\")?$")
_TAB = re.compile(r"===[!+]*[ \t]+(?P<quote>[\"'])(?P<title>.*)(?P=quote)$")
_FENCED_CALL = re.compile(r"///+(?:[ \t]+[\w-]+(?:[ \t]*\|[ \t]*(?P<title>.*))?)?$")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:[ \t]*")
_TARGET = re.compile(r"\[[^\]^][^\]]*\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?$|\*\[[^\]]+\]:[ \t]*\S")
_ITEM = re.compile(r"(?:(?P<bullet>[-*+])(?:[ \t]+|$)|\d{1,9}[.)][ \t]+)(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r":[ \t]+")
_CONTENTS = re.compile(r"\[TOC\]$")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|audio|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|picture|pre|script|section|style|summary|table|tbody|td"
    r"|tfoot|th|thead|tr|ul|video)(?=[\s>/]|$)",
    re.IGNORECASE,
)
# Tags alone, without anything that readers see or that leads somewhere.
_LAYOUT = re.compile(r"(?:</?[a-zA-Z][\w-]*(?:(?!\b(?:src|href|alt|title|label|poster|data)\s*=)[^<>])*>[ \t]*)+$")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])$")
_IMAGE_LINK = re.compile(r"\[!\[[^\]]*\]\([^()]*\)\]\([^()]*\)$")
_ATTRIBUTE = r"(?:[#.][^\s}=]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'}]+))"
_ATTRIBUTES = re.compile(rf"[ \t]*\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+(?:{_ATTRIBUTE}|[\w-]+))*[ ]*\}}")
_ANCHOR = re.compile(r"#([^\s}=]+)")
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>.*)$")
_CODE_TITLE = re.compile(r"\btitle=([\"'])(?P<title>.+?)\1")


def cut(body: str, first_line: int = 1, head: Iterable[Block] = ()) -> list[Block]:
    """The blocks of a Markdown text (line feeds only), behind those of the front matter (``head``).

    Where these have no title, the first top heading is the title, and nothing stands below it.
    """
    cutter = _Cutter(first_line, list(head))
    fenced: list[Line] = []
    for row in without_comments(body):
        if row.code:
            fenced.append(row)
            continue
        if fenced:
            cutter.take_fenced(fenced)
            fenced = []
        cutter.take(row.number, row.text)
    cutter.take_fenced(fenced)
    cutter.end()
    return cutter.done


class _Cutter:
    """Goes through the lines of a body once. A block is open while its lines are still coming."""

    def __init__(self, first_line: int, done: list[Block]) -> None:
        self.done = done
        self.offset = first_line - 1
        self.has_title = any(block.kind is Kind.TITLE for block in done)
        self.above: list[int] = []
        """The headings that the next block stands below, by their places."""
        self.holders: list[int] = []
        """The indents of the list items, admonitions and the like that the next block is in."""
        self.words: list[str] = []
        self.kind = Kind.PARAGRAPH
        self.line = 0
        self.level = 0
        self.ordered = False
        self.quotes = 0
        self.in_table = False

    def take(self, number: int, row: str) -> None:
        """One line that is in no fenced block."""
        text = row.strip()
        if text and text[0] == ">" and not self._is_code(row):
            row, text = self._unquoted(row)
        elif not self.words:
            self.quotes = 0
        if not text:
            self._take_empty()
        elif self.words and self.kind is Kind.CODE and self._is_code(row):
            self.words.append(row.expandtabs(4))
        elif self.in_table:
            self.begin(number, Kind.ROW, _cells(text))
            self.end()
        elif self.words and self.kind is not Kind.CODE:
            if text[0] not in _MARKS or not self._take_marked(number, row, text):
                self.words.append(text)
        else:
            self.end()
            if self._is_code(row):
                self.begin(number, Kind.CODE, row.expandtabs(4))
            elif text[0] not in _MARKS or not self._take_marked(number, row, text):
                self.settle(row)
                html = text[0] == "<" and _BLOCK_TAG.match(text)
                kind = Kind.HTML if html else Kind.QUOTE if self.quotes else Kind.PARAGRAPH
                self.begin(number, kind, text)

    def _unquoted(self, row: str) -> tuple[str, str]:
        """The line without its marks of a quote, indented as it is; a quote ends a block that stands outside of it."""
        mark = _QUOTE.match(row)
        assert mark is not None
        depth = mark[0].count(">")
        if depth != self.quotes:
            if depth > self.quotes:
                self.end()
                self.in_table = False
            self.quotes = depth
        row = " " * _indent(row) + row[mark.end() :]
        text = row.strip()
        return (row, "" if _CALLOUT.match(text) else text)

    def _take_empty(self) -> None:
        self.in_table = False
        if self.words and self.kind is Kind.CODE:
            self.words.append("")
        else:
            self.end()

    def _is_code(self, row: str) -> bool:
        """Whether a line is indented so far that it can be nothing but code, unless it goes on with a block."""
        if row[0] not in " \t" or (self.words and self.kind is not Kind.CODE):
            return False
        indent = _indent(row)
        holder = next((holder + 4 for holder in reversed(self.holders) if holder < indent), 0)
        return indent >= holder + 4

    def _take_marked(self, number: int, row: str, text: str) -> bool:
        """A line that may begin with a mark of Markdown's. False where it is only words."""
        first = text[0]
        if first in "|:-" and "|" in text and _TABLE_RULE.match(text) and self._head_is_open():
            self._make_head()
            self.in_table = True
        elif first in "=-" and _UNDERLINE.match(text) and self._can_be_underlined():
            line, words = self.line, self.words[0]
            self.words = []
            self.take_heading(line, 1 if first == "=" else 2, words)
        elif first in "-*_" and _RULE.match(text):
            self.end()
        elif first == "#" and (match := _HEADING.match(text)):
            self.end()
            self.settle(row)
            self.take_heading(number, len(match["marks"]), match["text"])
        elif (first in "!?" and (match := _CALL.match(text))) or (first == "=" and (match := _TAB.match(text))):
            self.end()
            self.settle(row)
            self.begin(number, Kind.LABEL, match["title"] or "")
            self.end()
            self.holders.append(_indent(row))
        elif first == "/" and (match := _FENCED_CALL.match(text)):
            # It ends as it begins, and nothing in it is indented.
            self.begin(number, Kind.LABEL, match["title"] or "")
            self.end()
        elif first == "[" and (match := _FOOTNOTE.match(text)):
            self.hold(number, row, Kind.NOTE, text[match.end() :])
        elif first in "[*" and not self.words and _TARGET.match(text):
            self.settle(row)
            self.begin(number, Kind.NOTE, text)
            self.end()
        elif (not self.words or self.kind is Kind.ITEM) and (match := _ITEM.match(text)):
            self.hold(number, row, Kind.ITEM, text[match.end() :])
            self.ordered = match["bullet"] is None
        elif first == ":" and (match := _DEFINITION.match(text)):
            self.hold(number, row, Kind.DEFINITION, text[match.end() :])
        elif first == "<" and _BLOCK_TAG.match(text) and _LAYOUT.match(text):
            self.end()
        else:
            return bool((first == "{" and _ATTRIBUTES.fullmatch(text)) or (first == "[" and _CONTENTS.match(text)))
        return True

    def begin(self, line: int, kind: Kind, text: str) -> None:
        """Begin a block, which ends the one before it."""
        self.end()
        self.kind, self.line, self.level = kind, line, len(self.holders) + self.quotes
        self.words.append(text)

    def hold(self, line: int, row: str, kind: Kind, text: str) -> None:
        """Begin a block that holds what is indented below it."""
        self.end()
        self.settle(row)
        self.begin(line, kind, text)
        self.holders.append(_indent(row))

    def settle(self, row: str) -> None:
        """A line that begins a block is in those that are indented less."""
        if self.holders:
            indent = _indent(row)
            while self.holders and indent <= self.holders[-1]:
                self.holders.pop()

    def end(self) -> None:
        """The block that is open, if there is one, is whole."""
        if not self.words:
            return
        kind = self.kind
        text = _code(self.words) if kind is Kind.CODE else _flat(self.words)
        self.words = []
        if text:
            if text[0] in "![" and kind is Kind.PARAGRAPH and (_IMAGE.match(text) or _IMAGE_LINK.match(text)):
                kind = Kind.IMAGE
            section = self.above[-1] if self.above else -1
            self.done.append(Block(kind, text, self.line + self.offset, self.level, section, self.ordered))
        self.ordered = False

    def take_heading(self, line: int, level: int, words: str) -> None:
        """A heading, which the blocks behind it stand below."""
        text = _flat([words])
        attributes = _ATTRIBUTES.search(words)
        anchor = _ANCHOR.search(attributes[0]) if attributes else None
        while self.above and self.done[self.above[-1]].level >= level:
            self.above.pop()
        section = self.above[-1] if self.above else -1
        kind = Kind.HEADING if self.has_title or level > 1 else Kind.TITLE
        if kind is Kind.TITLE:
            self.has_title = True
        elif text:
            self.above.append(len(self.done))
        if text:
            line += self.offset
            self.done.append(Block(kind, text, line, level, section, anchor=anchor[1] if anchor else ""))

    def take_fenced(self, rows: Sequence[Line]) -> None:
        """Fenced blocks that follow upon one another, with their fences."""
        inside: list[str] | None = None
        mark, line = "", 0
        for row in rows:
            fence = _FENCE.match(row.text) if "```" in row.text or "~~~" in row.text else None
            if inside is None and fence:
                self.end()
                self.settle(row.text)
                self.in_table = False
                if title := _CODE_TITLE.search(fence["info"]):
                    self.begin(row.number, Kind.LABEL, title["title"])
                inside, mark, line = [], fence["mark"], row.number
            elif inside is not None and fence and fence["mark"] == mark and not fence["info"]:
                self.begin(line, Kind.CODE, "")
                self.words = inside
                self.end()
                inside = None
            elif inside is not None:
                inside.append(row.text)

    def _head_is_open(self) -> bool:
        return bool(self.words) and "|" in self.words[-1]

    def _make_head(self) -> None:
        """The line before a table's rule is its head; what stands before that is a block of its own."""
        row = self.words.pop()
        line = self.line + len(self.words)
        self.end()
        self.begin(line, Kind.ROW, _cells(row))
        self.end()

    def _can_be_underlined(self) -> bool:
        return len(self.words) == 1 and self.kind is Kind.PARAGRAPH


def _indent(row: str) -> int:
    if row[0] not in " \t":
        return 0
    expanded = row.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _flat(words: Sequence[str]) -> str:
    text = " ".join(" ".join(words).split())
    if "{" in text:
        pieces = CODE_SPAN.split(text)
        # Of each code span there are two pieces: itself, and its mark.
        pieces[::3] = [_ATTRIBUTES.sub("", piece) for piece in pieces[::3]]
        text = "".join(piece for place, piece in enumerate(pieces) if place % 3 != 2).strip()
    return text


def _code(rows: Sequence[str]) -> str:
    """Code without what indents all of it, quotes it, or stands behind its lines."""
    if all(row.lstrip().startswith(">") for row in rows if row.strip()):
        rows = [_QUOTE.sub("", row, count=1) for row in rows]
    rows = [row.rstrip() for row in rows]
    common = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    return "\n".join(row[common:] for row in rows).strip("\n")


def _cells(row: str) -> str:
    """A table's row with its cells set apart in one way."""
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return " | ".join(" ".join(cell.split()) for cell in _split_cells(row)).strip()


def _split_cells(row: str) -> list[str]:
    if "`" not in row and "\\|" not in row:
        return row.split("|")
    hidden = CODE_SPAN.sub(lambda span: span[0].replace("|", "\0"), row).replace("\\|", "\\\0")
    return [cell.replace("\0", "|") for cell in hidden.split("|")]
