"""Words that an article lacks and its translations speak of: learned, kept in a file, and found."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search import indexing, learned, rank, translations
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.counts import count
from kbgen.search.documents import Document, Section
from kbgen.search.learned import Learned
from kbgen.search.model import IMPLIED, STRONGEST, TITLED
from kbgen.search.reader import Memory

LANGUAGES = ["en", "et"]
LEMMAS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8) | st.sampled_from(
    ["mail.example.com", "2001:db8::1", "fikseeri=tud", "a=7", "x_y"]
)
MARKS = (
    st.integers(1, STRONGEST).map(lambda s: s + IMPLIED)
    | st.integers(1, STRONGEST).map(lambda s: s + IMPLIED + TITLED)
    | st.just(IMPLIED + TITLED)
)
ARTICLES = st.dictionaries(
    st.sampled_from(["a", "dns/records", "mail/täis"]), st.dictionaries(LEMMAS, MARKS, min_size=1, max_size=5)
)


def document(language: str, name: str, title: str, *sections: str) -> Document:
    """An article of one section or more, each with a heading."""
    cut = tuple(Section(f"s{n}", f"Part {n}", text) for n, text in enumerate(sections))
    return Document(name, language, f"{language}/{name}/", title, "", (), cut)


SHEETS = ["Budget", "Prices", "Wages", "Rents"]
OTHERS = ["Letters", "Slides", "Drawings", "Sounds", "Films", "Maps"]
ENGLISH = [
    *(document("en", name, f"{name} spreadsheet", "Open the spreadsheet.", "Close it.") for name in SHEETS),
    *(document("en", name, name, "Here is another thing.", "Close it.") for name in OTHERS),
    document("en", "Filters", "Filters for a spreadsheet", "A spreadsheet has rows. Each spreadsheet.", "Hide rows."),
]
ESTONIAN = [
    *(document("et", name, f"{name} arvutustabel", "Avage arvutustabel.", "Sulgege see.") for name in SHEETS),
    *(document("et", name, name, "Siin on midagi muud.", "Sulgege see.") for name in OTHERS),
    document("et", "Filters", "Filtrid lehel", "Lehel on read. Igal lehel.", "Peitke read."),
]
SITE = {"en": ENGLISH, "et": ESTONIAN}


def learn(site: Mapping[str, list[Document]]) -> Learned:
    """What is learned of these articles."""
    versions = {}
    for code, documents in site.items():
        lemmas = lemmas_of(code)
        standing = indexing.assemble(code, [count(one, lemmas) for one in documents], lemmas).standing
        versions[code] = {d.article: translations.version(d.sections, standing[d.article], lemmas) for d in documents}
    return translations.learn(versions)


def found(told: Learned, query: str) -> list[str]:
    """The Estonian articles that answer a query."""
    index = indexing.build("et", ESTONIAN, learned=told.get("et"))
    return [hit.page.article for hit in rank.search(Memory(index), query)]


@given(st.dictionaries(st.sampled_from(LANGUAGES), ARTICLES))
def test_file_comes_back(told: Learned) -> None:
    """Whatever was learned; an article of which nothing was learned has no line."""
    kept = {code: articles for code, articles in told.items() if articles}
    assert learned.parse(learned.text(told), "l.tsv", LANGUAGES) == (kept, [])


def test_file_is_in_order() -> None:
    """So that two versions of it can be compared line by line."""
    told = {"et": {"b": {"y": 65, "x": 70}, "a": {"z": 192}}, "en": {"c": {"w": 200}}}
    assert learned.text(told).split("\n")[1:] == ["en\tc\tw=8*", "et\ta\tz=*", "et\tb\tx=6 y=1", ""]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("et", "KB114"),
        ("et\ta", "KB114"),
        ("et\ta\t", "KB114"),
        ("et\t\tword=7", "KB114"),
        ("et\ta\tword", "KB114"),
        ("et\ta\tword=0", "KB114"),
        ("et\ta\tword=", "KB114"),
        ("et\ta\tword=99", "KB114"),
        ("et\ta\tone=7  two=7", "KB114"),
        ("<<<<<<< HEAD", "KB114"),
        ("de\ta\tword=7", "KB111"),
    ],
)
def test_lines_that_say_nothing_are_named(line: str, code: str) -> None:
    """The others count all the same, also those with the line ends of another system."""
    told, problems = learned.parse(f"# by hand\n{line}\n\net\tb\tword=7\r\n", "l.tsv", LANGUAGES)
    assert [(p.line, p.code) for p in problems] == [(2, code)]
    assert told == {"et": {"b": {"word": 7 + IMPLIED}}}


def test_article_is_found_by_a_word_of_its_translations() -> None:
    """Which it lacks itself; and those that have the word stand before it."""
    told = learn(SITE)
    assert told["et"]["Filters"]["arvutustabel"] > IMPLIED + TITLED
    assert "Filters" not in found({}, "arvutustabel")
    answers = found(told, "arvutustabel")
    assert set(answers) == {*SHEETS, "Filters"}
    assert answers[-1] == "Filters"


def test_what_nobody_searches_for_stays_as_it_was() -> None:
    """An article's own words, and the order of those that have them, do not change."""
    assert found(learn(SITE), "midagi") == found({}, "midagi")
    assert found(learn(SITE), "filtrid")[0] == "Filters"


def test_site_of_one_language_teaches_nothing() -> None:
    """Nor does a language without articles."""
    assert learn({"et": ESTONIAN}) == {"et": {}}
    assert learn({"et": ESTONIAN, "en": []}) == {"et": {}, "en": {}}


def test_order_of_articles_does_not_matter() -> None:
    """The same articles give the same file."""
    assert learned.text(learn({code: own[::-1] for code, own in reversed(SITE.items())})) == learned.text(learn(SITE))


def test_what_the_article_has_by_now_is_its_own() -> None:
    """And what no article has any longer is left out."""
    told = {"et": {"Budget": {"arvutustabel": 7 + IMPLIED, "kadunud": 7 + IMPLIED, "sulgema": IMPLIED + TITLED}}}
    plain, taught = (indexing.build("et", ESTONIAN, learned=told.get(code)) for code in ("en", "et"))
    assert plain.words == taught.words
    changed = [(p, t) for p, t in zip(plain.postings, taught.postings, strict=True) if p != t]
    assert [t.pages for p, t in changed] == [p.pages for p, _ in changed]
    assert [sum(t.marks) - sum(p.marks) for p, t in changed] == [IMPLIED + TITLED]
