"""The content folder → articles and other files. The only module that reads it.

Content is everything below the content folder: ``<lang>/**/*.md`` are articles, other files there are published
beside them, and folders that are no language's (``assets/``) are shared by all languages. Names that begin with a
dot are left alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.articles.article import Article, ArticleId
from kbgen.articles.front_matter import parse
from kbgen.articles.snapshot import Snapshot
from kbgen.languages import LanguageCode, english_name, is_known, own_name
from kbgen.problems import Problem

CONTROL_FILES = frozenset(
    {"popular.yml", "tombstones.yml", "topics.yml", "glossary.yml", "synonyms.yml", "facts.yml", "learned.tsv"}
)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is. ``path`` is relative to the content folder, as is its address."""

    path: str
    source: Path


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was read."""

    articles: tuple[Article, ...]
    assets: tuple[Asset, ...]
    control: dict[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of the content folder. ``path`` is relative to it, with forward slashes; ``place``: on the disk."""

    path: str
    place: str


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """The file of an article that is yet to be read. ``path`` is how messages name it, ``place`` its place on the disk.

    There are thousands, of which a build reads few; so there is no Path before somebody asks for it.
    """

    id: ArticleId
    language: LanguageCode
    path: str
    place: str

    @property
    def source(self) -> Path:
        """The file itself."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is, before any article is read. ``control`` holds the texts of the control files."""

    articles: tuple[ArticleFile, ...]
    assets: tuple[Asset, ...]
    control: dict[str, str]
    problems: tuple[Problem, ...]


Reader = Callable[[ArticleFile], tuple[Article | None, list[Problem]]]
"""Reads one article; None with its problems where that is not possible."""


def read_article(file: ArticleFile) -> tuple[Article | None, list[Problem]]:
    """Read one article from its file."""
    problems: list[Problem] = []
    text = _text(file.source, file.path, problems)
    if text is None:
        return None, problems
    return parse(text, id=file.id, language=file.language, path=file.path)


def read(
    content_dir: Path, languages: Sequence[LanguageCode], *, shown_as: str = "content", reader: Reader = read_article
) -> Content:
    """Read the whole folder. ``shown_as`` is how messages name it. A missing folder is an empty one."""
    listing = find(content_dir, languages, shown_as=shown_as)
    problems = list(listing.problems)
    articles: list[Article] = []
    for file in listing.articles:
        article, more = reader(file)
        problems += more
        if article:
            articles.append(article)
    return Content(tuple(articles), listing.assets, listing.control, tuple(problems))


def find(
    content_dir: Path, languages: Sequence[LanguageCode], *, shown_as: str = "content", seen: Snapshot | None = None
) -> Listing:
    """Look through the folder without reading the articles. ``seen``: what somebody has just found there."""
    problems: list[Problem] = []
    articles: list[ArticleFile] = []
    assets: list[Asset] = []
    control: dict[str, str] = {}
    known = seen and seen.plain and seen.folder == content_dir and not any(map(_NO_NAME.search, seen.digests))
    names = seen.digests if seen and known else None
    for found in _named(content_dir, names) if names is not None else _walked(content_dir, shown_as, problems):
        top, _, below = found.path.partition("/")
        shown = f"{shown_as}/{found.path}"
        if not below:
            if found.path in CONTROL_FILES:
                control[found.path] = _text(Path(found.place), shown, problems) or ""
            else:
                hint = f"move it to a language's folder, such as {shown_as}/{languages[0]}/"
                problems.append(Problem(shown, 0, "KB109", "the file is in no language's folder", hint))
        elif top in languages and below.endswith(".md"):
            articles.append(ArticleFile(below.removesuffix(".md"), top, shown, found.place))
        elif top not in languages and (is_known(top) or below.endswith(".md")):
            continue
        else:
            assets.append(Asset(found.path, Path(found.place)))
    problems += _foreign_folders(content_dir, languages, shown_as)
    return Listing(tuple(articles), tuple(assets), control, tuple(problems))


