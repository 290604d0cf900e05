"""Changes to an article's text that leave alone everything else in it: the order of keys, comments, line ends.

Pure: text in, text out. YAML tells where each key and value of the front matter stands, and only those characters are
replaced; the front matter is never written anew from its values. It must be readable (``front_matter.parse``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import yaml

from kbgen.articles.article import lines
from kbgen.config.yaml_lines import compose

_LINE_END = re.compile(r"\r\n|\r|\n")
_OPEN = re.compile(r"\ufeff?---[ \t]*(?P<newline>\r\n|\r|\n)")
_CLOSE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text in three pieces: the front matter's keys (``head``), and what stands before and behind them."""

    before: str
    head: str
    behind: str
    newline: str

    def __str__(self) -> str:
        return self.before + self.head + self.behind

    def with_span(self, start: int, end: int, words: str) -> str:
        """The whole text with other words between two places of the head."""
        return str(replace(self, head=self.head[:start] + words + self.head[end:]))


def _cut(text: str) -> _Text | None:
    """None where there is no front matter."""
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    start, end = opening.end(), closing.start()
    return _Text(text[:start], text[start:end], text[end:], opening["newline"])


def _with_front_matter(text: str) -> _Text:
    """The text's pieces; of a text without front matter as if it had an empty one."""
    if cut := _cut(text):
        return cut
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    first = _LINE_END.search(body)
    newline = first[0] if first else "\n"
    behind = f"---{newline}{newline}{body}" if body else f"---{newline}"
    return _Text(f"{mark}---{newline}", "", behind, newline)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key with its value: where they stand in the head. ``colon`` is the place behind the colon."""

    node: yaml.Node
    key: int
    colon: int
    start: int
    end: int


def _pair(head: str, key: str) -> _Pair | None:
    """Where a key of the front matter is, however it is written."""
    root = compose(head)
    for key_node, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key_node.value == key:
            colon = head.index(":", key_node.end_mark.index) + 1
            if alias := _ALIAS.match(head, colon):
                return _Pair(value, key_node.start_mark.index, colon, colon, alias.end())
            start = colon if _is_nothing(value) else value.start_mark.index
            return _Pair(value, key_node.start_mark.index, colon, start, max(end_of(head, value), start))
    return None


_ALIAS = re.compile(r"\s*\*[^\s,\[\]{}]+")


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and not node.value


def between_brackets(node: yaml.Node) -> bool:
    """Whether a list or mapping is written ``[a, b]`` or ``{a: b}``."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def end_of(text: str, node: yaml.Node) -> int:
    """The place behind the last character of a value; YAML's own mark of a block lies behind what follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def scalar(value: str) -> str:
    """A value as YAML: in quotation marks where it would otherwise be read as something else."""
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("...\n").rstrip("\n")


def in_brackets(value: str) -> str:
    """A value as it may stand in a list on one line, where commas and brackets need quotation marks too."""
    dumped: str = yaml.safe_dump([value], allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.strip()[1:-1]


def _flow(values: Sequence[str]) -> str:
    return f"[{', '.join(map(in_brackets, values))}]"


def set_key(text: str, key: str, value: str) -> str:
    """Give a front matter key a value (as YAML text); the key is added at the end where it is not there yet."""
    cut = _with_front_matter(text)
    pair = _pair(cut.head, key)
    if pair is None:
        return _added(cut, f"{key}: {value}")
    first_line = _LINE_END.split(cut.head[pair.colon : pair.start])[0].rstrip()
    if _LINE_END.search(cut.head, pair.colon, pair.start):
        # The old value began below its key; a comment behind the key stays.
        return cut.with_span(pair.colon, pair.end, f" {value}{first_line}")
    if pair.start == pair.colon:
        return cut.with_span(pair.colon, pair.end, f" {value}")
    return cut.with_span(pair.start, pair.end, value)


def _added(cut: _Text, line: str) -> str:
    root = compose(cut.head)
    if isinstance(root, yaml.MappingNode) and root.flow_style:
        place = root.end_mark.index - 1
        return cut.with_span(place, place, f", {line}" if root.value else line)
    indent = " " * root.start_mark.column if root else ""
    return cut.with_span(len(cut.head), len(cut.head), f"{indent}{line}{cut.newline}")


def add_to_list(text: str, key: str, values: Sequence[str]) -> str:
    """Add values to a front matter list, in the form (``[a, b]`` or lines of ``- a``) in which it is written."""
    if not values:
        return text
    cut = _with_front_matter(text)
    pair = _pair(cut.head, key)
    if pair is None or (isinstance(pair.node, yaml.ScalarNode) and pair.node.tag.endswith(":null")):
        return set_key(text, key, _flow(values))
    if isinstance(pair.node, yaml.ScalarNode):
        return set_key(text, key, _flow([pair.node.value, *values]))
    items = _items(pair)
    if not items:
        return set_key(text, key, _flow([*_words(pair.node), *values]))
    end = end_of(cut.head, items[-1])
    if between_brackets(pair.node):
        return cut.with_span(end, end, "".join(f", {in_brackets(value)}" for value in values))
    line_end = _LINE_END.search(cut.head, end)
    place = line_end.start() if line_end else len(cut.head)
    indent = " " * pair.node.start_mark.column
    return cut.with_span(place, place, "".join(f"{cut.newline}{indent}- {scalar(value)}" for value in values))


def _items(pair: _Pair) -> list[yaml.Node]:
    """The items of a list in their order; none where some of them stand elsewhere, because they are aliases."""
    items: list[yaml.Node] = pair.node.value if isinstance(pair.node, yaml.SequenceNode) else []
    return items if all(pair.start <= item.start_mark.index < pair.end for item in items) else []


def _words(node: yaml.Node) -> list[str]:
    return [str(item.value) for item in node.value]


def remove_from_list(text: str, key: str, values: Collection[str]) -> str:
    """Take values out of a front matter list; the key goes too where none is left."""
    cut = _cut(text)
    pair = _pair(cut.head, key) if cut else None
    if cut is None or pair is None:
        return text
    words = [pair.node.value] if isinstance(pair.node, yaml.ScalarNode) else _words(pair.node)
    left = [word for word in words if word not in values]
    if left == words:
        return text
    if not left:
        line_end = _LINE_END.search(cut.head, pair.end)
        return cut.with_span(pair.key, line_end.end() if line_end else len(cut.head), "")
    items = _items(pair)
    if between_brackets(pair.node) or not items:
        return set_key(text, key, _flow(left))
    head = cut.head
    for item in reversed([item for item in items if item.value in values]):
        start = max(head.rfind(end, 0, item.start_mark.index) for end in "\r\n") + 1
        line_end = _LINE_END.search(head, end_of(head, item))
        head = head[:start] + head[line_end.end() if line_end else len(head) :]
    return str(replace(cut, head=head))


def replace_words(text: str, key: str, change: Callable[[str], str]) -> str:
    """Change each word of a front matter list (paths such as ``dns/records``), wherever the list is written."""
    cut = _cut(text)
    pair = _pair(cut.head, key) if cut else None
    if cut is None or pair is None:
        return text
    items = [pair.node] if isinstance(pair.node, yaml.ScalarNode) else _items(pair)
    words = [Word(item, between_brackets(pair.node)) for item in items if isinstance(item, yaml.ScalarNode)]
    return str(replace(cut, head=with_words(cut.head, words, change)))


@dataclass(frozen=True, slots=True)
class Word:
    """A value of a YAML text, and whether it stands between brackets."""

    node: yaml.ScalarNode
    in_brackets: bool = False


def with_words(text: str, words: Iterable[Word], change: Callable[[str], str]) -> str:
    """A YAML text with some of its values changed, and every other character as it was."""
    for word in sorted(words, key=lambda w: w.node.start_mark.index, reverse=True):
        new = change(word.node.value)
        if new != word.node.value:
            written = in_brackets(new) if word.in_brackets else scalar(new)
            text = text[: word.node.start_mark.index] + written + text[end_of(text, word.node) :]
    return text


_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# What stands in every row that the pattern finds something in, and the pattern.
_LINKS = (
    ("](", re.compile(r"(?P<before>\]\(\s*<)(?P<url>[^<>]+)(?=>)")),
    ("](", re.compile(r"(?P<before>\]\(\s*)(?P<url>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)")),
    ("]:", re.compile(r"(?P<before>^\s{0,3}\[(?!\^)[^\]]+\]:\s*<)(?P<url>[^<>]+)(?=>)")),
    # A definition of a link ends with its URL or its title; a footnote that looks like one goes on with words.
    ("]:", re.compile(r"(?P<before>^\s{0,3}\[(?!\^)[^\]]+\]:\s*)(?P<url>[^\s<>]+)(?=\s*$|\s+[\"'(])")),
    ("=", re.compile(r"(?P<before>(?<![\w-])(?:href|src|poster)\s*=\s*\")(?P<url>[^\"]+)", re.IGNORECASE)),
    ("=", re.compile(r"(?P<before>(?<![\w-])(?:href|src|poster)\s*=\s*')(?P<url>[^']+)", re.IGNORECASE)),
    (
        "=",
        re.compile(r"(?P<before><[a-z][^<>]*(?<![\w-])(?:href|src|poster)=)(?P<url>[^\s\"'<>=`]+)", re.IGNORECASE),
    ),
)


def rewrite_links(text: str, new: Callable[[str], str]) -> str:
    """Replace the URLs of links and images in the body by what ``new`` makes of them; code is left alone."""
    cut = _cut(text)
    start = len(cut.before) + len(cut.head) if cut else int(text.startswith("\ufeff"))
    # Rows and line ends by turns.
    pieces = re.split(r"(\r\n|\r|\n)", text[start:])
    rows = pieces[::2]
    for line in lines("\n".join(rows)):
        if not line.code:
            pieces[2 * (line.number - 1)] = _rewrite_row(line.text, new)
    return text[:start] + "".join(pieces)


def link_places(body: str) -> Iterator[tuple[int, str]]:
    """The URLs of the links and images of a text (line feeds only), with their lines; those in code are none."""
    for line in lines(body):
        if not line.code:
            yield from ((line.number, url) for url in _urls(line.text))


def _urls(row: str) -> list[str]:
    found: list[str] = []

    def note(url: str) -> str:
        found.append(url)
        return url

    _rewrite_row(row, note)
    return found


def _rewrite_row(row: str, new: Callable[[str], str]) -> str:
    for mark, pattern in _LINKS:
        if mark not in row:
            continue
        spans = [m.span() for m in _CODE_SPAN.finditer(row)]

        def replaced(match: re.Match[str], spans: list[tuple[int, int]] = spans) -> str:
            if any(start <= match.start("url") < end for start, end in spans):
                return match[0]
            return match["before"] + new(match["url"])

        row = pattern.sub(replaced, row)
    return row
