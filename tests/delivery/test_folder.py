"""Delivery to a folder: only what changed, in order, and nothing of anybody else's."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from kbgen.delivery.files import RECORD
from kbgen.delivery.folder import HALF, FolderCarrier
from kbgen.errors import DeliveryError, WrongUse
from kbgen.publish.output import MARK, MARK_OF_PREVIEW

from .places import ADDED, CHANGED, FIRST, REMOVED, SECOND, inodes, publish, tree, write


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A built site."""
    return write(tmp_path / "site", FIRST)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A destination that is not there yet, nor the folder around it."""
    return tmp_path / "var" / "my help"


@pytest.fixture
def carrier(source: Path, out: Path) -> FolderCarrier:
    return FolderCarrier(source, out)


def test_a_first_publication_brings_everything(source: Path, out: Path, carrier: FolderCarrier) -> None:
    """Readable by a web server whatever the mask is, and without the mark, since builds may not replace this folder."""
    before = os.umask(0o077)
    try:
        publish(carrier, source)
    finally:
        os.umask(before)
    assert tree(out) == FIRST
    assert {stat.S_IMODE(p.stat().st_mode) for p in out.rglob("*") if p.is_file()} == {0o644}
    assert {stat.S_IMODE(p.stat().st_mode) for p in [out.parent, out, *out.rglob("*")] if p.is_dir()} == {0o755}


def test_a_second_one_brings_only_what_changed(source: Path, out: Path, carrier: FolderCarrier) -> None:
    publish(carrier, source)
    before = inodes(out)
    write(source, SECOND)
    delivery = publish(carrier, source)
    after = inodes(out)
    assert tree(out) == SECOND
    assert {path for path in after if after[path] != before.get(path)} == CHANGED | ADDED | {RECORD}
    assert set(delivery.changes.removed) == REMOVED
    assert delivery.size == sum(len(SECOND[p]) for p in CHANGED | ADDED)
    assert not (out / "en/gone").exists()


def test_the_same_site_built_anew_brings_nothing(source: Path, out: Path, carrier: FolderCarrier) -> None:
    """Times count for nothing."""
    publish(carrier, source)
    before = inodes(out)
    write(source, FIRST)
    assert publish(carrier, source).steps == ()
    assert inodes(out) == before


def test_files_of_others_stay(source: Path, out: Path, carrier: FolderCarrier) -> None:
    """Beside the site, and in folders that lose their last page."""
    publish(carrier, source)
    theirs = {"google123.html": "theirs", ".well-known/acme": "theirs", "en/gone/notes.txt": "theirs"}
    for path, text in theirs.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text)
    write(source, SECOND)
    publish(carrier, source)
    assert tree(out) == {**SECOND, **theirs}


@pytest.mark.parametrize("names", [["notes.txt"], ["index.html"], [".htaccess", ".git"]])
def test_a_folder_of_others_is_refused(source: Path, out: Path, carrier: FolderCarrier, names: list[str]) -> None:
    out.mkdir(parents=True)
    for name in names:
        (out / name).write_text("theirs")
    with pytest.raises(WrongUse, match=f"files that kbgen did not publish, such as {names[0]}") as caught:
        publish(carrier, source)
    assert MARK in caught.value.hint
    assert tree(out) == dict.fromkeys(names, "theirs")


@pytest.mark.parametrize("names", [[], [".git"], ["lost+found"], [MARK, "index.html", "mine.txt"]])
def test_empty_and_marked_folders_are_taken(source: Path, out: Path, carrier: FolderCarrier, names: list[str]) -> None:
    """A work tree of git too. In a marked one nothing is deleted that no record names."""
    out.mkdir(parents=True)
    for name in names:
        (out / name).write_text("")
    publish(carrier, source)
    assert tree(out) == {**dict.fromkeys(names, ""), **FIRST}


def test_changes_by_hand_are_put_right(source: Path, out: Path, carrier: FolderCarrier) -> None:
    publish(carrier, source)
    (out / "en/a/index.html").write_text("defaced")
    (out / "assets/server.svg").unlink()
    (out / "en/index.html").unlink()
    (out / "en/index.html").symlink_to("a/index.html")
    assert publish(carrier, source).changes.added == ("assets/server.svg",)
    assert tree(out) == FIRST
    assert not (out / "en/index.html").is_symlink()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"kbgen":1,"files":{"../../precious":["1",""]}}', b"\xff\xfe", b"[1]"])
def test_a_damaged_record_deletes_nothing(source: Path, out: Path, carrier: FolderCarrier, damage: bytes) -> None:
    """It is written anew, and the next publication deletes again."""
    publish(carrier, source)
    precious = out.parent.parent / "precious"
    precious.write_text("")
    (out / RECORD).write_bytes(damage)
    write(source, SECOND)
    delivery = publish(carrier, source)
    assert delivery.damaged
    assert delivery.changes.removed == ()
    assert tree(out) == {**FIRST, **SECOND}
    assert precious.exists()
    assert not publish(carrier, source).damaged


def test_a_lost_record_is_written_anew_without_bringing_anything(
    source: Path, out: Path, carrier: FolderCarrier
) -> None:
    """Where a mark says that the folder is kbgen's."""
    publish(carrier, source)
    record = (out / RECORD).read_bytes()
    (out / RECORD).rename(out / MARK)
    assert publish(carrier, source).steps == ()
    assert (out / RECORD).read_bytes() == record


