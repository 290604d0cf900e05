"""simplemma's dictionaries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kbgen.languages import LanguageCode


@cache
def lookup(language: LanguageCode) -> Callable[[str], str | None]:
    """What finds the lemma of a word, or None where the dictionary is silent."""
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    code = language.split("-")[0]
    if code not in SUPPORTED_LANGUAGES:
        return lambda word: None
    strategy = DefaultStrategy()
    return lambda word: strategy.get_lemma(word, code)
