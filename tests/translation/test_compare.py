"""Facts of an article's languages side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.articles import catalog, files
from kbgen.articles.article import Article
from kbgen.languages import Language
from kbgen.translation import allowed
from kbgen.translation.blocks import blocks_of
from kbgen.translation.compare import differences
from kbgen.translation.difference import Difference
from kbgen.translation.facts import Fact, FactKind, facts_of
from tests.catalogs import article
from tests.starter.story import undone

ROOT = Path(__file__).resolve().parents[2]
# Machines may be busy; the first call reads the locale data.
LAW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = ("et", "en", "ru", "fi")


def versions(texts: Mapping[str, str], id: str = "dns/a") -> dict[str, Article]:
    """An article with the same title in each language, and these texts."""
    return {code: article(f"{code}/{id}.md", f"---\ntitle: T\n---\n{text}\n") for code, text in texts.items()}


def found(texts: Mapping[str, str], exceptions: allowed.Exceptions = ()) -> list[Difference]:
    """The differences of an article with these texts."""
    return differences(versions(texts), exceptions)


def test_a_wrong_number_is_one_difference_with_all_values_and_places() -> None:
    """And the language that stands alone is named."""
    (one,) = found(
        {
            "et": "# Alg\n\nOodake 15 minutit.",
            "en": "# Begin\n\n\nWait 24 hours.",
            "ru": "# Начало\n\nПодождите 15 минут.",
        }
    )
    assert one.kind is FactKind.NUMBER
    assert one.values == {"et": ("15 minutit",), "en": ("24 hours",), "ru": ("15 минут",)}
    assert one.places == {"et": "content/et/dns/a.md:6", "en": "content/en/dns/a.md:7", "ru": "content/ru/dns/a.md:6"}
    assert one.alone == ("en",)


def test_two_languages_cannot_tell_which_is_wrong() -> None:
    """So none stands alone."""
    (one,) = found({"et": "Hind 5 €.", "en": "The price is €6."})
    assert (one.kind, one.alone) == (FactKind.PRICE, ())


def test_the_same_mistake_at_three_places_is_one_difference() -> None:
    """With how often it is made."""
    (one,) = found(
        {code: "\n\n".join(f"Mail{i}: `mail.{code == 'ru'}.example`" for i in range(3)) for code in ("et", "en", "ru")}
    )
    assert one.times == 3 and one.alone == ("ru",)


def test_a_missing_fact_is_found_with_the_place_where_it_should_be() -> None:
    """The block that belongs to the others."""
    (one,) = found({"et": "A.\n\nKasutage porti 993.", "en": "A.\n\nUse the port.", "ru": "А.\n\nПорт 993."})
    assert one.values["en"] == () and one.places["en"].endswith("en/dns/a.md:6")


SAME = [
    {"et": "Oodake kaks päeva.", "en": "Wait 2 days.", "ru": "Подождите два дня.", "fi": "Odota 2 päivää."},
    {"et": "Tunni pärast", "en": "After 60 minutes", "ru": "Через 1 час", "fi": "Tunnin kuluttua"},
    {"et": "ööpäevaringselt", "en": "24/7", "ru": "круглосуточно", "fi": "24 tuntia vuorokaudessa"},
    {"et": "24 tunni jooksul", "en": "within 24 hours", "ru": "в течение суток", "fi": "vuorokauden kuluessa"},
    {"et": "nädala pärast", "en": "in 7 days", "ru": "через неделю", "fi": "viikon päästä"},
    {"et": "0,5 s ja 1 000 €", "en": "0.5 s and €1,000", "ru": "0,5 с. и 1 000 €", "fi": "0,5 s ja 1 000 euroa"},
    {"et": "kell 8–16", "en": "8 am to 4 pm", "ru": "с 8:00 до 16:00", "fi": "klo 8.00–16.00"},
    {"et": "21.11.2026", "en": "21 November", "ru": "21 ноября 2026 года", "fi": "21.11.2026"},
    {"et": "`php.ini`", "en": "php.ini", "ru": "файл php.ini", "fi": "`php.ini`-tiedosto"},
    {"et": "[a](b.md#x)", "en": "[a](../dns/b.md#y)", "ru": "[a](/dns/b.md)", "fi": "[a](b.md)"},
    {"et": "![a](x.et.svg)", "en": "![a](x.en.svg)", "ru": "![a](x.ru.svg)", "fi": "![a](x.svg)"},
    {"et": "https://a.example/et/x.", "en": "https://a.example/en/x", "fi": "<https://a.example/x>"},
    {"et": "Port on 993.", "en": "Use port 993.", "ru": "993 — порт.", "fi": "Portti: 993"},
    {"et": "Esimene samm", "en": "The 1st step", "ru": "Первый шаг", "fi": "Vaihe 1"},
    {"et": "5 esimest kirja 14 päeva", "en": "the first 5 for 14 days", "fi": "5 ensimmäistä 14 päivän"},
    {"et": "```\ndig a # küsi\n```", "en": "```\ndig a\n```", "ru": "```\n# спроси\ndig a\n```"},
    {"et": "```\nTeema: 5 – mis ei tööta?\nAeg:\n```", "en": "```\nSubject: 5 – what fails?\nTime:\n```"},
    {"et": "A 5 GB.\n\nB.", "en": "A.\n\nB 5 GB.", "ru": "A 5 ГБ. B."},
    {"et": "## A\n\nKuni 5 GB. Kui 5 GB on täis, ostke.", "en": "## A\n\nUp to 5 GB. When it is full, buy."},
    {"et": "1. **Salvesta** kohe\n2. b", "en": "1. **Save** now\n2. b", "ru": "1. **Сохранить**\n2. b"},
    {"et": "Vajutage **Salvesta**.", "en": "Save it."},
    {"et": "ainult eesti keeles 5 GB"},
    {},
]


@pytest.mark.parametrize("texts", SAME, ids=[next(iter(texts.values()), "nothing") for texts in SAME])
def test_what_languages_may_write_differently_is_no_difference(texts: Mapping[str, str]) -> None:
    """Better to miss one than to raise a false alarm."""
    assert found(texts) == []


APART = [
    ("number", {"et": "kaks päeva", "en": "3 days"}),
    ("number", {"et": "14 päeva", "en": "14 days", "ru": "14 часов"}),
    ("number", {"et": "5 GB", "en": "5 MB"}),
    ("price", {"et": "9,90 €", "en": "€9.99"}),
    ("price", {"et": "10 €", "en": "$10"}),
    ("date", {"et": "21.11.2026", "en": "12 November 2026"}),
    ("date", {"et": "21.11.2026", "en": "21 November 2027"}),
    ("time", {"et": "kell 8–16", "en": "8 am to 5 pm"}),
    ("port", {"et": "port 993", "en": "port 995"}),
    ("host", {"et": "mail.example.com", "en": "smtp.example.com"}),
    ("address", {"et": "192.0.2.1", "en": "192.0.2.2"}),
    ("address", {"et": "10.0.0.0/8", "en": "10.0.0.0/16"}),
    ("email", {"et": "abi@a.example", "en": "help@a.example"}),
    ("url", {"et": "https://a.example/x", "en": "https://a.example/y"}),
    ("phone", {"et": "+372 555 0100", "en": "+372 555 0101"}),
    ("code", {"et": "`chmod 644 x`", "en": "`chmod 755 x`"}),
    ("code", {"et": "```\na\nb\n```", "en": "```\na\nc\n```"}),
    ("code", {"et": "++ctrl+c++", "en": "++ctrl+v++"}),
    ("image", {"et": "![a](x.svg)", "en": "![a](y.svg)"}),
    ("link", {"et": "[a](b.md)", "en": "[a](c.md)"}),
    ("steps", {"et": "1. a\n2. b\n3. c", "en": "1. a\n2. b"}),
    ("headings", {"et": "## a\n\n## b", "en": "## a"}),
    ("label", {"et": "1. **Salvesta**", "en": "1. save it"}),
    ("label", {"et": "1. **A → B**", "en": "1. **A** and **B**", "ru": "1. **A**"}),
]


@pytest.mark.parametrize(("kind", "texts"), APART, ids=[f"{kind}: {texts['et']}" for kind, texts in APART])
def test_each_kind_of_fact_is_compared(kind: str, texts: Mapping[str, str]) -> None:
    """One difference of that kind, and no other."""
    assert [one.kind.value for one in found(texts)] == [kind]


def test_only_the_lines_of_code_that_differ_are_shown() -> None:
    """A block of code may be long."""
    (one,) = found({"et": "```\na\nb 1\nc\n```", "en": "```\na\nb 2\nc\n```"})
    assert one.values == {"et": ("b 1",), "en": ("b 2",)}


def test_facts_of_two_kinds_in_one_block_are_two_differences() -> None:
    """A price and a time, each wrong for itself; a price for which another language has a bare number is one."""
    two = found({"et": "5 € ja 14 päeva", "en": "€6 and 30 days"})
    assert [(one.kind.value, one.values) for one in two] == [
        ("price", {"et": ("5 €",), "en": ("€6",)}),
        ("number", {"et": ("14 päeva",), "en": ("30 days",)}),
    ]
    assert len(found({"et": "Hind 5 €", "en": "Price 6"})) == 1


def test_a_top_heading_beside_the_title_is_no_difference() -> None:
    """Some write it, some do not."""
    assert found({"et": "# T\n\nA 5 GB.\n\n## B\n\nc", "en": "A 5 GB.\n\n## B\n\nc"}) == []


def test_missing_steps_are_looked_for_below_their_heading() -> None:
    """There is no step to point at."""
    (one,) = found({"et": "## A\n\nx\n\n## B\n\n1. a\n2. b", "en": "## A\n\nx\n\n## B\n\na and b"})
    assert (one.kind, one.values) == (FactKind.STEPS, {"et": ("2",), "en": ("0",)})
    assert one.places == {"et": "content/et/dns/a.md:10", "en": "content/en/dns/a.md:8"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('alert("Palun oodake")', "alert('Please wait')", True),
        ('mode = "strict"', 'mode = "loose"', False),
        ('wait("15 min now")', 'wait("20 min now")', False),
        ("<p>Tere!</p>", "<p>Hello!</p>", True),
        ("<p>5 GB</p>", "<p>6 GB</p>", False),
        ('<a href="x.html">Edasi</a>', '<a href="y.html">Next</a>', False),
        ("<h1>Tere</h1>", "<h2>Hello</h2>", False),
    ],
)
def test_what_programs_show_to_people_may_be_translated_in_code(one: str, other: str, same: bool) -> None:
    """But nothing that programs read."""
    assert (found({"et": f"```\n{one}\nx\n```", "en": f"```\n{other}\nx\n```"}) == []) is same


def test_a_text_of_which_little_is_translated_is_not_compared() -> None:
    """That it is no translation yet is another command's finding."""
    assert found({"et": "\n\n".join(f"Lõik {i}, port {i}00." for i in range(9)), "en": "Soon."}) == []


