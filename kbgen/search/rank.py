"""A query → the pages that answer it, the best first. Mirrored line by line by ``theme/assets/kb/search/engine.js``.

BM25F over expanded words. For each different word of the query, with its lemmas l of weights x(l) (``expand``), and
for each page p:

- tf(p): the sum of x(l) × frequency of l in p; hit(p): the largest x(l) of the lemmas in p, × LACKING for those that
  only p's translations have;
- rarity = ln(1 + (N − n + ½) / (n + ½)) × √top, top being the largest hit(p), and n the pages with hit(p) ≥ ¾ × top;
- share(p) = tf / (K + tf); the word's score: rarity ^ RARITY × (K + 1) × share(p);
- near(f), for a folder f of the site: the sum of share(p) over its pages / (2 + the number of its pages), divided by
  the largest of all folders.

The page's score is the sum over the words, × (the sum of hit(p) / number of words) ^ COORDINATION, × (1 + TITLE × (d +
e⁴) + FOLDER × c), where

- d is a Dice coefficient of query and title: 2 × Σ (the largest x(l) of lemmas in the title × rarity) / (R + the
  title's weight), 1 at most; lemmas that only the translations have in their titles count TRANSLATED × x(l);
- e is the same by the page's own title alone; its fourth power is for queries that are the title;
- c is Σ (rarity × near(the page's folder)) / R: whose neighbours speak of the query's words, speaks of them too;
- R is Σ rarity over the words; one that expands to nothing has the rarity UNKNOWN there.

A page's section is the one with the largest Σ (rarity × the largest x(l) of the lemmas whose own section it is); of
equal ones the first. Scores are rounded to six digits behind the point before they are compared; of equal pages the
one whose address is first in the alphabet is first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kbgen.search.expand import Weighted, expand
from kbgen.search.layouts import meant
from kbgen.search.model import FREQUENCY, IMPLIED, TITLED, Page
from kbgen.search.query import query_words
from kbgen.search.reader import Reader

K = 4.5
RARITY = 0.7
COORDINATION = 0.6
TITLE = 0.5
FOLDER = 0.2
UNKNOWN = 5.0
LACKING = 0.7
TRANSLATED = 0.8


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers a query. ``section``: the best part of it, 0 for its beginning (see ``model``)."""

    number: int
    page: Page
    section: int
    score: float


@dataclass(slots=True)
class _Found:
    """What the words of a query have found in one page so far."""

    score: float = 0.0
    hit: float = 0.0
    titled: float = 0.0
    titled_itself: float = 0.0


def search(reader: Reader, query: str, limit: int = 10) -> list[Hit]:
    """The pages that answer a query, as it is meant (``layouts``)."""
    return rank(reader, [expand(reader, word) for word in query_words(meant(reader, query))], limit)


def rank(reader: Reader, expanded: Iterable[Weighted], limit: int = 10) -> list[Hit]:
    """The pages that answer words of which the lemmas are known."""
    pages: dict[int, _Found] = {}
    votes: dict[int, dict[int, float]] = {}
    folders: dict[str, float] = {}
    norm = 0.0
    asked = 0
    for lemmas in expanded:
        asked += 1
        frequency, hits, titled, titled_itself, sections = _word(reader, lemmas)
        if not hits:
            norm += UNKNOWN
            continue
        top = max(hits.values())
        near = sum(hit >= 0.75 * top for hit in hits.values())
        rarity = math.log(1 + (reader.page_count - near + 0.5) / (near + 0.5)) * math.sqrt(top)
        norm += rarity
        shares = {number: tf / (K + tf) for number, tf in frequency.items()}
        for number, hit in hits.items():
            found = pages.setdefault(number, _Found())
            found.score += rarity**RARITY * (K + 1) * shares[number]
            found.hit += hit
            found.titled += rarity * titled.get(number, 0.0)
            found.titled_itself += rarity * titled_itself.get(number, 0.0)
            own = votes.setdefault(number, {})
            for section, weight in sections[number].items():
                own[section] = own.get(section, 0.0) + rarity * weight
        for folder, share in _of_folders(reader, shares).items():
            folders[folder] = folders.get(folder, 0.0) + rarity * share
    scored = []
    for number, found in pages.items():
        page = reader.page(number)
        whole = norm + page.title_weight / 10
        dice, dice_itself = min(1.0, 2 * found.titled / whole), min(1.0, 2 * found.titled_itself / whole)
        context = TITLE * (dice + dice_itself**4) + FOLDER * folders[page.folder] / norm
        score = found.score * (found.hit / asked) ** COORDINATION * (1 + context)
        scored.append((-round(score, 6), page.address, number))
    return [
        Hit(number, reader.page(number), best_section(votes[number]), -negative)
        for negative, _, number in sorted(scored)[:limit]
    ]


def _of_folders(reader: Reader, shares: Mapping[int, float]) -> dict[str, float]:
    """How much the pages of each folder have of a word, beside the folder that has most of it."""
    sums: dict[str, float] = {}
    for number, share in sorted(shares.items()):
        folder = reader.page(number).folder
        sums[folder] = sums.get(folder, 0.0) + share
    means = {folder: total / (2 + reader.folders[folder]) for folder, total in sums.items()}
    most = max(means.values())
    return {folder: mean / most for folder, mean in means.items()}


def best_section(votes: dict[int, float]) -> int:
    """The section with the most weight, the first of equal ones."""
    return min(votes, key=lambda section: (-round(votes[section], 6), section))


def _word(
    reader: Reader, lemmas: Weighted
) -> tuple[dict[int, float], dict[int, float], dict[int, float], dict[int, float], dict[int, dict[int, float]]]:
    """Of one word, by page: frequency; largest weight; that in the titles; in the page's own title; by section."""
    frequency: dict[int, float] = {}
    hits: dict[int, float] = {}
    titled: dict[int, float] = {}
    titled_itself: dict[int, float] = {}
    sections: dict[int, dict[int, float]] = {}
    for lemma, weight in lemmas:
        postings = reader.postings(lemma)
        for number, mark, section in zip(postings.pages, postings.marks, postings.sections, strict=True):
            frequency[number] = frequency.get(number, 0.0) + weight * FREQUENCY[mark % IMPLIED]
            kind = mark - mark % IMPLIED
            hits[number] = max(hits.get(number, 0.0), weight * LACKING if kind == IMPLIED else weight)
            if kind >= TITLED:
                titled[number] = max(titled.get(number, 0.0), weight if kind == TITLED else weight * TRANSLATED)
            if kind == TITLED:
                titled_itself[number] = max(titled_itself.get(number, 0.0), weight)
            own = sections.setdefault(number, {})
            own[section] = max(own.get(section, 0.0), 0.0 if kind == IMPLIED else weight)
    return frequency, hits, titled, titled_itself, sections
