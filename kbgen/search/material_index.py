"""The index that Material's own search worker reads: one file a language, with only that language's articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from kbgen.articles.addresses import encoded
from kbgen.languages import LanguageCode
from kbgen.search.documents import Document

# The languages for which Material ships a stemmer and stop words; others are indexed word by word.
LUNR = frozenset(
    [
        "ar",
        "da",
        "de",
        "du",
        "el",
        "en",
        "es",
        "fi",
        "fr",
        "he",
        "hi",
        "hu",
        "hy",
        "it",
        "ja",
        "kn",
        "ko",
        "nl",
        "no",
        "pt",
        "ro",
        "ru",
        "sa",
        "sv",
        "ta",
        "te",
        "th",
        "tr",
        "vi",
        "zh",
    ]
)
FILE = "search/search_index.json"


def build(language: LanguageCode, documents: Iterable[Document]) -> str:
    """The index's text. Locations are relative to the language's home page."""
    known = language in LUNR
    config: dict[str, Any] = {
        "lang": [language if known else "en"],
        "separator": r"[\s\-,:!=\[\]()\"/«»“”„]+|(?!\b)(?=[A-Z][a-z])|\.(?!\d)|&[lg]t;",
        "pipeline": ["stopWordFilter", "stemmer"] if known else [],
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
    }
    docs = [entry for document in documents for entry in _entries(document, language)]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _entries(document: Document, language: LanguageCode) -> Iterable[dict[str, Any]]:
    location = encoded(document.address.removeprefix(f"{language}/"))
    first, *others = document.sections
    beginning = first if not first.anchor else None
    page: dict[str, Any] = {
        "location": location,
        "title": escape(document.title, quote=False),
        "text": escape(
            " ".join(filter(None, [document.description, beginning.text if beginning else ""])), quote=False
        ),
    }
    if document.tags:
        page["tags"] = list(document.tags)
    yield page
    for section in others if beginning else document.sections:
        yield {
            "location": f"{location}#{section.anchor}",
            "title": escape(section.heading, quote=False),
            "text": escape(section.text, quote=False),
        }
