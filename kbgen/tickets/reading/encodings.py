"""In which encoding a file is: said by its first bytes, by the form of its bytes, or by the letters that it makes.

UTF-8 and UTF-16 show themselves. Of the code pages, each turns every byte into some letter: one of them is taken for
certain only where it alone makes words of the site's languages, or where all make the same of every cell that is kept.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MOST_WORDS = 50_000
_CHUNK = 1 << 20


def canonical(name: str) -> str:
    """The name of an encoding as kbgen shows it: ``utf-8``, ``utf-16-le``, ``cp1257``; empty where there is none."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name in ("idna", "punycode", "undefined", "mbcs", "oem"):
        return ""
    return found.name


def is_unicode(encoding: str) -> bool:
    """Whether an encoding has all letters, so that nothing had to be guessed."""
    return encoding.startswith("utf")


def errors(encoding: str) -> str:
    """How bytes are kept that an encoding does not have: as lone surrogates, by which a bad cell is known later."""
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def marked(first: bytes) -> str:
    """The encoding that the first bytes of a file tell; empty where they tell none."""
    for bom, name in _BOMS:
        if first.startswith(bom):
            return name
    return _utf_16_without_mark(first)


def has_mark(first: bytes) -> bool:
    """Whether a file begins with a byte order mark, which no text in a code page does."""
    return first.startswith(tuple(bom for bom, _ in _BOMS))


def _utf_16_without_mark(first: bytes) -> str:
    """Text in Latin letters has a zero in every second byte; Cyrillic has it in delimiters, digits and line ends."""
    even, odd = first[0::2].count(0), first[1::2].count(0)
    half = len(first) // 2
    if half < 4:
        return ""
    if odd > half / 5 and even < odd / 10:
        return "utf-16-le"
    if even > half / 5 and odd < even / 10:
        return "utf-16-be"
    return ""


@dataclass(slots=True)
class Bytes:
    """What the bytes of a file are: ``broken`` ones are no UTF-8, ``multi`` are its letters beyond ASCII.

    ``words``: those with a byte beyond ASCII and how often each occurs, gathered only where bytes are broken.
    """

    broken: int = 0
    multi: int = 0
    words: Counter[bytes] = field(default_factory=Counter)

    @property
    def is_utf_8(self) -> bool:
        """Whether this is UTF-8, be it with damages: text in a code page hardly ever has the form of its letters."""
        return self.broken == 0 or self.multi > self.broken


def is_utf_8(stream: BinaryIO) -> bool:
    """Whether a whole file is UTF-8 without any damage."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            # Nearly all chunks are ASCII, which is told without decoding them; a letter may go on from the one before.
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def scanned(stream: BinaryIO) -> Bytes:
    """The bytes of a whole file that is not quite UTF-8. Lone surrogates of the decoder are the broken ones."""
    found = Bytes()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        broken = len(_LONE.findall(text))
        found.broken += broken
        found.multi += len(_BEYOND.findall(text)) - broken
        rest = _gather(found.words, rest + chunk)
    found.broken += len(_LONE.findall(decoder.decode(b"", final=True)))
    _gather(found.words, rest + b" ")
    return found


_LONE = re.compile("[\udc80-\udcff]")
_BEYOND = re.compile(r"[^\x00-\x7f]")


def _gather(words: Counter[bytes], chunk: bytes) -> bytes:
    """Count words with bytes beyond ASCII; what may go on in the next chunk is given back."""
    end = len(chunk)
    while end and end > len(chunk) - 200 and (chunk[end - 1] >= 0x80 or chunk[end - 1 : end].isalpha()):
        end -= 1
    if len(words) < _MOST_WORDS:
        words.update(_HIGH_WORD.findall(chunk, 0, end))
    return chunk[end:]


def gather(words: Counter[bytes], cell: bytes) -> None:
    """Count the words of a cell that have bytes beyond ASCII."""
    if len(words) < _MOST_WORDS:
        words.update(_HIGH_WORD.findall(cell))