def test_a_language_need_not_link_to_an_article_that_it_lacks() -> None:
    """And may say in its own words what stands there."""
    texts = versions({"et": "[Vaata](b.md).", "en": "[See](b.md).", "ru": "Сервер `ns1.example.com`."})
    assert [one.kind.value for one in differences(texts)] == ["link", "code"]
    assert differences(texts, known={"dns/b": ["et", "en"]}) == []
    assert differences(texts, known={"dns/b": ["et", "en", "ru"]}) != []


def test_only_the_languages_that_were_asked_for_are_compared() -> None:
    """The others need not agree."""
    texts = versions({"et": "5 GB", "en": "5 GB", "ru": "6 ГБ"})
    assert differences(texts, languages=["et", "en"]) == []
    assert len(differences(texts, languages=["et", "ru"])) == 1


MARKDOWN = st.lists(
    st.sampled_from(
        "# A|## B|1. **C** 5 GB|2. d|- e|text 15 min|`x`|```|a | b|---|> q|[l](m.md)|![p](p.svg)| |¦".split("|")
    )
    | st.text("aõш5 *`[](){}<>#|\\-_\n\u00a0\u202e😀", max_size=8),
    max_size=12,
).map("\n".join)


@given(st.dictionaries(st.sampled_from(CODES), MARKDOWN), st.sampled_from(["", "- kind: headings\n", "- kind: code\n"]))
@LAW
def test_any_texts_can_be_compared(texts: Mapping[str, str], file: str) -> None:
    """And a difference names each language with its values and its place; the same texts never differ."""
    for one in found(texts, exceptions(file)):
        assert one.values.keys() == one.places.keys() == texts.keys() or len(texts) > len(one.values) > 1
        assert any(one.values.values())
    for text in texts.values():
        alike = versions({"et": text, "ru": text})
        assert differences({code: replace(own, language="et") for code, own in alike.items()}) == []


