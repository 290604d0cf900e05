"""Fingerprints of what a build is made of: configuration, theme, catalogues, code and libraries."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kbgen import resources

if TYPE_CHECKING:
    from kbgen.config import Config

# What pages are made by, besides kbgen itself.
LIBRARIES = ("markdown", "pymdown-extensions", "pygments", "jinja2", "markupsafe", "babel", "mkdocs-material", "pyyaml")

# What words are analysed and kept by.
SEARCH_LIBRARIES = ("simplemma", "snowballstemmer", "libvoikko", "whoosh3")

# Markdown extensions that make of a text always the same, whatever else is on the disk. For others (snippets, b64, a
# site's own) no converted text is kept between builds.
_MARKDOWN = (
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em md_in_html meta "
    "nl2br sane_lists smarty tables toc wikilinks"
)
_PYMDOWNX = (
    "arithmatex betterem caret critic details emoji escapeall extra fancylists highlight inlinehilite keys magiclink "
    "mark progressbar saneheaders smartsymbols striphtml superfences tabbed tasklist tilde"
)
PURE = frozenset(
    [
        *_MARKDOWN.split(),
        *(f"markdown.extensions.{name}" for name in _MARKDOWN.split()),
        *(f"pymdownx.{name}" for name in _PYMDOWNX.split()),
    ]
)


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for these parts, in this order."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.digest()


def of_files(folder: Path, names: Iterable[Path]) -> bytes:
    """The names and contents of files."""
    made = blake2b(digest_size=16)
    for path in sorted(names):
        made.update(digest(path.relative_to(folder).as_posix(), path.read_bytes()))
    return made.digest()


@cache
def of_code() -> bytes:
    """kbgen's own code and the libraries by which it makes pages. (A checkout changes without a new version.)"""
    code = of_files(resources.PACKAGE, resources.PACKAGE.rglob("*.py"))
    versions = [f"{name} {_version(name)}" for name in LIBRARIES]
    return digest(code, sys.version, *versions)


@cache
def of_search() -> bytes:
    """What an index of words depends on besides its texts."""
    versions = [f"{name} {_version(name)}" for name in SEARCH_LIBRARIES]
    if _version("libvoikko"):
        # The module alone does nothing: the library and its dictionary come with the system.
        from kbgen.search.analysis import voikko

        versions.append(voikko.version())
    return digest(of_code(), *versions)


def _version(name: str) -> str:
    """The version of an installed library, by the name of its metadata folder: importing the reader takes longer."""
    return _installed().get(name.replace("-", "_").lower(), "")


@cache
def _installed() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - names are enough
                if entry.endswith((".dist-info", ".egg-info")):
                    name, _, version = entry.rpartition(".")[0].partition("-")
                    found.setdefault(name.replace("-", "_").lower(), version)
    return found


def of_markdown(config: Config) -> bytes:
    """Everything besides its text that decides how an article is converted, and its words are analysed."""
    parts: list[bytes | str] = [of_search(), _stable(repr(config.markdown_extensions))]
    if config.theme.custom_dir and (config.theme.custom_dir / ".icons").is_dir():
        icons = config.theme.custom_dir / ".icons"
        parts.append(of_files(icons, (p for p in icons.rglob("*") if p.is_file())))
    return digest(*parts)


def converts_alike(config: Config) -> bool:
    """Whether the same text always becomes the same HTML, so that it may be kept."""
    return all(name in PURE and _is_known(options) for name, options in config.markdown_extensions)


def _is_known(value: object) -> bool:
    """Whether the options of an extension hold no function but those of the libraries that go by their version."""
    if isinstance(value, Mapping):
        return all(_is_known(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return all(_is_known(v) for v in value)
    if callable(value):
        return getattr(value, "__module__", "").partition(".")[0] in ("markdown", "pymdownx", "material")
    return True


def theme_folders(config: Config) -> tuple[Path, ...]:
    """Where the theme's files are that may change without a new version of a library."""
    return tuple(dict.fromkeys(f for f in (resources.theme(), config.theme.custom_dir) if f))


def of_theme(folders: Iterable[Path]) -> bytes:
    """All templates, styles, scripts and catalogues of kbgen and of the site. (Material's go by its version.)"""
    return digest(
        *(of_files(f, (p for p in f.rglob("*") if p.is_file() and p.suffix not in (".po", ".pot"))) for f in folders)
    )


def of_config(config: Config) -> bytes:
    """The settings that pages show, in a form that does not depend on where the project is."""
    return digest(_stable(repr(replace(config, site_dir=config.root, publish=())).replace(str(config.root), "")))


def _stable(text: str) -> str:
    """Functions and objects among the options of extensions show their place in memory."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)
