"""Documents → the index of a language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.languages import LanguageCode
from kbgen.search.analysis import endings
from kbgen.search.analysis.lemmas import Lemmas, lemmas_of
from kbgen.search.analysis.tokens import tokens, words
from kbgen.search.documents import Document
from kbgen.search.model import Heading, Index, Page, Postings, quantised
from kbgen.search.numbering import numbered


@dataclass(frozen=True, slots=True)
class Field:
    """How a field counts: its weight, and how much a long one is held against it (b of BM25F)."""

    weight: float
    b: float


FIELDS: Mapping[str, Field] = {
    "title": Field(5, 0.5),
    "headings": Field(3, 0.5),
    "body": Field(1, 0.4),
}
_HEADING_COUNTS = 3
"""In a section, a word of its heading counts as so many words of its text."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A document's words, counted by field, and by section (headings included, and weighted).

    The texts of the document's sections are no longer looked at, and may be missing.
    """

    document: Document
    fields: Mapping[str, Mapping[str, int]]
    sections: Sequence[Mapping[str, int]]


def build(
    language: LanguageCode,
    documents: Iterable[Document],
    *,
    categories: Mapping[str, str] | None = None,
    synonyms: Iterable[Sequence[str]] = (),
) -> Index:
    """The index of these documents. ``categories``: titles of top folders; ``synonyms``: groups of words."""
    counted = map(count, documents)
    return assemble(language, counted, lemmas_of(language), categories=categories, synonyms=synonyms)


def assemble(
    language: LanguageCode,
    documents: Iterable[Counted],
    lemmas: Lemmas,
    *,
    categories: Mapping[str, str] | None = None,
    synonyms: Iterable[Sequence[str]] = (),
) -> Index:
    """The index of documents of which the words have been counted."""
    counted = {d.document.article: d for d in documents}
    numbers = numbered(counted)
    groups_of_words = [tuple(group) for group in synonyms]
    of_pages = {word for c in counted.values() for field in c.fields.values() for word in field}
    known = {lemma for word in of_pages for lemma in lemmas(word)} if groups_of_words else set()
    vocabulary = sorted(of_pages | _said(groups_of_words, lemmas, known))
    ids, by_word = _numbered_lemmas(vocabulary, lemmas)
    postings = _postings([(number, counted[name]) for name, number in numbers.items()], by_word, len(ids))
    rarities = [_rarity(len(p.pages), len(counted)) for p in postings]
    common = {lemma for lemma, p in enumerate(postings) if 2 * len(p.pages) > len(counted)}
    groups: dict[int, list[str]] = {}
    for word, found in by_word.items():
        for lemma in found:
            groups.setdefault(lemma, []).append(word)
    pages = {number: _page(counted[name], by_word, rarities, categories or {}) for name, number in numbers.items()}
    return Index(
        language=language,
        pages=pages,
        words=tuple(vocabulary),
        lemmas=tuple(by_word[word] for word in vocabulary),
        postings=tuple(postings),
        endings=endings.learn(groups.values()),
        synonyms=_synonyms(groups_of_words, by_word, lemmas, ids, common),
    )


def _rarity(pages: int, all_pages: int) -> float:
    """BM25's inverse document frequency."""
    return math.log(1 + (all_pages - pages + 0.5) / (pages + 0.5))


def count(document: Document) -> Counted:
    """Count the words of a document. This looks at nothing else, so it is done once for a text."""
    sections = []
    headings: Counter[str] = Counter()
    body: Counter[str] = Counter(words(document.description))
    for place, section in enumerate(document.sections):
        own = Counter(words(section.text))
        body += own
        heading = Counter(words(section.heading))
        headings += heading
        for word, times in heading.items():
            own[word] += _HEADING_COUNTS * times
        if not place and section.anchor:  # the page begins with a heading: its beginning is empty
            sections.append(Counter[str]())
        sections.append(own)
    title = Counter(words(document.title))
    title.update(words(" ".join(document.tags)))
    return Counted(document, {"title": title, "headings": headings, "body": body}, tuple(sections))


def _numbered_lemmas(vocabulary: Iterable[str], lemmas: Lemmas) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """The numbers of all lemmas, and those of each word."""
    ids: dict[str, int] = {}
    by_word = {word: tuple(ids.setdefault(lemma, len(ids)) for lemma in lemmas(word)) for word in vocabulary}
    return ids, by_word


