"""Taking in the articles: files that are known are remembered, the others are read and converted on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kbgen.articles import front_matter
from kbgen.articles.addresses import Address
from kbgen.articles.article import Article, ArticleId
from kbgen.articles.files import ArticleFile, decoded, read_article
from kbgen.articles.snapshot import Snapshot, digest_of
from kbgen.config import Config
from kbgen.languages import LanguageCode
from kbgen.markup.convert import ConversionError, Converted, Converter, Extensions
from kbgen.problems import Problem
from kbgen.publish import fingerprints, parallel, records
from kbgen.publish.cache import Cache, Row, packed, packed_sections
from kbgen.publish.records import Record
from kbgen.search import counts
from kbgen.search.analysis.lemmas import lemmas_of
from kbgen.search.documents import Document, Section, former_titles, sections

Key = tuple[ArticleId, LanguageCode]
Progress = Callable[[str, int, int], None]


class Bodies(Protocol):
    """Finds the converted text of an article."""

    def get(self, key: Key, /) -> Converted | None:
        """The text; None for an article that could not be converted."""

    def sections(self, key: Key, /) -> tuple[Section, ...]:
        """The text as search sees it; nothing for an article that could not be converted."""

    def words(self, key: Key, /) -> str:
        """The text's words (``search.counts``); empty where they have to be counted anew."""

    def latest(self, name: str, inputs: str, make: Callable[[], str], /) -> str:
        """What ``make`` makes of some inputs; only called where they are others than the last of this name."""


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

    def sections(self, key: Key, /) -> tuple[Section, ...]:
        """Read what search sees of one from the cache."""
        record = self.records.get(key)
        if record is None or not record.body:
            return tuple(sections(""))
        known = self.cache.sections(record.digest)
        if known is None:
            body = self._again(key)
            known = tuple(sections(body.html if body else ""))
        return known

    def words(self, key: Key, /) -> str:
        """Read the words of one from the cache."""
        record = self.records.get(key)
        return self.cache.words(record.digest) if record and record.body else ""

    def latest(self, name: str, inputs: str, make: Callable[[], str], /) -> str:
        """Read from the cache what is in it."""
        digest = fingerprints.digest(fingerprints.of_search(), inputs)
        known = self.cache.latest(name, digest)
        if not known:
            known = make()
            self.cache.keep_latest(name, digest, known)
        return known

    def _again(self, key: Key) -> Converted | None:
        article, _ = read_article(self.files[key])
        return converter_of(self.extensions).convert(article.body) if article else None


@dataclass(frozen=True, slots=True)
class Intake:
    """Every article's record, and where their texts are.

    ``torn``: a file was saved anew between the snapshot and its conversion, so the two do not belong together.
    """

    records: Mapping[Key, Record]
    bodies: Bodies
    problems: tuple[Problem, ...]
    torn: bool = False


def take_in(
    config: Config, files: Iterable[ArticleFile], snapshot: Snapshot, cache: Cache, jobs: int, progress: Progress
) -> Intake:
    """Read all articles, converting those that are new or changed since they were converted last."""
    salt = fingerprints.of_markdown(config)
    contents, problems = _hashed(files, snapshot, salt)
    known = cache.records({digest for _, digest in contents}) if fingerprints.converts_alike(config) else {}
    new = [(file, digest) for file, digest in contents if digest not in known]
    extensions = config.markdown_extensions
    for code in {file.language for file, _ in new}:
        lemmas_of(code)("")  # A dictionary that has to be made first is made here, and not by every process.
    made = parallel.each(lambda task: read_and_convert(task[0], salt, extensions), new, jobs)
    fresh: dict[Key, Record] = {}
    torn = False
    # Records are read while the workers go on converting.
    for (file, expected), row in zip(new, _kept(made, cache, len(new), progress), strict=True):
        fresh[file.id, file.language] = records.from_text(row.record, row.digest, file)
        torn |= row.digest != expected
    found = {
        (file.id, file.language): fresh.get((file.id, file.language)) or records.from_text(known[digest], digest, file)
        for file, digest in contents
    }
    if new:
        cache.forget_all_but(record.digest for record in found.values())
    by_key = {(file.id, file.language): file for file, _ in contents}
    return Intake(
        found,
        CachedBodies(cache, found, by_key, extensions),
        (*problems, *(p for r in found.values() for p in r.problems)),
        torn,
    )


_BATCH = 256
"""So many converted texts are held in memory before they go to the cache."""


def _kept(rows: Iterable[Row], cache: Cache, total: int, progress: Progress) -> Iterator[Row]:
    """The rows, which are put into the cache on the way."""
    batch: list[Row] = []
    for done, row in enumerate(rows, 1):
        batch.append(row)
        if len(batch) == _BATCH or done == total:
            cache.store(batch)
            batch = []
        progress("articles", done, total)
        yield row


def _hashed(
    files: Iterable[ArticleFile], snapshot: Snapshot, salt: bytes
) -> tuple[list[tuple[ArticleFile, bytes]], list[Problem]]:
    """Every file with the digest of its content and of all that decides what is made of it."""
    found: list[tuple[ArticleFile, bytes]] = []
    problems: list[Problem] = []
    for file in files:
        digest = snapshot.get(f"{file.language}/{file.id}.md")
        try:
            # What the snapshot has not, such as the target of a link, is read now.
            digest = digest or digest_of(file.source.read_bytes())
        except OSError as error:
            problems.append(Problem(file.path, 0, "KB107", f"cannot be read: {error.strerror}"))
            continue
        found.append((file, fingerprints.digest(salt, digest)))
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


def read_and_convert(file: ArticleFile, salt: bytes, extensions: Extensions, *, counted: bool = True) -> Row:
    """Read a file once more (it is in the system's memory), parse and convert it. ``counted``: and count its words."""
    content = file.source.read_bytes()
    digest = fingerprints.digest(salt, digest_of(content))
    problems: list[Problem] = []
    text = decoded(content, file.path, problems)
    article = None
    if text is not None:
        article, more = front_matter.parse(text, id=file.id, language=file.language, path=file.path)
        problems += more
    body = _converted(article, extensions, problems) if article else None
    bare = article and replace(article, body="")
    if body is None:
        return Row(digest, records.to_text(bare, problems, (), ""), "", "", "")
    whole = packed(body)
    urls = dict.fromkeys(link.url for link in body.links)
    record = records.to_text(bare, problems, urls, fingerprints.digest(whole).hex())
    cut = tuple(sections(body.html))
    return Row(digest, record, whole, packed_sections(cut), _words(bare, cut) if bare and counted else "")


def _words(article: Article, cut: tuple[Section, ...]) -> str:
    """The words of an article, counted."""
    return counts.packed(counts.count(document_of(article, "", cut), lemmas_of(article.language)))


def document_of(article: Article, address: Address, cut: tuple[Section, ...]) -> Document:
    """An article as search sees it."""
    meta = article.meta
    return Document(
        article=article.id,
        language=article.language,
        address=address,
        title=article.title,
        description=meta.description,
        tags=meta.tags,
        sections=cut,
        former=former_titles(meta.aliases),
    )


def _converted(article: Article, extensions: Extensions, problems: list[Problem]) -> Converted | None:
    try:
        return converter_of(extensions).convert(article.body)
    except ConversionError as error:
        problems.append(Problem(article.path, 0, "KB410", f"the text could not be converted ({error})"))
        return None
