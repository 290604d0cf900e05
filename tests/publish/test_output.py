"""The output folder: replaced whole or left as it was, and never somebody else's."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from kbgen.errors import OutputError, ProblemsError, WrongUse
from kbgen.publish.output import MARK, refuse_foreign, replacing
from tests.sites import SiteFolder


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content, hidden ones included."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def left_behind(site: SiteFolder) -> list[str]:
    """Hidden files beside the output that a build should have removed."""
    return [p.name for p in site.root.iterdir() if p.name.startswith(".site")]


def test_site_is_written_where_nothing_was(site: SiteFolder) -> None:
    """With its folders, and a mark that says whose it is."""
    site.settings(site_dir="out/public")
    site.build(jobs=1)
    assert (site.root / "out/public/et/index.html").is_file()
    assert (site.root / "out/public" / MARK).is_file()
    assert [p.name for p in (site.root / "out").iterdir()] == ["public"]


def test_new_site_replaces_the_old_one_whole(site: SiteFolder) -> None:
    """What is not made any more is gone, also what somebody put there by hand."""
    site.build(jobs=1)
    site.write("site/et/stray.html", "x")
    site.delete("content/et/mail/setup.md")
    site.delete("content/en/mail/setup.md")
    site.write("content/et/neu.md", "---\ntitle: Uus\n---\n")
    site.build(jobs=1)
    built = site.built()
    assert "et/neu/index.html" in built
    assert not [path for path in built if "mail/setup" in path or "stray" in path]
    assert left_behind(site) == []


def test_second_build_of_the_same_content_is_the_same(site: SiteFolder) -> None:
    """To the last byte."""
    site.build(jobs=1)
    first = everything(site.root / "site")
    shutil.rmtree(site.root / "site")
    site.build(jobs=1)
    assert everything(site.root / "site") == first


def test_file_that_was_changed_by_hand_is_mended(site: SiteFolder) -> None:
    """The site is what the content says."""
    site.build(jobs=1)
    before = everything(site.root / "site")
    site.write("site/et/index.html", "broken")
    site.delete("site/en/index.html")
    site.build(jobs=1)
    assert everything(site.root / "site") == before


def test_pages_may_be_read_by_a_web_server(site: SiteFolder) -> None:
    """Whoever runs it."""
    umask = os.umask(0o022)
    try:
        site.build(jobs=1)
    finally:
        os.umask(umask)
    for path in (site.root / "site", site.root / "site/et", site.root / "site/et/index.html"):
        assert path.stat().st_mode & 0o044 == 0o044, path


# -- whose folder it is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("foreign", ["thesis.txt", "photos/cat.jpg", ".git/HEAD", ".env", ".ssh/id"])
def test_folder_with_foreign_files_is_refused(foreign: str, site: SiteFolder) -> None:
    """Also where all of them are hidden; nothing of it is touched."""
    site.write(f"site/{foreign}", "mine")
    with pytest.raises(WrongUse, match="did not make"):
        site.build(jobs=1)
    assert everything(site.root / "site") == {foreign: b"mine"}


def test_empty_folder_is_not_refused(site: SiteFolder) -> None:
    """There is nothing to lose."""
    (site.root / "site").mkdir()
    site.build(jobs=1)
    assert "et/index.html" in site.built()


def test_repository_in_the_output_folder_outlives_a_build(site: SiteFolder) -> None:
    """A work tree of another branch is how many people publish."""
    site.build(jobs=1)
    site.write("site/.git", "gitdir: ../.git/worktrees/pages\n")
    with suppress(WrongUse):
        site.build(jobs=1)
    assert site.read("site/.git") == "gitdir: ../.git/worktrees/pages\n"


def test_file_in_the_place_of_the_folder_is_refused(site: SiteFolder) -> None:
    """And stays."""
    site.write("site", "mine")
    with pytest.raises(WrongUse, match="is a file"):
        site.build(jobs=1)
    assert site.read("site") == "mine"


@pytest.mark.parametrize("site_dir", [".", "..", "/", "../..", "content/.."])
def test_folder_that_holds_the_project_is_refused(site_dir: str, site: SiteFolder) -> None:
    """It would swallow the articles."""
    with pytest.raises(WrongUse, match="holds the project"):
        refuse_foreign((site.root / site_dir).absolute(), site.root)


@pytest.mark.parametrize("site_dir", ["content", "content/et", "content/public"])
def test_folder_inside_the_content_is_refused(site_dir: str, site: SiteFolder) -> None:
    """The next build would publish the site within the site."""
    site.settings(site_dir=site_dir)
    before = everything(site.root / "content")
    with pytest.raises((WrongUse, ProblemsError)):
        site.build(jobs=1)
    assert everything(site.root / "content") == before


# -- links -------------------------------------------------------------------------------------------------------


def link(site: SiteFolder, target: Path) -> None:
    (site.root / "site").symlink_to(target)


def test_link_to_a_folder_is_kept_and_the_folder_replaced(site: SiteFolder, tmp_path: Path) -> None:
    """As people have it who publish from /var/www."""
    public = tmp_path / "public"
    public.mkdir()
    link(site, public)
    site.build(jobs=1)
    site.build(jobs=1)
    assert (site.root / "site").is_symlink()
    assert (public / "et/index.html").is_file()
    assert {p.name for p in tmp_path.iterdir()} == {"public", "site"}


def test_link_to_a_foreign_folder_is_refused(site: SiteFolder, tmp_path: Path) -> None:
    """Through a link as without it; nothing of the folder is touched."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/thesis.txt").write_text("mine")
    link(site, tmp_path / "documents")
    with pytest.raises(WrongUse, match="did not make"):
        site.build(jobs=1)
    assert everything(tmp_path / "documents") == {"thesis.txt": b"mine"}


