"""What an article's translations say of it that its own words do not.

The languages of a site are a parallel corpus: the n-th section of an article says the same in all of them. Words that
keep turning up in the same sections are translations of one another; with them, the words of an article's
translations imply words of its own language. Who searches for one of these finds the article, though it says the same
in other words.

*Association* of a lemma a with a lemma b of another language: ((n(a, b) − 1 − n(a) × n(b) / N)² / (n(a) × n(b))) ^
SHARPNESS, n being the number of sections with a, with b and with both, of N. It is 0 for what met once or by chance,
and goes to 1 for words that are always together. Beside a, the associations of all b are made to sum up to 1. (Tables
of IBM model 1, the usual way, rank hardly better, with twice the words: bench/RESULTS-ranking.md.)

*Implied* frequency of a lemma in an article: for each of the other languages, the weighted frequencies (see ``model``)
of its translations, times their shares of the association, summed up; then the mean of the languages. In the same way
its share in the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search.analysis.lemmas import Lemmas as Analysis
from kbgen.search.analysis.tokens import words
from kbgen.search.documents import Section
from kbgen.search.learned import Articles, Learned
from kbgen.search.model import FREQUENCY, IMPLIED, TITLED, Standing, quantised

SHARPNESS = 1.5
LEAST_ASSOCIATION = 0.02
LEAST_SHARE = 0.05
"""Less says nothing."""
LEAST_FREQUENCY = 0.3
LEAST_TITLE = 0.15
COMMON = 0.5
"""What this share of the pages has is implied nowhere."""
FEW, PART = 1, 0.4
"""A lemma is implied in so many pages at most, the first ones, and so many more for each page that has it."""

Lemmas = frozenset[str]
Shares = Mapping[str, Mapping[str, float]]
"""By lemma, its translations into another language with their shares."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article in one language. ``sections``: the lemmas of each, headings included; ``standing``: of the page."""

    sections: Sequence[Lemmas]
    standing: Standing


Versions = Mapping[ArticleId, Version]


def version(sections: Iterable[Section], standing: Standing, lemmas: Analysis) -> Version:
    """An article's text as it is compared with its translations. ``standing``: as the article itself says it."""
    found = [words(section.heading) + words(section.text) for section in sections]
    return Version([frozenset(lemma for word in own for lemma in lemmas(word)) for own in found], standing)


def learn(site: Mapping[LanguageCode, Versions]) -> Learned:
    """What the translations imply, for every language."""
    tables: dict[tuple[LanguageCode, LanguageCode], Shares] = {}
    for a, b in combinations(sorted(site), 2):
        tables[a, b], tables[b, a] = _tables(list(_aligned(site[a], site[b])))
    return {
        code: _implied(own, [(tables[code, other], site[other]) for other in sorted(site) if other != code])
        for code, own in site.items()
    }


def _aligned(a: Versions, b: Versions) -> Iterator[tuple[Lemmas, Lemmas]]:
    """Sections that say the same. Where two versions are not cut alike, the whole article is one section."""
    for article in sorted(a.keys() & b.keys()):
        one, other = a[article].sections, b[article].sections
        if len(one) == len(other):
            yield from zip(one, other, strict=True)
        else:
            yield Lemmas().union(*one), Lemmas().union(*other)


def _tables(sections: Sequence[tuple[Lemmas, Lemmas]]) -> tuple[Shares, Shares]:
    """The translations of the first language's lemmas, and those of the second one's."""
    where: dict[str, list[Lemmas]] = {}
    times = Counter[str]()
    for one, other in sections:
        times.update(other)
        for lemma in one:
            where.setdefault(lemma, []).append(other)
    there: dict[str, dict[str, float]] = {}
    back: dict[str, dict[str, float]] = {}
    for lemma, others in where.items():
        together = Counter[str]()
        for other in others:
            together.update(other)
        for translation, both in together.items():
            expected = 1 + len(others) * times[translation] / len(sections)
            if both > expected:
                value = ((both - expected) ** 2 / (len(others) * times[translation])) ** SHARPNESS
                if value >= LEAST_ASSOCIATION:
                    there.setdefault(lemma, {})[translation] = value
                    back.setdefault(translation, {})[lemma] = value
    return _shares(there), _shares(back)


def _shares(associations: Mapping[str, Mapping[str, float]]) -> Shares:
    found = {}
    for lemma in sorted(associations):
        of_lemma = associations[lemma]
        total = sum(of_lemma[other] for other in sorted(of_lemma))
        found[lemma] = {o: of_lemma[o] / total for o in sorted(of_lemma) if of_lemma[o] >= LEAST_SHARE * total}
    return found


@dataclass(slots=True)
class _Expected:
    """How often a lemma is to be expected in an article, and how much of it in the title."""

    frequency: float = 0.0
    title: float = 0.0


def _implied(own: Versions, others: Sequence[tuple[Shares, Versions]]) -> Articles:
    pages = Counter(lemma for version in own.values() for lemma in version.standing.lemmas)
    inverted = [(_inverted(shares), versions) for shares, versions in others]
    found: dict[ArticleId, dict[str, int]] = {}
    lacking: dict[str, list[tuple[float, ArticleId, _Expected]]] = {}
    for article in sorted(own):
        standing = own[article].standing
        marks = dict(zip(standing.lemmas, standing.marks, strict=True))
        for lemma, expected in _expected(article, inverted).items():
            in_title = expected.title >= LEAST_TITLE
            if lemma not in marks:
                value = expected.frequency + expected.title
                if value >= LEAST_FREQUENCY and pages[lemma] <= COMMON * len(own):
                    lacking.setdefault(lemma, []).append((-round(value, 6), article, expected))
            elif in_title and marks[lemma] < TITLED:
                found.setdefault(article, {})[lemma] = IMPLIED + TITLED
    for lemma, candidates in lacking.items():
        for _, article, expected in sorted(candidates, key=lambda c: c[:2])[: int(FEW + PART * pages[lemma])]:
            mark = quantised(expected.frequency) + IMPLIED + TITLED * (expected.title >= LEAST_TITLE)
            found.setdefault(article, {})[lemma] = mark
    return found


def _inverted(shares: Shares) -> Mapping[str, Sequence[tuple[str, float]]]:
    """By translation, the lemmas that have it."""
    found: dict[str, list[tuple[str, float]]] = {}
    for lemma, translations in shares.items():
        for translation, share in translations.items():
            if translation != lemma:
                found.setdefault(translation, []).append((lemma, share))
    return found


def _expected(
    article: ArticleId, others: Sequence[tuple[Mapping[str, Sequence[tuple[str, float]]], Versions]]
) -> Mapping[str, _Expected]:
    """Every lemma that an article's translations speak of."""
    there = [(of_translation, versions[article].standing) for of_translation, versions in others if article in versions]
    found: dict[str, _Expected] = {}
    for of_translation, standing in there:
        for translation, mark in zip(standing.lemmas, standing.marks, strict=True):
            frequency, titled = FREQUENCY[mark % IMPLIED] / len(there), (mark >= TITLED) / len(there)
            for lemma, share in of_translation.get(translation, ()):
                expected = found.setdefault(lemma, _Expected())
                expected.frequency += share * frequency
                expected.title += share * titled
    return found
