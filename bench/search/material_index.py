"""The index that Material's own search worker reads, with the sections of one language's articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

# The languages for which Material ships stop words; others have those of English.
LUNR = frozenset("ar da de du el en es fi fr he hi hu hy it ja kn ko nl no pt ro ru sa sv ta te th tr vi zh".split())

PIPELINE = ["stopWordFilter"]
"""As the theme itself has it for nearly all languages: with the stemmer, its wildcards find less."""


def build(language: str, documents: Iterable[dict[str, Any]]) -> str:
    """The index's text. Locations are relative to the language's home page."""
    config: dict[str, Any] = {
        "lang": [language if language in LUNR else "en"],
        "separator": r"[\s\-,:!=\[\]()\"/«»“”„]+|(?!\b)(?=[A-Z][a-z])|\.(?!\d)|&[lg]t;",
        "pipeline": PIPELINE,
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
    }
    docs = [entry for document in documents for entry in _entries(document)]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _entries(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    location = document["location"]
    first, *others = document["sections"] or [{"anchor": "", "heading": "", "text": ""}]
    beginning = None if first["anchor"] else first
    text = " ".join(filter(None, [document["description"], beginning["text"] if beginning else ""]))
    page: dict[str, Any] = {
        "location": location,
        "title": escape(document["title"], quote=False),
        "text": escape(text, quote=False),
    }
    if document["tags"]:
        page["tags"] = document["tags"]
    yield page
    for section in others if beginning else document["sections"]:
        yield {
            "location": f"{location}#{section['anchor']}",
            "title": escape(section["heading"], quote=False),
            "text": escape(section["text"], quote=False),
        }
