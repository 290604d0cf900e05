"""Which block belongs to which: of two versions of a text, and of two languages of an article."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.translation.alignment import (
    Alignment,
    Step,
    counterparts,
    languages,
    likeness_of_versions,
    place_behind,
    versions,
)
from kbgen.translation.fingerprints import Text
from tests.catalogs import time_limit
from tests.translation.texts import Layout, Piece, laid_out, pieces, text

LAW = settings(max_examples=200, deadline=None)
LETTERS = st.text(alphabet="abcdefg", max_size=12)


def makes_up(steps: Alignment, old: Sequence[object], new: Sequence[object]) -> bool:
    """Whether the steps name every block of both texts once, the new ones and those that stand still in their order."""
    olds = [step.old for step in steps if step.old is not None]
    still = [step.old for step in steps if step.old is not None and not step.moved]
    news = [step.new for step in steps if step.new is not None]
    return sorted(olds) == list(range(len(old))) and still == sorted(still) and news == list(range(len(new)))


@LAW
@given(LETTERS, LETTERS)
def test_aligned_added_and_removed_make_up_both_versions(old: str, new: str) -> None:
    """Exactly and in order, with words and without."""
    assert makes_up(versions(old, new), old, new)
    alike = versions(old, new, lambda one, other: 1 / (1 + abs(ord(old[one]) - ord(new[other]))))
    assert makes_up(alike, old, new)


@LAW
@given(LETTERS, LETTERS)
def test_what_is_in_both_versions_is_aligned_with_itself(old: str, new: str) -> None:
    """As often as both have it: it stands still or has moved, and is never both added and removed."""
    steps = versions(old, new)
    gone = {old[step.old] for step in steps if step.new is None and step.old is not None}
    come = {new[step.new] for step in steps if step.old is None and step.new is not None}
    assert not gone & come


@LAW
@given(LETTERS)
def test_a_text_is_aligned_with_itself(old: str) -> None:
    """Block by block, and nothing has moved."""
    assert versions(old, old) == tuple(Step(place, place) for place in range(len(old)))


@LAW
@given(pieces(), pieces())
def test_aligned_added_and_removed_make_up_both_languages(one: list[Piece], other: list[Piece]) -> None:
    """Exactly and in order; nothing moves from one language to another."""
    source, translation = text("et", laid_out(one, Layout())), text("ru", laid_out(other, Layout()))
    steps = languages(source, translation)
    assert makes_up(steps, source.blocks, translation.blocks)
    assert not any(step.moved for step in steps)


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        ("abc", "axc", ["a=a", "b>x", "c=c"]),
        ("abc", "ac", ["a=a", "b-", "c=c"]),
        ("ac", "abc", ["a=a", "+b", "c=c"]),
        ("abcd", "bcda", ["b=b", "c=c", "d=d", "a~a"]),
        ("abcd", "xbcda", ["+x", "b=b", "c=c", "d=d", "a~a"]),
        ("aab", "ab", ["a=a", "a-", "b=b"]),
        ("", "ab", ["+a", "+b"]),
        ("ab", "xy", ["a>x", "b>y"]),
    ],
)
def test_versions(old: str, new: str, steps: list[str]) -> None:
    """= stands still, ~ moved, > changed, + added, - removed."""

    def shown(step: Step) -> str:
        if step.old is None:
            return f"+{new[step.new or 0]}"
        if step.new is None:
            return f"{old[step.old]}-"
        mark = "~" if step.moved else "=" if old[step.old] == new[step.new] else ">"
        return f"{old[step.old]}{mark}{new[step.new]}"

    assert sorted(map(shown, versions(old, new))) == sorted(steps)


def pairs(steps: Alignment, old: Text, new: Text) -> list[tuple[str, str]]:
    """The texts that were aligned; empty for a block without a counterpart."""
    return [
        (old.blocks[s.old].text if s.old is not None else "", new.blocks[s.new].text if s.new is not None else "")
        for s in steps
    ]


def test_a_changed_block_is_found_by_its_words() -> None:
    """Even where a new one stands before it; one that moved and changed a little is the same one too."""
    old = text("en", "The domain costs ten euros a year.\n\nCall us at any time of the day or night.\n\n## Z\n\nEnd.")
    new = text(
        "en",
        "Write to us, please.\n\nThe domain costs twelve euros a year.\n\n## Z\n\nEnd."
        "\n\n- Call us at any time of the day or the night.",
    )
    likeness = likeness_of_versions(old.blocks, new.blocks)
    steps = versions(old.prints.blocks, new.prints.blocks, likeness)
    found = {b: a for a, b in pairs(steps, old, new)}
    assert found["Write to us, please."] == ""
    assert found["The domain costs twelve euros a year."] == "The domain costs ten euros a year."
    assert found["Call us at any time of the day or the night."] == "Call us at any time of the day or night."


def test_languages_are_aligned_by_structure_code_and_numbers() -> None:
    """A paragraph more in the middle, and a step that the translation leaves out, disturb nothing else."""
    source = text(
        "en",
        "Intro here.\n\n## Add a record { #add }\n\n1. Open **DNS**.\n2. Choose `MX`.\n3. Wait 15 minutes.\n\n"
        "```zone\nmx 10\n```\n\nDone.\n\n## Check { #check }\n\nAsk `dig`.",
    )
    translation = text(
        "ru",
        "Вступление здесь.\n\nЕщё один абзац, которого в оригинале нет.\n\n## Добавьте запись { #add }\n\n"
        "1. Откройте **DNS**.\n2. Подождите 15 минут.\n\n```zone\nmx 10\n```\n\nГотово.\n\n## Проверка { #check }\n\n"
        "Спросите `dig`.",
    )
    assert pairs(languages(source, translation), source, translation) == [
        ("Title", "Title"),
        ("Intro here.", "Вступление здесь."),
        ("", "Ещё один абзац, которого в оригинале нет."),
        ("Add a record", "Добавьте запись"),
        ("Open **DNS**.", "Откройте **DNS**."),
        ("Choose `MX`.", ""),
        ("Wait 15 minutes.", "Подождите 15 минут."),
        ("mx 10", "mx 10"),
        ("Done.", "Готово."),
        ("Check", "Проверка"),
        ("Ask `dig`.", "Спросите `dig`."),
    ]


def test_the_place_of_a_paragraph_in_the_translation_is_found() -> None:
    """Of a new one, the place behind which it belongs."""
    source = text("en", "One here.\n\nTwo 15.\n\n## Three\n\nFour.\n\nFive 20.")
    translation = text("ru", "Два 15.\n\n## Три\n\nПять 20.")
    found = counterparts(source, translation)
    assert found[2] == 1
    assert found[3] == 2
    assert found[5] == 3
    assert [place_behind(found, place) for place in (0, 3, 4)] == [-1, 1, 2]


@pytest.mark.parametrize(("old", "new"), [("ab" * 20_000, "ba" * 20_000), ("a" * 30_000, "b" * 30_000)])
def test_long_texts_are_aligned_in_seconds(old: str, new: str) -> None:
    """However little they have in common."""
    with time_limit(20):
        assert makes_up(versions(old, new), old, new)
