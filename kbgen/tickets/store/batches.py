"""Rows → columns, as DuckDB takes them in at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.store.schema import COLUMNS, COUNT_COLUMNS
from kbgen.tickets.ticket import TagCount, Ticket, TicketKey

SIZE = 20_000
"""Rows that are handed over together."""

# Separates the tags of a ticket on their way; no text from outside holds it.
_BETWEEN = "\x1f"

Columns = Mapping[str, NDArray[Any]]

TICKETS_FROM_BATCH = f"""SELECT id, created, updated, language, channel, status, team,
    CASE WHEN isnan(minutes) THEN NULL ELSE minutes END AS minutes,
    CASE WHEN satisfied < 0 THEN NULL ELSE satisfied = 1 END AS satisfied,
    CASE WHEN tags = '' THEN [] ELSE string_split(tags, '{_BETWEEN}') END AS tags,
    CASE WHEN NOT told THEN NULL WHEN articles = '' THEN [] ELSE string_split(articles, '{_BETWEEN}') END AS articles
    FROM batch"""

COUNTS_FROM_BATCH = "SELECT * FROM batch"


def of_tickets(rows: Sequence[Ticket], keys: Sequence[TicketKey]) -> Columns:
    """Columns of the names that ``TICKETS_FROM_BATCH`` wants."""
    _, created, updated, language, channel, status, team, minutes, satisfied, tags, articles = zip(*rows, strict=True)
    return {
        "id": np.array(keys, dtype=np.uint64),
        "created": _times(created),
        "updated": _times(updated),
        "language": _texts(language),
        "channel": _texts([one.value for one in channel]),
        "status": _texts([one.value for one in status]),
        "team": _texts(team),
        "minutes": np.array([np.nan if one is None else one for one in minutes], dtype=np.float32),
        "satisfied": np.array([-1 if one is None else int(one) for one in satisfied], dtype=np.int8),
        "tags": _texts([_joined(one) for one in tags]),
        "told": np.array([one is not None for one in articles], dtype=np.bool_),
        "articles": _texts([_joined(one or ()) for one in articles]),
    }


def of_counts(rows: Sequence[TagCount]) -> Columns:
    """Columns of the names of the table."""
    first, end, tag, tickets, language, channel = zip(*rows, strict=True)
    made = (
        _times(first),
        _times(end),
        _texts(tag),
        np.array(tickets, dtype=np.int64),
        _texts(language),
        _texts([one.value for one in channel]),
    )
    return dict(zip(COUNT_COLUMNS, made, strict=True))


def _times(times: Sequence[datetime | None]) -> NDArray[np.datetime64]:
    """Microseconds in UTC; NaT for None."""
    seconds = np.array([np.nan if one is None else one.timestamp() for one in times])
    whole = np.where(np.isnan(seconds), np.iinfo(np.int64).min, np.rint(seconds * 1e6))
    return whole.astype(np.int64).view("datetime64[us]")


def _texts(texts: Sequence[str]) -> NDArray[np.object_]:
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made


def _joined(texts: Sequence[str]) -> str:
    """Each once."""
    return _BETWEEN.join(dict.fromkeys(filter(None, texts))) if texts else ""


assert len(COLUMNS) == len(Ticket._fields)
