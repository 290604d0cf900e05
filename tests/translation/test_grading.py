"""How much a change matters."""

from __future__ import annotations

import pytest

from kbgen.translation.changes import changes_since, grade_of
from kbgen.translation.fingerprints import Text
from kbgen.translation.grading import Grade
from tests.translation.texts import text


def grades(language: str, old: str, new: str) -> tuple[Grade, Grade]:
    """The grade of a change with the old words, and without them."""
    before, after = text(language, old), text(language, new)
    return (
        grade_of(changes_since(before.prints, after, before)),
        grade_of(changes_since(before.prints, after)),
    )


SENTENCE = {
    "en": "Sign in to the customer panel and choose the domain that you want to change there.",
    "et": "Logige iseteenindusse sisse ja valige seal domeen, mille andmeid soovite kohe muuta.",
    "ru": "Войдите в личный кабинет и выберите там домен, настройки которого хотите сейчас поменять.",
    "fi": "Kirjaudu hallintapaneeliin ja valitse siellä verkkotunnus, jonka tietoja haluat nyt muuttaa.",
}


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "customer", "custoner"),
        ("et", "soovite", "sovite"),
        ("ru", "личный", "личнный"),
        ("fi", "valitse", "valtise"),
    ],
)
def test_a_typo_is_small(language: str, old: str, new: str) -> None:
    """Where the old words are known; else nobody can tell."""
    sentence = SENTENCE[language]
    assert old in sentence
    assert grades(language, sentence, sentence.replace(old, new)) == (Grade.SMALL, Grade.MATERIAL)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "Sign in", "Do not sign in"),
        ("en", "can be enabled", "can be disabled"),
        ("en", "is possible there", "is impossible there"),
        ("en", "before the change", "after the change"),
        ("en", "all domains", "only domains"),
        ("en", "up to two domains", "up to three domains"),
        ("et", "on lubatud", "on lubamata"),
        ("et", "saab muuta", "ei saa muuta"),
        ("ru", "возможно изменить", "невозможно изменить"),
        ("ru", "можно менять", "нельзя менять"),
        ("ru", "менять всё сразу", "менять это сразу"),
        ("fi", "on sallittu", "on kielletty"),
        ("fi", "se on mahdollinen", "se on mahdoton"),
    ],
)  # fmt: skip
def test_one_word_may_turn_the_meaning(language: str, old: str, new: str) -> None:
    """Negations, order, limits and number words are never small."""
    sentence = f"{SENTENCE[language]} {{}}."
    assert grades(language, sentence.format(old), sentence.format(new))[0] == Grade.MATERIAL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15 minutes", "24 hours"),
        ("15 minutes", "15 hours"),
        ("https://a.example/x", "https://a.example/y"),
        ("mail.a.example", "imap.a.example"),
        ("`mx 10`", "`mx 20`"),
        ("**Save**", "**Store**"),
        ("![a](x.png)", "![a](y.png)"),
        ("port 993", "port 995"),
        ("a@b.example", "c@b.example"),
    ],
)  # fmt: skip
def test_a_changed_fact_is_critical(old: str, new: str) -> None:
    """However small the edit, with the old words and without."""
    assert grades("en", f"It takes {old} to do.", f"It takes {new} to do.") == (Grade.CRITICAL, Grade.CRITICAL)


def test_changed_code_is_critical() -> None:
    """A letter of it."""
    assert grades("en", "```\nls -l\n```", "```\nls -L\n```") == (Grade.CRITICAL, Grade.CRITICAL)


@pytest.mark.parametrize(
    ("old", "new"),
    [("One, two.", "one – two!"), ("*One* two", "One _two_"), ("One two", "- One two"), ("One two", "**One** two")],
)
def test_punctuation_case_and_markup_are_cosmetic(old: str, new: str) -> None:
    """With the old words and without."""
    assert grades("en", old, new) == (Grade.COSMETIC, Grade.COSMETIC)


@pytest.mark.parametrize(
    ("old", "new", "grade"),
    [
        ("One.\n\nTwo.", "One.", Grade.MATERIAL),
        ("One.", "One.\n\nTwo.", Grade.MATERIAL),
        ("One.", "One.\n\nTwo for 5 €.", Grade.CRITICAL),
        ("## A\n\nOne.\n\n## B\n\nTwo 15.", "## B\n\nTwo 15.\n\n## A\n\nOne.", Grade.SMALL),
    ],
)
def test_blocks_that_come_go_and_move(old: str, new: str, grade: Grade) -> None:
    """A block that only moved says what it said."""
    assert grades("en", old, new) == (grade, grade)


def test_the_old_words_tell_what_became_of_a_block() -> None:
    """Without them its place has to do."""
    old = text("en", "The first paragraph is about domains.\n\nThe second one is about mail.")
    new = text("en", "Something new.\n\nThe second one is about e-mail.")
    found = changes_since(old.prints, new, old)
    assert [(c.old.text if c.old else "", c.new.text if c.new else "") for c in found] == [
        ("The first paragraph is about domains.", "Something new."),
        ("The second one is about mail.", "The second one is about e-mail."),
    ]


def test_some_of_the_old_words_may_be_known() -> None:
    """By their prints."""
    old, new = text("en", f"{SENTENCE['en']}\n\nTwo here."), text("en", f"{SENTENCE['en']} So.\n\nTwo there.")
    known = {old.prints.blocks[1]: old.blocks[1]}
    assert [(c.old.text if c.old else "", c.grade) for c in changes_since(old.prints, new, known)] == [
        (SENTENCE["en"], Grade.SMALL),
        ("", Grade.MATERIAL),
    ]


def test_changes_of_long_articles_name_their_section() -> None:
    """With the old words they are as exact as those of short ones."""
    old = text("en", "".join(f"## H{n}\n\none\n\ntwo\n\n" for n in range(60)))
    new = text("en", "".join(f"## H{n}\n\none\n\n{'2 €' if n == 7 else 'two'}\n\n" for n in range(60)))
    (change,) = changes_since(old.recorded_prints, new)
    assert (change.new and change.new.text, change.grade) == ("H7", Grade.CRITICAL)
    (change,) = changes_since(old.recorded_prints, new, old)
    assert (change.old and change.old.text, change.new and change.new.text, change.path) == ("two", "2 €", ("H7",))


def test_headings_say_where_a_block_was_removed() -> None:
    """Those above the place where it stood."""
    old: Text = text("en", "## A\n\none\n\ntwo\n\n## B\n\nthree")
    (change,) = changes_since(old.prints, text("en", "## A\n\none\n\n## B\n\nthree"))
    assert (change.kind, change.path, change.was) == ("removed", ("A",), 3)


@pytest.mark.parametrize("name", ["none", "cosmetic", "small", "material", "critical"])
def test_grades_have_names(name: str) -> None:
    """As commands and tables say them."""
    assert str(Grade.named(name)) == name
