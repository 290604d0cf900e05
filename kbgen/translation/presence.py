"""Whether a text that is there is a translation at all: neither empty, nor copied, nor in another language.

An accusation needs enough words to be sure of: short texts, and texts that are mostly code, are believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

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

EMPTY = 0.05
"""A translation with less than this share of its source's words has hardly been begun."""


@dataclass(frozen=True, slots=True)
class Stub:
    """Why a text is no translation: ``empty``, ``copied`` or ``wrong-language``, and that in words."""

    kind: str
    message: str


def stub_of(
    text: Text, source: Text, others: Iterable[Text] = (), languages: Collection[LanguageCode] = ()
) -> Stub | None:
    """Why a text is no translation of its source; None where it may well be one.

    ``others``: the article's further languages, from which it may be copied. ``languages``: those that it may be
    written in by mistake, usually the site's.
    """
    words, of_source = _prose(text), _prose(source)
    if of_source and (not words or (_size(of_source) >= 60 and _size(words) < EMPTY * _size(of_source))):
        return Stub("empty", f"has hardly any of the text of “{source.language}”")
    theirs = {one.language for one in others} | {source.language, *languages}
    written_in = language_of([word for one in words.values() for word in one], text.language, sorted(theirs))
    for other in (source, *others):
        if other.language != text.language and _is_copied(words, _prose(other)) and written_in != text.language:
            return Stub("copied", f"is the text of “{other.language}”")
    if written_in and written_in != text.language:
        return Stub("wrong-language", f"is written in “{written_in}”")
    return None


def stubs_of(
    texts: Mapping[LanguageCode, Text], source: LanguageCode, languages: Collection[LanguageCode] = ()
) -> dict[LanguageCode, Stub]:
    """The languages of an article whose text is no translation; never its source."""
    found = {
        language: stub_of(text, texts[source], [o for o in texts.values() if o not in (text, texts[source])], languages)
        for language, text in texts.items()
        if language != source and source in texts
    }
    return {language: stub for language, stub in found.items() if stub}


_PROSE = frozenset(Kind) - {Kind.CODE, Kind.TITLE, Kind.DESCRIPTION, Kind.IMAGE, Kind.NOTE}


def _prose(text: Text) -> dict[int, list[str]]:
    """The words of the blocks that are to be translated, by the blocks' places; those of a new article are none."""
    return {
        place: words
        for place, block in enumerate(text.blocks)
        if block.kind in _PROSE and block.text not in _placeholders() and (words := _words(block))
    }


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(part for parts in starter.PARTS.values() for part in parts)


_NO_WORDS = re.compile(
    r"(`+)[^`].*?\1"  # code spans
    r"|<[^<>]*>"  # tags and addresses in angle brackets
    r"|\]\([^()]*\)"  # the targets of links
    r"|[\w+.-]+@[\w.-]+|\w+://\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?"  # addresses and names of hosts and files
    r"|:[\w-]+:"  # icons
)


def _words(block: Block) -> list[str]:
    return [word for word in fold(_NO_WORDS.sub(" ", block.text)).split() if word.isalpha()]


def _size(words: Mapping[int, list[str]]) -> int:
    return sum(map(len, words.values()))


def _is_copied(ours: Mapping[int, list[str]], theirs: Mapping[int, list[str]]) -> bool:
    """Whether most of the prose stands in the other text. Blocks of a few words are often names, and say nothing."""
    there = {tuple(words) for words in theirs.values()}
    long = [words for words in ours.values() if len(words) >= 4]
    size = sum(map(len, long))
    same = sum(len(words) for words in long if tuple(words) in there)
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

    Words of another script are told by their letters, those of one script by which dictionary knows most of them.
    Words that begin with a capital letter are not told from others: names are few in running text.
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
    code = language.split("-")[0]
    if dictionaries.lookup(language) is None:
        return 0.0
    known = dictionaries.dictionary(code)
    return sum(_can_write(word, code) and known.get(word) is not None for word in words) / len(words)


def _can_write(word: str, code: str) -> bool:
    return all((letters.search(word) is not None) == (code in codes) for letters, codes in _SCRIPTS.values())
