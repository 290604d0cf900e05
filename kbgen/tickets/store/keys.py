"""Ids of tickets → keys that nobody can turn back without the salt, the same in Python and in SQL.

The key is the first 64 bits of MD5(salt, help desk, id). The salt, 128 random bits, never leaves the project's folder;
without it, trying all ids leads nowhere. With it anybody could try them, whatever the function; so it is a quick one
that DuckDB has, too. Among ten million tickets, two share a key with a chance of 1 in 370,000.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from hashlib import md5
from pathlib import Path

from kbgen.errors import OutputError
from kbgen.tickets.ticket import TicketKey

_LENGTH = 32


def salt(path: Path, *, make: bool) -> str | None:
    """The salt of this store, 32 hexadecimal digits; a new one is made where there is none. None without ``make``."""
    try:
        kept = path.read_text("ascii").strip()
        if len(kept) == _LENGTH and set(kept) <= set("0123456789abcdef"):
            return kept
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path} cannot be read: {error}") from None
    if not make:
        return None
    fresh = secrets.token_hex(_LENGTH // 2)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"{fresh}\n")
            file.flush()
            # Tickets that are kept under a salt which a power cut took away could never be updated.
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror}") from None
    return fresh


def keys_in(salt: str, system: str) -> Callable[[Iterable[str]], list[TicketKey]]:
    """A function from ids of a help desk to keys."""
    start = md5(_prefix(salt, system).encode(), usedforsecurity=False)

    def keys(ids: Iterable[str]) -> list[TicketKey]:
        made = []
        for id in ids:
            one = start.copy()
            one.update(id.encode("utf-8", "surrogatepass"))
            made.append(int.from_bytes(one.digest()[:8], "little"))
        return made

    return keys


def key_sql(salt: str, system: str, column: str) -> str:
    """The SQL expression of the keys of the ids in a column of text."""
    prefix = _prefix(salt, system).replace("'", "''")
    # md5_number_lower() says the same in five times the time (DuckDB 2.0.0).
    return f"(md5_number('{prefix}' || {column}) & 18446744073709551615::UHUGEINT)::UBIGINT"


def _prefix(salt: str, system: str) -> str:
    return f"{salt}{system}:"
