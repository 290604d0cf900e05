"""Documents → the index of a language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search import meanings, strengths
from kbgen.search.analysis import endings
from kbgen.search.analysis.lemmas import Lemmas, lemmas_of
from kbgen.search.counts import Counted, Counts, count, of_form
from kbgen.search.documents import Document
from kbgen.search.learned import Articles, Words
from kbgen.search.model import IMPLIED, TITLED, Index, Page, Postings, Standing
from kbgen.search.numbering import numbered


@dataclass(frozen=True, slots=True)
class Assembled:
    """An index, with what it was made of. ``names``: every lemma as a word, by its number; ``standing``: by page."""

    index: Index
    names: Sequence[str]
    standing: Mapping[ArticleId, Standing]


def build(
    language: LanguageCode,
    documents: Iterable[Document],
    *,
    categories: Mapping[str, str] | None = None,
    synonyms: Iterable[Sequence[str]] = (),
    learned: Articles | None = None,
) -> Index:
    """The index of these documents. ``categories``: titles of top folders; ``synonyms``: groups of words."""
    lemmas = lemmas_of(language)
    counted = [count(document, lemmas) for document in documents]
    return assemble(language, counted, lemmas, categories=categories, synonyms=synonyms, learned=learned).index


def assemble(
    language: LanguageCode,
    documents: Iterable[Counted],
    lemmas: Lemmas,
    *,
    categories: Mapping[str, str] | None = None,
    synonyms: Iterable[Sequence[str]] = (),
    learned: Articles | None = None,
    learn: Callable[[list[list[str]]], endings.Endings] = endings.learn,
) -> Assembled:
    """The index of documents of which the words have been counted.

    ``lemmas`` is asked for editors' synonyms only. ``learned``: what the translations of articles speak of. ``learn``:
    is given the forms of all lemmas that have several.
    """
    by_name = {d.document.article: d for d in documents}
    numbers = numbered(by_name)
    counted = [by_name[name] for name in numbers]
    groups = [tuple(group) for group in synonyms]
    by_word = _lemmas_by_word([d.counts for d in counted], groups, lemmas)
    vocabulary = sorted(by_word)
    names = dict.fromkeys(chain.from_iterable(map(by_word.__getitem__, vocabulary)))
    ids = {name: number for number, name in enumerate(names)}
    numbered_lemmas = [tuple(map(ids.__getitem__, by_word[word])) for word in vocabulary]
    standing = dict(zip(numbers, _standing([d.counts for d in counted]), strict=True))
    having = Counter(chain.from_iterable(of.lemmas for of in standing.values()))
    rarities = {lemma: _rarity(having[lemma], len(counted)) for lemma in ids}
    common = {ids[lemma] for lemma, times in having.items() if 2 * times > len(counted)}
    pages = {
        numbers[name]: _page(by_name[name], _title_weight(of, rarities), categories or {})
        for name, of in standing.items()
    }
    if learned:
        standing = {name: _with(of, learned.get(name, {}), ids) for name, of in standing.items()}
    postings = _postings(zip(numbers.values(), standing.values(), strict=True), ids)
    index = Index(
        language=language,
        pages=pages,
        words=tuple(vocabulary),
        lemmas=tuple(numbered_lemmas),
        postings=tuple(postings),
        endings=learn([forms for forms in _forms_of_lemmas(vocabulary, numbered_lemmas, len(ids)) if len(forms) > 1]),
        synonyms=meanings.synonyms(groups, lemmas, ids, common),
    )
    return Assembled(index, tuple(ids), standing)


def _lemmas_by_word(counts: Iterable[Counts], groups: meanings.Groups, lemmas: Lemmas) -> dict[str, tuple[str, ...]]:
    """The lemmas of all words of the pages, and of those that editors say mean the same."""
    by_word = dict(map(of_form, set[str]().union(*(c.forms for c in counts))))
    if groups:
        known = set(chain.from_iterable(by_word.values()))
        by_word.update((word, lemmas(word)) for word in meanings.said(groups, lemmas, known) if word not in by_word)
    return by_word


def _standing(counts: Sequence[Counts]) -> list[Standing]:
    """What stands in each page."""
    means = strengths.means([c.lengths for c in counts])
    found = []
    for c in counts:
        marks = strengths.marks(c.times, c.lengths, means)
        found.append(Standing(c.lemmas, bytes(map(marks.__getitem__, c.kinds)), c.sections))
    return found


def _with(page: Standing, learned: Words, known: Container[str]) -> Standing:
    """A page with what its translations speak of. ``known``: the lemmas of the language."""
    rows = {row[0]: row for row in zip(page.lemmas, page.marks, page.sections, strict=True)}
    for lemma, mark in learned.items():
        if own := rows.get(lemma):
            if mark > TITLED > own[1]:
                rows[lemma] = (lemma, own[1] + IMPLIED + TITLED, own[2])
        elif mark % IMPLIED and lemma in known:
            rows[lemma] = (lemma, mark, 0)
    lemmas, marks, sections = zip(*sorted(rows.values()), strict=True) if rows else ((), (), ())
    return Standing(lemmas, bytes(marks), bytes(sections))


def _postings(pages: Iterable[tuple[int, Standing]], ids: Mapping[str, int]) -> list[Postings]:
    """The postings of every lemma. ``pages``: by number."""
    columns: list[tuple[list[int], bytearray, bytearray]] = [([], bytearray(), bytearray()) for _ in ids]
    for number, page in pages:
        for lemma, mark, section in zip(page.lemmas, page.marks, page.sections, strict=True):
            numbers, marks, sections = columns[ids[lemma]]
            numbers.append(number)
            marks.append(mark)
            sections.append(section)
    return [Postings(tuple(a), bytes(b), bytes(c)) for a, b, c in columns]


def _rarity(pages: int, all_pages: int) -> float:
    """BM25's inverse document frequency."""
    return math.log(1 + (all_pages - pages + 0.5) / (pages + 0.5))


def _title_weight(page: Standing, rarities: Mapping[str, float]) -> int:
    """What a page's title weighs (see ``model.Page``)."""
    title = [lemma for lemma, mark in zip(page.lemmas, page.marks, strict=True) if mark & TITLED]
    return math.floor(10 * sum(rarities[lemma] for lemma in title) + 0.5)


def _page(counted: Counted, title_weight: int, categories: Mapping[str, str]) -> Page:
    document = counted.document
    folder, _, below = document.article.partition("/")
    return Page(
        article=document.article,
        address=document.address,
        title=document.title,
        category=categories.get(folder, folder) if below else "",
        headings=counted.headings,
        title_weight=title_weight,
    )


def _forms_of_lemmas(vocabulary: Iterable[str], lemmas: Iterable[Sequence[int]], count: int) -> list[list[str]]:
    """The words of each lemma."""
    forms: list[list[str]] = [[] for _ in range(count)]
    for word, found in zip(vocabulary, lemmas, strict=True):
        for lemma in found:
            forms[lemma].append(word)
    return forms
