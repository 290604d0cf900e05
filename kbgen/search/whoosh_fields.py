"""The schema of staff's index.

Whoosh pickles the schema beside the index and finds its classes here by name: ``VERSION`` goes up with every change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import columns, fields, formats

VERSION = 1

KEY = "key"
"""``language/article``, one document each."""
FACETS = ("language", "category", "owner", "state")
SHOWN = ("title", "path", "description")
"""What a list of results says of an article besides."""
TEXT = "text"
"""The article's sections, as JSON; excerpts are cut from them."""
LEMMAS = "lemmas_"
"""Beginning of the names of the fields that hold the lemmas of a language."""

Row = tuple[str, bytes]
"""A lemma of an article, and what ranking looks at: its mark and its section (``model.Postings``)."""


class Posting(formats.Format):
    """Two bytes a posting, made elsewhere: Whoosh keeps them and does not look at them."""

    posting_size = 2

    def word_values(self, value: Any, analyzer: Any, **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Lemma, frequency, weight, and the bytes."""
        return ((lemma.encode("utf-8", "surrogatepass"), 1, 1.0, marks) for lemma, marks in value)


class Lemmas(fields.FieldType):
    """The lemmas of an article, analysed elsewhere."""

    def __init__(self) -> None:
        super().__init__(format=Posting(), analyzer=None)  # type: ignore[arg-type]  # there is nothing to analyse

    def index(self, value: Iterable[Row], **options: Any) -> Any:
        """Hand over what is given."""
        assert isinstance(self.format, Posting)
        return self.format.word_values(value, None)


def schema() -> fields.Schema:
    """A new schema. The field of a language's lemmas comes into being with its first article."""
    made = fields.Schema(
        **{name: fields.ID(sortable=True) for name in (KEY, *FACETS)},
        **{name: fields.COLUMN(columns.VarBytesColumn()) for name in SHOWN},
        **{TEXT: fields.COLUMN(columns.CompressedBytesColumn())},
    )
    made.add(f"{LEMMAS}*", Lemmas(), glob=True)
    return made
