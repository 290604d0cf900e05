"""Taking in the articles: files that are known are remembered, the others are read and converted on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kbgen.articles import front_matter
from kbgen.articles.article import ArticleId
from kbgen.articles.files import ArticleFile, decoded, read_article
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.markup.convert import ConversionError, Converted, Converter, Extensions
from kbgen.problems import Problem
from kbgen.publish import fingerprints, parallel, records
from kbgen.publish.cache import Cache, Row, packed
from kbgen.publish.records import Record

Key = tuple[ArticleId, LanguageCode]
Progress = Callable[[str, int, int], None]


class Bodies(Protocol):
    """Finds the converted text of an article."""

    def get(self, key: Key, /) -> Converted | None:
        """The text; None for an article that could not be converted."""


@dataclass(frozen=True, slots=True)
class CachedBodies:
    """Bodies in the cache, found by the content of their files; one that is damaged or foreign is converted again."""

    cache: Cache
    records: Mapping[Key, Record]
    files: Mapping[Key, ArticleFile]
    extensions: Extensions

    def get(self, key: Key, /) -> Converted | None:
        """Read one from the cache."""
        record = self.records.get(key)
        if record is None or not record.body:
            return None
        return self.cache.body(record.digest) or self._again(key)

    def _again(self, key: Key) -> Converted | None:
        article, _ = read_article(self.files[key])
        return converter_of(self.extensions).convert(article.body) if article else None


@dataclass(frozen=True, slots=True)
class Intake:
    """Every article's record, and where their texts are. ``unreadable``: files that cannot even be opened."""

    records: Mapping[Key, Record]
    bodies: Bodies
    problems: tuple[Problem, ...]


def take_in(config: Config, files: Iterable[ArticleFile], cache: Cache, jobs: int, progress: Progress) -> Intake:
    """Read all articles, converting those that are new or changed."""
    salt = fingerprints.of_markdown(config)
    contents, problems = _hashed(files, salt)
    known = cache.records({digest for _, digest in contents}) if fingerprints.converts_alike(config) else {}
    new = [(file, digest) for file, digest in contents if digest not in known]
    found = {
        (file.id, file.language): records.from_json(known[digest], digest, file)
        for file, digest in contents
        if digest in known
    }
    rows: list[Row] = []
    extensions = config.markdown_extensions
    for done, (record, body) in enumerate(
        parallel.each(lambda task: read_and_convert(task[0], salt, extensions), new, jobs), 1
    ):
        file = new[done - 1][0]
        found[file.id, file.language] = record
        rows.append(Row(record.digest, records.to_json(record), body))
        progress("articles", done, len(new))
    if rows:
        cache.store(rows, keep=(record.digest for record in found.values()))
    by_key = {(file.id, file.language): file for file, _ in contents}
    return Intake(
        found,
        CachedBodies(cache, found, by_key, extensions),
        (*problems, *(p for r in found.values() for p in r.problems)),
    )


def _hashed(files: Iterable[ArticleFile], salt: bytes) -> tuple[list[tuple[ArticleFile, bytes]], list[Problem]]:
    """Every file with the digest of its content."""
    found: list[tuple[ArticleFile, bytes]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            with open(file.source, "rb", buffering=0) as opened:
                content = opened.read()
        except OSError as error:
            problems.append(Problem(file.path, 0, "KB107", f"cannot be read: {error.strerror}"))
            continue
        found.append((file, fingerprints.digest(salt, content)))
    return found, problems


# The extensions are kept beside the converter: once they are gone, others could come to have their id.
_converters: dict[int, tuple[Extensions, Converter]] = {}


def converter_of(extensions: Extensions) -> Converter:
    """One converter a process for the same extensions, since setting them up takes time."""
    key = id(extensions)
    if key not in _converters:
        _converters.clear()
        _converters[key] = extensions, Converter(extensions)
    return _converters[key][1]


def read_and_convert(file: ArticleFile, salt: bytes, extensions: Extensions) -> tuple[Record, str]:
    """Read a file once more (it is in the system's memory), parse and convert it. The body is packed for the cache."""
    content = file.source.read_bytes()
    digest = fingerprints.digest(salt, content)
    problems: list[Problem] = []
    text = decoded(content, file.path, problems)
    if text is None:
        return Record(digest, None, tuple(problems)), ""
    article, more = front_matter.parse(text, id=file.id, language=file.language, path=file.path)
    problems += more
    if article is None:
        return Record(digest, None, tuple(problems)), ""
    try:
        body = converter_of(extensions).convert(article.body)
    except ConversionError as error:
        problems.append(Problem(file.path, 0, "KB410", f"the text could not be converted ({error})"))
        return Record(digest, replace(article, body=""), tuple(problems)), ""
    urls = tuple(dict.fromkeys(link.url for link in body.links))
    whole = packed(body)
    made = fingerprints.digest(whole).hex()
    return Record(digest, replace(article, body=""), tuple(problems), urls, made), whole
