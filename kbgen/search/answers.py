"""Which articles answer these words: for people at the command line, and for other parts of kbgen.

``collection`` says where articles are; ``publish/staff_index`` has one that is up to date. Several languages are
searched side by side, each for itself, and their answers are brought together by score; the scores of a language count
for less where the words of the query are not at home (``tongue``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.search import excerpts, suggest, tongue
from kbgen.search.collection import Collection, Facts
from kbgen.search.documents import Section
from kbgen.search.excerpts import Excerpt, Piece
from kbgen.search.expand import Weighted, expand
from kbgen.search.layouts import meant
from kbgen.search.marking import Marker
from kbgen.search.query import query_words
from kbgen.search.rank import Hit, rank
from kbgen.search.reader import Reader
from kbgen.search.related import like

MISSING = "missing"
"""The state of an article that is not there in all languages."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Only these articles; what is empty allows all. ``category``: the folder, with those below it."""

    category: str = ""
    owner: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An article in one language. ``heading``, ``anchor``: of its best section, empty for its beginning.

    ``missing``: the languages in which there is no such article.
    """

    language: LanguageCode
    article: ArticleId
    address: str
    title: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    anchor: str
    score: float
    excerpt: Excerpt
    facts: Facts
    missing: tuple[LanguageCode, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The best answers; of all, their number, and by facet how many have each value (if they were counted).

    ``retyped``: the query as it was meant, where it was typed with another keyboard layout on.
    """

    shown: tuple[Answer, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    did_you_mean: str = ""
    retyped: str = ""


def answering(
    collection: Collection,
    query: str,
    languages: Iterable[LanguageCode] = (),
    *,
    limit: int = 10,
    filters: Filters = Filters(),
    counted: bool = False,
) -> Answers:
    """The articles that answer a query in these languages; in all where none is named."""
    found = []
    for code in languages or collection.languages:
        reader = collection.reader(code)
        understood = meant(reader, query)
        expanded = [expand(reader, word) for word in query_words(understood)]
        most = reader.page_count if counted or filters != Filters() else limit
        found.append(_Found(code, reader, expanded, rank(reader, expanded, most), understood))
    found = _weighed(found)
    answers = _together(collection, found, limit, filters, counted)
    retyped = [one for one in _best_first(found) if one.query != query]
    return replace(answers, did_you_mean=_did_you_mean(found), retyped=retyped[0].query if retyped else "")


def alike(
    collection: Collection,
    article: ArticleId,
    languages: Iterable[LanguageCode],
    *,
    limit: int = 10,
    filters: Filters = Filters(),
    counted: bool = False,
) -> Answers:
    """The articles that are most like another one, in these of its languages."""
    found = []
    for code in languages:
        if collection.has(code, article):
            reader = collection.reader(code)
            telling, hits = like(
                reader, article, collection.facts(code, article).title, collection.sections(code, article)
            )
            found.append(_Found(code, reader, telling, hits))
    return _together(collection, found, limit, filters, counted)


@dataclass(frozen=True, slots=True)
class _Found:
    """All hits of one language. ``query``: what was looked for there, if it was words."""

    language: LanguageCode
    reader: Reader
    expanded: Sequence[Weighted]
    hits: Sequence[Hit]
    query: str = ""


def _weighed(found: Sequence[_Found]) -> list[_Found]:
    """The same with scores that can be compared."""
    counts = tongue.shares([tongue.at_home(one.reader, one.expanded) for one in found])
    return [
        replace(one, hits=[replace(hit, score=round(hit.score * share, 6)) for hit in one.hits])
        for one, share in zip(found, counts, strict=True)
    ]


def _together(collection: Collection, found: Sequence[_Found], limit: int, filters: Filters, counted: bool) -> Answers:
    """Filter all hits, count them, and show the best of them."""
    places = [
        (-hit.score, order, hit.number, hit)
        for order, one in enumerate(found)
        for hit in one.hits
        if filters == Filters() or _passes(collection, one.language, hit.page.article, filters)
    ]
    places.sort(key=lambda place: place[:3])
    markers = [Marker(one.reader, one.expanded) for one in found]
    shown = tuple(
        _answer(collection, found[order].language, hit, markers[order]) for _, order, _, hit in places[:limit]
    )
    if not counted:
        return Answers(shown, len(places))
    every = ((found[order].language, hit.page.article) for _, order, _, hit in places)
    return Answers(shown, len(places), _facets(collection, every))


def _passes(collection: Collection, language: LanguageCode, article: ArticleId, filters: Filters) -> bool:
    facts = collection.facts(language, article)
    return (
        f"{facts.category}/".startswith(f"{filters.category}/" if filters.category else "")
        and (not filters.owner or facts.owner.casefold() == filters.owner.casefold())
        and (not filters.state or filters.state in _states(collection, facts, article))
    )


def _facets(
    collection: Collection, articles: Iterable[tuple[LanguageCode, ArticleId]]
) -> Mapping[str, Mapping[str, int]]:
    """By facet, the values with the number of articles, the most frequent first."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("language", "category", "owner", "state")}
    for language, article in articles:
        facts = collection.facts(language, article)
        counted["language"][language] += 1
        counted["category"][facts.category] += 1
        counted["owner"][facts.owner] += 1
        counted["state"].update(_states(collection, facts, article))
    return {
        name: {value: n for value, n in sorted(values.items(), key=lambda item: (-item[1], item[0])) if value}
        for name, values in counted.items()
    }


def _states(collection: Collection, facts: Facts, article: ArticleId) -> Iterator[str]:
    yield facts.state
    if _missing(collection, article):
        yield MISSING


def _missing(collection: Collection, article: ArticleId) -> tuple[LanguageCode, ...]:
    """The languages in which there is no such article."""
    return tuple(code for code in collection.languages if not collection.has(code, article))


def _answer(collection: Collection, language: LanguageCode, hit: Hit, marker: Marker) -> Answer:
    page = hit.page
    facts = collection.facts(language, page.article)
    heading = page.headings[hit.section - 1] if 0 < hit.section <= len(page.headings) else None
    return Answer(
        language=language,
        article=page.article,
        address=page.address,
        title=tuple(excerpts.pieces(page.title, list(marker(page.title)))),
        heading=tuple(excerpts.pieces(heading.text, list(marker(heading.text)))) if heading else (),
        anchor=heading.anchor if heading else "",
        score=hit.score,
        excerpt=_excerpt(collection.sections(language, page.article), hit.section, facts.description, marker),
        facts=facts,
        missing=_missing(collection, page.article),
    )


def _excerpt(sections: Sequence[Section], number: int, description: str, marker: Marker) -> Excerpt:
    """Of the best section; if nothing is marked there, of the description; else how the first with words begins.

    ``number``: as pages have it, see ``model``.
    """
    begins_with_heading = bool(sections) and bool(sections[0].anchor)
    place = number - 1 if begins_with_heading else number
    own = sections[place].text if 0 <= place < len(sections) else ""
    first: Excerpt | None = None
    for text in (own, description):
        made = excerpts.excerpt(text, marker)
        if made.value:
            return made
        first = first or (made if made.pieces else None)
    return first or next((excerpts.excerpt(s.text, marker) for s in sections if s.text), Excerpt((), 0))


def _best_first(found: Sequence[_Found]) -> list[_Found]:
    """By their best answers."""
    return sorted(found, key=lambda one: -one.hits[0].score if one.hits else 0)


def _did_you_mean(found: Sequence[_Found]) -> str:
    """In the language of the best answer, unless all words are known in one of the languages."""
    if any(all(map(one.reader.lemmas, query_words(one.query))) for one in found):
        return ""
    suggested = (suggest.did_you_mean(one.reader, query_words(one.query)) for one in _best_first(found))
    return next(filter(None, suggested), "")
