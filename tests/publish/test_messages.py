"""Words, dates and names of languages."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.publish.messages import open_graph_locale
from kbgen.wording import words


@pytest.mark.parametrize(
    ("language", "locale"), [("et", "et_EE"), ("en", "en_US"), ("ru", "ru_RU"), ("fi", "fi_FI"), ("pt-BR", "pt_BR")]
)
def test_open_graph_wants_a_territory(language: str, locale: str) -> None:
    """The likely one."""
    assert open_graph_locale(language) == locale


@pytest.mark.parametrize("language", ["no", "zxx", "qq"])
def test_languages_without_data_do_no_harm(language: str) -> None:
    """Their words are English, their dates too."""
    assert open_graph_locale(language)
    assert words(language).day(date(2026, 11, 21))
    assert words(language).gettext("Home") == "Home"


@pytest.mark.parametrize(("n", "text"), [(1, "1 статья"), (3, "3 статьи"), (5, "5 статей"), (21, "21 статья")])
def test_russian_has_three_plurals(n: int, text: str) -> None:
    """One, few, many."""
    assert words("ru").ngettext("%(num)s article", "%(num)s articles", n) == text


def test_dates_and_lists_are_the_languages_own() -> None:
    """By Babel."""
    assert words("et").day(date(2026, 11, 21)) == "21. november 2026"
    assert words("fi").day(date(2026, 11, 21)) == "21. marraskuuta 2026"
    assert words("ru").listed(["а", "б", "в"]) == "а, б и в"
