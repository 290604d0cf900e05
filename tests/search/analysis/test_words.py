"""Lemmas, endings and likeness of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.analysis import endings
from kbgen.search.analysis.grams import distance, trigrams
from kbgen.search.analysis.lemmas import lemmas_of, stemmer

WORDS = st.text(alphabet="abcõ", max_size=8)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["mailbox", "mailboxes"]),
        ("et", ["postkast", "postkasti", "postkastide", "postkastist"]),
        ("fi", ["salasana", "salasanan", "salasanoissa"]),
        ("ru", ["пароль", "пароля", "паролями"]),
    ],
)
def test_forms_of_a_word_share_a_lemma(language: str, forms: list[str]) -> None:
    """As a dictionary lists them."""
    lemmas = lemmas_of(language)
    assert len({lemmas(form) for form in forms}) == 1


def test_language_that_nobody_knows_has_words_as_they_are() -> None:
    """Neither simplemma nor Snowball knows it."""
    assert lemmas_of("xx")("words") == ("words",)
    assert stemmer("xx")("words") == "words"


@given(st.sampled_from(["en", "et", "fi", "ru", "xx"]), st.text(min_size=1, max_size=30))
def test_every_word_has_a_lemma(language: str, word: str) -> None:
    """Whatever it is made of."""
    found = lemmas_of(language)(word)
    assert found
    assert all(found)


def test_endings_are_learned_from_words_with_a_lemma() -> None:
    """A pair that was seen once is chance."""
    learned = endings.learn([["kast", "kasti", "kastid"], ["laud", "laudi", "laudid"], ["ema", "emade"]])
    assert learned == {"": ("d", "i", "id"), "d": ("",), "i": ("",), "id": ("",)}


@given(st.lists(st.lists(st.text(alphabet="abc", min_size=3, max_size=9), max_size=6), max_size=6))
def test_endings_are_pairs_of_both_directions(groups: list[list[str]]) -> None:
    """If x may stand for y, y may stand for x; the order of groups does not matter."""
    learned = endings.learn(groups)
    for x, others in learned.items():
        for y in others:
            assert x in learned[y]
    assert endings.learn(reversed(groups)) == learned


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    """A count of slips."""
    found = distance(a, b, 20)
    assert found == distance(b, a, 20)
    assert (found == 0) == (a == b)
    assert found <= max(len(a), len(b))
    assert distance(a, b, 1) == min(found, 2)


@pytest.mark.parametrize(
    ("a", "b", "slips"), [("abcd", "abdc", 1), ("abcd", "abd", 1), ("abcd", "xbcd", 1), ("abcd", "badc", 2)]
)
def test_neighbours_that_change_places_are_one_slip(a: str, b: str, slips: int) -> None:
    """As are a letter too many, too few, or wrong."""
    assert distance(a, b, 2) == slips


def test_trigrams_know_where_a_word_begins_and_ends() -> None:
    """By a mark on either side."""
    assert trigrams("dns") == {"^dn", "dns", "ns$"}
    assert trigrams("") == set()
