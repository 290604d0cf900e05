"""Fingerprints of blocks and of whole texts: enough to see that something has changed, and what kind of change it is.

A block has one of its words, one of its facts, and one of its labels. Punctuation, case, emphasis, quotes and the
targets of links are no part of the words, so that a cosmetic change leaves words and facts as they were. What no print
of a block tells, the digest of the whole text does.

Sizes are chosen for a line that people see in their files. That a changed block keeps its print of 24 bits happens
once in 16.7 million changes, and the digest of 60 bits sees it even then.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from kbgen.articles.article import Article
from kbgen.languages import LanguageCode
from kbgen.translation.blocks import Block, Kind, blocks_of
from kbgen.translation.facts.fact import Fact, FactKind

FactsOf = Callable[[Block, LanguageCode], tuple[Fact, ...]]
"""The facts of a block, which is in this language."""

MOST_PRINTS = 120
"""A text of more blocks than this is recorded by its sections, so that no record is longer than a screen."""

EVERY_BLOCK = 7
"""The grain of prints that are each of one block. Grains below it: see ``Prints``."""


PARTLY = "-" * 10
"""Instead of a digest where there never was a text of these prints: only some blocks were confirmed or rewritten."""


class BlockPrint(NamedTuple):
    """The fingerprint of a block, or of a part of several. ``facts`` is empty where there are none.

    ``labels`` are the facts that only emphasis makes: where no other word has changed, neither has what is said.
    """

    words: str
    facts: str = ""
    labels: str = ""

    def __str__(self) -> str:
        facts = f"~{self.facts}" if self.facts else ""
        return f"{self.words}{facts}*{self.labels}" if self.labels else f"{self.words}{facts}"


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of a text in its order.

    ``digest`` is of the exact texts of all blocks. ``grain`` says what each of ``blocks`` is of: ``EVERY_BLOCK`` of a
    block; 1 to 6 of a part that begins with a heading of this level or above; 0 of the whole text.
    """

    digest: str
    blocks: tuple[BlockPrint, ...]
    grain: int = EVERY_BLOCK


@dataclass(frozen=True)
class Text:
    """An article in one language, as far as translating it goes."""

    language: LanguageCode
    blocks: tuple[Block, ...]
    facts: tuple[tuple[Fact, ...], ...]

    @cached_property
    def prints(self) -> Prints:
        """The fingerprints of every block."""
        blocks = tuple(map(print_of, self.blocks, self.facts))
        return Prints(digest_of(self.blocks), blocks)

    def prints_by(self, grain: int) -> Prints:
        """The fingerprints of the parts of this grain."""
        if grain >= EVERY_BLOCK:
            return self.prints
        parts = (_print_of_part([self.prints.blocks[place] for place in part]) for part in parts_by(self.blocks, grain))
        return Prints(self.prints.digest, tuple(parts), grain)

    @cached_property
    def recorded_prints(self) -> Prints:
        """The prints that a record holds: the finest that are not too many."""
        for grain in range(EVERY_BLOCK, 0, -1):
            prints = self.prints_by(grain)
            if len(prints.blocks) <= MOST_PRINTS:
                return prints
        return self.prints_by(0)


def text_of(article: Article, facts_of: FactsOf) -> Text:
    """The blocks of an article with their facts."""
    blocks = blocks_of(article)
    return Text(article.language, blocks, tuple(facts_of(block, article.language) for block in blocks))


def parts_by(blocks: Sequence[Block], grain: int) -> list[range]:
    """The places of the blocks of each part; the first part is what stands above all headings."""
    if grain >= EVERY_BLOCK:
        return [range(place, place + 1) for place in range(len(blocks))]
    begins = [place for place, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level <= grain]
    if blocks and (not begins or begins[0] != 0):
        begins = [0, *begins]
    return [range(begin, end) for begin, end in zip(begins, [*begins[1:], len(blocks)], strict=True)]


def print_of(block: Block, facts: Iterable[Fact]) -> BlockPrint:
    """The fingerprint of one block."""
    keys: list[str] = []
    labels: list[str] = []
    for fact in facts:
        (labels if fact.kind is FactKind.LABEL else keys).append(f"{fact.kind}\t{fact.value}")
    folded = block.text if block.kind is Kind.CODE else fold(block.text)
    return BlockPrint(_letters(folded, 3), _of_all(sorted(keys), 3), _of_all(sorted(labels), 2))


def _print_of_part(prints: Sequence[BlockPrint]) -> BlockPrint:
    words, facts, labels = ([letters for letters in column if letters] for column in zip(*prints, strict=True))
    return BlockPrint(_letters("\n".join(words), 3), _of_all(facts, 3), _of_all(labels, 2))


def _of_all(keys: Sequence[str], length: int) -> str:
    return _letters("\n".join(keys), 9, length) if keys else ""


def digest_of(blocks: Iterable[Block]) -> str:
    """Ten letters of the exact texts of a text's blocks."""
    return _letters("\0".join(f"{block.kind}\n{block.text}" for block in blocks), 9, 10)


def _letters(text: str, size: int, length: int | None = None) -> str:
    """Letters of the URL-safe base64 alphabet: six bits each of a digest of ``size`` bytes."""
    # A lone half of a character, which no file can hold, would otherwise end everything.
    data = text.encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(data, digest_size=size).digest()).decode("ascii")[:length]


_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TARGET = re.compile(r"\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_FOOTNOTE = re.compile(r"\[\^[^\]]{1,100}\]")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s(?!(?:[^<>]*\s)?(?:alt|title|label)\s*=)[^<>]*)?/?>")
# Letters and digits of every script, and the signs that are read out as words.
_COUNTING = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[%‰°±€$£¥₽₴]")


def fold(text: str) -> str:
    """What is left of a line of Markdown without case, punctuation, emphasis, tags and targets; code as it is."""
    if "`" not in text:
        return _folded(text)
    pieces: list[str] = []
    end = 0
    for span in _CODE_SPAN.finditer(text):
        pieces += (_folded(text[end : span.start()]), f"`{span[2].strip()}`")
        end = span.end()
    pieces.append(_folded(text[end:]))
    return " ".join(filter(None, pieces))


def _folded(text: str) -> str:
    if "[" in text:
        text = _FOOTNOTE.sub(" ", _TARGET.sub("] ", text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _SILENT.sub("", text))
        # Russian is written with and without ё, and says the same.
        text = unicodedata.normalize("NFKC", text.casefold()).replace("ё", "е")
        return " ".join(_COUNTING.findall(text))
    return " ".join(_COUNTING.findall(text.lower()))