@pytest.mark.parametrize("other", ["", "```\nb\na\n```"])
def test_code_that_differs_as_a_whole_is_shown_as_a_whole(other: str) -> None:
    """Where it is missing, or has its lines in another order."""
    (one,) = found({"et": "Tekst.\n\n```\na\nb\n```", "en": f"Text.\n\n{other}"})
    assert one.values["et"] == ("a\nb",)


def test_a_very_long_article_is_compared_in_seconds() -> None:
    """Half a megabyte, with nothing in common but their length, and other headings."""
    texts = {
        code: "\n\n".join(
            f"{sign * 2} {i}\n\nRida {i * step} min, `a{i * step}`, h{i * step}.example" for i in range(9_000)
        )
        for code, sign, step in (("et", "#", 1), ("en", "#", 3))
    }
    texts["ru"] = texts["et"].replace("## 5\n", "", 1)
    begun = process_time()
    assert found(texts)
    assert process_time() - begun < 15


# The project's own articles.


def own() -> dict[str, dict[str, Article]]:
    """The starter's articles by id and language, without the differences that are planted in them."""
    content = files.read(ROOT / "content", CODES)
    articles = [replace(article, body=undone(article.path, article.body)) for article in content.articles]
    there, _ = catalog.assemble(articles, tuple(Language(code, code) for code in CODES), "et")
    return {id: dict(languages) for id, languages in there.versions.items()}


