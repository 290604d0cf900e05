"""Language codes, fallbacks, and the order of titles in each alphabet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from random import Random
from typing import Literal

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.languages import ALPHABETS, ENGLISH_NAMES, english_name, fallback_order, initial, is_code, own_name, sort_key

LAW = settings(max_examples=150, deadline=None)
CODES = st.sampled_from([*ALPHABETS, "de", "pt-BR", "ja"])
# What titles begin with: letters with and without marks, two scripts, digits, punctuation, an emoji.
TITLES = st.tuples(
    st.sampled_from(["", "", "“", "– ", "« "]), st.text(alphabet="azõšéAZбёЯ05 !#😀", min_size=1, max_size=3)
).map(lambda parts: "".join(parts).strip())


def in_order(titles: Sequence[str], code: str) -> list[str]:
    return sorted(titles, key=lambda title: sort_key(title, code))


@LAW
@given(st.lists(st.text(max_size=8), max_size=8), CODES, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_the_input(titles: list[str], code: str, random: Random) -> None:
    """However the titles come, they stand in the same order."""
    shuffled = titles[:]
    random.shuffle(shuffled)
    assert in_order(titles, code) == in_order(shuffled, code)


@LAW
@given(st.text(max_size=8), st.text(max_size=8), CODES)
def test_only_equal_titles_have_equal_places(one: str, other: str, code: str) -> None:
    """The order is total: of two different titles one comes first."""
    assert (sort_key(one, code) == sort_key(other, code)) == (one == other)


@LAW
@given(st.lists(TITLES, max_size=8), CODES)
def test_titles_of_one_letter_stand_together(titles: list[str], code: str) -> None:
    """An A–Z index never shows a letter twice, nor one title below another's letter."""
    letters = [letter for letter, _ in groupby(initial(title, code) for title in in_order(titles, code))]
    assert len(letters) == len(set(letters))


def test_index_letters_follow_the_alphabet_whatever_stands_before_the_first_letter() -> None:
    """A dash or a quotation mark with a space after it does not move a title to the front."""
    ordered = in_order(["– Zone", "Alias", "« Mail »", "404"], "en")
    assert [initial(title, "en") for title in ordered] == ["0–9", "A", "M", "Z"]


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        ("et", ["sai", "šokk", "zoom", "žanr", "tee", "uba", "vana", "õun", "äpp", "öö", "üle", "xml"]),
        ("fi", ["tili", "viesti", "yhteys", "åland", "äly", "öljy"]),
        ("ru", ["ёж", "ехать", "жук", "июль", "йод", "яма"]),
        ("uk", ["гора", "ґанок", "день", "єдність", "жук", "ива", "їжак"]),
        ("pt-BR", ["acao", "ação", "azul"]),
    ],
)
def test_letters_have_the_place_that_the_dictionary_gives_them(code: str, ordered: list[str]) -> None:
    """Letters of their own come where the alphabet has them, others with the letter below their marks."""
    assert in_order(ordered[::-1], code) == ordered


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        ("lv", ["aka", "ākl", "akm", "ezers", "ēzis"]),
        ("lt", ["ata", "ąta", "atb", "ėda", "edb"]),
        ("fi", ["yla", "ülb", "ylc"]),
    ],
)
def test_letters_that_cldr_counts_as_marked_have_no_place_of_their_own(code: str, ordered: list[str]) -> None:
    """CLDR's rules: Latvian ā is an a, Lithuanian ą an a and ė an e, Finnish ü a y."""
    assert in_order(ordered[::-1], code) == ordered


def test_digits_come_first_and_other_scripts_last() -> None:
    """As in a dictionary's index."""
    assert in_order(["почта", "mail", "2FA", "älv", "邮件"], "et") == ["2FA", "mail", "älv", "почта", "邮件"]


def test_case_marks_and_punctuation_decide_only_between_equals() -> None:
    """They never move a title past another letter."""
    assert in_order(["cafz", "café", "cafe", "Cafe", "ca-fe!"], "en")[-1] == "cafz"
    assert in_order(["e-mail b", "email a"], "en") == ["email a", "e-mail b"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same_letter(form: Literal["NFC", "NFD"]) -> None:
    """A file made on a Mac sorts like one made elsewhere."""
    import unicodedata

    titles = [unicodedata.normalize(form, title) for title in ("Õun", "Zoom", "Äpp")]
    assert [initial(title, "et") for title in in_order(titles, "et")] == ["Z", "Õ", "Ä"]


@pytest.mark.parametrize(
    ("title", "code", "letter"),
    [
        ("Õigused", "et", "Õ"),
        ("Õigused", "en", "O"),
        ("élan", "en", "E"),
        ("ёлка", "ru", "Е"),
        ("йод", "ru", "Й"),
        ("404", "en", "0–9"),
        ("“Quoted”", "en", "Q"),
        ("Почта", "en", "П"),
        ("😀", "en", "#"),
        ("", "en", "#"),
    ],
)
def test_letter_of_a_title(title: str, code: str, letter: str) -> None:
    """A letter of the language's alphabet where it has one, otherwise the letter without its marks."""
    assert initial(title, code) == letter


@pytest.mark.parametrize("code", ["et", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "gsw"])
def test_language_codes(code: str) -> None:
    """BCP 47 tags with a script, a country or a region."""
    assert is_code(code)


@pytest.mark.parametrize("name", ["", "e", "ET", "pt_BR", "pt-br", "assets", "et ", "et\n", "эт", "et-", "../et"])
def test_other_names_are_no_codes(name: str) -> None:
    """So a folder of this name is not taken for a language."""
    assert not is_code(name)


@pytest.mark.parametrize(
    ("code", "name"),
    [("et", "Eesti"), ("ru", "Русский"), ("de", "Deutsch"), ("pt-BR", "Português (Brasil)"), ("zz", "zz")],
)
def test_languages_call_themselves_by_their_own_names(code: str, name: str) -> None:
    """With a capital, and the code where nobody knows the name."""
    assert own_name(code) == name


def test_reports_in_english_name_languages() -> None:
    """Those that are at hand as Babel does; others without their country, and what is no language by its code."""
    english = Locale("en").languages
    assert {code: english[code] for code in ENGLISH_NAMES} == ENGLISH_NAMES
    assert [english_name(code) for code in ("ru", "pt-BR", "qqq")] == ["Russian", "Portuguese", "qqq"]


@LAW
@given(
    st.sampled_from(["et", "en", "ru"]),
    st.lists(st.sampled_from(["et", "en", "ru"]), max_size=5),
    st.permutations(["et", "en", "ru", "fi"]),
)
def test_fallbacks_name_every_other_language_once(code: str, configured: list[str], languages: list[str]) -> None:
    """The configured ones first, so that a reader never meets nothing."""
    order = fallback_order(code, configured, languages)
    assert sorted([*order, code]) == sorted(languages)
    wanted = list(dict.fromkeys(c for c in configured if c != code))
    assert list(order[: len(wanted)]) == wanted
