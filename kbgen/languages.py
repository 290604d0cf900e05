"""The languages of a site: their codes, own names, fallbacks and alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

LanguageCode = str
"""A BCP 47 tag as the content folders use it: ``et``, ``pt-BR``."""

CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")

OWN_NAMES = {"et": "Eesti", "en": "English", "ru": "Русский", "fi": "Suomi"}

# Letters with a place of their own, in the order of the dictionary. A letter that is not here sorts with the
# letter below its marks (é with e), after it where all else is equal. CLDR 46 collation charts.
ALPHABETS: Mapping[str, str] = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "lv": "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}


@dataclass(frozen=True, slots=True)
class Language:
    """One language of a site. ``fallback``: where a reader goes, in order, for an article that is not in it."""

    code: LanguageCode
    name: str
    fallback: tuple[LanguageCode, ...] = ()


def is_code(text: str) -> bool:
    """Whether a folder name has the form of a language code."""
    return CODE.fullmatch(text) is not None


@cache
def own_name(code: LanguageCode) -> str:
    """What the language calls itself, as a language switch shows it; the code where Babel does not know it."""
    if code in OWN_NAMES:
        return OWN_NAMES[code]
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code


def fallback_order(
    code: LanguageCode, configured: Sequence[LanguageCode], languages: Iterable[LanguageCode]
) -> tuple[LanguageCode, ...]:
    """Every other language of the site, the configured ones first, so that a reader never meets nothing."""
    first = [c for c in configured if c != code]
    return tuple(dict.fromkeys([*first, *(c for c in languages if c != code)]))


@cache
def _places(code: LanguageCode) -> Mapping[str, int]:
    alphabet = ALPHABETS.get(code.split("-")[0], ALPHABETS["en"])
    return {letter: place for place, letter in enumerate(alphabet)}


def _base(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0]


SortKey = tuple[list[tuple[int, int, str]], list[int], str]


def sort_key(text: str, code: LanguageCode) -> SortKey:
    """Orders titles as a dictionary of the language does: digits, its own alphabet, then other scripts.

    Letters are compared first; marks that make no letter of their own (é, ё) decide only between equals, and so
    does case. Punctuation does not count.
    """
    places = _places(code)
    letters: list[tuple[int, int, str]] = []
    marks: list[int] = []
    for char in unicodedata.normalize("NFC", text).lower():
        if not (char.isalnum() or char.isspace()):
            continue
        base = char if char in places else _base(char)
        if char.isspace():
            letters.append((0, 0, ""))
        elif base in places:
            letters.append((2, places[base], ""))
        else:
            letters.append((1 if base.isdigit() else 3, 0, base))
        marks.append(char != base)
    return letters, marks, text


def initial(title: str, code: LanguageCode) -> str:
    """The letter under which an A–Z index lists a title: a letter of the alphabet, ``0–9``, or the letter itself."""
    for char in unicodedata.normalize("NFC", title).lower():
        if char.isdigit():
            return "0–9"
        if char.isalpha():
            return (char if char in _places(code) else _base(char)).upper()
    return "#"