def test_link_to_a_file_is_refused(site: SiteFolder, tmp_path: Path) -> None:
    """And the file stays."""
    (tmp_path / "thesis.txt").write_text("mine")
    link(site, tmp_path / "thesis.txt")
    with pytest.raises(WrongUse):
        site.build(jobs=1)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_link_to_nothing_makes_the_folder(site: SiteFolder, tmp_path: Path) -> None:
    """Where it leads."""
    link(site, tmp_path / "new")
    site.build(jobs=1)
    assert (tmp_path / "new/et/index.html").is_file()


def test_link_in_a_circle_is_refused(site: SiteFolder) -> None:
    """With words, not with a crash."""
    link(site, Path("site"))
    with pytest.raises((WrongUse, OutputError)):
        site.build(jobs=1)


def test_link_to_another_disk_works(site: SiteFolder) -> None:
    """The new site is made where it shall be, so that it can be put in place at once."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == site.root.stat().st_dev:
        pytest.skip("there is no second disk here")
    public = memory / f"kbgen-test-{os.getpid()}"
    try:
        link(site, public)
        site.build(jobs=1)
        site.build(jobs=1)
        assert (public / "et/index.html").is_file()
        assert not list(memory.glob(f".{public.name}*"))
    finally:
        shutil.rmtree(public, ignore_errors=True)


# -- when something goes wrong -----------------------------------------------------------------------------------


def test_refused_build_leaves_the_previous_site(site: SiteFolder) -> None:
    """To the last byte, and nothing beside it."""
    site.build(jobs=1)
    before = everything(site.root / "site")
    site.write("content/et/broken.md", "---\ntitle: [\n---\n")
    with pytest.raises(ProblemsError):
        site.build(jobs=1)
    assert everything(site.root / "site") == before
    assert left_behind(site) == []


@pytest.mark.parametrize("error", [RuntimeError("bug"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_build_that_is_cut_off_leaves_the_previous_site(error: BaseException, site: SiteFolder) -> None:
    """By a bug, by Ctrl-C, by a full disk."""
    site.build(jobs=1)
    before = everything(site.root / "site")
    wanted = OutputError if isinstance(error, OSError) else type(error)
    with pytest.raises(wanted), replacing(site.root / "site", inside=site.root):
        raise error
    assert everything(site.root / "site") == before
    assert left_behind(site) == []


def test_full_disk_is_named(site: SiteFolder) -> None:
    """In words that people understand."""
    with (
        pytest.raises(OutputError, match="the disk is full"),
        replacing(site.root / "site", inside=site.root),
    ):
        raise OSError(28, "No space left on device")
    assert not (site.root / "site").exists()


def test_folder_above_that_is_a_file_is_told(site: SiteFolder) -> None:
    """As an output that cannot be written."""
    site.write("out", "a file")
    site.settings(site_dir="out/public")
    with pytest.raises(OutputError):
        site.build(jobs=1)


def test_slug_that_is_longer_than_a_file_name_is_told(site: SiteFolder) -> None:
    """As the article's mistake or as an output that cannot be written; the previous site stays."""
    site.build(jobs=1)
    before = everything(site.root / "site")
    site.write("content/et/long.md", f"---\ntitle: L\nslug: {'я' * 200}\n---\n")
    with pytest.raises((ProblemsError, OutputError)):
        site.build(jobs=1)
    assert everything(site.root / "site") == before
