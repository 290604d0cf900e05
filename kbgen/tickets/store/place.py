"""Where the tickets lie. Nothing here loads a database, so that every command may ask whether there are any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.config import Config

NAME = "tickets.duckdb"
SALT = "tickets.salt"


def path_of(config: Config) -> Path:
    """The store of a project, whether it exists or not."""
    return config.root / ".kbgen" / NAME


def exists(config: Config) -> bool:
    """Whether tickets were ever imported here."""
    return path_of(config).is_file()