OWN = own()
EXCEPTIONS, _ = allowed.parse((ROOT / "content/facts.yml").read_text("utf-8"), "facts.yml", OWN)


@pytest.mark.parametrize("id", OWN)
def test_the_projects_own_articles_say_the_same_in_all_languages(id: str) -> None:
    """Every finding would be a mistake, or a false alarm."""
    assert differences(OWN[id], EXCEPTIONS, known=OWN) == []


CHANGEABLE = {FactKind.NUMBER, FactKind.PRICE, FactKind.DATE, FactKind.TIME, FactKind.PORT, FactKind.PHONE}
PLACES = [
    (id, code, block.line - text.first_line, fact.text)
    for id, languages in OWN.items()
    if len(languages) > 2
    for code, text in languages.items()
    for block in blocks_of(text)
    for fact in facts_of(block, code)
    if fact.kind in CHANGEABLE and block.line - text.first_line >= 0
    # Another number of one digit may be one that the block says in words: “the five fields are … day (1–31)”.
    if not (fact.kind is FactKind.NUMBER and len(fact.text) == 1)
]


@given(st.sampled_from(PLACES), st.integers(1, 8))
@LAW
def test_a_changed_figure_in_one_language_is_found(place: tuple[str, str, int, str], more: int) -> None:
    """In any article, language and block of the project: some digit of some fact becomes another one."""
    id, code, line, written = place
    text = OWN[id][code]
    rows = text.body.split("\n")
    digit = next(char for char in reversed(written) if char.isdigit())
    # A fact's text has plain spaces where the article has those that do not break.
    plain = re.sub(r"\s", " ", rows[line])
    at = plain.rfind(digit, 0, plain.index(written) + len(written))
    rows[line] = f"{rows[line][:at]}{(int(digit) + more) % 10}{rows[line][at + 1 :]}"
    changed = {**OWN[id], code: replace(text, body="\n".join(rows))}
    assert differences(changed, EXCEPTIONS, known=OWN), rows[line]


# What may differ.


def exceptions(text: str) -> allowed.Exceptions:
    """The entries of a file without mistakes."""
    made, problems = allowed.parse(text, "content/facts.yml", {"dns/a", "mail/b"})
    assert problems == []
    return made


