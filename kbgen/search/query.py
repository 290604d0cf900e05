"""The words of a query. Mirrored by ``theme/assets/kb/search/engine.js``."""

from __future__ import annotations

from kbgen.search.analysis.tokens import words

MOST_WORDS = 24
"""So many different words of a query count, the first; the others are left out."""
MOST_LETTERS = 1000
"""So many letters of a query are looked at."""


def query_words(query: str) -> list[str]:
    """The different words of a query, in the order of coming."""
    return list(dict.fromkeys(words(query[:MOST_LETTERS])))[:MOST_WORDS]
