"""What is known of one text alone: its words with their lemmas, and where and how often each lemma stands.

An index needs no more of a text than this and its headings. It is kept between builds, so to make an index again after
one article has changed takes no tokens and no dictionary but for that one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from kbgen.search.analysis.lemmas import Lemmas
from kbgen.search.analysis.tokens import words
from kbgen.search.documents import Document, Section
from kbgen.search.model import Heading
from kbgen.search.strengths import FIELDS, Times

_HEADING_COUNTS = 3
"""In a section, a word of its heading counts as so many words of its text."""
_MOST_SECTIONS = 256


@dataclass(frozen=True, slots=True)
class Counts:
    """The words of a text, counted by their lemmas.

    ``forms``: every word with its lemmas, as ``form`` writes them, sorted. ``lengths``: the number of words in each
    field. ``lemmas``: every lemma, sorted, and beside each of them: in ``sections`` the section where it stands most
    often (the first of them, 255 at most), in ``kinds`` which of ``times`` tells how often it stands in each field.
    (Of the hundreds of lemmas of a text most stand in it in one of a few ways.)
    """

    forms: Sequence[str]
    lengths: Times
    lemmas: Sequence[str]
    sections: bytes
    kinds: Sequence[int]
    times: Sequence[Times]


@dataclass(frozen=True, slots=True)
class Counted:
    """A document with its words counted. The document's own sections are no longer looked at, and may be missing."""

    document: Document
    headings: tuple[Heading, ...]
    counts: Counts


def form(word: str, lemmas: Sequence[str]) -> str:
    """A word and its lemmas, with spaces between them; the word alone where it is its own lemma."""
    return word if lemmas[0] == word and len(lemmas) == 1 else " ".join((word, *lemmas))


def of_form(form: str) -> tuple[str, tuple[str, ...]]:
    """The word and its lemmas again."""
    word, _, lemmas = form.partition(" ")
    return word, tuple(lemmas.split(" ")) if lemmas else (word,)


def count(document: Document, lemmas: Lemmas) -> Counted:
    """Count the words of a document. This looks at nothing else, so it is done once for a text."""
    tally = _Tally(lemmas)
    tally.add("title", document.title)
    tally.add("tags", " ; ".join([*document.tags, *document.former]))
    tally.add("body", document.description)
    best: dict[str, int] = {}
    most: dict[str, int] = {}
    for place, section in _placed(document.sections):
        tally.add("stressed", section.stressed)
        text = tally.add("body", section.text)
        own = Counter(text + _HEADING_COUNTS * tally.add("headings", section.heading))
        if place < _MOST_SECTIONS:
            for lemma, times in own.items():
                if times > most.get(lemma, 0):
                    most[lemma], best[lemma] = times, place
    fields = [Counter(field) for field in tally.fields.values()]
    names = sorted(set[str]().union(*fields))
    kinds: dict[Times, int] = {}
    by_lemma = zip(*(map(field.get, names, repeat(0)) for field in fields), strict=True)
    counts = Counts(
        forms=sorted(form(word, found) for word, found in tally.words.items()),
        lengths=tuple(tally.lengths.values()),
        lemmas=names,
        sections=bytes(map(best.get, names, repeat(0))),
        kinds=[kinds.setdefault(times, len(kinds)) for times in by_lemma],
        times=list(kinds),
    )
    headings = tuple(Heading(section.anchor, section.heading) for section in document.sections if section.anchor)
    return Counted(document, headings, counts)


class _Tally:
    """Reads texts as lemmas, by field, and notes of which words they are."""

    def __init__(self, lemmas: Lemmas) -> None:
        self.words: dict[str, tuple[str, ...]] = {}
        self.fields: dict[str, list[str]] = {name: [] for name in FIELDS}
        self.lengths = dict.fromkeys(FIELDS, 0)
        self._lemmas = lemmas

    def add(self, field: str, text: str) -> list[str]:
        """Read a text, and return the lemmas of its words."""
        if not text:
            return []
        found = words(text)
        for word in found:
            if word not in self.words:
                self.words[word] = self._lemmas(word)
        lemmas = list(chain.from_iterable(map(self.words.__getitem__, found)))
        self.fields[field] += lemmas
        self.lengths[field] += len(found)
        return lemmas


def _placed(sections: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    """Sections with their numbers: 0 is the page's beginning, which is empty where the page begins with a heading."""
    return enumerate(sections, 1 if sections and sections[0].anchor else 0)


def packed(counted: Counted) -> str:
    """The counts of a document, and its headings, as JSON."""
    counts = counted.counts
    data = (
        [(heading.anchor, heading.text) for heading in counted.headings],
        "\n".join(counts.forms),
        counts.lengths,
        "\n".join(counts.lemmas),
        list(counts.sections),
        counts.kinds,
        counts.times,
    )
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, document: Document) -> Counted:
    """The counts again. ``document``: the same, with or without its sections."""
    headings, forms, lengths, lemmas, sections, kinds, times = json.loads(text)
    counts = Counts(_lines(forms), tuple(lengths), _lines(lemmas), bytes(sections), kinds, [tuple(of) for of in times])
    return Counted(document, tuple(Heading(*heading) for heading in headings), counts)


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
