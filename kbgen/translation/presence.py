"""Whether a text that is there is a translation at all: neither empty, nor copied, nor in another language.

An accusation needs enough words to be sure of: short texts, and texts that are mostly code, are believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kbgen.articles import starter
from kbgen.languages import LanguageCode
from kbgen.search.analysis import dictionaries
from kbgen.translation.blocks import Block, Kind
from kbgen.translation.fingerprints import Text, fold

FEWEST_WORDS = 12
"""Less prose than this is not enough to call a text copied."""

FEWEST_FOR_LANGUAGE = 20
"""Fewer different words than this are not enough to tell a language."""

MOST_WORDS = 80
"""So many different words tell a language; more take only time."""

COPIED = 0.6
"""The share of the prose that stands word for word in the other language."""

LONG = 60
EMPTY = 0.05
"""A translation of a source of so many words with less than this share of them has hardly been begun."""


@dataclass(frozen=True, slots=True)
class Stub:
    """Why a text is no translation: ``empty``, ``copied`` or ``wrong-language``, and that in words."""

    kind: str
    message: str


def stubs_of(
    texts: Mapping[LanguageCode, Text], source: LanguageCode, languages: Collection[LanguageCode] = ()
) -> dict[LanguageCode, Stub]:
    """The languages of an article whose text is no translation; never its source.

    ``languages``: those in which a text may be written by mistake, usually the site's.
    """
    if source not in texts:
        return {}
    prose = {language: prose_of(text) for language, text in texts.items()}
    candidates = sorted({*texts, *languages})
    found = {language: stub_of(prose, language, source, candidates) for language in texts if language != source}
    return {language: stub for language, stub in found.items() if stub}


Prose = Mapping[int, tuple[str, ...]]
"""The words of the blocks that are to be translated, by the blocks' places."""


def stub_of(
    prose: Mapping[LanguageCode, Prose],
    language: LanguageCode,
    source: LanguageCode,
    candidates: Sequence[LanguageCode] = (),
) -> Stub | None:
    """Why a language's text is no translation of the source; None where it may well be one."""
    own = prose[language]
    size = _size(prose[source])
    if size and (not own or (size >= LONG and _size(own) < EMPTY * size)):
        return Stub("empty", f"has hardly any of the text of “{source}”")
    written_in = language_of((word for words in own.values() for word in words), language, candidates)
    if written_in == language:
        return None
    for other in (source, *(code for code in prose if code not in (source, language))):
        if _is_copied(own, prose[other]):
            return Stub("copied", f"is the text of “{other}”")
    return Stub("wrong-language", f"is written in “{written_in}”") if written_in else None


_PROSE = frozenset(Kind) - {Kind.CODE, Kind.TITLE, Kind.DESCRIPTION, Kind.IMAGE, Kind.NOTE}


def prose_of(text: Text) -> Prose:
    """The words to be translated, without code, addresses and the prompts of a new article."""
    return {
        place: tuple(words)
        for place, block in enumerate(text.blocks)
        if block.kind in _PROSE and block.text not in _placeholders() and (words := _words(block))
    }


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(part for parts in starter.PARTS.values() for part in parts)


_NO_WORDS = re.compile(
    r"(`+)[^`].*?\1"  # code spans
    r"|<[^<>]*>"  # tags and addresses in angle brackets
    r"|\]\([^()]{0,2000}\)"  # the targets of links
    r"|(?<![\w+.-])(?:[\w+.-]{1,64}@[\w.-]+|[a-z]{2,9}://\S+|[\w-]{1,64}(?:\.[\w-]+)+(?:/\S*)?)"  # addresses and hosts
    r"|:[\w-]+:"  # icons
)


def _words(block: Block) -> list[str]:
    # Words of capital letters are names in every language: DNS, SMTP.
    seen = [word for word in _NO_WORDS.sub(" ", block.text).split() if not (word.isupper() and len(word) > 1)]
    return [word for word in fold(" ".join(seen)).split() if word.isalpha()]


def _size(words: Prose) -> int:
    return sum(map(len, words.values()))


def _is_copied(ours: Prose, theirs: Prose) -> bool:
    """Whether most of the prose stands in the other text. Blocks of a few words are often names, and say nothing."""
    there = set(theirs.values())
    long = [words for words in ours.values() if len(words) >= 4]
    size = sum(map(len, long))
    same = sum(len(words) for words in long if words in there)
    return size >= FEWEST_WORDS and same >= COPIED * size


# -- the language of a text ----------------------------------------------------------------------------------------

_SCRIPTS = {
    "cyrillic": (re.compile("[\u0400-\u04ff]"), frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "mn"})),
    "greek": (re.compile("[\u0370-\u03ff]"), frozenset({"el"})),
}


def language_of(
    words: Iterable[str], expected: LanguageCode, candidates: Iterable[LanguageCode]
) -> LanguageCode | None:
    """The language that words are in: the expected one, another of the candidates, or None where that is not sure.

    Words of another script are told by their letters, those of one script by which dictionary knows most of them. In
    the starter's articles a text's own language knows at least 75 % of its words, and no other one more than 33 %.
    """
    different = list(dict.fromkeys(word for word in words if len(word) > 1))[:MOST_WORDS]
    if len(different) < FEWEST_FOR_LANGUAGE:
        return None
    shares = {expected: _share_known(different, expected)}
    if shares[expected] >= 0.6:
        return expected
    shares |= {code: _share_known(different, code) for code in candidates if code not in shares}
    best = max(shares, key=lambda code: shares[code])
    if best == expected:
        return expected if shares[best] >= 0.4 else None
    return best if shares[best] >= 0.55 and shares[best] - shares[expected] >= 0.25 else None


def _share_known(words: Collection[str], language: LanguageCode) -> float:
    """The share of words that a language's dictionary has and its script can write; 0 for a language without one."""
    if dictionaries.lookup(language) is None:
        return 0.0
    code = language.split("-")[0]
    return sum(_knows(code, word) for word in words) / len(words)


# The words of a site are always the same few thousand.
@lru_cache(maxsize=100_000)
def _knows(code: str, word: str) -> bool:
    if not all((letters.search(word) is not None) == (code in codes) for letters, codes in _SCRIPTS.values()):
        return False
    return dictionaries.dictionary(code).get(word) is not None
