"""Fingerprints: what changes them, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kbgen.translation.fingerprints import MOST_PRINTS, Prints, fold, parts_by
from tests.translation.texts import Layout, Piece, laid_out, pieces, text

LAW = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    "other",
    [
        "open **DNS** and wait “15 minutes”!",
        "Open *DNS*, and wait 15 minutes.",
        "Open __DNS__ — and wait <b>15</b> minutes.",
        "Open **DNS** and wait 15\u00a0minutes.",
        "Open **D\u00adNS** and wait 15 minutes.",
    ],
)
def test_cosmetic_changes_leave_the_words_and_not_the_digest(other: str) -> None:
    """Punctuation, case, emphasis, quotes, tags, kinds of spaces."""
    one, two = text("en", "Open **DNS** and wait 15 minutes."), text("en", other)
    assert [p.words for p in one.prints.blocks] == [p.words for p in two.prints.blocks]


def test_case_and_emphasis_are_in_the_digest() -> None:
    """So that a cosmetic change is seen as one."""
    assert text("en", "One").prints.digest != text("en", "one").prints.digest


@pytest.mark.parametrize(
    ("one", "other"),
    [("15 minutes", "15 hours"), ("1,5 GB", "15 GB"), ("`mx 10`", "`MX 10`"), ("a 5 %", "a 5 €"), ("e-mail", "mail")],
)
def test_other_words_fold_to_something_else(one: str, other: str) -> None:
    """Code is told apart to the letter."""
    assert fold(one) != fold(other)


def test_a_changed_link_is_a_changed_fact_and_no_changed_word() -> None:
    """So that a move of an article can be followed."""
    one, two = (text("en", f"See [mail]({url}).").prints.blocks[1] for url in ("a.md", "b/c.md"))
    assert one.words == two.words
    assert one.facts != two.facts


def test_a_text_without_facts_has_none() -> None:
    """A print says so with nothing."""
    assert text("en", "Only words.").prints.blocks[1].facts == ""


@LAW
@given(pieces())
def test_parts_make_up_the_text(body: list[Piece]) -> None:
    """Whatever their grain, every block is in one part, in order."""
    blocks = text("en", laid_out(body, Layout())).blocks
    for grain in range(8):
        assert [place for part in parts_by(blocks, grain) for place in part] == list(range(len(blocks)))


def test_long_articles_have_short_records() -> None:
    """By sections, by top sections, and as a whole in the end."""
    body = "".join(
        f"## H{n}\n\n{''.join(f'### S{n}-{m}{chr(10) * 2}text{chr(10) * 2}' for m in range(10))}" for n in range(40)
    )
    found: Prints = text("en", body).recorded_prints
    assert (found.grain, len(found.blocks)) == (2, 41)
    assert text("en", "word\n\n" * 500).recorded_prints.grain == 6
    assert text("en", "## H\n\n" * 500).recorded_prints.grain == 1
    assert text("en", "# H\n\n" * 500).recorded_prints.grain == 0
    assert len(text("en", "word\n\n" * (MOST_PRINTS - 1)).recorded_prints.blocks) == MOST_PRINTS
