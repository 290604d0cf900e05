"""Where tickets are kept, without anybody's name, address or words: one DuckDB file below ``.kbgen``."""

from __future__ import annotations

from kbgen.tickets.store.place import exists, path_of
from kbgen.tickets.store.records import Imported, ImportRecord, ImportSource, Span, TagUse, TopicWork
from kbgen.tickets.store.store import Store, open_store

__all__ = [
    "ImportRecord",
    "ImportSource",
    "Imported",
    "Span",
    "Store",
    "TagUse",
    "TopicWork",
    "exists",
    "open_store",
    "path_of",
]
