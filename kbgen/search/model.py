"""The searchable content of one language, as a value.

Every number that ranking looks at is a whole number here, quantised as in the files that browsers load, so that the
command line and a browser give the same order.

*Pages* are numbered; numbers may have gaps, and say nothing but which page is meant.
*Lemmas* are numbered from 0 in the order in which the sorted words first need them.
*Strength* is how much a page is about a lemma: its frequency in each field, weighted by the field and divided by the
field's length (the inner part of BM25F), on a scale of logarithms from 1 to 32.
*Sections* of a page are numbered from 0, the page's beginning; section n is the text below its n-th heading.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search.analysis.endings import Endings

STRONGEST = 32
"""More of a word says no more: the scale ends at a weighted frequency of about ten."""
_STEPS = 6
"""For each doubling. Finer ones make files larger, and no order better (see decisions/0017)."""


def quantised(frequency: float) -> int:
    """A weighted frequency above 0 → its strength: six steps for each doubling of 1 + 4 × frequency."""
    return max(1, min(STRONGEST, math.floor(_STEPS * math.log2(1 + 4 * frequency) + 0.5)))


FREQUENCY = tuple((2 ** (q / _STEPS) - 1) / 4 for q in range(STRONGEST + 1))
"""Strength → weighted frequency."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, and the anchor that leads to it."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a page, and what its title weighs.

    ``address`` is relative to the site, as in ``Document``. ``category`` is the title of the first folder on the way
    to it, empty at the top. ``title_weight``: the sum of the rarities of its title's lemmas, in tenths.
    """

    article: ArticleId
    address: str
    title: str
    category: str
    headings: tuple[Heading, ...]
    title_weight: int

    @property
    def folder(self) -> str:
        """The folder of the site that the page is in: its address up to the last name."""
        return self.address.rstrip("/").rpartition("/")[0]


TITLED = 128
"""What a mark has more where the lemma stands in the page's title."""
IMPLIED = 64
"""What a mark has more where the page's translations alone say so: that it has the lemma; with ``TITLED``, that it has
the lemma in its title."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a lemma stands: three columns of equal length, by page number.

    ``marks``: the strength, plus ``TITLED`` and ``IMPLIED``. ``sections``: the section where the lemma stands most
    often (the first of them; a heading counts thrice), at most 255; 0 where only the translations have it.
    """

    pages: tuple[int, ...]
    marks: bytes
    sections: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a page: the same as ``Postings``, by page instead of by lemma. ``lemmas``: their names, sorted."""

    lemmas: Sequence[str]
    marks: bytes
    sections: bytes


@dataclass(frozen=True, slots=True)
class Index:
    """One language, ready to be searched.

    ``words``: every word of the pages, sorted by code point; ``lemmas``: beside each word the numbers of its lemmas.
    ``postings``: by lemma. ``synonyms``: lemma → lemmas that mean the same to
    editors, with weights in hundredths. A word that only editors' synonyms have stands in no page: its lemma has empty
    postings.
    """

    language: LanguageCode
    pages: Mapping[int, Page]
    words: tuple[str, ...]
    lemmas: tuple[tuple[int, ...], ...]
    postings: Sequence[Postings]
    endings: Endings
    synonyms: Mapping[int, tuple[tuple[int, int], ...]]
