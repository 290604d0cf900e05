"""The files of the theme that are published: styles, scripts, fonts, pictures. Named by their content.

kbgen's own files get a hash of their content into their name (``assets/kb/help.1a2b3c4d.css``), so that browsers may
keep them for ever; Material's have one already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kbgen import resources
from kbgen.languages import LanguageCode

HASHED = ("assets/kb/", "assets/images/favicon.svg")
# Source maps are for Material's developers; the lunr folder is chosen from by language below.
_LEFT_OUT = (".map", ".po", ".pot", ".mo", ".html", ".md", ".py", ".txt")
_LUNR = "assets/javascripts/lunr/"


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """Published path → source, and the logical path by which templates name a file → its published path."""

    sources: Mapping[str, Path]
    names: Mapping[str, str]

    def published(self, name: str) -> str:
        """The address of a theme file; the name itself where the theme has no such file."""
        return self.names.get(name, name)

    def named(self, beginning: str) -> str:
        """The logical path that begins so: Material's files carry a hash in their names."""
        return next(name for name in self.names if name.startswith(beginning))


def collect(folders: Iterable[Path], languages: Iterable[LanguageCode]) -> ThemeFiles:
    """Find the theme's files; where two folders have the same one, the first folder's counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        # Below Material's folder are ten thousand icons, of which templates take what they need.
        inside = folder / "assets" if folder == resources.material() else folder
        for source in sorted(inside.rglob("*")):
            name = source.relative_to(folder).as_posix()
            if source.is_file() and _wanted(name, languages):
                found.setdefault(name, source)
    names = {name: _published(name, source) for name, source in found.items()}
    return ThemeFiles({names[name]: source for name, source in found.items()}, names)


def _wanted(name: str, languages: Iterable[LanguageCode]) -> bool:
    if name.endswith("LICENSE.txt"):
        return True  # a font's licence travels with the font
    if name.endswith(_LEFT_OUT) or name.startswith((".", "partials/", "locale/", "kb/")):
        return False
    if name.startswith(_LUNR):
        file = name.rpartition("/")[2]
        return file in {"lunr.stemmer.support.min.js", "lunr.multi.min.js"} | {
            f"lunr.{code.split('-')[0]}.min.js" for code in languages
        }
    return True


def _published(name: str, source: Path) -> str:
    if not name.startswith(HASHED):
        return name
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{blake2b(source.read_bytes(), digest_size=4).hexdigest()}.{ending}"
