"""Queries typed with the other keyboard layout on are read as they were meant, and no other query is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.search import queries
from kbgen.languages import LanguageCode
from kbgen.search import layouts, rank
from kbgen.search.layouts import KEYS, known, meant, retyped
from kbgen.search.query import query_words
from tests.search import coverage
from tests.search.coverage import LANGUAGES, typed_with_the_other
from tests.search.test_golden import reader

TEXTS = {
    code: [query.text for one in queries.read(coverage.FOLDER) if one.language == code for query in one.queries]
    for code in LANGUAGES
}
TYPED_SO = {"jgkfnf cxtnf", "rfr e,hfnm cgfv", "jxbcnbnm r'i"}
"""Queries of the files that are so on purpose."""


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("ru", "jgkfnf cxtnf", "оплата счета"),
        ("ru", "[jcnbyu", "хостинг"),
        ("ru", "Gj;fkeqcnf? j,]zdktybt > 'ktv`yn", "Пожалуйста, объявление Ю элемёнт"),
        ("ru", "CXTN 2026", "СЧЕТ 2026"),
        ("ru", "jüõöä", "охъжэ"),
        ("en", "вты", "dns"),
        ("en", "цз-сщташпюзрз", "wp-config.php"),
        ("en", "дуеэы утскнзе", "let's encrypt"),
        ("et", "юы", ".s"),
        ("et", "зщыелфые еэшы", "postkast täis"),
        ("et", "хдуъту", "üleõne"),
        ("fi", "зщыешдффешллщ еэнттэ", "postilaatikko täynnä"),
        ("en-GB", "вты", "dns"),
    ],
)
def test_the_same_keys_give_the_letters_of_the_language(language: LanguageCode, typed: str, wanted: str) -> None:
    """Also those that are signs with one layout and letters with the other, in both cases."""
    assert retyped(typed, language) == wanted


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("ru", ""),
        ("ru", "2026 ?!"),
        ("ru", "оплата"),
        ("ru", "dns сервер"),
        ("en", "dns сервер"),
        ("en", "dns"),
        ("en", "κόσμος"),
        ("ru", "naïve"),
        ("en", "він"),
        ("en", "и\u0306вты"),
        ("ru", "\ud800dns"),
        ("de", "вты"),
        ("bg", "dns"),
        ("", "dns"),
    ],
)
def test_other_queries_are_not_retyped(language: LanguageCode, query: str) -> None:
    """Without letters, in the language's own script, in two, in a third one; and languages without a layout."""
    assert retyped(query, language) == ""


@given(st.text(KEYS["ru"] + " 0123456789"))
def test_retyping_back_gives_what_was_typed(text: str) -> None:
    """As the layouts have the same keys: letters and signs of the Russian one, and the letters of each other one."""
    for code in ("en", "et", "fi"):
        there = retyped(text, code)
        assert bool(there) == any(sign.isalpha() for sign in text)
        assert not there or there.translate(str.maketrans(KEYS[code], KEYS["ru"])) == text
        own = text.translate(str.maketrans(KEYS["ru"], KEYS[code]))
        letters = "".join(sign for sign in own if sign.isalpha() and sign != "ˇ")
        assert not letters or retyped(retyped(letters, "ru"), code) == letters


def test_layouts_have_the_same_keys() -> None:
    """Each key gives one sign, and no sign is on two keys."""
    assert {len(keys) for keys in KEYS.values()} == {68}
    assert all(len({*keys}) == 68 for keys in KEYS.values())
    for keys in KEYS.values():
        assert [key.upper() for key in keys[:34] if key.isalpha() and key != "ˇ"] == [
            shifted for key, shifted in zip(keys[:34], keys[34:], strict=True) if key.isalpha() and key != "ˇ"
        ]


@given(st.data())
def test_a_query_with_a_known_word_stays(data: st.DataObject) -> None:
    """Whatever else is in it. Of three letters or more; shorter ones may be pieces of a word that was meant."""
    language = data.draw(st.sampled_from(LANGUAGES))
    words = [word for word in reader(language).index.words if len(word) >= layouts.SHORT]
    query = data.draw(st.lists(st.sampled_from(words) | st.text(max_size=12), min_size=1, max_size=6).map(" ".join))
    if any(len(word) >= layouts.SHORT and known(reader(language), word) for word in query_words(query)):
        assert meant(reader(language), query) == query


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_customers_type_stays(language: LanguageCode) -> None:
    """All queries of all files, also those in other languages, where they are asked next."""
    for code, texts in TEXTS.items():
        changed = {text for text in texts if meant(coverage.reader(language), text) != text}
        assert changed == (TYPED_SO if language == code == "ru" else set())


@pytest.mark.parametrize("query", ["ftp", "ns", "mx", "mx cgfv", "php dthcbz", "dissk", "cpanle", "f", "if"])
def test_technical_words_and_slips_of_them_stay(query: str) -> None:
    """In a Russian index, where they are retyped into nothing or into some word."""
    assert meant(reader("ru"), query) == query


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_understood_from_the_fourth_letter(language: LanguageCode) -> None:
    """Of words of the pages, while they are typed. Two in a hundred may begin, or nearly be, another word as typed."""
    beginnings = {word[:4] for word in reader(language).index.words if len(word) >= 4 and word.isalpha()}
    typed = {word: typed_with_the_other(language, word) for word in beginnings}
    lost = {word for word, other in typed.items() if other and query_words(meant(reader(language), other)) != [word]}
    assert len(lost) <= len(typed) / 50, sorted(lost)


def test_more_words_do_not_make_it_stranger() -> None:
    """Half a word, and words that no page has, beside some that pages have."""
    own = reader("ru")
    assert meant(own, "jgkfnf c") == "оплата с"
    assert meant(own, "jgkfnf cx") == "оплата сч"
    assert meant(own, "rf;lsq cxtn") == "каждый счет"
    assert meant(own, "rhjrjlbk") == "rhjrjlbk"
    assert meant(own, "rhjrjlbk b jujdjhrf cxtn") == "rhjrjlbk b jujdjhrf cxtn"


@pytest.mark.parametrize("query", ["q" * 10_000, "cxtn " * 5_000, "вты " * 5_000, "", " ", "\x00"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_long_and_empty_queries_cost_little(language: LanguageCode, query: str) -> None:
    """No more is looked at than of any query."""
    assert len(meant(reader(language), query)) <= max(len(query), 1000)
    assert len(query_words(query)) <= 24
    rank.search(reader(language), query)


@pytest.mark.parametrize("language", LANGUAGES)
def test_queries_typed_so_are_answered_as_well(language: LanguageCode) -> None:
    """All queries in plain words, by all figures."""
    right, typed = coverage.with_the_other_layout(language)
    assert typed.n > 55
    assert typed.mrr >= right.mrr - 0.01
    assert typed.ten >= right.ten - 0.03
