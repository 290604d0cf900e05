"""The words of the site's pages: those that no template has, and all of them for the templates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kbgen.languages import LanguageCode, own_name
from kbgen.wording import Words, babel_locale, mark

# What the starter's mkdocs.yml calls the switch between light and dark (theme: palette: toggle: name).
PALETTE_NAMES = (
    mark("Switch to dark mode"),
    mark("Switch to light mode"),
    mark("Switch to system preference"),
    mark("Switch between light and dark"),
)


# How a language is named in a sentence (“in Russian”): most languages inflect it, so it is a message of its own.
def in_language(words: Words, code: LanguageCode) -> str:
    """``in Russian``, as part of a sentence."""
    say = words.gettext
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

    for name in (get_global("likely_subtags").get(language, language), babel_locale(language)):
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
