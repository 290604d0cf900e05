"""The schema of staff's index.

Whoosh pickles the schema beside the index and looks its classes up here by name: ``VERSION`` goes up with every change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import columns, fields, formats

VERSION = 1

KEY = "key"
"""``language/article``, one document each."""
FACETS = ("language", "category", "owner", "state")
FOLDER = "folder"
"""The category and all categories above it, each a term."""
SHOWN, TEXT = "shown", "text"
"""What a list of results says of an article, and its sections; both as JSON."""
WORDS = "words_"
"""Beginning of the names of the fields that hold a language's lemmas."""

Row = tuple[str, bytes]
"""A lemma of an article, and what ranking looks at: see ``rows`` in ``whoosh_index``."""


class Posting(formats.Format):
    """Two bytes a posting, made elsewhere: Whoosh keeps them and does not look at them."""

    posting_size = 2

    def word_values(self, value: Any, analyzer: Any, **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Lemma, frequency, weight, and the bytes."""
        return ((lemma.encode(), 1, 1.0, marks) for lemma, marks in value)


class Lemmas(fields.FieldType):
    """The lemmas of an article, analysed elsewhere."""

    def __init__(self) -> None:
        super().__init__(format=Posting(), analyzer=None)

    def index(self, value: Iterable[Row], **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # type: ignore[override]
        """Hand over what is given."""
        assert isinstance(self.format, Posting)
        return self.format.word_values(value, None)


def schema() -> fields.Schema:
    """A new schema; a field of lemmas for every language comes into being with its first article."""
    made = fields.Schema(
        key=fields.ID(unique=True, sortable=True),
        folder=fields.IDLIST(expression=r"[^\n]+"),
        shown=fields.COLUMN(columns.VarBytesColumn()),
        text=fields.COLUMN(columns.CompressedBytesColumn()),
        **{name: fields.ID(sortable=True) for name in FACETS},
    )
    made.add(f"{WORDS}*", Lemmas(), glob=True)
    return made
