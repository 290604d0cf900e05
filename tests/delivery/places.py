"""Small built sites and what is at their destinations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbgen.delivery import files
from kbgen.delivery.carrier import Carrier
from kbgen.delivery.deliver import Delivery, deliver
from kbgen.delivery.files import RECORD
from kbgen.publish.output import MARK, MARK_TEXT

FIRST: Mapping[str, str] = {
    "index.html": "choose",
    "404.html": "not found",
    "robots.txt": "robots",
    "sitemap.xml": "a b",
    ".htaccess": "rules",
    "assets/kb/help.1.css": "old style",
    "assets/server.svg": "<svg/>",
    "en/index.html": "home: a",
    "en/a/index.html": "a",
    "en/gone/index.html": "gone",
    "en/search/search_index.json": "[a]",
    "en/feed.xml": "<feed/>",
    "ru/счёт 100%/index.html": "счёт",
    "files/-rf": "a name that looks like an option",
    "files/with space & 'quotes' $(x).txt": "odd",
    "files/back[1]*?.txt": "wild",
}

SECOND: Mapping[str, str] = {
    **{path: text for path, text in FIRST.items() if path not in ("en/gone/index.html", "assets/kb/help.1.css")},
    "assets/kb/help.2.css": "new style",
    "en/index.html": "home: a new",
    "en/new/index.html": "new",
    "en/search/search_index.json": "[a, new]",
    "sitemap.xml": "a new",
}

CHANGED = {"en/index.html", "en/search/search_index.json", "sitemap.xml"}
ADDED = {"assets/kb/help.2.css", "en/new/index.html"}
REMOVED = {"en/gone/index.html", "assets/kb/help.1.css"}


def write(folder: Path, content: Mapping[str, str]) -> Path:
    """Make the folder hold these files and no others, with the mark, as a build would."""
    for old in sorted(folder.rglob("*"), reverse=True) if folder.exists() else ():
        old.rmdir() if old.is_dir() else old.unlink()
    for path, text in {**content, MARK: MARK_TEXT}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """What a folder holds, without kbgen's own record."""
    return {
        path: file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file() and (path := file.relative_to(folder).as_posix()) != RECORD
    }


def inodes(folder: Path) -> dict[str, int]:
    """Which file is which: a file that is replaced becomes another one."""
    return {f.relative_to(folder).as_posix(): f.stat().st_ino for f in folder.rglob("*") if f.is_file()}


def publish(carrier: Carrier, source: Path, *, dry_run: bool = False) -> Delivery:
    """Deliver a built site."""
    return deliver(carrier, files.read(source, "site"), dry_run=dry_run, progress=lambda *_: None)
