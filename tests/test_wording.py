"""Words, numbers and days in a language."""

from __future__ import annotations

from datetime import date

from kbgen.wording import REPORT, words


def test_sentences_end_with_one_full_stop() -> None:
    """Also where a day ends with one of its own, as in Russian; what stands before another word keeps it."""
    russian, english = words("ru", domain=REPORT), words("en", domain=REPORT)
    day = russian.day(date(2026, 11, 21), "medium")
    assert day.endswith("г.")
    assert russian.gettext("? %(day)s.", day=day) == f"? {day}"
    assert russian.gettext("%(day)s. ?", day=day) == f"{day} ?"
    assert russian.gettext("%(day)s; ?.", day=day) == f"{day}; ?."
    assert russian.ngettext("%(num)s – %(day)s.", "%(num)s – %(day)s.", 2, day=day) == f"2 – {day}"
    assert english.gettext("? %(day)s.", day=english.day(date(2026, 11, 21), "medium")) == "? Nov 21, 2026."


def test_numbers_below_0_have_a_minus_sign() -> None:
    """Not a hyphen, whatever the language; and 0 has no sign."""
    for language in ("et", "en", "ru", "fi"):
        said = words(language, domain=REPORT)
        assert said.share(-0.28).replace("\xa0", "") == "−28%"
        assert said.figure(-1234.0)[0] == said.number(-1234)[0] == "−"
        assert said.figure(-0.02).replace(",", ".") == "0.0"
        assert said.share(-0.001).replace("\xa0", "") == "0%"
        assert said.number(-7) == "−7"


def test_languages_have_names_also_with_a_country() -> None:
    """Whether or not the other language has a word of its own for that; codes that nobody knows stay codes."""
    german = words("de", domain=REPORT)
    assert [german.language_name(code) for code in ("de-AT", "pt-BR", "xx-YY", "tlh")] == [
        "Österreichisches Deutsch",
        "Portugiesisch (Brasilien)",
        "xx-YY",
        "Klingonisch",
    ]


def test_what_has_no_catalogue_is_spoken_in_english() -> None:
    """So that a page in it is not read out with the sounds of another language."""
    assert [words(code, domain=REPORT).spoken for code in ("en", "et", "de")] == ["en", "et", "en"]


def test_dates_may_be_written_as_in_another_country() -> None:
    """While the words stay those of the language."""
    day = date(2026, 11, 21)
    assert words("en").day(day) == "November 21, 2026"
    assert words("en", customs="en-GB").day(day) == "21 November 2026"
    assert words("de", customs="de-CH").number(1234567) == "1’234’567"
    assert words("et", customs="et-EE").gettext("Related articles") == words("et").gettext("Related articles") != ""
