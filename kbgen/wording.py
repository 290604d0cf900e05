"""Words, numbers and days in a language: gettext catalogues of the theme, and the rest by Babel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen import resources
from kbgen.languages import LanguageCode

if TYPE_CHECKING:
    from babel import Locale

SITE = "kbgen"
"""The catalogue of the site's pages."""

REPORT = "report"
"""The catalogue of the editors' report."""


def catalogue_path(language: LanguageCode, theme: Path, domain: str = SITE) -> Path:
    """Where the compiled catalogue of a language is below a theme folder."""
    return theme / "locale" / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.mo"


@cache
def translations(language: LanguageCode, custom_dir: Path | None = None, domain: str = SITE) -> NullTranslations:
    """The catalogue of a language: the site's own first, then kbgen's, then the English of the code."""
    found: NullTranslations = NullTranslations()
    for theme in (resources.theme(), custom_dir):
        path = catalogue_path(language, theme, domain) if theme else None
        if path and path.is_file():
            with path.open("rb") as file:
                one = GNUTranslations(file)
            one.add_fallback(found)
            found = one
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks one language. ``locale`` is Babel's name for it; ``customs``: a locale whose dates and numbers it has."""

    language: LanguageCode
    catalogue: NullTranslations
    customs: str = ""

    @property
    def locale(self) -> str:
        """The language as Babel writes it; English where Babel does not know it."""
        return babel_locale(self.customs or self.language)

    @property
    def spoken(self) -> LanguageCode:
        """The language that its messages are in: English where there is no catalogue."""
        return self.language if isinstance(self.catalogue, GNUTranslations) else "en"

    def gettext(self, message: str, **variables: Any) -> str:
        """The message in this language, with its variables filled in."""
        found = _message(self.catalogue, message)
        return _filled(found, variables) if variables else found

    def ngettext(self, one: str, many: str, n: int, **variables: Any) -> str:
        """The message in the right plural form for ``n``, which is also the variable ``num``."""
        return _filled(self.catalogue.ngettext(one, many, n), {"num": self.number(n), **variables})

    def day(self, value: date, form: str = "long") -> str:
        """A date as people who speak the language write it: ``21. november 2026``."""
        return _day(value, form, self.locale)

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        return _with_minus(str(value)) if abs(value) < 1000 else _decimal(value, None, self.locale)

    def figure(self, value: float, digits: int = 1) -> str:
        """A measured number: ``3,2`` below ten, ``31`` and ``1 234`` above; never more digits than were measured."""
        places = digits if abs(value) < 9.95 else 0
        return _decimal(value, "#,##0" + (f".{'0' * places}" if places else ""), self.locale)

    def share(self, value: float) -> str:
        """A part of a whole, 0 to 1: ``62 %``, as the language writes it."""
        return _percent(value, self.locale)

    def language_name(self, code: LanguageCode) -> str:
        """What another language is called in this one: ``vene``; its code where CLDR does not know it."""
        return _language_name(code, self.locale)

    def listed(self, words: Sequence[str]) -> str:
        """``a, b ja c``."""
        from babel.lists import format_list

        return format_list(list(words), locale=self.locale)


def _filled(message: str, variables: Mapping[str, Any]) -> str:
    """The message with its variables. One that ends with a full stop, as days in Russian do, ends a sentence too."""
    for name, value in variables.items():
        if isinstance(value, str) and value.endswith("."):
            message = message.replace(f"%({name})s.", f"%({name})s")
    return message % variables


@lru_cache(maxsize=4096)
def _message(catalogue: NullTranslations, message: str) -> str:
    return catalogue.gettext(message)


@lru_cache(maxsize=4096)
def _day(value: date, form: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(value, form, locale=_known(locale))


@lru_cache(maxsize=8192)
def _decimal(value: float, pattern: str | None, locale: str) -> str:
    from babel.numbers import format_decimal

    return _with_minus(format_decimal(value, pattern, locale=_known(locale)))


@lru_cache(maxsize=4096)
def _percent(value: float, locale: str) -> str:
    from babel.numbers import format_percent

    return _with_minus(format_percent(value, locale=_known(locale)))


@cache
def _known(locale: str) -> Locale:
    """Babel looks at a name anew each time."""
    from babel import Locale

    return Locale.parse(locale)


def _with_minus(number: str) -> str:
    """With a minus sign where Babel writes a hyphen, as it does in every language; with none before nothing but 0."""
    if not number.startswith("-"):
        return number
    return f"−{number[1:]}" if any(one in "123456789" for one in number) else number[1:]


@cache
def _language_name(code: LanguageCode, locale: str) -> str:
    from babel import Locale, UnknownLocaleError

    if known := Locale.parse(locale).languages.get(code.replace("-", "_")):
        return str(known)
    try:
        return Locale.parse(code, sep="-").get_display_name(locale) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def babel_locale(language: LanguageCode) -> str:
    """The language as Babel writes it; English where Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def words(language: LanguageCode, custom_dir: Path | None = None, domain: str = SITE, customs: str = "") -> Words:
    """The words of a language; with dates and numbers as in the locale ``customs``, if one is given."""
    return Words(language, translations(language, custom_dir, domain), customs)


def mark(message: str) -> str:
    """Marks a message for extraction that is looked up elsewhere."""
    return message
