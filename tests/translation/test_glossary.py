"""The glossary: which words are forms of a term, and where they are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.article import Article, Meta
from kbgen.translation import glossary
from kbgen.translation.glossary import Term
from kbgen.translation.terms import Finder, Forms, prose

LANGUAGES = ["et", "en", "ru", "fi"]


def article(body: str, language: str = "et", **meta: str) -> Article:
    return Article("dns/a", language, f"content/{language}/dns/a.md", Meta(**meta), body, first_line=5)  # type: ignore[arg-type]


def found(body: str, *terms: Term, language: str = "et") -> list[tuple[int, str]]:
    """Lines and words that are found in a text."""
    return [(one.line, one.text) for one in Finder(language, terms).found_in(article(body, language))]


@pytest.mark.parametrize(
    ("language", "word", "term"),
    [
        ("et", "nimeserverit", "nimeserver"),
        ("et", "nimeserveritesse", "nimeserver"),
        ("et", "hostingule", "hosting"),
        ("et", "doomeni", "doomen"),
        ("en", "nameservers", "nameserver"),
        ("fi", "nimiserverit", "nimiserveri"),
        ("fi", "sertifikaatin", "sertifikaatti"),
        ("fi", "domainin", "domain"),
        ("ru", "неймсерверов", "неймсервер"),
        ("ru", "бэкапы", "бэкап"),
    ],
)
def test_forms_are_known_by_lemmas_stems_and_endings(language: str, word: str, term: str) -> None:
    """Compounds and borrowed words, too, which no dictionary lists."""
    assert Forms(language).is_form(word, term)


@pytest.mark.parametrize(
    ("language", "word", "term"),
    [
        ("et", "nimeserver", "server"),
        ("et", "server", "nimeserver"),
        ("en", "certain", "cert"),
        ("en", "billing", "log"),
        ("fi", "nimipalvelimet", "palvelin"),
        ("ru", "сервис", "сервер"),
    ],
)
def test_other_words_are_no_forms(language: str, word: str, term: str) -> None:
    """Neither parts of a compound nor words that only begin alike."""
    assert not Forms(language).is_form(word, term)


def test_places_are_lines_of_the_file_in_their_order() -> None:
    """Also of a term whose words two lines share."""
    term = Term("veebileht", ("koduleht", "interneti lehekülg"))
    body = "Avage koduleht.\n\nSee interneti\nlehekülg ja\nKODULEHED."
    assert found(body, term) == [(5, "koduleht"), (7, "interneti\nlehekülg"), (9, "KODULEHED")]


def test_title_and_description_are_looked_at() -> None:
    """On the lines of their keys, without addresses; tags are for what customers say."""
    one = Article(
        "a",
        "en",
        "content/en/a.md",
        Meta(title="Nameservers", description="Change a nameserver at nameserver.example.", tags=("nameserver",)),
        "",
        key_lines={"title": 2, "description": 3},
    )
    assert [hit.line for hit in Finder("en", [Term("name server", ("nameserver",))]).found_in(one)] == [2, 3]


@pytest.mark.parametrize(
    "body",
    [
        "`nimiserver`",
        "```\nnimiserver\n```",
        "**nimiserver**",
        "__nimiserver__",
        "**Muuda\nnimiserver**",
        "`muuda\nnimiserver`",
        "``nimiserver ` nimiserver``",
        "[siin](nimiserver.md)",
        "[siin][a]\n\n[a]: https://nimiserver.example/nimiserver",
        "## Muutmine { #nimiserver }",
        "<a id='nimiserver'></a> <!-- nimiserver -->",
        "<!-- Siia veel:\n\nnimiserver -->",
        "nimiserver.example.com ja nimiserver@example.com",
        "https://example.com/nimiserver",
        ":nimiserver:",
        "Meie uusnimiserver.",
    ],
)
def test_what_is_not_the_editors_prose_is_left_out(body: str) -> None:
    """Code, addresses, names of buttons, and longer words."""
    assert found(body, Term("nimeserver", ("nimiserver",))) == []


@pytest.mark.parametrize(
    "body",
    [
        "Siin on ` ja\n\nnimiserver `",
        "2 ** 3\n\nnimiserver ** 4",
        "`a` nimiserver `b`",
        "<!-- a --> nimiserver <!-- b -->",
    ],
)
def test_prose_beside_what_is_left_out_is_looked_at(body: str) -> None:
    """Between two spans, and where a mark never closes within its paragraph."""
    assert [word for _, word in found(body, Term("nimeserver", ("nimiserver",)))] == ["nimiserver"]


def test_a_right_term_covers_what_stands_in_it() -> None:
    """A word may be wrong alone and right in another term; a sentence between two words is no term."""
    terms = (Term("name server"), Term("machine", ("server",)))
    assert found("Two name servers and a server.", *terms, language="en") == [(5, "server")]
    assert found("Say the name. Servers follow.", *terms, language="en") == [(5, "Servers")]


@pytest.mark.parametrize(
    ("write", "wrong", "text", "hits"),
    [
        ("WordPress", "Wordpress", "WordPressi ja Wordpressi", ["Wordpressi"]),
        (
            "veebileht",
            "veebi leht",
            "Veebilehel, veebi-lehel, veebi lehel, veebi\nlehed",
            ["veebi lehel", "veebi\nlehed"],
        ),
        ("Leht", "leht", "Lehel ja lehel", ["lehel"]),
        ("DNS-kirje", "DNS kirje", "DNS-kirjed ja DNS kirjed", ["DNS kirjed"]),
        ("e-post", "e post", "E-post või e post", ["e post"]),
        ("plugin", "plug-in", "Pluginid, plugins in, Plug-in", ["Plug-in"]),
    ],
)
def test_where_only_the_spelling_differs_it_counts(write: str, wrong: str, text: str, hits: list[str]) -> None:
    """Capitals, spaces and hyphens, in every form of the word."""
    assert [word for _, word in found(text, Term(write, (wrong,)))] == hits


def test_exceptions_are_articles_and_categories() -> None:
    """Elsewhere the term holds."""
    assert not Term("a", except_in=("dns/",)).holds_in("dns/records")
    assert not Term("a", except_in=("dns/records.md",)).holds_in("dns/records")
    assert Term("a", except_in=("dns/records",)).holds_in("dns/records-two")
    assert found("nimiserver", Term("nimeserver", ("nimiserver",), except_in=("dns/a",))) == []


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("ab `*[]()<>{}:#\n-.@/!|~"), max_size=80))
def test_prose_keeps_every_line_and_place(body: str) -> None:
    """Whatever is blanked, so that lines can be told from places."""
    kept = prose(body)
    assert len(kept) == len(body)
    assert [i for i, sign in enumerate(kept) if sign == "\n"] == [i for i, sign in enumerate(body) if sign == "\n"]


@settings(max_examples=60)
@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(["nameplate", "nametag", "name", "tag", "Nametags"])))
def test_every_wrong_word_is_found_and_no_other(language: str, row: list[str]) -> None:
    """In every language, wherever it stands, as often as it stands there."""
    hits = found(" ja ".join(row), Term("nameplate", ("nametag",)), language=language)
    assert [word for _, word in hits] == [word for word in row if "nametag" in word.lower()]


@settings(max_examples=30)
@given(st.sampled_from(LANGUAGES), st.text(max_size=60))
def test_any_text_can_be_looked_through(language: str, text: str) -> None:
    """And hides no word of the paragraph behind it."""
    assert found(f"{text}\n\n\nnametag", Term("nameplate", ("nametag",)), language=language)[-1][1] == "nametag"


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_file_can_be_read(text: str) -> None:
    """Into terms or problems with a line."""
    terms, problems = glossary.parse(text, "content/glossary.yml", LANGUAGES, {"dns/a"})
    assert set(terms) <= set(LANGUAGES)
    assert all(problem.code in ("KB111", "KB115") for problem in problems)
