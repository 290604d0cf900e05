"""What is told while a large file comes in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kbgen.tickets import intake, reading
from kbgen.tickets.reading import Wishes
from tests.tickets.store.stores import config


def test_the_stages_of_a_file_that_is_read_as_a_whole_are_told(tmp_path: Path) -> None:
    """One query reads it all, so there are no rows to count."""
    project = config(tmp_path)
    path = tmp_path / "tickets.csv"
    path.write_text("Id,Tags,Created at\n1,dns,2026-11-20 10:00\n2,mail,2026-11-20 10:00\n")
    told: list[tuple[str, int, int]] = []
    exports = reading.recognise(path, Wishes(timezone="UTC"), project)
    made = intake.take_in(project, exports, datetime.now(UTC), large=0, progress=lambda *news: told.append(news))
    assert made.kept == 2
    assert told == [("tickets.csv, read as a whole", 0, 0), ("tickets.csv, read; put in order", 0, 0)]
