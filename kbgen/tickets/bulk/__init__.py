"""Large files → store, by DuckDB's own readers: the same result as reading row by row, in a fraction of the time.

What a word of the export means is asked of the reading itself, once for each word (``meanings``); so there are no
second rules here. Whatever is not as clean as a program writes it, a damaged row, a time in another form, a word that
nobody has seen before, makes this give up (``Unclean``), and the file is read row by row. Property tests hold both
equal.
"""

from __future__ import annotations


class Unclean(Exception):
    """The file cannot be read so; nothing of it is in the store. ``for_good``: nor if all its words were known."""

    def __init__(self, *, for_good: bool = False) -> None:
        super().__init__()
        self.for_good = for_good
