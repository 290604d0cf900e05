"""What customers would type about the starter's articles: a floor under the quality of the search.

The queries are in ``queries/<lang>.customers.tsv``; ``python -m bench.search`` measures them with every engine. Those
that cover every article are in files of their own (``test_coverage``).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.search import queries
from bench.search.quality import evaluate
from bench.search.queries import QuerySet
from kbgen.search import rank
from tests.search.test_golden import reader

FLOOR = 0.82
"""MRR@10; with .84 to .87 when the queries were written, two or three of them may fall from the first place."""


SETS = [one for one in queries.read(Path(__file__).with_name("queries")) if one.name == "customers"]


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.language)
def test_customers_find_what_they_mean(one: QuerySet) -> None:
    """In their own words, with endings and slips: mostly at the first place, nearly always among ten."""
    ranked = [[hit.page.article for hit in rank.search(reader(one.language), text)] for text in one.texts]
    found = evaluate(ranked, one.expected)
    missed = [text for text, pages, right in zip(one.texts, ranked, one.expected, strict=True) if not right & {*pages}]
    assert found.mrr10 >= FLOOR, f"{found}, not found: {missed}"
    assert found.r10 >= 0.95, f"not found: {missed}"
    assert found.zero <= 0.01
