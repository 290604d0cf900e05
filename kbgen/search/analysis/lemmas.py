"""The lemma of a word: the form under which a dictionary lists it.

simplemma's dictionaries say it for the languages that they know, and Voikko for Finnish where it is installed;
Snowball's stem stands in for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from kbgen.languages import LanguageCode
from kbgen.search.analysis import dictionaries, voikko

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
    # Where there is a dictionary, a word that it does not know stays as it is: a stem would hide from the learned
    # endings what the word's other forms are (bench/RESULTS-ranking.md).
    look_up = dictionaries.lookup(language) or stemmer(language)
    analyse = voikko.analyser() if language.split("-")[0] == voikko.LANGUAGE else None

    @lru_cache(maxsize=200_000)
    def lemmas(word: str) -> tuple[str, ...]:
        if not word.isalpha():
            return (word,)
        if analyse and (analysed := analyse(word)):
            return analysed
        known = look_up(word)
        return (known.lower().replace("ё", "е") if known else word,)

    return lemmas
