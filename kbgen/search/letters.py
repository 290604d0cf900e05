"""Sorted words → bytes, each word as what differs from the word before.

A word is a byte that says how many letters of the word before fall away (0 to 64), and then its own letters. Forms of
one word differ in their endings, so “one letter less, then *de*” comes again and again, and zlib finds it.

A letter is one byte where it is among ``USUAL`` or the letters of the piece's own; any other is 255 and three bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kbgen.search.analysis.grams import common
from kbgen.search.packing import Damaged

USUAL = "0123456789abcdefghijklmnopqrstuvwxyz-._:@/äõöüåšžабвгдежзийклмнопрстуфхцчшщъыьэюя"
"""Letters of the languages that kbgen knows best, and what joins technical words."""
_FIRST = 65
_MOST = 255 - _FIRST - len(USUAL)
_OTHER = 255


def packed(words: Iterable[str]) -> tuple[str, bytes]:
    """Letters besides the usual ones, and the words. No word is longer than 64 letters."""
    listed = list(words)
    others = sorted({letter for word in listed for letter in word} - set(USUAL))
    own = "".join(others[:_MOST])
    table = {ord(letter): _FIRST + i for i, letter in enumerate(USUAL + own)}
    table |= {ord(x): chr(_OTHER) + "".join(map(chr, ord(x).to_bytes(3, "big"))) for x in others[_MOST:]}  # type: ignore[misc]
    rests = []
    before = ""
    for word in listed:
        shared = common(before, word)
        rests.append(chr(len(before) - shared) + word[shared:].translate(table))
        before = word
    return own, "".join(rests).encode("latin-1")


def unpacked(own: str, content: bytes) -> Iterator[str]:
    """The words again."""
    letters = USUAL + own
    word = ""
    at = 0
    while at < len(content):
        if content[at] >= _FIRST:
            raise Damaged("words do not begin with one")
        word = word[: len(word) - content[at]]
        at += 1
        while at < len(content) and content[at] >= _FIRST:
            if content[at] == _OTHER:
                word += chr(int.from_bytes(content[at + 1 : at + 4], "big"))
                at += 3
            else:
                word += letters[content[at] - _FIRST]
            at += 1
        yield word
