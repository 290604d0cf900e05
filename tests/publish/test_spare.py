"""The spare site: what the next build has only the differences to mend in, whatever state it is in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.test_law import everything
from tests.sites import SiteFolder

RECORDS = "content/en/dns/records.md"


def spare_of(site: SiteFolder) -> Path:
    """The spare site's folder."""
    (found,) = (site.root / ".kbgen").glob("spare-*")
    return found


def inodes(folder: Path) -> dict[str, int]:
    """Which files lie in a folder."""
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_first_build_leaves_a_spare_of_the_same_files(jobs: int, site: SiteFolder) -> None:
    """So that the first edit need not link them all."""
    for number in range(30):
        site.write(f"content/et/many/{number}.md", f"---\ntitle: Artikkel {number}\n---\n\nTekst.\n")
    site.build(jobs=jobs)
    assert inodes(spare_of(site)) == inodes(site.root / "site")
    assert not list((site.root / ".kbgen").glob("*.old"))


def test_later_builds_leave_the_site_before_as_a_spare(site: SiteFolder) -> None:
    """It differs from the site in what was made anew."""
    site.build(jobs=1)
    before = inodes(site.root / "site")
    site.write(RECORDS, "---\ntitle: DNS records\n---\n\nOther text.\n")
    site.build(jobs=1)
    after = inodes(site.root / "site")
    assert inodes(spare_of(site)) == before != after
    assert sum(after[path] != before.get(path) for path in after) < len(after) / 2


def _half(spare: Path) -> None:
    for number, path in enumerate(sorted(p for p in spare.rglob("*") if p.is_file())):
        if number % 2:
            path.unlink()


def _changed(spare: Path) -> None:
    page = spare / "et/index.html"
    page.unlink()
    page.write_text("foreign")


def _more(spare: Path) -> None:
    (spare / "et/foreign").mkdir()
    (spare / "et/foreign/index.html").write_text("foreign")


def _copied(spare: Path) -> None:
    copy = spare.with_suffix(".copy")
    shutil.copytree(spare, copy)
    shutil.rmtree(spare)
    copy.rename(spare)


@pytest.mark.parametrize("spoil", [_half, _changed, _more, _copied, shutil.rmtree])
def test_spoiled_spare_is_mended(spoil: Callable[[Path], None], site: SiteFolder) -> None:
    """Half of it, other files, more files, copies, nothing at all: the next site is the one of a clean build."""
    site.build(jobs=1)
    spoil(spare_of(site))
    site.write(RECORDS, "---\ntitle: DNS records\n---\n\nOther text.\n")
    site.build(jobs=1)
    made = everything(site.root / "site")
    site.build(jobs=1, clean=True)
    assert everything(site.root / "site") == made


def test_disk_without_links_has_no_spare_to_begin_with(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first site is complete all the same, and so is the next one."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted", source)

    monkeypatch.setattr(os, "link", refuse)
    site.build(jobs=1)
    site.write(RECORDS, "---\ntitle: DNS records\n---\n\nOther text.\n")
    site.build(jobs=1)
    made = everything(site.root / "site")
    assert (site.root / "site/et/index.html").stat().st_nlink == 1
    site.build(jobs=1, clean=True)
    assert everything(site.root / "site") == made