@pytest.mark.parametrize(
    "entry",
    [
        "kind: phone",
        "kind: phone\n  values: [+372 555 0100, '+358 9 555 0100']",
        "values: ['+3725550100', '+35895550100']",
        "article: dns/a",
        "article: dns/a.md",
        "article: dns/",
        "article: dns/\n  kind: phone\n  why: each country has its own",
    ],
)
def test_an_entry_takes_facts_out_of_the_comparison(entry: str) -> None:
    """By kind, by value as it is written or as it is read, by article or category."""
    texts = {"et": "Tel +372 555 0100", "fi": "Puh +358 9 555 0100"}
    assert len(found(texts)) == 1
    assert found(texts, exceptions(f"- {entry}\n")) == []


@pytest.mark.parametrize("entry", ["kind: price", "values: [+372 555 0100]", "article: mail/b", "host: example.com"])
def test_an_entry_takes_out_no_more_than_it_says(entry: str) -> None:
    """Everything that it says must fit."""
    assert len(found({"et": "Tel +372 555 0100", "fi": "Puh +358 9 555 0100"}, exceptions(f"- {entry}\n"))) == 1


def test_a_host_may_differ_with_all_below_it() -> None:
    """Wikipedia has other pages in each language."""
    texts = {"et": "<https://et.wikipedia.org/wiki/Domeen>", "en": "<https://en.wikipedia.org/wiki/Domain_name>"}
    assert len(found(texts)) == 1
    assert found(texts, exceptions("- host: wikipedia.org\n")) == []
    assert len(found(texts, exceptions("- host: pedia.org\n"))) == 1


@pytest.mark.parametrize("kind", ["steps", "headings", "label"])
def test_counts_may_differ_too(kind: str) -> None:
    """By their kind."""
    texts = next(texts for name, texts in APART if name == kind)
    assert found(texts, exceptions(f"- kind: {kind}\n  article: dns/a\n")) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("- kind: [", "KB113", 1, ""),
        ("phone", "KB113", 1, "list of entries"),
        ("- phone\n", "KB113", 1, "what may differ"),
        ("- kind: price\n- why: because\n", "KB113", 2, "what may differ"),
        ("- kind: telephone\n", "KB113", 1, "no kind of facts"),
        ("- kind: price\n  vlaues: [5]\n", "KB113", 2, "unknown key"),
        ("- article: dns/a\n  values: 5\n", "KB113", 2, "list"),
        ("- values: []\n", "KB113", 1, "no value"),
        ("- values: [[a]]\n", "KB113", 1, "list"),
        ("- host: [a]\n", "KB113", 1, "word"),
        ("- kind: price\n  article: dns/b\n", "KB111", 2, "no article"),
        ("- article: dsn/\n", "KB111", 1, "no article"),
    ],
)
def test_mistakes_in_the_file_are_named_with_their_line(text: str, code: str, line: int, said: str) -> None:
    """And the other entries count."""
    _, (problem,) = allowed.parse(text, "content/facts.yml", {"dns/a"})
    assert (problem.code, problem.line, problem.path) == (code, line, "content/facts.yml")
    assert said in problem.message


@given(st.text(alphabet="- \n:[]{}kindvalueshostarticle/5'\"&*!", max_size=60))
@LAW
def test_any_file_is_read_or_named(text: str) -> None:
    """Whatever it holds."""
    entries, problems = allowed.parse(text, "f", {"dns/a"})
    for entry in entries:
        entry.fits(Fact(FactKind.URL, "https://[", "https://["), "dns/a")
    assert all(problem.line >= 1 for problem in problems)


def test_another_length_of_time_is_a_difference_though_others_are_spoken_of() -> None:
    """In sections of unequal length too: “24 hours” says no hour, and “one place” says no day."""
    last = {"et": "## B\n\nLink kehtib 60 minutit.\n", "en": "## B\n\nThe link is valid for 60 minutes.\n"}
    et = "## A\n\n1. Avage leht.\n2. Oodake.\n3. Kinnitage 24 tunni jooksul.\n\nParool on ühes kohas.\n\n"
    en = "## A\n\n1. Open the page.\n2. Confirm within 60 minutes.\n\nThe password is in one place.\n\n"
    numbers = [one for one in found({"et": et + last["et"], "en": en + last["en"]}) if one.kind is FactKind.NUMBER]
    assert [one.values for one in numbers] == [{"et": ("24 tunni",), "en": ("60 minutes",)}]
