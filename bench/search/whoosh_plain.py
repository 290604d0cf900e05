"""Whoosh as it comes: its standard analyzer, its parser over three weighted fields, which asks for every word (AND)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

WEIGHTS = {"title": 5.0, "heads": 2.0, "text": 1.0}
DEPTH = 10


def build(texts: Iterable[dict[str, str]], folder: Path) -> None:
    """Write the index."""
    from whoosh import fields, index

    text = fields.TEXT()
    schema = fields.Schema(id=fields.ID(stored=True, unique=True), title=text, heads=text, text=text)
    writer = index.create_in(str(folder), schema).writer()
    for one in texts:
        writer.add_document(**one)
    writer.commit()


def update(text: dict[str, str], folder: Path) -> None:
    """One document changed."""
    from whoosh import index

    writer = index.open_dir(str(folder)).writer()
    writer.update_document(**text)
    writer.commit()


def opened(folder: Path) -> Callable[[str], Sequence[str]]:
    """A search over the index, which gives ids."""
    from whoosh import index
    from whoosh.qparser.default import MultifieldParser

    found = index.open_dir(str(folder))
    searcher = found.searcher()
    parser: Any = MultifieldParser(list(WEIGHTS), found.schema, fieldboosts=WEIGHTS)

    def search(query: str) -> Sequence[str]:
        # Signs would be operators of its query language.
        return [hit["id"] for hit in searcher.search(parser.parse(re.sub(r"[^\w\s]", " ", query)), limit=DEPTH)]

    return search
