"""What stands together in the languages of an article: blocks by their place under the same heading.

Where all languages have as many headings, sections belong together in their order; within a section, blocks do where
all languages have the same kinds of blocks in the same order. Otherwise a section, or the whole text, is compared as
one piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbgen.languages import LanguageCode
from kbgen.translation.blocks import Block, Kind

Texts = Mapping[LanguageCode, Sequence[Block]]
Places = Mapping[LanguageCode, tuple[int, ...]]
"""For each language the places of blocks in its text."""

_ABOVE = (Kind.TITLE, Kind.DESCRIPTION)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that say the same in each language, and the section around them."""

    blocks: Places
    section: Places


def groups(texts: Texts) -> Iterator[Group]:
    """The smallest pieces of an article that can be compared; each block is in just one."""
    for kind in _ABOVE:
        blocks = {code: tuple(i for i, b in enumerate(text) if b.kind is kind) for code, text in texts.items()}
        if any(blocks.values()):
            yield Group(blocks, blocks)
    for section in _sections(texts):
        shapes = {tuple(_shape(texts[code][i]) for i in places) for code, places in section.items()}
        if len(shapes) > 1:
            yield Group(section, section)
            continue
        for row in zip(*section.values(), strict=True):
            yield Group({code: (place,) for code, place in zip(section, row, strict=True)}, section)


def begins_section(block: Block) -> bool:
    """Whether a block is a heading of a section. One of level 1 repeats the title, if only in some languages."""
    return block.kind is Kind.HEADING and block.level > 1


def _shape(block: Block) -> tuple[Kind, bool]:
    return block.kind, block.ordered


def _sections(texts: Texts) -> list[Places]:
    """The sections of all languages, by their order; the whole texts where headings do not match."""
    cut = {code: _cut(text) for code, text in texts.items()}
    if len({len(sections) for sections in cut.values()}) > 1:
        return [{code: tuple(i for section in sections for i in section) for code, sections in cut.items()}]
    return [dict(zip(cut, row, strict=True)) for row in zip(*cut.values(), strict=True)]


def _cut(text: Sequence[Block]) -> list[tuple[int, ...]]:
    """What stands above the first heading, then a heading with all up to the next one, and so on."""
    sections: list[list[int]] = [[]]
    for place, block in enumerate(text):
        if block.kind in _ABOVE:
            continue
        if begins_section(block):
            sections.append([])
        sections[-1].append(place)
    return [tuple(section) for section in sections]
