"""New entries for the topics file, behind those that are there: comments, order and line ends stay as they are.

Pure: text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from kbgen.articles.edit import between_brackets, end_of
from kbgen.config.yaml_lines import compose
from kbgen.tickets.topics.proposing import Proposal, lines

HEAD = """\
# Which tags of the help desk mean the same, and which articles answer them.
"""


class CannotInsert(ValueError):
    """The file is written in a way that leaves no place for an entry; the message says why."""


def with_entries(text: str, entries: Sequence[Proposal]) -> str:
    """The text with new topics at the end of ``topics``. The text must be readable YAML (``yaml_lines.compose``)."""
    newline = "\r\n" if "\r\n" in text else "\n"
    topics = _topics(text)
    if topics is None:
        block = ["topics:", *_block(entries, "  ")]
        before = text if not text or text.endswith(("\n", "\r")) else text + newline
        if not text.strip():
            before = HEAD.replace("\n", newline)
        gap = newline if before.strip() and text.strip() else ""
        return before + gap + _joined(block, newline)
    key, value = topics
    if isinstance(value, yaml.MappingNode) and value.value:
        if between_brackets(value):
            raise CannotInsert("the topics stand in braces, {…}: write them on lines of their own first")
        indent = " " * value.value[0][0].start_mark.column
        place = _line_end(text, end_of(text, value))
    elif isinstance(value, yaml.ScalarNode) and not value.value and not value.style and value.tag.endswith(":null"):
        indent = " " * key.start_mark.column + "  "
        place = _line_end(text, key.end_mark.index)
    else:
        raise CannotInsert("what stands below “topics” is no list of topics")
    before = text[:place]
    if not before.endswith(("\n", "\r")):
        before += newline
    return before + _joined(_block(entries, indent), newline) + text[place:]


def _topics(text: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key ``topics`` and what stands below it; None where there is none."""
    root = compose(text)
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode) or between_brackets(root):
        raise CannotInsert("the file is no list of topics")
    return next(((key, value) for key, value in root.value if key.value == "topics"), None)


def _line_end(text: str, place: int) -> int:
    """The place behind the line end that follows; a comment behind the last value stays with it."""
    found = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(text, place)
    assert found is not None
    return found.end()


def _block(entries: Sequence[Proposal], indent: str) -> list[str]:
    return [line for entry in entries for line in lines(entry, indent)]


def _joined(block: Sequence[str], newline: str) -> str:
    return "".join(f"{line}{newline}" for line in block)
