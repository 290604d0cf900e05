"""Facts, as four languages write them."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.translation.blocks import Block, Kind
from kbgen.translation.facts import FactKind, _same_signs, facts_of, facts_of_text

LANGUAGES = ("et", "en", "ru", "fi")
# Machines may be busy; the first call reads the locale data.
LAW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TABLE = Path(__file__).with_name("facts.txt")


def table() -> Iterator[tuple[int, str, str, list[str]]]:
    """The lines of the table: number, language, text, facts."""
    for number, line in enumerate(TABLE.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            before, arrow, facts = line.partition(" =>")
            language, bar, text = before.partition(" | ")
            assert arrow and bar, f"line {number} of {TABLE.name} has no facts"
            yield number, language, text, [fact.strip() for fact in facts.split(";") if fact.strip()]


ROWS = list(table())


def values(text: str, language: str, *kinds: FactKind) -> list[str]:
    """The values of a text's facts, of these kinds or of all."""
    return [fact.value for fact in facts_of_text(text, language) if not kinds or fact.kind in kinds]


@pytest.mark.parametrize(("number", "language", "text", "facts"), ROWS, ids=[f"line {row[0]}" for row in ROWS])
def test_a_sentence_states_these_facts(number: int, language: str, text: str, facts: list[str]) -> None:
    """No more and no fewer; their order does not matter."""
    found = [f"{fact.kind} {fact.value}" for fact in facts_of_text(text, language)]
    assert Counter(found) == Counter(facts), f"{TABLE.name}:{number}"


def test_the_table_is_large_enough_to_trust() -> None:
    """And has every kind that a block can state, in every language of the project."""
    assert len(ROWS) >= 150
    named = {fact.split()[0] for _, _, _, facts in ROWS for fact in facts}
    assert named == {kind.value for kind in FactKind} - {"steps", "headings"}
    assert all(sum(row[1] == language for row in ROWS) >= 20 for language in LANGUAGES)


# What Babel's formatters write, which know how each language writes things.


@given(st.decimals(min_value=0, max_value=9_999_999, places=2), st.sampled_from(["EUR", "USD", "RUB"]))
@LAW
def test_a_price_is_the_same_in_all_languages(amount: Decimal, currency: str) -> None:
    """With its sign or code before it or behind it, and any marks between its digits."""
    found = {language: values(format_currency(amount, currency, locale=language), language) for language in LANGUAGES}
    assert len({tuple(own) for own in found.values()}) == 1, found
    assert found["en"][0].endswith(f" {currency}")


@given(st.integers(0, 99_999_999) | st.decimals(0, 9_999, places=1))
@LAW
def test_a_number_is_the_same_in_all_languages(number: int | Decimal) -> None:
    """Whatever groups its digits and parts its fraction."""
    found = {language: values(format_decimal(number, locale=language), language) for language in LANGUAGES}
    assert len({tuple(own) for own in found.values()}) == 1, found


@given(st.integers(0, 10_000))
@LAW
def test_a_percentage_is_the_same_in_all_languages(number: int) -> None:
    """With or without a space before the sign."""
    for language in LANGUAGES:
        assert values(format_percent(number / 100, locale=language), language) == [f"{number} %"]


UNITS = [
    "duration-second",
    "duration-minute",
    "duration-hour",
    "duration-day",
    "duration-week",
    "duration-month",
    "duration-year",
    "digital-kilobyte",
    "digital-megabyte",
    "digital-gigabyte",
    "digital-terabyte",
    "graphics-pixel",
    "length-centimeter",
    "length-kilometer",
    "mass-kilogram",
    "frequency-gigahertz",
]


@given(st.integers(0, 1_800), st.sampled_from(UNITS))
@LAW
def test_a_number_with_a_unit_is_the_same_in_all_languages(number: int, unit: str) -> None:
    """In every plural form."""
    written = {language: format_unit(number, unit, length="long", locale=language) for language in LANGUAGES}
    # Babel writes “0 duration-month” where it lacks a language's word.
    found = {language: values(text, language) for language, text in written.items() if unit not in text}
    assert len(found) > 2
    assert len({tuple(own) for own in found.values()}) == 1, found
    assert " " in found["en"][0]


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["long", "medium", "d MMMM y", "d.M.y", "y-MM-dd"]),
    st.sampled_from(LANGUAGES),
)
@LAW
def test_a_date_is_the_same_in_all_languages(day: date, form: str, language: str) -> None:
    """In words or in figures."""
    assert values(format_date(day, format=form, locale=language), language) == [day.isoformat()]


@given(st.times().map(lambda t: time(t.hour, t.minute)), st.sampled_from(LANGUAGES))
@LAW
def test_a_time_is_the_same_in_all_languages(moment: time, language: str) -> None:
    """On a clock of twelve or twenty-four hours, with a colon or a point."""
    clock_word = {"fi": "klo ", "et": "kell "}.get(language, "")
    written = clock_word + format_time(moment, format="short", locale=language)
    assert values(written, language) == [f"{moment:%H:%M}"], written


