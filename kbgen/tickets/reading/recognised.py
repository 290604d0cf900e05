"""A file that kbgen knows how to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kbgen.config import Config
from kbgen.tickets.reading.containers import Part
from kbgen.tickets.reading.profile import Field, Profile
from kbgen.tickets.reading.results import FileNotice, Wishes


class Format(StrEnum):
    """How rows are written: cells of a CSV, one JSON object a line, pages of an API with many, or Parquet."""

    CSV = "csv"
    JSON_LINES = "json-lines"
    JSON_PAGES = "json-pages"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Recognised:
    """One export: what it was taken for. ``source`` is the file's name, with that of a zip's member.

    ``encoding``, ``delimiter`` (empty for JSON and Parquet) and ``escape`` declare a CSV to any reader. ``zone`` is the
    time zone of its times, empty where each says its own; ``date_order`` is told where dates have slashes. ``header``:
    the names of the columns as they stand; ``places``: field → the places of the columns that hold it. ``header_row``
    and ``header_line`` count from 1; ``data_line`` is the first line behind the header. ``notices``: what should be
    known before anything is read.
    """

    part: Part
    format: Format
    profile: Profile
    config: Config = field(repr=False)
    encoding: str = "utf-8"
    delimiter: str = ""
    escape: str = ""
    newline: str = "\n"
    zone: str = ""
    date_order: str = ""
    header: tuple[str, ...] = ()
    places: Mapping[Field, tuple[int, ...]] = field(default_factory=dict)
    header_row: int = 1
    header_line: int = 1
    data_line: int = 2
    wishes: Wishes = field(default_factory=Wishes)
    notices: tuple[FileNotice, ...] = ()

    @property
    def source(self) -> str:
        """What messages call it."""
        return self.part.name

    @property
    def columns(self) -> Mapping[Field, tuple[str, ...]]:
        """Field → the names of its columns as the header has them."""
        return {key: tuple(self.header[place] for place in places) for key, places in self.places.items()}