def _postings(
    pages: Sequence[tuple[int, Counted]], by_word: Mapping[str, tuple[int, ...]], count: int
) -> list[Postings]:
    """The postings of every lemma. ``pages``: by number."""
    totals = {name: sum(sum(page.fields[name].values()) for _, page in pages) for name in FIELDS}
    means = {name: _rounded(total / len(pages)) if pages else 1.0 for name, total in totals.items()}
    columns: list[tuple[list[int], bytearray, bytearray]] = [([], bytearray(), bytearray()) for _ in range(count)]
    for number, page in pages:
        frequencies: dict[int, float] = {}
        for name, field in FIELDS.items():
            of_field = page.fields[name]
            share = field.weight / (1 - field.b + field.b * sum(of_field.values()) / means[name])
            for word, times in of_field.items():
                for lemma in by_word[word]:
                    frequencies[lemma] = frequencies.get(lemma, 0.0) + times * share
        titled = {lemma for word in page.fields["title"] for lemma in by_word[word]}
        sections = _best_sections(page, by_word)
        for lemma, frequency in frequencies.items():
            numbers, marks, best = columns[lemma]
            numbers.append(number)
            marks.append(quantised(frequency) + 128 * (lemma in titled))
            best.append(sections.get(lemma, 0))
    return [Postings(tuple(a), bytes(b), bytes(c)) for a, b, c in columns]


def _rounded(mean: float) -> float:
    """A mean length on a coarse scale (steps of a quarter), so that one more page seldom changes it."""
    return 1.25 ** math.floor(math.log(max(mean, 1), 1.25) + 0.5)


def _best_sections(page: Counted, by_word: Mapping[str, tuple[int, ...]]) -> dict[int, int]:
    """The section where each lemma stands most often."""
    best: dict[int, int] = {}
    most: dict[int, int] = {}
    for place, section in enumerate(page.sections[:256]):
        times: dict[int, int] = {}
        for word, count in section.items():
            for lemma in by_word[word]:
                times[lemma] = times.get(lemma, 0) + count
        for lemma, count in times.items():
            if count > most.get(lemma, 0):
                most[lemma], best[lemma] = count, place
    return best


def _page(
    page: Counted, by_word: Mapping[str, tuple[int, ...]], rarities: Sequence[float], categories: Mapping[str, str]
) -> Page:
    document = page.document
    title = {lemma for word in page.fields["title"] for lemma in by_word[word]}
    folder, _, below = document.article.partition("/")
    return Page(
        article=document.article,
        address=document.address,
        title=document.title,
        category=categories.get(folder, folder) if below else "",
        headings=tuple(Heading(s.anchor, s.heading) for s in document.sections if s.anchor),
        title_weight=math.floor(10 * sum(rarities[lemma] for lemma in sorted(title)) + 0.5),
    )


SYNONYM = 80
"""What a synonym counts beside the word itself, in hundredths; the words of a longer entry share it."""


def _entry(entry: str) -> list[str]:
    """The words of an entry of a group; a technical word is one."""
    found = list(tokens(entry))
    return (
        [found[0].word]
        if found and found[0].whole and found[0].end - found[0].start == len(entry.strip())
        else [token.word for token in found if not token.whole]
    )


def _said(groups: Iterable[Sequence[str]], lemmas: Lemmas, known: Container[str]) -> set[str]:
    """The words of entries of one word, of the groups of which some page has a word: who searches may use them all."""
    said: set[str] = set()
    for group in groups:
        entries = [_entry(entry) for entry in group]
        if any(lemma in known for entry in entries for word in entry for lemma in lemmas(word)):
            said.update(entry[0] for entry in entries if len(entry) == 1)
    return said


def _synonyms(
    groups: Iterable[Sequence[str]],
    by_word: Mapping[str, tuple[int, ...]],
    lemmas: Lemmas,
    ids: Mapping[str, int],
    common: Container[int],
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Lemma → the lemmas of the other entries of its groups, with their weights. ``common`` ones say nothing."""
    found: dict[int, dict[int, int]] = {}
    for group in groups:
        entries = [
            [by_word.get(word) or tuple(ids[lemma] for lemma in lemmas(word) if lemma in ids) for word in _entry(entry)]
            for entry in group
        ]
        for one in entries:
            for other in entries:
                if one is other or len(one) > 1:
                    continue
                for source in one[0]:
                    own = found.setdefault(source, {})
                    for target in {lemma for word in other for lemma in word} - {source}:
                        if len(other) == 1 or target not in common:
                            own[target] = max(own.get(target, 0), SYNONYM // len(other))
    return {i: tuple(sorted(found[i].items())) for i in sorted(found) if found[i]}
