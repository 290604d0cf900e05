"""An import that is cut off, by whatever, has never been; and what cannot be read is said to be so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from kbgen.errors import KbgenError, OutputError, WrongUse
from kbgen.tickets.store import open_store
from tests.tickets.store.stores import SOURCE, config, content, take_in, ticket

# Imports without end, and says when the first rows have gone to the database.
ENDLESS = """
import sys
from pathlib import Path
from tests.tickets.store.stores import take_in, ticket

def rows():
    for number in range(10**9):
        yield ticket(number, number % 9000, 1, f"tag-{number % 5000}", f"more-{number}", "x" * 200)
        if number == 60_000:
            print("at work", flush=True)

take_in(Path(sys.argv[1]), rows())
"""

needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def endless(root: Path) -> subprocess.Popen[str]:
    """Another process that imports; it is in the middle of it."""
    at_work = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert at_work.stdout is not None
    assert at_work.stdout.readline() == "at work\n"
    return at_work


def numbers(root: Path) -> tuple[int, int, list[str]]:
    """Tickets and imports of a store, and what lies beside it."""
    with open_store(config(root)) as store:
        beside = sorted(path.name for path in (root / ".kbgen").iterdir())
        return len(content(store)), len(store.imports()), beside


@needs_posix
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_killed_has_never_been(tmp_path: Path, how: signal.Signals) -> None:
    """Whether by Ctrl-C or at once; the next import finds the store as it was."""
    take_in(tmp_path, [ticket(1), ticket(2)])
    at_work = endless(tmp_path)
    at_work.send_signal(how)
    _, said = at_work.communicate(timeout=60)
    assert at_work.returncode
    assert how is signal.SIGKILL or "KeyboardInterrupt" in said
    assert numbers(tmp_path)[:2] == (2, 1)
    assert take_in(tmp_path, [ticket(2), ticket(3)]).updated == 1
    tickets, imports, beside = numbers(tmp_path)
    assert (tickets, imports) == (3, 2)
    assert [name for name in beside if name.endswith((".new", ".wal"))] == []


@needs_posix
def test_the_first_import_may_be_killed_too(tmp_path: Path) -> None:
    """Then there is a store without tickets, and the next import is as the first."""
    at_work = endless(tmp_path)
    at_work.kill()
    at_work.communicate(timeout=60)
    assert take_in(tmp_path, [ticket(1)]).updated == 0
    assert numbers(tmp_path)[:2] == (1, 1)


def test_two_imports_at_the_same_time(tmp_path: Path) -> None:
    """The second one says so, and so does whoever wants to read; when the first is done, both can."""
    take_in(tmp_path, [ticket(1)])
    at_work = endless(tmp_path)
    try:
        for writing in (True, False):
            with pytest.raises(WrongUse, match="another import of tickets is at work") as error:
                open_store(config(tmp_path), writing=writing)
            assert error.value.hint == "try again when it is done"
    finally:
        at_work.kill()
        at_work.communicate(timeout=60)
    assert numbers(tmp_path)[:2] == (1, 1)


FULL_DISK = """
import resource, sys
from pathlib import Path
from kbgen.errors import OutputError
from tests.tickets.store.stores import take_in, ticket

most = 3_000_000
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    take_in(Path(sys.argv[1]), (ticket(n, n % 9000, 1, f"tag-{hash(str(n))}") for n in range(300_000)))
except OutputError as error:
    print(error.message, error.hint, sep="\\n")