@given(st.integers(2, 900), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]), st.sampled_from(LANGUAGES))
@LAW
def test_no_space_is_too_thin(number: int, space: str, language: str) -> None:
    """Fixed and thin spaces between groups and before signs are spaces."""
    assert values(f"{number}{space}000,50{space}€", language) == [f"{number}000.50 EUR"]
    assert values(f"{number}{space}GB", language) == [f"{number} GB"]


# No text makes them fail, or takes long.


PIECES = st.sampled_from(
    "15 min|1 000,50 €|21.11.2026|kell 8-16|`|**|](|](a)|![|<|>|{|}|://|https://a.b/c|@|a@b.ee|++|::|:|1:2:3:4:5:6:7:8"
    "|.|,|’|–|-|+372|€|$|%|с 8 до|nov|\\|[^|port |№|x|×|/|\u00a0|\u200b|٣|𝟗|½|²|é|я|\n".split("|")
)


@given(
    st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join), st.sampled_from([*LANGUAGES, "de", "xx", "pt-BR"])
)
@LAW
def test_any_text_can_be_read(text: str, language: str) -> None:
    """Whatever it is; and what was found has a value and says how it is written."""
    for kind in (Kind.PARAGRAPH, Kind.CODE):
        for fact in facts_of(Block(kind, text, 1), language):
            assert fact.value and fact.text


HOSTILE = [
    "1", "1 ", "1,", "1.", "1:", "1-", "1–", "1 234 ", "1,234,", "1'", "12.", "1/", "x1", "+1 ", "-1 ", "1a", "$1",
    "`", "`` ", "`a", "**", "**a ", "__", "](", "](a", "](a ", '](a "', "[a](", "![", "<a", "<", "{.", "{", "++a", "++",
    "a.", "a.b", "a@", "@", "://", "h://", "http://(", "::", "a:", "a::", "1:1", "[^", "\\", "port ", "€", "nov ",
    "1 nov ", "с 8 до ", "é", "½", "<!--", "/*", "# ", " //", "<a b",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_of_a_text(piece: str) -> None:
    """A line of 50,000 characters of any sort takes what a long article takes, not its square."""
    text = (piece * 50_000)[:50_000]
    for kind in (Kind.PARAGRAPH, Kind.CODE):
        begun = process_time()
        facts_of(Block(kind, text, 1), "et")
        assert process_time() - begun < 1.5


def test_a_number_of_a_hundred_thousand_digits_is_one_fact() -> None:
    """Nothing is made of it that would take long."""
    begun = process_time()
    (fact,) = facts_of_text("Arv " + "7" * 100_000 + " minutit", "et")
    assert fact.value == "7" * 100_000 + " min"
    assert process_time() - begun < 1.5


def test_changed_emphasis_and_wrapping_change_no_fact() -> None:
    """What only looks different is the same."""
    plain = values("Oodake 15 minutit ja makske 12 € aadressil https://a.example/b.", "et")
    assert values("Oodake *15* minutit ja makske **12 €** aadressil <https://a.example/b>.", "et", *NO_LABELS) == plain


NO_LABELS = [kind for kind in FactKind if kind is not FactKind.LABEL]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("git checkout -- a.txt", "git checkout -- b.txt"),
        ("cd a ; rm x", "cd a ; rm y"),
        ("ls /tmp/* a", "ls /tmp/* b"),
        ("color: #fff", "color: #eee"),
        ("curl https://a.example/x", "curl https://a.example/y"),
        ("echo a /* b", "echo a /* c"),
        ("DROP TABLE x;", "DROP TABLE y;"),
    ],
)
def test_what_only_looks_like_a_comment_is_code(one: str, other: str) -> None:
    """Else a wrong command would pass."""
    assert facts_of(Block(Kind.CODE, one, 1), "et")[0].value != facts_of(Block(Kind.CODE, other, 1), "en")[0].value


def test_code_blocks_are_compared_but_for_comments_and_words_of_a_language() -> None:
    """Commands must be the same; what explains them is translated."""
    one = facts_of(Block(Kind.CODE, "# Näita kirjeid\ndig example.com MX # küsi", 1), "et")
    other = facts_of(Block(Kind.CODE, "# Show the records\ndig example.com MX", 1), "en")
    changed = facts_of(Block(Kind.CODE, "# Show the records\ndig example.com A", 1), "en")
    assert one[0].value == other[0].value == "dig example.com MX" != changed[0].value


def test_digits_of_every_script_are_digits() -> None:
    """However they are found among a million signs."""
    for code in range(0x80, sys.maxunicode + 1):
        if (digit := unicodedata.decimal(chr(code), None)) is not None:
            assert _same_signs()[code] == str(digit)
