"""The lemma of a word: the form under which a dictionary lists it.

simplemma's dictionaries say it for the languages that they know; Snowball's stem stands in where they are silent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from kbgen.languages import LanguageCode
from kbgen.search.analysis import dictionaries

Lemmas = Callable[[str], tuple[str, ...]]
"""A word in lower case → its lemmas, the most likely first; never empty."""

# The names that Snowball gives to languages, by their codes.
_SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


@cache
def stemmer(language: LanguageCode) -> Callable[[str], str]:
    """Snowball's stemmer of a language; one that leaves words as they are where there is none."""
    import snowballstemmer

    name = _SNOWBALL.get(language.split("-")[0])
    if name not in snowballstemmer.algorithms():
        return str
    made: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return made


@cache
def lemmas_of(language: LanguageCode) -> Lemmas:
    """What tells the lemmas of a language's words."""
    look_up = dictionaries.lookup(language)
    stem = stemmer(language)

    @lru_cache(maxsize=200_000)
    def lemmas(word: str) -> tuple[str, ...]:
        if not word.isalpha():
            return (word,)
        known = look_up(word)
        return (known.lower().replace("ё", "е"),) if known else (stem(word) or word,)

    return lemmas
