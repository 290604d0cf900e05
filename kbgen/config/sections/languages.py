"""The site's languages, their fallbacks, and which of them is the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kbgen.config import schema
from kbgen.config.reading import At, Reading
from kbgen.config.sections.plugins import Own
from kbgen.config.values import mapping, text, texts
from kbgen.languages import Language, fallback_order, is_code, is_known, own_name
from kbgen.problems import did_you_mean

DEFAULT_LANGUAGES = ("et", "en", "ru", "fi")


def languages(reading: Reading, own: Own) -> tuple[Language, ...]:
    """The languages in the order of the file; the four default ones where it names none."""
    at = own.place("languages")
    good: dict[str, Mapping[str, Any]] = {}
    for place, code, options in _entries(reading, own.values.get("languages"), at):
        if not isinstance(code, str) or not is_code(code):
            hint = "in YAML “no” needs quotation marks" if code is False else "such as “et” or “pt-BR”"
            reading.wrong(place, f"“{'no' if code is False else code}” is no language code", hint)
            continue
        if options is not None and not isinstance(options, dict):
            reading.wrong(place, f"the settings of “{code}” should be keys with values")
            options = None
        good[code] = options or {}
        reading.known(good[code], schema.LANGUAGE, place)
    good = good or {code: {} for code in DEFAULT_LANGUAGES}
    return tuple(_language(reading, code, options, good, at) for code, options in good.items())


def _entries(reading: Reading, given: Any, at: At) -> list[tuple[At, Any, Any]]:
    """The languages, each with its place and its settings, of a list or of keys with values."""
    given = given or dict.fromkeys(DEFAULT_LANGUAGES)
    if isinstance(given, list):
        return [((*at, i), code, None) for i, code in enumerate(given)]
    if isinstance(given, dict):
        return [((*at, code), code, options) for code, options in given.items()]
    reading.wrong(at, "“languages” should name languages, such as “et:” and “en:”")
    return []


def _language(reading: Reading, code: str, options: Mapping[str, Any], all_of_them: Iterable[str], at: At) -> Language:
    fallback = texts(options.get("fallback"))
    for other in fallback:
        refuse_unknown(reading, other, all_of_them, (*at, code, "fallback"))
    known = [other for other in fallback if other in all_of_them]
    name = text(options.get("name")) or own_name(code)
    return Language(code, name, fallback_order(code, known, all_of_them))


def choice(reading: Reading, own: Own, key: str, codes: Sequence[str], default: str) -> str:
    """One of the languages, as a setting names it."""
    code = text(own.values.get(key)) or default
    if code in codes:
        return code
    refuse_unknown(reading, code, codes, own.place(key))
    return default


def refuse_unknown(reading: Reading, code: str, codes: Iterable[str], at: At) -> None:
    """Report a language that the site does not have."""
    if code not in codes:
        reading.wrong(at, f"the site has no language “{code}”", did_you_mean(code, codes))


def locales(reading: Reading, own: Own) -> Mapping[str, str]:
    """In which country's way dates and numbers are written, by language, where the settings say so: ``en-GB``."""
    given = in_each(own, "locale")
    good = {code: name for code, name in given.items() if is_known(name) and name.split("-")[0] == code.split("-")[0]}
    for code in sorted(given.keys() - good.keys()):
        place = (*own.place("languages"), code, "locale")
        hint = "a code of the same language, such as “en-GB” for “en”"
        reading.wrong(place, f"“{given[code]}” is no locale of “{code}”", hint)
    return good


def in_each(own: Own, key: str) -> Mapping[str, str]:
    """A text that each language may have its own of, by language."""
    given = mapping(own.values.get("languages"))
    return {code: said for code, options in given.items() if (said := text(mapping(options).get(key)))}
