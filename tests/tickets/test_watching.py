"""A folder that receives exports gives each of them once, when it is complete."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.errors import WrongUse
from kbgen.tickets import watching
from kbgen.tickets.watching import SETTLED, Arrival, Inbox, Settling, Shape


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def inbox(folder: Path, tmp_path: Path) -> Callable[[], Inbox]:
    """Opens it, as often as kbgen is started."""
    return lambda: Inbox(folder, tmp_path / ".kbgen" / watching.MEMORY)


def names(inbox: Inbox, *moments: float) -> list[str]:
    """What is given at some moments, all of it dealt with."""
    found = [arrival for now in moments for arrival in inbox.complete(now)]
    for arrival in found:
        inbox.dealt_with(arrival)
    return [arrival.path.name for arrival in found]


def test_a_file_is_given_when_it_has_stayed_the_same(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """Not before, and once."""
    watched = inbox()
    (folder / "a.csv").write_text("Id\n1\n")
    assert names(watched, 0.0, SETTLED / 2) == []
    assert names(watched, SETTLED) == ["a.csv"]
    assert names(watched, SETTLED + 1, SETTLED + 2) == []


def test_a_file_that_grows_is_waited_for(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """From its last change on; an empty one is none yet."""
    watched = inbox()
    path = folder / "a.csv"
    path.write_text("")
    assert names(watched, 0, 5, 10) == []
    path.write_text("Id\n")
    assert names(watched, 10.5) == []
    path.write_text("Id\n1\n")
    assert names(watched, 11.4, 12.3) == []
    assert names(watched, 12.5) == ["a.csv"]


@pytest.mark.parametrize("name", ["a.csv.part", "a.csv.crdownload", ".a.csv.Xy12", "~$a.xlsx", "a.csv~", "A.CSV.TMP"])
def test_what_programs_leave_for_a_moment_is_not_given(folder: Path, inbox: Callable[[], Inbox], name: str) -> None:
    """Until it has its own name."""
    watched = inbox()
    (folder / name).write_text("Id\n1\n")
    (folder / "older").mkdir()
    assert names(watched, 0, 10) == []
    (folder / name).rename(folder / "a.csv")
    assert names(watched, 11, 13) == ["a.csv"]


def test_a_file_is_known_by_its_content(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """Under another name, as a copy, touched or after a restart it is the same; with one more row it is another."""
    watched = inbox()
    (folder / "a.csv").write_text("Id\n1\n")
    assert names(watched, 0, 2) == ["a.csv"]
    (folder / "a.csv").rename(folder / "b.csv")
    (folder / "c.csv").write_text("Id\n1\n")
    assert names(watched, 3, 5) == []
    assert names(inbox(), 0, 2) == []
    (folder / "b.csv").write_text("Id\n1\n2\n")
    assert names(inbox(), 0, 2) == ["b.csv"]


def test_what_was_not_dealt_with_comes_again_after_a_restart(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """As when nobody had said in which time zone it is; until then it is not given again and again."""
    (folder / "a.csv").write_text("Id\n1\n")
    watched = inbox()
    assert [one.path.name for now in (0, 2, 4) for one in watched.complete(now)] == ["a.csv"]
    assert names(inbox(), 0, 2) == ["a.csv"]


def test_two_copies_that_arrive_together_are_one(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """Whichever was there first."""
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text("Id\n1\n")
    assert names(inbox(), 0, 2) == ["a.csv"]


def test_a_damaged_memory_is_none(folder: Path, inbox: Callable[[], Inbox], tmp_path: Path) -> None:
    """What it held comes again."""
    (folder / "a.csv").write_text("Id\n1\n")
    assert names(inbox(), 0, 2) == ["a.csv"]
    for damage in ("", "[]", '{"dealt_with": 5}', "\x00"):
        (tmp_path / ".kbgen" / watching.MEMORY).write_text(damage)
        assert names(inbox(), 0, 2) == ["a.csv"], damage


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """It is a slip, as a rule."""
    with pytest.raises(WrongUse, match="there is no folder"):
        Inbox(tmp_path / "nowhere", tmp_path / "memory")


def test_a_folder_may_go_and_come_back(folder: Path, inbox: Callable[[], Inbox]) -> None:
    """Network drives do."""
    watched = inbox()
    folder.rmdir()
    assert names(watched, 0, 2) == []
    folder.mkdir()
    (folder / "a.csv").write_text("Id\n1\n")
    assert names(watched, 3, 5) == ["a.csv"]


def test_a_real_folder_is_watched(folder: Path, inbox: Callable[[], Inbox], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there, what is renamed into it and what is written in two steps, until the end is set."""
    monkeypatch.setattr(watching, "SETTLED", 0.15)
    monkeypatch.setattr(watching, "LOOK", 0.05)
    watched, end, found = inbox(), threading.Event(), list[Arrival]()
    came = threading.Semaphore(0)

    def run() -> None:
        for arrival in watched.arrivals(end):
            found.append(arrival)
            watched.dealt_with(arrival)
            came.release()

    (folder / "a.csv").write_text("Id\n1\n")
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert came.acquire(timeout=10)
    with (folder / "b.csv.part").open("w") as file:
        file.write("Id\n2\n")
    (folder / "b.csv.part").rename(folder / "b.csv")
    assert came.acquire(timeout=10)
    end.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert [(one.path.name, one.path.read_text()) for one in found] == [("a.csv", "Id\n1\n"), ("b.csv", "Id\n2\n")]


steps = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.floats(0.1, 1.5)), min_size=1, max_size=30)


@given(steps)
def test_nothing_is_complete_that_has_just_changed(changes: list[tuple[str, int, float]]) -> None:
    """However files change: who is named complete had the same size at all looks of the last second."""
    settling, now = Settling(), 0.0
    sizes: dict[str, int] = {}
    looks: list[tuple[float, dict[str, int]]] = []
    for name, size, pause in changes:
        sizes[name] = size
        now += pause
        looks.append((now, dict(sizes)))
        for complete in settling.look({key: Shape(one, 0, 0) for key, one in sizes.items()}, now):
            assert sizes[complete] > 0
            lately = [seen for at, seen in looks if at >= now - SETTLED + 1e-6]
            assert {seen.get(complete) for seen in lately} == {sizes[complete]}
