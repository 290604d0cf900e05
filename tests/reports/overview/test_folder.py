"""A report in a folder: whole or not at all, and nobody else's files are touched."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from kbgen.errors import OutputError, WrongUse
from kbgen.reports.overview import folder
from kbgen.reports.overview.folder import REMEMBERED

FILES = {"index.html": b"page", "report.json": b"{}", "week-ranking.csv": b"a", "charts/effect.svg": b"<svg/>"}


def there(place: Path) -> dict[str, bytes]:
    """All files of a folder but the one with their names."""
    found = {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    found.pop(REMEMBERED, None)
    return found


def test_a_new_report_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """What is no longer made is taken away, also the folder that it was alone in; what others put there stays."""
    place = tmp_path / "deep" / "report"
    folder.write(FILES, place)
    assert there(place) == FILES
    (place / "notes.txt").write_text("mine")
    new = {"index.html": b"new", "topics-asked.csv": b"b"}
    folder.write(new, place)
    assert there(place) == {**new, "notes.txt": b"mine"}
    assert sorted(path.name for path in place.iterdir()) == [REMEMBERED, "index.html", "notes.txt", "topics-asked.csv"]


def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    """Nor is anything else written then."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(WrongUse, match="was not made by"):
        folder.write(FILES, tmp_path)
    assert there(tmp_path) == {"index.html": b"mine"}


@pytest.mark.parametrize("name", ["index.html", "charts/effect.svg"])
def test_a_folder_is_not_replaced_by_a_file(name: str, tmp_path: Path) -> None:
    """Whatever is in it."""
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(WrongUse):
        folder.write(FILES, tmp_path)
    assert there(tmp_path) == {}


def test_charts_that_are_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """A link could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "charts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongUse, match="no folder of a report"):
        folder.write(FILES, tmp_path / "report")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    """And it stays."""
    (tmp_path / "report").write_text("mine")
    with pytest.raises(WrongUse, match="is a file"):
        folder.write(FILES, tmp_path / "report")
    assert (tmp_path / "report").read_text() == "mine"


@pytest.mark.parametrize(
    "names", ['["../mine.txt", "/etc/passwd", "charts/../../mine.txt", 3]', "{}", "[", '"index.html"']
)
def test_no_file_of_names_leads_out_of_the_folder(names: str, tmp_path: Path) -> None:
    """Whoever wrote it; one that cannot be read is none."""
    (tmp_path / "mine.txt").write_text("mine")
    place = tmp_path / "report"
    place.mkdir()
    (place / REMEMBERED).write_text(f'{{"files": {names}}}')
    folder.write(FILES, place)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert there(place) == FILES


def test_a_full_disk_leaves_the_earlier_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, and nothing beside it."""
    folder.write(FILES, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}

    def full(self: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="the disk is full"):
        folder.write({"index.html": b"new"}, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="for root everything is writable")
def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    """In one sentence."""
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may not be written"):
        folder.write(FILES, tmp_path / "report")


def test_an_end_in_the_middle_forgets_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next report takes away what the two before it have left."""
    folder.write(FILES, tmp_path)
    replace = os.replace

    def interrupted(source: Path, target: Path) -> None:
        if Path(target).name == "topics-asked.csv":
            raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(os, "replace", interrupted)
        folder.write({"coverage-map.csv": b"c", "topics-asked.csv": b"b"}, tmp_path)
    assert "coverage-map.csv" in json.loads((tmp_path / REMEMBERED).read_text("utf-8"))["files"]
    folder.write({"index.html": b"new"}, tmp_path)
    assert there(tmp_path) == {"index.html": b"new"}
