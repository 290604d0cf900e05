"""The golden queries: what every engine answers to them over the starter content, in order and with scores.

``python -m tests.search.test_golden`` writes them anew; the difference is then to be read.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kbgen.languages import LanguageCode
from kbgen.search import indexing, rank, synonyms
from kbgen.search.reader import Memory
from tests.search.contents import ROOT, documents

FOLDER = Path(__file__).with_name("golden")
GOLDEN = FOLDER / "ranking.json"
QUERIES: dict[LanguageCode, list[str]] = json.loads((FOLDER / "queries.json").read_text("utf-8"))


@cache
def reader(language: LanguageCode) -> Memory:
    same = synonyms_of(language)
    return Memory(indexing.build(language, documents(ROOT / "content", language), synonyms=same))


def synonyms_of(language: LanguageCode) -> synonyms.Groups:
    text = (ROOT / "content" / synonyms.FILE).read_text("utf-8")
    groups, _ = synonyms.parse(text, synonyms.FILE, list(QUERIES))
    return groups[language]


def answer(language: LanguageCode, query: str) -> list[list[Any]]:
    return [[hit.page.article, hit.section, hit.score] for hit in rank.search(reader(language), query)]


def answers() -> dict[str, dict[str, list[list[Any]]]]:
    return {code: {query: answer(code, query) for query in queries} for code, queries in QUERIES.items()}


@pytest.mark.parametrize("language", QUERIES)
def test_golden_queries_are_answered_as_before(language: LanguageCode) -> None:
    """Pages, sections and scores; a browser's engine and the staff's answer the same."""
    expected = json.loads(GOLDEN.read_text("utf-8"))[language]
    for query in QUERIES[language]:
        assert answer(language, query) == expected[query], query


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(answers(), ensure_ascii=False, indent=1) + "\n", "utf-8")
