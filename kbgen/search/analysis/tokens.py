"""The words of a text, with their places in it.

A word is a run of letters and digits of Unicode's basic plane, in lower case, normalised to NFC, with ``ё`` as ``е``.
Marks that combine with the letter before them belong to the word; soft hyphens and characters without a width
(joiners, marks of direction) are left out of it.

Technical words (host names, addresses, file names, versions, error codes) are found whole *and* cut:
``mail.example.com`` gives ``mail.example.com``, ``mail``, ``example``, ``com``. ``e-mail`` gives ``email``, ``e``,
``mail``, since customers write it both ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LONGEST = 64
"""Words with more letters than this are nobody's: keys, hashes, a cat on the keyboard. They are left out."""

# Letters and digits below U+10000, so that lengths and the order of words are the same for Python and JavaScript.
_LETTER = "[^\\W_\U00010000-\U0010ffff]"
_SILENT = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_PIECE = rf"{_LETTER}(?:{_LETTER}|[{_SILENT}\u0300-\u036f])*"
_WORD = re.compile(_PIECE)
# Words that only these join: a dot, an underscore, a colon, an at sign, a slash, a hyphen.
_CHAIN = re.compile(rf"{_PIECE}(?:[._:@/-]+{_PIECE})*")
_IGNORED = re.compile(f"[{_SILENT}]")


class Token(NamedTuple):
    """A word, and where it stands: ``text[start:end]``. ``whole``: a technical word of which the parts follow."""

    word: str
    start: int
    end: int
    whole: bool = False


def normal(piece: str) -> str:
    """A piece of text as words are compared: NFC, lower case, ``ё`` as ``е``, nothing without a width."""
    if piece.isascii():
        return piece.lower()
    seen = piece if piece.isalnum() else _IGNORED.sub("", piece)
    return unicodedata.normalize("NFC", seen.lower()).replace("ё", "е")


def tokens(text: str) -> Iterator[Token]:
    """Every word in the order of the text; a technical word comes before its parts."""
    for chain in _CHAIN.finditer(text):
        yield from _of_chain(chain)


def pieces(text: str) -> list[Token]:
    """The same without the technical words that are whole; a shorter way for who wants only these."""
    return _pieces(_WORD.finditer(text))


def _of_chain(chain: re.Match[str]) -> Iterator[Token]:
    parts = _pieces(_WORD.finditer(chain.string, chain.start(), chain.end()))
    if len(parts) > 1 and (whole := technical(normal(chain[0]))):
        yield Token(whole, chain.start(), chain.end(), whole=True)
    yield from parts


def _pieces(found: Iterable[re.Match[str]]) -> list[Token]:
    return [Token(word, m.start(), m.end()) for m in found if 0 < len(word := normal(m[0])) <= LONGEST]


# Letters that are the same in NFC, and stay letters of their own, whatever stands beside them; and the signs of texts.
_SIMPLE = re.compile("[\x00-\xac\xae-\u024f\u0400-\u04ff\u2010-\u2027\u2030-\u205e\u20ac\u2116\u2190-\u21ff]*+")
_SIMPLE_CHAIN = re.compile(r"[^\W_]+(?:[._:@/-]+[^\W_]+)*")
_SIMPLE_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Only the words. Nearly all texts are of simple letters, for which this is a shorter way to the same."""
    if not _SIMPLE.fullmatch(text) or "İ" in text:
        return [token.word for token in tokens(text)]
    found: list[str] = []
    for chain in _SIMPLE_CHAIN.findall(text.lower().replace("ё", "е")):
        if chain.isalnum():
            found.append(chain)
        else:
            if whole := technical(chain):
                found.append(whole)
            found += _SIMPLE_WORD.findall(chain)
    return [word for word in found if len(word) <= LONGEST]


# One letter or two before a hyphen: e-mail, wi-fi, x-ray.
_SHORT_FIRST = re.compile(r"[^\W\d_]{1,2}-[^\W\d_]{3,}")
_CODE = re.compile(
    r"""
    [^\W_]+(?:[._-][^\W_]+)*@[^\W_]+(?:[.-][^\W_]+)+      # an address of mail
  | [^\W_]+(?:[-_][^\W_]+)*(?:\.[^\W_]+(?:[-_][^\W_]+)*)+ # host names, file names, versions, IPv4
  | [^\W_]+(?:_[^\W_]+)+                                  # ERR_SSL_PROTOCOL_ERROR, max_execution_time
  | [0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}             # IPv6, hardware addresses
  | [^\W\d_]+-\d+                                         # KB-102, RFC-5321
    """,
    re.VERBOSE,
)


def technical(chain: str) -> str:
    """What a chain of joined words is as one word; an empty string where it is only words side by side."""
    if len(chain) > LONGEST:
        return ""
    if _SHORT_FIRST.fullmatch(chain):
        return chain.replace("-", "")
    return chain if _CODE.fullmatch(chain) else ""
