"""The file of the store → a connection; what DuckDB says against it → what a person can do about it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.errors import KbgenError, OutputError, WrongUse
from kbgen.tickets.store import schema

if TYPE_CHECKING:
    import duckdb

MEMORY = "512MB"
"""What DuckDB may use before it turns to the disk; the whole process stays below twice as much."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: Path | None, *, writing: bool, reads: tuple[Path, ...] = ()) -> duckdb.DuckDBPyConnection:
    """Open the database; None is one in memory. It may touch no other file than its own and ``reads``.

    Raises KbgenError where it is damaged or of another version, WrongUse where another process is at work on it.
    """
    import duckdb

    temporary = path.parent if path else Path(tempfile.gettempdir())
    settings = _SETTINGS | {"temp_directory": str(temporary / "tickets.tmp")}
    if path and not path.exists():
        _make(path)
    try:
        connection = duckdb.connect(str(path or ":memory:"), read_only=not writing, config=settings)
    except duckdb.Error as error:
        raise explained(error, path) from error
    try:
        if reads:
            names = ", ".join(literal(str(one)) for one in reads)
            connection.execute(f"SET allowed_paths = [{names}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET TimeZone = 'UTC'")
        _prepare(connection, path, writing=writing)
    except (duckdb.BinderException, duckdb.CatalogException):
        connection.close()
        raise damaged(path) from None
    except duckdb.Error as error:
        connection.close()
        raise explained(error, path) from error
    except KbgenError:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """The folder, kept out of git. The file itself is made by DuckDB; it refuses an empty one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be written: {error.strerror}") from None


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path | None, *, writing: bool) -> None:
    """Make the tables where there are none; refuse those of another version."""
    found = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not found and writing:
        connection.begin()
        for statement in schema.TABLES:
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?, NULL, 0)", [schema.VERSION])
        connection.commit()
        if path:
            with suppress(OSError):
                path.chmod(0o600)
    elif not found:
        # The first import was killed before it had begun.
        raise nothing_yet()
    elif "about" not in found:
        raise damaged(path)
    else:
        row = connection.execute("SELECT version FROM about").fetchone()
        if row is None:
            raise damaged(path)
        if row[0] != schema.VERSION:
            which = "a newer kbgen" if row[0] > schema.VERSION else "an older kbgen"
            raise KbgenError(f"{shown(path)} was written by {which}", hint=_AGAIN)


_AGAIN = "delete it and import the exports again"


def shown(path: Path | None) -> str:
    """The store, as messages name it."""
    return f"{path.parent.name}/{path.name}" if path else "the store"


def nothing_yet() -> WrongUse:
    """What is said where there are no tickets."""
    return WrongUse("no tickets were imported yet", hint="kbgen tickets import FILE, with an export of the help desk")


def damaged(path: Path | None) -> KbgenError:
    """What is said of a file that is no store of kbgen's."""
    return KbgenError(f"{shown(path)} is damaged", hint=_AGAIN)


def explained(error: Exception, path: Path | None) -> KbgenError:
    """What DuckDB says against the file, in words that help; the exception itself where it is a mistake of kbgen's."""
    import duckdb

    said = str(error)
    if "lock on file" in said or "different configuration" in said or "being used by another process" in said:
        return WrongUse("another import of tickets is at work", hint="try again when it is done")
    if "version number" in said or "newer version of DuckDB" in said or "newer DuckDB" in said:
        return KbgenError(f"{shown(path)} was written by another version of DuckDB", hint=_AGAIN)
    if "No space left" in said or "Could not write" in said or "File too large" in said or "max_temp_directory" in said:
        return OutputError(
            "there is no room on the disk for these tickets", hint="nothing was changed; make room and import again"
        )
    if "Permission denied" in said or "Read-only file system" in said:
        return OutputError(f"{shown(path)} cannot be opened: {'Permission denied'}")
    if isinstance(error, duckdb.OutOfMemoryException):
        return OutputError("there is not enough memory or room on the disk for this", hint="nothing was changed")
    if isinstance(error, (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException)) or (
        "Corrupt" in said or "checksum" in said or type(error) is duckdb.Error
    ):
        return damaged(path)
    raise error


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
