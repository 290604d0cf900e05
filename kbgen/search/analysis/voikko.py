"""Finnish words by Voikko, where it is installed: its library and dictionary (Debian: ``voikko-fi``), and the extra
``kbgen[voikko]``.

Voikko knows how Finnish words are made, so it finds the lemma of compounds and forms that no list has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

LANGUAGE = "fi"

Analyse = Callable[[str], tuple[str, ...]]
"""A word in lower case → its lemmas in lower case, each once, Voikko's first one first; nothing for an unknown word."""


@cache
def analyser() -> Analyse | None:
    """What analyses Finnish words; None where Voikko, its dictionary or its Python module is missing."""
    voikko = _opened()
    if voikko is None:
        return None

    def lemmas(word: str) -> tuple[str, ...]:
        found = (analysis.get("BASEFORM", "").lower() for analysis in voikko.analyze(word))
        return tuple(dict.fromkeys(filter(None, found)))

    return lemmas


@cache
def version() -> str:
    """Which Voikko there is, for whoever keeps what it said; empty where there is none."""
    if _opened() is None:
        return ""
    from libvoikko import Voikko

    dictionaries = sorted(f"{d.language} {d.variant} {d.description}" for d in Voikko.listDicts())
    return "; ".join([str(Voikko.getVersion()), *dictionaries])


@cache
def _opened() -> Any:
    try:
        from libvoikko import Voikko, VoikkoException
    except (ImportError, OSError):
        return None
    try:
        return Voikko(LANGUAGE)
    except (VoikkoException, OSError):
        return None