def _foreign_folders(content_dir: Path, languages: Sequence[LanguageCode], shown_as: str) -> Iterator[Problem]:
    """Folders of languages which the site does not have."""
    if not content_dir.is_dir():
        return
    names = {name.lower(): code for code in languages for name in (code, own_name(code), english_name(code))}
    for entry in sorted(content_dir.iterdir()):
        meant = names.get(entry.name.lower())
        if meant and entry.is_dir() and entry.name not in languages:
            message = f"the folder of {english_name(meant)} is called “{meant}”, so this one is left out"
            yield Problem(f"{shown_as}/{entry.name}", 0, "KB109", message, f"move the articles to {shown_as}/{meant}/")
        elif entry.is_dir() and is_known(entry.name) and entry.name not in languages:
            yield Problem(
                f"{shown_as}/{entry.name}",
                0,
                "KB109",
                f"the site has no language “{entry.name}”, so this folder is left out",
                "add it under “languages” in mkdocs.yml",
            )


def _text(source: Path, shown: str, problems: list[Problem]) -> str | None:
    try:
        data = source.read_bytes()
    except OSError as error:
        problems.append(Problem(shown, 0, "KB107", f"cannot be read: {error.strerror}"))
        return None
    return decoded(data, shown, problems)


def decoded(data: bytes, shown: str, problems: list[Problem], *, mark: bool = False) -> str | None:
    """The text of a file; None with a problem where it is not UTF-8. ``mark``: keep a byte order mark."""
    try:
        return data.decode("utf-8" if mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(shown, line, "KB101", "the file is not UTF-8 text", "save it again with the encoding UTF-8")
        )
        return None


# Control characters, and bytes of another encoding than the disk's, which Python holds as halves of characters.
_NO_NAME = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def _named(content_dir: Path, names: Iterable[str]) -> Iterator[_Found]:
    folder = os.fspath(content_dir)
    return (_Found(name, f"{folder}/{name}") for name in sorted(names))


def _walked(content_dir: Path, shown_as: str, problems: list[Problem]) -> list[_Found]:
    return sorted(_walk(content_dir, shown_as, problems), key=lambda found: found.path)


def _walk(content_dir: Path, shown_as: str, problems: list[Problem]) -> Iterator[_Found]:
    root = content_dir.resolve()
    yield from _walk_folder(content_dir, "", root, (root,), shown_as, problems)


def _walk_folder(
    folder: Path, prefix: str, root: Path, above: tuple[Path, ...], shown_as: str, problems: list[Problem]
) -> Iterable[_Found]:
    """Every file below a folder; ``above`` are the real folders on the way to it, itself included."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(Problem(f"{shown_as}/{prefix}".rstrip("/"), 0, "KB107", f"cannot be read: {error.strerror}"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{prefix}{entry.name}"
        if wrong := _wrong_entry(entry, root, above, f"{shown_as}/{path}"):
            problems.append(wrong)
        elif entry.is_dir():
            inside = (*above, Path(os.path.realpath(entry.path)))
            yield from _walk_folder(Path(entry.path), f"{path}/", root, inside, shown_as, problems)
        elif entry.is_file():
            yield _Found(path, entry.path)


def _wrong_entry(entry: os.DirEntry[str], root: Path, above: tuple[Path, ...], shown: str) -> Problem | None:
    """What keeps a file or folder from being read, as far as its name and its place tell."""
    if _NO_NAME.search(entry.name):
        readable = _NO_NAME.sub(lambda m: f"\\x{ord(m[0]) & 0xFF:02x}", shown)
        return Problem(readable, 0, "KB107", "cannot be read: the name is no text", "give it another name")
    if not entry.is_symlink():
        return None
    target = Path(os.path.realpath(entry.path))
    if not target.is_relative_to(root):
        return Problem(shown, 0, "KB106", "a symbolic link leaves the content folder", "put the file itself here")
    if target in above or not target.exists():
        return Problem(shown, 0, "KB107", "cannot be read: the symbolic link leads nowhere new")
    return None
