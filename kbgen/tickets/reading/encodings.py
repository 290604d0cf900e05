"""In which encoding a file is: said by its first bytes, by the form of its bytes, or by the letters that it makes.

UTF-8 and UTF-16 show themselves. Of the code pages, each turns every byte into some letter: one of them is taken for
certain only where it alone makes words of the site's languages, or where all make the same of every cell that is kept.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO

from kbgen.languages import ALPHABETS, LanguageCode

CODE_PAGES = ("cp1257", "cp1252", "cp1251", "koi8-r")
"""Those in which programs on Estonian, Finnish and Russian desktops write, and KOI8 for Russian."""

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
        return self.broken == 0 or self.multi > 4 * self.broken


def is_utf_8(stream: BinaryIO) -> bool:
    """Whether a whole file is UTF-8 without any damage."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
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


# -- what the letters tell -----------------------------------------------------------------------------------------

# Letters of these languages that are not in kbgen's alphabets because they sort with others, or are their own words'.
_MORE_LETTERS = {"fi": "šž", "de": "äöüß", "sv": "é", "ru": "ё"}
_OWN = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "no": "abcdefghijklmnopqrstuvwxyzæøå",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
}
# The most frequent letters of Russian make two thirds of its texts; KOI8 that is read as 1251 has others.
_RUSSIAN_FREQUENT = frozenset("оеаинтсрвл")
_RUSSIAN_SHARE = 0.45

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
    natural, spoken = 0, Counter[LanguageCode]()
    letters: Counter[str] = Counter()
    for word, times in words.items():
        code = _language_of(_decoded(word, encoding), languages)
        if code:
            natural += times
            spoken[code] += times
            if code == "ru":
                letters.update(_decoded(word, encoding).lower())
    if letters and sum(letters[x] for x in _RUSSIAN_FREQUENT) < _RUSSIAN_SHARE * letters.total():
        natural -= spoken.pop("ru")
    return Reading(encoding, natural, words.total(), tuple(code for code, _ in spoken.most_common()))


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
    found = readings(every, languages)
    best = found[0].encoding
    if not kept:
        return best if found[0].natural else "cp1252"
    rivals = [page for page in CODE_PAGES if page != best and _differs(kept, best, page)]
    return best if all(_beats(every, best, rival, languages) for rival in rivals) else ""


def _differs(words: Iterable[bytes], one: str, other: str) -> bool:
    return any(_decoded(word, one) != _decoded(word, other) for word in words)


def _beats(words: Counter[bytes], best: str, rival: str, languages: Sequence[LanguageCode]) -> bool:
    """Whether the best makes natural nearly all words on which the two differ, and the rival hardly any."""
    differing = Counter({word: times for word, times in words.items() if _decoded(word, best) != _decoded(word, rival)})
    mine, theirs = _reading(differing, best, languages), _reading(differing, rival, languages)
    return mine.natural >= 0.8 * mine.total and mine.natural > 0 and theirs.natural <= 0.1 * theirs.total
