"""The files of the theme that are published: styles, scripts, fonts, pictures. Named by their content.

kbgen's own files get a hash of their content into their name (``assets/kb/help.1a2b3c4d.css``), so that browsers may
keep them for ever; Material's have one already. Scripts that import one another share a folder with one hash of them
all (``assets/kb/search.1a2b3c4d/worker.js``), so that they find one another and never meet an older sibling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kbgen import resources
from kbgen.publish.scripts import lean

HASHED = ("assets/kb/", "assets/images/favicon.svg")
TOGETHER = "assets/kb/search/"
# Source maps are for Material's developers; the search is kbgen's own.
_LEFT_OUT = (".map", ".po", ".pot", ".mo", ".html", ".md", ".py", ".txt")
_NOT_PUBLISHED = (".", "partials/", "locale/", "kb/", "assets/javascripts/lunr/", "assets/javascripts/workers/")


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """Published path → source, and the logical path by which templates name a file → its published path."""

    sources: Mapping[str, Path]
    names: Mapping[str, str]

    def content(self, path: str) -> bytes:
        """What is published at a path."""
        return _content(self.sources[path])

    def published(self, name: str) -> str:
        """The address of a theme file; the name itself where the theme has no such file."""
        return self.names.get(name, name)

    def named(self, beginning: str) -> str:
        """The logical path that begins so: Material's files carry a hash in their names."""
        return next(name for name in self.names if name.startswith(beginning))


def collect(folders: Iterable[Path]) -> ThemeFiles:
    """Find the theme's files; where two folders have the same one, the first folder's counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        # Below Material's folder are ten thousand icons, of which templates take what they need.
        inside = folder / "assets" if folder == resources.material() else folder
        for source in sorted(inside.rglob("*")):
            name = source.relative_to(folder).as_posix()
            if source.is_file() and _wanted(name):
                found.setdefault(name, source)
    together = _hash(_content(source) for name, source in sorted(found.items()) if name.startswith(TOGETHER))
    names = {name: _published(name, source, together) for name, source in found.items()}
    return ThemeFiles({names[name]: source for name, source in found.items()}, names)


def _wanted(name: str) -> bool:
    if name.endswith("LICENSE.txt"):
        return True  # a font's licence travels with the font
    return not name.endswith(_LEFT_OUT) and not name.startswith(_NOT_PUBLISHED)


def _published(name: str, source: Path, together: str) -> str:
    if name.startswith(TOGETHER):
        return f"{TOGETHER[:-1]}.{together}/{name.removeprefix(TOGETHER)}"
    if not name.startswith(HASHED):
        return name
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{_hash([source.read_bytes()])}.{ending}"


def _content(source: Path) -> bytes:
    """The search's own scripts are made smaller; a site that has others instead gets those."""
    content = source.read_bytes()
    own = resources.theme() / TOGETHER
    return lean(content.decode()).encode() if source.parent == own and source.suffix == ".js" else content


def _hash(contents: Iterable[bytes]) -> str:
    made = blake2b(digest_size=4)
    for content in contents:
        made.update(content)
    return made.hexdigest()
