"""The languages of a site: their codes, own names, fallbacks and alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

LanguageCode = str
"""A BCP 47 tag as the content folders use it: ``et``, ``pt-BR``."""

CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-\d{3})?")

OWN_NAMES = {"et": "Eesti", "en": "English", "ru": "Русский", "fi": "Suomi"}
ENGLISH_NAMES = {"et": "Estonian", "en": "English", "ru": "Russian", "fi": "Finnish"}

# Letters with a place of their own, in the order of the dictionary. A letter that is not here sorts with the
# letter below its marks (é with e), after it where all else is equal. CLDR 46 collation charts.
ALPHABETS: Mapping[str, str] = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "lv": "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž",
    "lt": "abcčdefghijklmnopqrsštuvwxzž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}

# Letters that stand with another one which is not below their marks.
MARKED: Mapping[str, Mapping[str, str]] = {"fi": {"ü": "y"}, "lv": {"y": "i"}, "lt": {"y": "i"}}


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
def is_known(code: LanguageCode) -> bool:
    """Whether Babel knows a language of this code: ``img`` and ``css`` have the form of a code and are none."""
    if not is_code(code):
        return False
    from babel import localedata

    return bool(localedata.exists(code.replace("-", "_")))


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


@cache
def english_name(code: LanguageCode) -> str:
    """What the language is called in English, without its country or script; the code where Babel does not know it."""
    if code in ENGLISH_NAMES:
        return ENGLISH_NAMES[code]
    from babel import Locale

    return str(Locale("en").languages.get(code.partition("-")[0], code))


def fallback_order(
    code: LanguageCode, configured: Sequence[LanguageCode], languages: Iterable[LanguageCode]
) -> tuple[LanguageCode, ...]:
    """Every other language of the site, the configured ones first, so that a reader never meets nothing."""
    first = [c for c in configured if c != code]
    return tuple(dict.fromkeys([*first, *(c for c in languages if c != code)]))


class _Letter(NamedTuple):
    """A letter as an alphabet sees it: ``place`` orders it, ``base`` is the letter that it stands with."""

    place: tuple[int, int, str]
    base: str
    marked: bool


@cache
def _places(code: LanguageCode) -> Mapping[str, int]:
    alphabet = ALPHABETS.get(code.split("-")[0], ALPHABETS["en"])
    return {letter: place for place, letter in enumerate(alphabet)}


def _base(letter: str, code: LanguageCode) -> str:
    """The letter of the alphabet that a letter counts as; itself where it is one."""
    if letter in _places(code):
        return letter
    below = unicodedata.normalize("NFKD", letter)[0]
    marked = MARKED.get(code.split("-")[0], {})
    return marked.get(letter) or marked.get(below, below)


@lru_cache(maxsize=4096)
def _letter(char: str, code: LanguageCode) -> _Letter:
    base = _base(char, code)
    places = _places(code)
    if char == " ":
        place = (0, 0, "")
    elif base in places:
        place = (2, places[base], "")
    else:
        place = (1 if base.isdigit() else 3, 0, base)
    return _Letter(place, base, char != base)


_NO_LETTER = re.compile(r"[^\w\s]|_")


def _counting(text: str) -> str:
    """What counts in the order of titles: letters, digits, and single spaces between words."""
    lower = unicodedata.normalize("NFC", text).lower()
    return " ".join(_NO_LETTER.sub("", lower).split())


SortKey = tuple[list[tuple[int, int, str]], list[bool], str]


def sort_key(text: str, code: LanguageCode) -> SortKey:
    """Orders titles as a dictionary of the language does: digits, its own alphabet, then other scripts.

    Letters are compared first; marks that make no letter of their own (é, ё) decide only between equals, and so
    does case. Punctuation does not count.
    """
    letters = [_letter(char, code) for char in _counting(text)]
    return [letter.place for letter in letters], [letter.marked for letter in letters], text


def initial(title: str, code: LanguageCode) -> str:
    """The letter under which an A–Z index lists a title: a letter of the alphabet, ``0–9``, or the letter itself."""
    words = _counting(title)
    if not words:
        return "#"
    base = _letter(words[0], code).base
    return "0–9" if base.isdigit() else base.upper()
