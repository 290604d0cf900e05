"""Tags that are written like one another."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.topics.variants import Variants, grouped

KNOWN = ["mail-setup", "invoice", "dns", "php-8", "domeen", "ошибка", "delivery"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("mail_setup", "mail-setup"),
        ("mailsetup", "mail-setup"),
        ("mail setups", "mail-setup"),
        ("mails-setup", "mail-setup"),
        ("mail-setpu", "mail-setup"),
        ("mail-setu", "mail-setup"),
        ("invoices", "invoice"),
        ("invioce", "invoice"),
        ("deliveries", "delivery"),
        ("domeenid", "domeen"),
        ("domeeni", "domeen"),
        ("ошибки", "ошибка"),
        ("ошибкаы", "ошибка"),
        ("mail-setup", None),
        ("php-7", None),
        ("php8", "php-8"),
        ("dmi", None),
        ("nds", None),
        ("refund", None),
    ],
)
def test_variants(tag: str, expected: str | None) -> None:
    """Separators, plurals and slips; never numbers, and no slips in short words."""
    assert Variants(KNOWN).like(tag) == expected


def test_groups_have_the_first_tag_at_their_head() -> None:
    """And keep the order."""
    assert grouped(["mail-setup", "refund", "mail_setup", "refunds", "x"]) == [
        ["mail-setup", "mail_setup"],
        ["refund", "refunds"],
        ["x"],
    ]


@given(st.text("abcd", min_size=6, max_size=10), st.integers(0, 9), st.sampled_from("abcd"))
def test_one_slip_is_always_found(word: str, place: int, letter: str) -> None:
    """A letter too many, too few, another one, or two that changed places."""
    place = min(place, len(word) - 1)
    slips = {
        word[:place] + letter + word[place:],
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }
    for slip in slips - {word}:
        assert Variants([word]).like(slip) == word


@given(st.lists(st.text("ab-s", min_size=1, max_size=6), unique=True, max_size=8))
def test_every_tag_is_in_one_group(tags: list[str]) -> None:
    """None is lost, and none is there twice."""
    assert sorted(tag for group in grouped(tags) for tag in group) == sorted(tags)


def test_thousands_of_tags_are_soon_grouped() -> None:
    """Each is looked up, not compared with all others."""
    begun = process_time()
    assert len(grouped(f"tag{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}word" for n in range(8000)))
    assert process_time() - begun < 3
