"""Queries typed with the other keyboard layout on: ``jgkfnf cxtnf`` for “оплата счета”, ``вты`` for “dns”.

Mirrored line by line by ``theme/assets/kb/search/engine.js``. The layouts are those of Windows and of xkb: Russian
(ЙЦУКЕН), English (US QWERTY), Estonian and Finnish. What a key gives is read off by its place, in both cases. Keys of
the row of digits are left out: they give the same, or signs that stand in no word. On some keys one layout has a letter
where the other has a sign, so a query is retyped before it is cut into words.

A query is retyped if its letters are of the other script only, and then meant so if both

- no word of it tells that it is meant as it stands. A word tells so that is known, or one slip away from a known one.
  Known is a word that some page has, that differs from such a word by a learned pair of endings, that falls into two
  of them, or that is the beginning of one (from ``SHORT`` letters on). So a query with one technical word (“ftp”,
  “mx”) stays what it is, and whatever finds something that it names, still does;
- of the retyped words, one of ``TELLING`` letters or more is known, or some page has one of ``SHORT`` letters as it is
  (“dns”); and a third of all letters are in known words. Not all words need be known: customers say more than articles
  do, and the last word may be half typed. But what happens to be known is little of a long query in another language.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from kbgen.languages import LanguageCode
from kbgen.search.analysis.grams import distance
from kbgen.search.expand import by_endings, by_splitting
from kbgen.search.query import MOST_LETTERS, query_words
from kbgen.search.reader import Reader

KEYS: Mapping[LanguageCode, str] = {
    "ru": "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
    "en": "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?',
    "et": "ˇqwertyuiopüõasdfghjklöäzxcvbnm,.-" + "~QWERTYUIOPÜÕASDFGHJKLÖÄZXCVBNM;:_",
    "fi": "§qwertyuiopå¨asdfghjklöäzxcvbnm,.-" + "½QWERTYUIOPÅ^ASDFGHJKLÖÄZXCVBNM;:_",
}
"""What the keys give that the layouts differ in, by the language of the layout, row by row; then with Shift."""

TELLING = 4
"""So many letters tell a word from what is known by chance."""
SHORT = 3
"""Words with fewer letters tell less: they may be pieces that were cut where a key gives a sign instead of a letter, as
in ``rf;lsq`` (“каждый”), and so tell something only where they are whole words when retyped. Single letters tell
nothing, since nearly every index has some."""


def _table(given: str, wanted: str, *, letters: bool = False) -> dict[int, str]:
    """What each sign of one layout becomes on another one. ``letters``: only of letters."""
    return {ord(x): y for x, y in zip(given, wanted, strict=True) if x.isalpha() or not letters}


# Who types Latin letters for Cyrillic ones may have any of the Latin layouts on. Where these differ, the sign is that
# of the English one, and the letter that of the others.
_TO: Mapping[LanguageCode, Mapping[int, str]] = {
    **{code: _table(KEYS["ru"], keys) for code, keys in KEYS.items() if code != "ru"},
    "ru": {
        **_table(KEYS["fi"], KEYS["ru"], letters=True),
        **_table(KEYS["et"], KEYS["ru"], letters=True),
        **_table(KEYS["en"], KEYS["ru"]),
    },
}
# All that a query of the script consists of, and the letters of which it has some.
_LATIN = re.compile(r"[ -~äåõöüÄÅÕÖÜ]*"), re.compile("[A-Za-zäåõöüÄÅÕÖÜ]")
_CYRILLIC = re.compile(r"[ -@\[-`{-~А-яЁё№]*"), re.compile("[А-яЁё]")


def retyped(query: str, language: LanguageCode) -> str:
    """What the same keys give with the layout of a language.

    Empty where no layout of the language is known, and for a query that is in its script, in both, or in another one.
    """
    code = language.split("-")[0]
    signs, letter = _LATIN if code == "ru" else _CYRILLIC
    if code not in _TO or not signs.fullmatch(query) or not letter.search(query):
        return ""
    return query.translate(_TO[code])


def meant(reader: Reader, query: str) -> str:
    """A query as it was meant: itself, or as another layout gives it."""
    other = retyped(query[:MOST_LETTERS], reader.language)
    words = query_words(other)
    if not other or any(_tells(reader, word, words) for word in query_words(query)):
        return query
    told = {word: known(reader, word) for word in words}
    letters = sum(len(word) for word, there in told.items() if there)
    telling = any(there and _long_enough(reader, word) for word, there in told.items())
    return other if telling and 3 * letters >= sum(map(len, told)) else query


def _long_enough(reader: Reader, word: str) -> bool:
    """Whether a known word is hardly known by chance."""
    return len(word) >= TELLING or (len(word) >= SHORT and bool(reader.lemmas(word)))


def _tells(reader: Reader, word: str, others: Container[str]) -> bool:
    """Whether a word shows that a query is meant as it stands. ``others``: the words of the query as retyped."""
    if len(word) < SHORT:
        return len(word) > 1 and retyped(word, reader.language) in others and known(reader, word)
    return known(reader, word) or (len(word) >= TELLING and _slipped(reader, word))


def known(reader: Reader, word: str) -> bool:
    """Whether some page has a word, in whatever form, or as its beginning or its half."""
    return bool(
        reader.lemmas(word)
        or (len(word) >= SHORT and any(True for _ in reader.starting(word)))
        or by_endings(reader, word)
        or by_splitting(reader, word)
    )


def _slipped(reader: Reader, word: str) -> bool:
    """Whether a word is one slip away from a known one (as in ``expand``)."""
    return any(dice >= 0.2 and distance(word, other, 1) == 1 for other, _, dice in reader.alike(word))
