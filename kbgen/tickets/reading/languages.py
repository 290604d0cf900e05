"""What exports call a language → the site's code of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from kbgen.languages import LanguageCode, english_name, own_name

_NAMES = {
    "et": "estonian, eesti, eesti keel, viro, эстонский, estnisch, est, ee",
    "en": "english, inglise, inglise keel, englanti, английский, englisch, eng",
    "ru": "russian, русский, русский язык, vene, vene keel, venäjä, russisch, rus",
    "fi": "finnish, suomi, suomen kieli, soome, soome keel, финский, finnisch, fin",
}


class Spoken:
    """The languages of a site, by their codes."""

    def __init__(self, codes: Sequence[LanguageCode]) -> None:
        self.codes = tuple(codes)
        self._codes = {code.lower(): code for code in reversed(codes)}
        # “et-EE” is “et”, and “pt” the site's “pt-BR” where it has no other.
        self._codes |= {code.partition("-")[0]: code for code in reversed(codes) if code.partition("-")[0] not in codes}

    def code(self, text: str) -> LanguageCode:
        """The site's language of a code such as ``et``, ``et-EE`` or ``et_ee``; empty where it has none."""
        low = text.lower().replace("_", "-")
        return self._codes.get(low) or self._codes.get(low.partition("-")[0], "")

    def named(self, text: str) -> LanguageCode:
        """As ``code``; also by the language's name."""
        return self.code(text) or (self._names.get(" ".join(text.lower().split()), "") if text else "")

    @cached_property
    def _names(self) -> dict[str, LanguageCode]:
        """The names of the languages in lower case; Babel is asked only about languages that kbgen does not know."""
        found: dict[str, LanguageCode] = {}
        for code in reversed(self.codes):
            base = code.partition("-")[0]
            found |= dict.fromkeys(_NAMES.get(base, "").split(", "), code)
            found[own_name(code).lower()] = code
            if base not in _NAMES:
                found[english_name(code).lower()] = code
        found.pop("", None)
        return found
