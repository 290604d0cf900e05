"""What letters tell of a code page: which of them makes words of the site's languages of a file's bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kbgen.languages import ALPHABETS, LanguageCode

CODE_PAGES = ("cp1257", "cp1252", "cp1251", "koi8-r")
"""Those in which programs on Estonian, Finnish and Russian desktops write, and KOI8 for Russian."""

# Letters of these languages that are not in kbgen's alphabets because they sort with others, or are their own words'.
_MORE_LETTERS = {"fi": "šž", "de": "äöüß", "sv": "é", "ru": "ё"}
_OWN = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "no": "abcdefghijklmnopqrstuvwxyzæøå",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
}
# How often letters are in Russian, in thousandths, and the rarer ones not at all: by the Russian National Corpus.
_RUSSIAN = dict(zip("оеаинтсрвлкмдпуяыьгзбчй", (
    110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 17, 16, 14, 12,
), strict=True))  # fmt: skip
_CYRILLIC = ("cp1251", "koi8-r")

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _letters(language: LanguageCode) -> frozenset[str]:
    base = language.partition("-")[0]
    return frozenset(ALPHABETS.get(base, _OWN.get(base, "")) + _MORE_LETTERS.get(base, ""))


@dataclass(frozen=True, slots=True)
class Reading:
    """What an encoding makes of words: how many of them are ``natural`` in a language of the site, of ``total``."""

    encoding: str
    natural: int
    total: int
    languages: tuple[LanguageCode, ...]


def readings(words: Counter[bytes], languages: Sequence[LanguageCode]) -> tuple[Reading, ...]:
    """Each code page with what it makes of the words, the likeliest first."""
    found = [_reading(words, page, languages) for page in CODE_PAGES]
    return tuple(sorted(found, key=lambda one: -one.natural))


def _reading(words: Counter[bytes], encoding: str, languages: Sequence[LanguageCode]) -> Reading:
    spoken: Counter[LanguageCode] = Counter()
    for word, times in words.items():
        if code := _language_of(_decoded(word, encoding), languages):
            spoken[code] += times
    return Reading(encoding, spoken.total(), words.total(), tuple(code for code, _ in spoken.most_common()))


def _decoded(word: bytes, encoding: str) -> str:
    return word.decode(encoding, "replace")


def _language_of(text: str, languages: Sequence[LanguageCode]) -> LanguageCode:
    """The language that a text may be a word of, by its letters and their case; empty for none."""
    part = next((part for part in _WORD.findall(text) if not part.isascii()), "")
    if not part or not (part.islower() or part.isupper() or part[1:].islower()):
        return ""
    low = set(part.lower())
    return next((code for code in languages if low <= _letters(code)), "")


def decided(kept: Counter[bytes], every: Counter[bytes], languages: Sequence[LanguageCode]) -> str:
    """The code page of a file, where there is no doubt about the cells that are kept; empty where a person has to say.

    ``kept``: the words of those cells; ``every``: of all, which tell what the file is even where it does not matter.
    """
    pages = sorted(readings(every, languages), key=lambda one: (-one.natural, -_commonness(every, one.encoding)))
    best = pages[0].encoding
    if not kept:
        return best if pages[0].natural else "cp1252"
    rivals = [page for page in CODE_PAGES if page != best and _differs(kept, best, page)]
    return best if all(_beats(every, best, rival, languages) for rival in rivals) else ""


def _differs(words: Iterable[bytes], one: str, other: str) -> bool:
    return any(_decoded(word, one) != _decoded(word, other) for word in words)


_MUCH = 20
"""So many times more words must be natural in one code page only than in the other only."""

_COMMONER = 1.3
"""Of two Cyrillic code pages, the right one makes letters that are commoner by this factor on average. Where it alone
makes small letters, it is enough that they are not rarer."""


def _beats(words: Counter[bytes], best: str, rival: str, languages: Sequence[LanguageCode]) -> bool:
    """Whether words tell for certain that they are not of the rival. What is natural in both tells nothing."""
    if {best, rival} == {*_CYRILLIC}:
        # Each makes capitals of the other's small letters, and nobody writes all words in capitals.
        needed = 1.0 if _is_small(words, best) and not _is_small(words, rival) else _COMMONER
        return _commonness(words, best) >= needed * _commonness(words, rival)
    mine = theirs = 0
    for word, times in words.items():
        here, there = _decoded(word, best), _decoded(word, rival)
        # Two letters can be a word in any alphabet.
        if here != there and len(here) > 2:
            natural, natural_there = _language_of(here, languages), _language_of(there, languages)
            mine += times * bool(natural and not natural_there)
            theirs += times * bool(natural_there and not natural)
    return mine > 0 and mine >= _MUCH * theirs


def _is_small(words: Iterable[bytes], encoding: str) -> bool:
    """Whether no word has a capital but at its beginning."""
    return not any(char.isupper() for word in words for char in _decoded(word, encoding)[1:])


def _commonness(words: Counter[bytes], encoding: str) -> float:
    """How common the letters of words are in Russian, on average."""
    letters: Counter[str] = Counter()
    for word, times in words.items():
        for letter in _decoded(word, encoding).lower():
            letters[letter] += times
    return sum(_RUSSIAN.get(letter, 0) * times for letter, times in letters.items()) / (letters.total() or 1)