"""


@needs_posix
def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """And is named. A limit of the size of files stands in for a disk."""
    take_in(tmp_path, [ticket(1), ticket(2)])
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split("\n")[:2] == [
        "there is no room on the disk for these tickets",
        "nothing was changed; make room and import again",
    ], done.stderr
    assert numbers(tmp_path)[:2] == (2, 1)
    assert take_in(tmp_path, [ticket(3)]).kept == 1
    assert numbers(tmp_path)[:2] == (3, 2)


def test_an_export_that_cannot_be_read_to_its_end_has_never_been(tmp_path: Path) -> None:
    """Nor have the files of the same import that came before it."""
    take_in(tmp_path, [ticket(1)])

    def broken() -> object:
        yield ticket(2)
        raise OutputError("gone")

    with pytest.raises(OutputError), open_store(config(tmp_path), writing=True) as store, store.importing() as work:
        work.add(SOURCE, [ticket(3)])
        work.add(SOURCE, broken())  # type: ignore[arg-type]
    assert numbers(tmp_path)[:2] == (1, 1)


# -- stores that are none ----------------------------------------------------------------------------------------------


def refused(root: Path) -> set[str]:
    """What is said by those who want to read and to write."""
    said = set()
    for writing in (False, True):
        with pytest.raises(KbgenError) as error, open_store(config(root), writing=writing) as store:
            store.tags()
        assert error.value.hint == "delete it and import the exports again"
        said.add(error.value.message)
    return said


@pytest.mark.parametrize("content", [b"", b"nonsense" * 4000, b"\x00" * 20_000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    """Also an empty one, as a full disk leaves it."""
    (tmp_path / ".kbgen").mkdir()
    (tmp_path / ".kbgen/tickets.duckdb").write_bytes(content)
    assert refused(tmp_path) == {".kbgen/tickets.duckdb is damaged"}


def test_a_damaged_store(tmp_path: Path) -> None:
    """Wherever a part of it was overwritten; reading never gives other numbers."""
    rows = [ticket(number, number % 999, 1, f"tag-{number}", "mail") for number in range(30_000)]
    take_in(tmp_path, rows)
    file = tmp_path / ".kbgen/tickets.duckdb"
    whole = file.read_bytes()
    with open_store(config(tmp_path)) as store:
        tags = store.tags()
    told = 0
    for place in range(0, len(whole), len(whole) // 12):
        file.write_bytes(
            whole[:place] + bytes(byte ^ 255 for byte in whole[place : place + 5000]) + whole[place + 5000 :]
        )
        try:
            with open_store(config(tmp_path)) as store:
                assert store.tags() == tags
        except KbgenError as error:
            assert (error.message, error.hint) == (
                ".kbgen/tickets.duckdb is damaged",
                "delete it and import the exports again",
            )
            told += 1
    assert told > 3


def test_a_store_that_was_cut_off(tmp_path: Path) -> None:
    take_in(tmp_path, [ticket(number, number % 999, 1, f"tag-{number}") for number in range(30_000)])
    file = tmp_path / ".kbgen/tickets.duckdb"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert refused(tmp_path) == {".kbgen/tickets.duckdb is damaged"}


@pytest.mark.parametrize(("version", "who"), [(99, "a newer kbgen"), (0, "an older kbgen")])
def test_a_store_of_another_kbgen(tmp_path: Path, version: int, who: str) -> None:
    take_in(tmp_path, [ticket(1)])
    with duckdb.connect(str(tmp_path / ".kbgen/tickets.duckdb")) as connection:
        connection.execute("UPDATE about SET version = ?", [version])
    assert refused(tmp_path) == {f".kbgen/tickets.duckdb was written by {who}"}


def test_a_database_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / ".kbgen").mkdir()
    with duckdb.connect(str(tmp_path / ".kbgen/tickets.duckdb")) as connection:
        connection.execute("CREATE TABLE about (name VARCHAR)")
    assert refused(tmp_path) == {".kbgen/tickets.duckdb is damaged"}


def test_a_store_that_a_checkout_brought_along_reaches_no_other_file(tmp_path: Path) -> None:
    """Whatever its views say."""
    secret = tmp_path / "secret.csv"
    secret.write_text("id\n1\n")
    take_in(tmp_path, [ticket(1)])
    with duckdb.connect(str(tmp_path / ".kbgen/tickets.duckdb")) as connection:
        connection.execute(f"CREATE OR REPLACE VIEW current_ticket AS SELECT * FROM read_csv('{secret}')")
    with open_store(config(tmp_path)) as store, pytest.raises(duckdb.Error, match="disabled by configuration"):
        store.connection.execute("SELECT * FROM current_ticket")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".kbgen").mkdir(mode=0o500)
    with pytest.raises(OutputError):
        take_in(tmp_path, [ticket(1)])


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything of it is imported."""
    monkeypatch.setattr("kbgen.tickets.needs._PACKAGES", ("duckdb", "no_such_package"))
    with pytest.raises(WrongUse, match="tickets need no_such_package, which is not installed") as error:
        open_store(config(tmp_path), writing=True)
    assert error.value.hint == "pip install 'kbgen[tickets]'"
