"""Excerpts: the best passage, whole words, at most so many letters, and laws that hold for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.excerpts import LENGTH, Mark, Marker, best, excerpt, pieces

FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. Sed do eiusmod tempor. "


def marker(*words: str) -> Marker:
    """Marks these words, each as a word of the query of its own."""

    def marks(text: str) -> Iterator[Mark]:
        for match in re.finditer(r"\w+", text):
            if match[0].lower() in words:
                yield Mark(match.start(), match.end(), words.index(match[0].lower()), 100)

    return marks


def shown(text: str, *words: str) -> str:
    """The excerpt with its marks in brackets."""
    made = excerpt(text, marker(*words))
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in made.pieces)


def test_a_short_text_is_shown_whole() -> None:
    assert shown("Open  the\nmailbox.", "mailbox") == "Open the [mailbox]."


def test_a_text_without_any_of_the_words_is_shown_from_its_beginning() -> None:
    made = shown(FILLER * 5, "mailbox")
    assert made.startswith("Lorem ipsum")
    assert made.endswith(" …")


def test_a_passage_begins_with_its_sentence() -> None:
    made = shown(f"{FILLER * 3}Now open the mailbox and read. {FILLER * 3}", "mailbox")
    assert made.startswith("… Now open the [mailbox] and read. Lorem")


def test_a_passage_in_a_long_sentence_begins_at_a_word() -> None:
    made = shown(f"{'far away ' * 40}mailbox {'and on ' * 40}", "mailbox")
    assert re.match(r"… (far|away) .*\[mailbox\] .* …$", made)
    assert len(made) <= LENGTH + len("…  …[]")


def test_the_passage_with_more_words_of_the_query_wins() -> None:
    made = shown(f"Mailbox mailbox mailbox. {FILLER * 4}The mailbox password. {FILLER * 4}", "mailbox", "password")
    assert "[mailbox] [password]" in made


def test_of_equal_passages_the_first_is_shown() -> None:
    made = shown(f"One mailbox. {FILLER * 4}Two mailbox. {FILLER * 4}", "mailbox")
    assert made.startswith("One [mailbox]")


def test_a_word_without_an_end_is_cut() -> None:
    made = excerpt("x" * 1000, marker("mailbox"))
    assert made.text == "x" * LENGTH + " …"


def test_the_best_of_several_texts_is_taken() -> None:
    made = best(["", "Nothing here.", "A mailbox."], marker("mailbox"))
    assert made.text == "A mailbox."
    assert best([], marker()).pieces == ()


WORDS = st.sampled_from(["mailbox", "password", "почта", "a", "z" * 30, "see.", "why?", "—", "\u200f", "😀", ""])


@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_an_excerpt_is_a_part_of_its_text(text: str) -> None:
    """Not longer than allowed, without a cut through a word, with every mark on a marked word."""
    made = excerpt(text, marker("mailbox", "почта"))
    core = made.text.removeprefix("… ").removesuffix(" …")
    flat = " ".join(text.split())
    assert core in flat
    assert len(core) <= LENGTH
    assert f" {core} " in f" {flat} "
    assert {piece.text for piece in made.pieces if piece.marked} <= {"mailbox", "почта"}
    assert not any(piece.marked for piece in made.pieces) or made.value > 0
    if "mailbox" in flat.split() or "почта" in flat.split():
        assert any(piece.marked for piece in made.pieces)


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8, unique=True).map(sorted))
def test_pieces_are_the_whole_text(text: str, places: list[int]) -> None:
    """Whatever is marked, nothing is lost."""
    inside = [place for place in places if place <= len(text)]
    marks = [Mark(a, b, 0, 1) for a, b in zip(inside[::2], inside[1::2], strict=False)]
    assert "".join(piece.text for piece in pieces(text, marks)) == text
