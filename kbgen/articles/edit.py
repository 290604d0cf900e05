"""Changes to an article's text that leave alone everything else in it: the order of keys, comments, line ends.

Pure: text in, text out. Front matter is edited line by line, never written anew from its values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbgen.articles.article import lines


@dataclass(frozen=True, slots=True)
class _Text:
    """A file's text cut into what surrounds the front matter. ``head`` is None where there is none."""

    mark: str
    newline: str
    head: list[str] | None
    body: str


_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(---|\.\.\.)[ \t]*(\r?\n|$)", re.MULTILINE)


def _cut(text: str) -> _Text:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    newline = "\r\n" if "\r\n" in text else "\n"
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return _Text(mark, newline, None, text)
    head = text[opening.end() : closing.start()].splitlines()
    return _Text(mark, newline, head, text[closing.end() :])


def _join(text: _Text, head: Sequence[str]) -> str:
    lines = ["---", *head, "---"]
    return text.mark + text.newline.join(lines) + text.newline + text.body


def _block(head: Sequence[str], key: str) -> tuple[int, int] | None:
    """The lines of a key and its value: from the key's own to before the next key."""
    start = next((i for i, line in enumerate(head) if re.match(rf"{re.escape(key)}[ \t]*:", line)), None)
    if start is None:
        return None
    end = start + 1
    while end < len(head) and re.match(r"[ \t]|-([ \t]|$)", head[end]):
        end += 1
    return start, end


def scalar(value: str) -> str:
    """A value as YAML: in quotation marks where it would otherwise be read as something else."""
    import yaml

    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return dumped.removesuffix("...\n").rstrip("\n")


def set_key(text: str, key: str, value: str) -> str:
    """Give a front matter key a value (as YAML text); the key is added at the end where it is not there yet."""
    cut = _cut(text)
    line = f"{key}: {value}"
    if cut.head is None:
        return _join(_Text(cut.mark, cut.newline, [], cut.newline + cut.body if cut.body else ""), [line])
    place = _block(cut.head, key)
    if place is None:
        return _join(cut, [*cut.head, line])
    start, end = place
    comment = re.search(r"\s#\s.*$", cut.head[start])
    if comment and end == start + 1:
        line += comment[0]
    return _join(cut, [*cut.head[:start], line, *cut.head[end:]])


def add_to_list(text: str, key: str, values: Sequence[str]) -> str:
    """Add values to a front matter list, in the form (``[a, b]`` or lines of ``- a``) in which it is written."""
    cut = _cut(text)
    if not values:
        return text
    flow = ", ".join(scalar(v) for v in values)
    place = _block(cut.head, key) if cut.head is not None else None
    if cut.head is None or place is None:
        return set_key(text, key, f"[{flow}]")
    start, end = place
    first = cut.head[start]
    if end > start + 1 and re.match(r"\s*-", cut.head[start + 1]):
        indent = re.match(r"\s*", cut.head[start + 1])
        assert indent is not None
        added = [f"{indent[0]}- {scalar(v)}" for v in values]
        return _join(cut, [*cut.head[:end], *added, *cut.head[end:]])
    whole = " ".join([first, *(line.strip() for line in cut.head[start + 1 : end])])
    inside = re.match(rf"{re.escape(key)}[ \t]*:[ \t]*\[(.*)\]\s*$", whole)
    if inside:
        old = inside[1].strip().rstrip(",")
        made = f"{key}: [{old}, {flow}]" if old else f"{key}: [{flow}]"
    else:
        single = whole.partition(":")[2].strip()
        made = f"{key}: [{single}, {flow}]" if single else f"{key}: [{flow}]"
    return _join(cut, [*cut.head[:start], made, *cut.head[end:]])


def replace_words(text: str, key: str, change: Callable[[str], str]) -> str:
    """Change each word of a front matter list (paths such as ``dns/records``), wherever the list is written."""
    cut = _cut(text)
    place = _block(cut.head, key) if cut.head is not None else None
    if cut.head is None or place is None:
        return text
    start, end = place
    name, colon, rest = cut.head[start].partition(":")
    changed = [name + colon + _changed_words(rest, change)]
    changed += [_changed_words(line, change) for line in cut.head[start + 1 : end]]
    return _join(cut, [*cut.head[:start], *changed, *cut.head[end:]])


def _changed_words(line: str, change: Callable[[str], str]) -> str:
    return re.sub(r"[^\s\[\],\"']+", lambda m: change(m[0]), line)


_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINKS = (
    re.compile(r"(?P<before>\]\(\s*<?)(?P<url>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"),
    re.compile(r"(?P<before>^\s{0,3}\[[^\]]+\]:\s*<?)(?P<url>[^\s<>]+)"),
    re.compile(r"(?P<before>\b(?:href|src)\s*=\s*[\"'])(?P<url>[^\"']+)"),
)


def rewrite_links(text: str, new: Callable[[str], str]) -> str:
    """Replace the URLs of links and images in the body by what ``new`` makes of them; code is left alone."""
    cut = _cut(text)
    body = cut.body if cut.head is not None else text.removeprefix(cut.mark)
    rows = body.split("\n")
    for line in lines(body.replace("\r\n", "\n")):
        if not line.code:
            rows[line.number - 1] = _rewrite_row(rows[line.number - 1], new)
    changed = "\n".join(rows)
    return text[: len(text) - len(body)] + changed


def _rewrite_row(row: str, new: Callable[[str], str]) -> str:
    for pattern in _LINKS:
        spans = [m.span() for m in _CODE_SPAN.finditer(row)]

        def replaced(match: re.Match[str], spans: list[tuple[int, int]] = spans) -> str:
            if any(start <= match.start("url") < end for start, end in spans):
                return match[0]
            return match["before"] + new(match["url"])

        row = pattern.sub(replaced, row)
    return row
