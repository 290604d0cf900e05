"""A text that is there may be no translation; one that may well be is never accused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kbgen.articles import starter
from kbgen.articles.front_matter import parse
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.presence import language_of, stubs_of
from tests.translation.texts import LANGUAGES, text

CONTENT = Path(__file__).resolve().parents[2] / "content"

ET = (
    "Domeeni pikendamiseks logige iseteenindusse sisse ja avage domeenide loend. Valige seal domeen, mida soovite "
    "pikendada, ja vajutage nuppu. Kui arve on makstud, pikeneb domeen kohe ning saadame teile selle kohta kirja.\n\n"
    "## Kui maksmine ei õnnestu\n\nProovige mõne minuti pärast uuesti või kirjutage klienditoele, kes aitab edasi.\n"
)
EN = (
    "To renew a domain, sign in to the customer panel and open the list of your domains. Choose the domain that you "
    "want to renew there and press the button. When the invoice is paid, we renew it and send you a message.\n\n"
    "## If the payment fails\n\nTry again after some minutes, or write to our support, who will help you further.\n"
)
RU = (
    "Чтобы продлить домен, войдите в личный кабинет и откройте список доменов. Выберите там домен, который хотите "
    "продлить, и нажмите кнопку. Когда счёт будет оплачен, мы сразу продлим домен и пришлём вам письмо об этом.\n\n"
    "## Если оплата не проходит\n\nПопробуйте ещё раз через несколько минут или напишите в службу поддержки.\n"
)
FI = (
    "Uusi verkkotunnus kirjautumalla hallintapaneeliin ja avaamalla verkkotunnusten luettelo. Valitse sieltä tunnus, "
    "jonka haluat uusia, ja paina painiketta. Kun lasku on maksettu, tunnus uusitaan heti ja saat siitä viestin.\n\n"
    "## Jos maksaminen ei onnistu\n\nYritä uudelleen muutaman minuutin kuluttua tai kirjoita asiakastukeen.\n"
)
CODE = "```sh\n" + "dig +short TXT example.com\n" * 30 + "```\n"


def stubs(**bodies: str) -> dict[str, str]:
    """The kinds of stubs among the languages of an article whose source is Estonian."""
    return {code: stub.kind for code, stub in stubs_of(texts(**bodies), "et", LANGUAGES).items()}


def texts(**bodies: str) -> dict[str, Text]:
    """An article in these languages."""
    return {code: text(code, body) for code, body in bodies.items()}


def test_translations_are_translations() -> None:
    """In all four languages."""
    assert stubs(et=ET, en=EN, ru=RU, fi=FI) == {}


@pytest.mark.parametrize("body", ["", "\n\n## \n", "<!-- to do -->", "## Kui\n", CODE])
def test_a_text_without_prose_is_empty(body: str) -> None:
    """Where its source has some."""
    assert stubs(et=ET * 3, ru=body)["ru"] == "empty"


def test_a_page_that_has_no_text_of_its_own_is_not_empty() -> None:
    """The page of a category, or one that is all code."""
    assert stubs(et="", ru="", fi=CODE, en=EN) == {}


@pytest.mark.parametrize("language", ["en", "ru", "fi"])
def test_an_article_that_was_only_begun_is_empty(language: str) -> None:
    """With the prompts that kbgen new writes."""
    made, _ = parse(starter.text(language, "T", today=date(2026, 1, 1)), id="a", language=language, path="a.md")
    assert made is not None
    found = stubs_of({"et": text("et", ET), language: text_of(made, facts_of)}, "et", LANGUAGES)
    assert found[language].kind == "empty"


@pytest.mark.parametrize("copy", ["en", "ru", "fi"])
def test_the_source_under_another_language_is_copied(copy: str) -> None:
    """Also with some words changed, and with a paragraph that is translated."""
    assert stubs(**{"et": ET, copy: ET}) == {copy: "copied"}
    assert stubs(**{"et": ET, copy: f"{ET}\n{CODE}\nOK.\n"}) == {copy: "copied"}


def test_a_text_may_be_copied_from_another_translation() -> None:
    """The one that is in its own language is the translation."""
    assert stubs(et=ET, en=EN, fi=EN) == {"fi": "copied"}


@pytest.mark.parametrize(("language", "body"), [("ru", EN), ("en", RU), ("fi", EN), ("en", FI), ("ru", FI), ("fi", RU)])
def test_a_text_in_another_language_is_found(language: str, body: str) -> None:
    """By its letters or by its words; Estonian and Finnish share many."""
    assert stubs(**{"et": ET, language: body}) == {language: "wrong-language"}


@pytest.mark.parametrize(
    "body",
    [
        "OK.",
        "DNS, MX, SPF, DKIM, DMARC, IMAP, SMTP, TLS, SSL, HTTP, FTP, SSH, PHP, SQL, CSS, HTML, XML, JSON, API, URL",
        "| Port | TLS |\n|---|---|\n| 993 | IMAP |\n| 995 | POP3 |\n| 465 | SMTP |",
        "Virmaline OÜ, Tallinn, Narva mnt 5, `abc@example.com`, https://example.com/kuidas-domeeni-pikendada",
    ],
)
def test_short_texts_and_names_are_believed(body: str) -> None:
    """What is the same in every language is no copy."""
    assert stubs(et=body, en=body, ru=body, fi=body) == {}


def test_untranslated_code_makes_no_copy() -> None:
    """Most of many articles is code."""
    assert stubs(et=ET + CODE, ru=RU + CODE) == {}


def test_every_article_of_the_starter_is_a_translation() -> None:
    """In every language, held against each source."""
    articles: dict[str, dict[str, Text]] = {}
    for path in sorted(CONTENT.rglob("*.md")):
        language, _, id = path.relative_to(CONTENT).as_posix().partition("/")
        made, _ = parse(path.read_text("utf-8"), id=id, language=language, path=id)
        assert made is not None
        articles.setdefault(id, {})[language] = text_of(made, facts_of)
    for id, versions in articles.items():
        for source in versions:
            assert stubs_of(versions, source, LANGUAGES) == {}, (id, source)


def test_a_language_without_a_dictionary_is_not_accused() -> None:
    """Nobody can tell."""
    words = ET.replace(".", "").lower().split()
    assert language_of(words, "xx", ["ru"]) is None
    assert language_of(words, "xx", ["ru", "et"]) == "et"
    assert language_of(words[:10], "ru", ["et"]) is None
