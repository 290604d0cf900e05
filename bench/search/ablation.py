"""What each part of ranking brings: the same queries with one constant after the other set to nothing.

    python -m bench.search.ablation --content DIR --queries DIR [--against DIR] [--every N] [PART ...]

Runs the Python engine in memory (the browser's gives the same order). ``--every N`` takes each N-th query of a set.
A row's figure is the mean MRR@10 of all sets but ``title``, each of the same weight, and its difference to the first
row with the 95 % interval of a paired bootstrap.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.search import against, queries
from bench.search.quality import bootstrap, reciprocals
from bench.search.queries import QuerySet
from kbgen.articles import files
from kbgen.config import load_text
from kbgen.markup.convert import Converter
from kbgen.search import expand, indexing, rank, strengths, translations
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.counts import count
from kbgen.search.documents import Document, sections
from kbgen.search.learned import Learned
from kbgen.search.query import query_words
from kbgen.search.reader import Memory
from kbgen.search.strengths import Field

Setting = tuple[ModuleType, str, Any]


def _without(field: str) -> Setting:
    return (strengths, "FIELDS", {**strengths.FIELDS, field: Field(0, 0)})


PARTS: Mapping[str, tuple[Setting, ...]] = {
    "as it is": (),
    "weights of fields": ((strengths, "FIELDS", dict.fromkeys(strengths.FIELDS, Field(1, 0.4))),),
    "headings": (_without("headings"),),
    "bold words and code": (_without("stressed"),),
    "length of the text": ((strengths, "FIELDS", {**strengths.FIELDS, "body": Field(1, 0)}),),
    "learned endings": ((expand, "by_endings", lambda reader, word: set()),),
    "split words": ((expand, "by_splitting", lambda reader, word: set()),),
    "beginnings": ((expand, "PREFIX", 0),),
    "slips": ((expand, "SLIP", 0), (expand, "TWO_SLIPS", 0)),
    "trigrams": ((expand, "ALIKE", 0),),
    "slips and trigrams": ((expand, "SLIP", 0), (expand, "TWO_SLIPS", 0), (expand, "ALIKE", 0)),
    "damping of guesses": ((expand, "KNOWN", 1),),
    "rarity ^ 0.7": ((rank, "RARITY", 1),),
    "coordination": ((rank, "COORDINATION", 0),),
    "title": ((rank, "TITLE", 0),),
    "folder": ((rank, "FOLDER", 0),),
    "learned words": ((translations, "learn", lambda site: {code: {} for code in site}),),
}


@contextmanager
def changed(settings: tuple[Setting, ...]) -> Iterator[None]:
    """With these names having other values."""
    before = [(module, name, getattr(module, name)) for module, name, _ in settings]
    for module, name, value in settings:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def documents(content: Path, language: str) -> list[Document]:
    """The articles of a language, home page left out."""
    config, _ = load_text("site_name: Benchmark\nmarkdown_extensions: [admonition, attr_list, tables]\n", Path("x.yml"))
    converter = Converter(config.markdown_extensions)
    return [
        Document(
            article=article.id,
            language=language,
            address=f"{language}/{article.id}/",
            title=article.title,
            description=article.meta.description,
            tags=article.meta.tags,
            sections=tuple(sections(converter.convert(article.body).html)),
        )
        for article in files.read(content, [language]).articles
        if article.id != "index"
    ]


def learned(texts: Mapping[str, list[Document]]) -> Learned:
    """What ``kbgen learn`` would learn of these articles."""
    site = {}
    for code, own in texts.items():
        lemmas = lemmas_of(code)
        standing = indexing.assemble(code, [count(document, lemmas) for document in own], lemmas).standing
        site[code] = {
            document.article: translations.version(document.sections, standing[document.article], lemmas)
            for document in own
        }
    return translations.learn(site)


def run(texts: Mapping[str, list[Document]], sets: list[QuerySet]) -> list[list[float]]:
    """The reciprocal ranks of every set."""
    found = []
    told = learned(texts)
    readers = {code: Memory(indexing.build(code, own, learned=told[code])) for code, own in texts.items()}
    for code, reader in readers.items():
        expanded = cache(lambda word, reader=reader: expand.expand(reader, word))
        for one in (s for s in sets if s.language == code):
            ranked = [
                [hit.page.article for hit in rank.rank(reader, [expanded(word) for word in query_words(text)])]
                for text in one.texts
            ]
            found.append(reciprocals(ranked, one.expected))
    return found


def main() -> None:
    """Print a row for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("parts", nargs="*", metavar="PART", default=list(PARTS))
    asked = parser.parse_args()
    sets = sorted(queries.read(asked.queries), key=lambda one: (one.language, one.name))
    whole = sets
    sets = [QuerySet(s.language, s.name, s.part, s.queries[:: asked.every]) for s in sets]
    texts = {code: documents(asked.content, code) for code in queries.languages(sets)}
    counted = [n for n, one in enumerate(sets) if one.name != against.KNOWN_ITEM]
    base = run(texts, sets)
    for one, values in zip(sets, base, strict=True):
        print(f"{one.language} {one.name:10} {sum(values) / len(values):.3f}")
    if asked.against:
        kept = [
            reciprocals(against.kept(asked.against, one)[:: asked.every], s.expected)
            for one, s in zip(whole, sets, strict=True)
        ]
        gain = bootstrap([base[n] for n in counted], [kept[n] for n in counted])
        print(f"beside the results that were kept: {gain.mean:+.4f} ({gain.low:+.4f} … {gain.high:+.4f})")
        for n, one in enumerate(sets):
            gain = bootstrap([base[n]], [kept[n]])
            print(f"  {one.language} {one.name:10} {gain.mean:+.4f} ({gain.low:+.4f} … {gain.high:+.4f})")
    for name in asked.parts:
        with changed(PARTS[name]):
            own = run(texts, sets) if PARTS[name] else base
        mean = sum(sum(own[n]) / len(own[n]) for n in counted) / len(counted)
        gain = bootstrap([own[n] for n in counted], [base[n] for n in counted])
        print(f"| {name} | {mean:.4f} | {gain.mean:+.4f} | {gain.low:+.4f} … {gain.high:+.4f} |", flush=True)


if __name__ == "__main__":
    main()
