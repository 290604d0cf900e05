"""The words of the interface in a language: gettext catalogues of the theme, and dates and lists by Babel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kbgen import resources
from kbgen.languages import LanguageCode, own_name

DOMAIN = "kbgen"


def catalogue_path(language: LanguageCode, theme: Path) -> Path:
    """Where the compiled catalogue of a language is below a theme folder."""
    return theme / "locale" / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo"


@cache
def translations(language: LanguageCode, custom_dir: Path | None = None) -> NullTranslations:
    """The catalogue of a language: the site's own first, then kbgen's, then the English of the templates."""
    found: NullTranslations = NullTranslations()
    for theme in (resources.theme(), custom_dir):
        path = catalogue_path(language, theme) if theme else None
        if path and path.is_file():
            with path.open("rb") as file:
                one = GNUTranslations(file)
            one.add_fallback(found)
            found = one
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks one language. ``locale`` is Babel's name for it."""

    language: LanguageCode
    catalogue: NullTranslations

    @property
    def locale(self) -> str:
        """The language as Babel writes it; English where Babel does not know it."""
        return _babel_locale(self.language)

    def gettext(self, message: str, **variables: Any) -> str:
        """The message in this language, with its variables filled in."""
        found = self.catalogue.gettext(message)
        return found % variables if variables else found

    def ngettext(self, one: str, many: str, n: int, **variables: Any) -> str:
        """The message in the right plural form for ``n``, which is also the variable ``num``."""
        return self.catalogue.ngettext(one, many, n) % {"num": self.number(n), **variables}

    def day(self, value: date, form: str = "long") -> str:
        """A date as people who speak the language write it: ``21. november 2026``."""
        return _day(value, form, self.locale)

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        from babel.numbers import format_decimal

        return str(value) if abs(value) < 1000 else format_decimal(value, locale=self.locale)

    def in_language(self, code: LanguageCode) -> str:
        """``in Russian``, as part of a sentence."""
        return _in_language(code, self.catalogue.gettext)

    def listed(self, words: Sequence[str]) -> str:
        """``a, b ja c``."""
        from babel.lists import format_list

        return format_list(list(words), locale=self.locale)


@lru_cache(maxsize=4096)
def _day(value: date, form: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(value, form, locale=locale)


@cache
def _babel_locale(language: LanguageCode) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def words(language: LanguageCode, custom_dir: Path | None = None) -> Words:
    """The words of a language."""
    return Words(language, translations(language, custom_dir))


def mark(message: str) -> str:
    """Marks a message for extraction that is looked up elsewhere."""
    return message


# What the starter's mkdocs.yml calls the switch between light and dark (theme: palette: toggle: name).
PALETTE_NAMES = (
    mark("Switch to dark mode"),
    mark("Switch to light mode"),
    mark("Switch to system preference"),
    mark("Switch between light and dark"),
)


# How a language is named in a sentence (“in Russian”): most languages inflect it, so it is a message of its own.
def _in_language(code: LanguageCode, say: Callable[[str], str]) -> str:
    match code:
        case "et":
            return say("in Estonian")
        case "en":
            return say("in English")
        case "ru":
            return say("in Russian")
        case "fi":
            return say("in Finnish")
        case _:
            return own_name(code)


@cache
def open_graph_locale(language: LanguageCode) -> str:
    """``et_EE``: Open Graph wants a territory, which CLDR's likely subtags supply."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    for name in (get_global("likely_subtags").get(language, language), _babel_locale(language)):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue  # CLDR names locales of which Babel has no data, such as no_Latn_NO
        return f"{locale.language}_{locale.territory}" if locale.territory else locale.language
    return language


def for_templates(words: Words) -> dict[str, Callable[..., Any]]:
    """``_`` and ``ngettext`` for Jinja: the variables are escaped where the template escapes."""

    known: dict[str, Markup] = {}

    @pass_context
    def gettext(context: Context, message: str, **variables: Any) -> str:
        if not context.eval_ctx.autoescape:
            return words.gettext(message, **variables)
        if variables:
            return Markup(words.catalogue.gettext(message)) % variables
        if message not in known:
            known[message] = Markup(words.catalogue.gettext(message) % {})
        return known[message]

    @pass_context
    def ngettext(context: Context, one: str, many: str, n: int, **variables: Any) -> str:
        if context.eval_ctx.autoescape:
            message = Markup(words.catalogue.ngettext(one, many, n))
            return message % {"num": words.number(n), **variables}
        return words.ngettext(one, many, n, **variables)

    return {"_": gettext, "ngettext": ngettext}
