"""The past of every file, from what git's log says: laws over all ways in which files come, change, move and go."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kbgen.translation.commits import Change, Commit, Entry, chains, entries

NAMES = ("et/a.md", "et/b.md", "et/c.md", "et/d.md")


def entry(place: int, *changes: Change) -> Entry:
    return Entry(Commit(str(place), date(2026, 3, 1), date(2026, 3, 1), place), changes)


@given(st.lists(st.tuples(st.sampled_from("AMDR"), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30))
def test_every_file_has_the_texts_that_were_written_into_it(steps: list[tuple[str, str, str]]) -> None:
    """Under whatever name, newest first; one that is new under a name that was in use begins anew."""
    files: dict[str, list[str]] = {}
    deleted: dict[str, list[str]] = {}
    log = []
    for place, (status, name, other) in enumerate(steps):
        blob = f"blob{place}"
        if status == "R" and name in files and other not in files:
            files[other] = [*files.pop(name), blob]
            log.append(entry(place, Change("R", other, blob, name)))
        elif status == "D" and name in files:
            deleted[name] = files.pop(name)
            log.append(entry(place, Change("D", name, "")))
        elif status == "M" and name in files:
            files[name].append(blob)
            log.append(entry(place, Change("M", name, blob)))
        elif status == "A" and name not in files:
            files[name] = [*deleted.pop(name, []), blob]
            log.append(entry(place, Change("A", name, blob)))
    found = chains(log)
    assert {name: [version.blob for version in reversed(found[name])] for name in files} == files


def test_a_log_is_read_as_git_writes_it() -> None:
    """Names with spaces and of other encodings, merges, links and submodules."""
    a, b, c = (letter * 40 for letter in "abc")
    log = (
        f"\x01{c} 2026-03-03 2026-03-02 {a} {b}\0\0::100644 100644 100644 {a} {b} {c} MM\0et/a.md\0"
        f"\x01{b} 2026-03-02 2026-03-02 {a}\0\n:100644 100644 {a} {b} R090\0et/old name.md\0et/a.md\0"
        f":100644 120000 {a} {b} T\0et/link.md\0:000000 160000 {a} {b} A\0et/sub.md\0"
        f":000000 100644 {a} {b} A\0et/picture.png\0"
        f"\x01{a} 2026-03-01 2026-02-27 \0\n:000000 100755 {c} {a} A\0et/"
    ).encode() + b"\xff.md\0"
    oldest, renamed, merged = entries(log, (".md",))
    assert (oldest.commit.first, oldest.commit.written, oldest.commit.place) == (True, date(2026, 2, 27), 0)
    assert oldest.changes == (Change("A", "et/\udcff.md", a),)
    assert renamed.changes == (
        Change("R", "et/a.md", b, "et/old name.md"),
        Change("D", "et/link.md", ""),
        Change("D", "et/sub.md", ""),
    )
    assert (merged.changes, merged.commit.day) == ((Change("M", "et/a.md", c),), date(2026, 3, 3))
    assert entries(b"", (".md",)) == []