def test_an_old_record_does_no_harm(source: Path, out: Path, carrier: FolderCarrier) -> None:
    """What it does not know is put right all the same, and said."""
    publish(carrier, source)
    old = (out / RECORD).read_bytes()
    publish(carrier, write(source, SECOND))
    (out / RECORD).write_bytes(old)
    third = {**SECOND, "en/new/index.html": "newer"}
    delivery = publish(carrier, write(source, third))
    assert tree(out) == third
    assert delivery.adopted == ("en/new/index.html",)


def test_a_dry_run_writes_nothing(source: Path, out: Path, carrier: FolderCarrier) -> None:
    assert len(publish(carrier, source, dry_run=True).changes.added) == len(FIRST)
    assert not out.parent.exists()


class Cut(Exception):
    """The moment at which a publication ends too early."""


def test_cut_off_at_any_moment_it_serves_and_is_completed(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another site than the one that was cut off: no file is left that nobody knows of."""
    replace = os.replace
    left = 0

    def cutting(one: Path, other: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cut
        replace(one, other)

    third = {path: text for path, text in FIRST.items() if path != "en/a/index.html"}
    moments = len(CHANGED | ADDED) + 2
    for moment in range(moments):
        out = tmp_path / f"out{moment}"
        carrier = FolderCarrier(source, out)
        publish(carrier, write(source, FIRST))
        write(source, SECOND)
        left = moment
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", cutting)
            with pytest.raises(Cut):
                publish(carrier, source)
        now = tree(out)
        assert set(now.values()) <= {*FIRST.values(), *SECOND.values()}
        assert "a new" not in now["sitemap.xml"] or "en/new/index.html" in now
        assert "new" not in now["en/index.html"] or now["assets/kb/help.2.css"]
        publish(carrier, write(source, third))
        assert tree(out) == third
        assert not (out / HALF).exists()


def test_a_linked_destination_is_followed(source: Path, tmp_path: Path) -> None:
    """The link stays."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    publish(FolderCarrier(source, link), source)
    assert tree(tmp_path / "real") == FIRST
    assert link.is_symlink()


def test_a_link_that_leads_out_is_not_followed(source: Path, out: Path, carrier: FolderCarrier, tmp_path: Path) -> None:
    """Neither to write nor to delete."""
    publish(carrier, source)
    elsewhere = tmp_path / "elsewhere"
    (out / "en/gone").rename(elsewhere)
    (out / "en/gone").symlink_to(elsewhere)
    with pytest.raises(WrongUse, match="a link that leads out of"):
        publish(carrier, write(source, SECOND))
    assert tree(elsewhere) == {"index.html": "gone"}


@pytest.mark.parametrize(("first", "second"), [("files/x", "files/x/y.txt"), ("files/x/y.txt", "files/x")])
def test_a_file_becomes_a_folder_and_the_other_way_round(
    source: Path, out: Path, carrier: FolderCarrier, first: str, second: str
) -> None:
    publish(carrier, write(source, {first: "1"}))
    publish(carrier, write(source, {second: "2"}))
    assert tree(out) == {second: "2"}


def test_a_folder_of_others_in_the_place_of_a_file_is_named(source: Path, out: Path, carrier: FolderCarrier) -> None:
    publish(carrier, write(source, {"a.html": "a"}))
    (out / "b.html").mkdir()
    with pytest.raises(DeliveryError, match=r"b\.html there is a file in the place of a folder"):
        publish(carrier, write(source, {"a.html": "a", "b.html": "b"}))


def test_a_full_disk_is_said(source: Path, out: Path, carrier: FolderCarrier, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(DeliveryError, match=r"the disk of .* is full") as caught:
        publish(carrier, source)
    assert "publish again" in caught.value.hint


def test_what_is_no_site_is_not_published(source: Path, carrier: FolderCarrier) -> None:
    (source / MARK).unlink()
    with pytest.raises(WrongUse, match="holds no site that kbgen built"):
        publish(carrier, source)


def test_a_preview_with_drafts_is_not_published(source: Path, carrier: FolderCarrier) -> None:
    (source / MARK).write_text(MARK_OF_PREVIEW)
    with pytest.raises(WrongUse, match="was built with drafts"):
        publish(carrier, source)


def test_names_that_not_every_place_can_have_are_refused(source: Path, carrier: FolderCarrier) -> None:
    (source / "a\nb.txt").write_text("")
    with pytest.raises(WrongUse, match="cannot be published everywhere"):
        publish(carrier, source)


def test_the_record_lists_what_is_there(source: Path, out: Path, carrier: FolderCarrier) -> None:
    publish(carrier, source)
    publish(carrier, write(source, SECOND))
    assert set(json.loads((out / RECORD).read_text("utf-8"))["files"]) == SECOND.keys()
