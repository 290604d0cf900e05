"""Several languages searched at once: the answers of the language that was spoken come first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.search import queries
from kbgen.search import tongue
from kbgen.search.answers import answering
from kbgen.search.collection import InMemory
from tests.search.contents import ROOT, documents
from tests.search.coverage import FOLDER, LANGUAGES
from tests.search.test_golden import synonyms_of
from tests.search.test_staff_index import part_of


@pytest.fixture(scope="module")
def starter() -> InMemory:
    """All articles of the starter."""
    return InMemory(
        {code: part_of(code, list(documents(ROOT / "content", code)), synonyms_of(code)) for code in LANGUAGES}
    )


FLOORS = {"customers": 0.93, "plain": 0.98, "slip": 0.93, "short": 0.87}
"""Shares of queries; measured .954, 1.00, .967, .906, and before languages were weighed .912, .981, .914, .851."""


@pytest.mark.parametrize("kind", FLOORS)
def test_the_first_answer_is_in_the_language_of_the_query(starter: InMemory, kind: str) -> None:
    """Nearly always: words such as “ftp” or “wordpress” are the same in all."""
    told = [
        answers.shown[0].language == one.language
        for one in queries.read(FOLDER)
        if one.name == kind
        for query in one.queries
        if (answers := answering(starter, query.text, limit=1)).shown
    ]
    assert len(told) > 100
    assert sum(told) / len(told) >= FLOORS[kind]


def test_one_language_alone_is_answered_as_customers_are(starter: InMemory) -> None:
    """To the score."""
    alone = answering(starter, "postkast täis", ["et"]).shown
    assert [one.score for one in alone] == sorted((one.score for one in alone), reverse=True)
    assert alone[0].score > answering(starter, "postkast täis", ["fi"]).shown[0].score
    together = {(one.language, one.article): one.score for one in answering(starter, "postkast täis").shown}
    assert together["et", alone[0].article] == alone[0].score


@given(st.lists(st.floats(0, 10), max_size=5))
def test_shares_are_beside_the_likeliest(found: list[float]) -> None:
    """Which counts for all that it has; where nothing is at home anywhere, none counts for less."""
    shares = tongue.shares(found)
    assert len(shares) == len(found)
    assert all(0 <= share <= 1 for share in shares)
    assert not shares or max(shares) == 1
