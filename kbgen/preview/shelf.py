"""The articles in memory: what was read and converted, kept up by reading only the files that have changed.

An article whose file cannot be used stays as it was when it last could; if it never could, a text in its place says
what is wrong. So a mistake costs its author one article and nobody else anything.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import escape

from kbgen.articles import files, snapshot
from kbgen.articles.article import Article, Meta, humanised
from kbgen.articles.files import ArticleFile, Listing
from kbgen.config import Config
from kbgen.markup.convert import Converted
from kbgen.problems import Problem
from kbgen.publish import fingerprints, intake, records, site
from kbgen.publish.cache import Cache, unpacked
from kbgen.publish.intake import Bodies, Intake, Key, Progress
from kbgen.publish.records import Record
from kbgen.search.documents import Section, sections

MANY = 24
"""So many changed files are taken in as a build would, from the cache where it knows them."""

State = tuple[int, int, int]


class Texts(Mapping[Key, Converted]):
    """The converted texts: those that were read since the beginning, and behind them those that the cache holds."""

    def __init__(self, fresh: Mapping[Key, Converted], stored: Bodies, keys: Collection[Key]) -> None:
        self.fresh = fresh
        self.stored = stored
        self._keys = keys

    def __getitem__(self, key: Key) -> Converted:
        found = self.fresh[key] if key in self.fresh else self.stored.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def sections(self, key: Key, /) -> tuple[Section, ...]:
        """The text as search sees it."""
        return tuple(sections(self.fresh[key].html)) if key in self.fresh else self.stored.sections(key)

    def words(self, key: Key, /) -> str:
        """The words of one as it is stored."""
        return "" if key in self.fresh else self.stored.words(key)

    def latest(self, name: str, inputs: str, make: Callable[[], str], /) -> str:
        """What was made of the same inputs, if they are the latest."""
        return self.stored.latest(name, inputs, make)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything below the content folder as it was last seen.

    ``states`` says of each file when it was written and how large it was, and ``assets`` of each that is no article's;
    ``digests`` what was in the articles'. ``touched`` are
    the articles that the last look has found new or changed, and ``unusable`` those shown in place of what their files
    now hold.
    """

    listing: Listing
    salt: bytes
    states: Mapping[Key, State]
    digests: Mapping[Key, bytes]
    records: Mapping[Key, Record]
    texts: Texts
    assets: Mapping[str, State]
    touched: frozenset[Key] = frozenset()
    unusable: frozenset[Key] = frozenset()

    @property
    def intake(self) -> Intake:
        """In the form in which a build takes articles in."""
        problems = tuple(problem for record in self.records.values() for problem in record.problems)
        return Intake(self.records, self.texts, problems)

    @property
    def known(self) -> Mapping[str, ArticleFile]:
        """Every article's file by its place below the content folder."""
        return {f"{file.language}/{file.id}.md": file for file in self.listing.articles}


def fill(config: Config, cache: Cache, jobs: int, progress: Progress, before: Shelf | None = None) -> Shelf:
    """Read everything; what the cache knows is not converted again."""
    listing = _listed(config)
    states, assets = _states(listing), _states_of_assets(listing)
    seen = snapshot.take(config.content_dir)
    taken = intake.take_in(config, listing.articles, seen, cache, jobs, progress)
    found = dict(taken.records)
    fresh: dict[Key, Converted] = {}
    unusable: set[Key] = set()
    digests: dict[Key, bytes] = {}
    for file in listing.articles:
        key = (file.id, file.language)
        record = found.get(key) or _unread(p for p in taken.problems if p.path == file.path)
        digests[key] = record.digest
        if not record.body:
            unusable.add(key)
            found[key], fresh[key] = _instead(file, record, before)
    was = before.digests if before else {}
    touched = frozenset(key for key, digest in digests.items() if was.get(key) != digest)
    texts = Texts(fresh, taken.bodies, found)
    salt = fingerprints.of_markdown(config)
    return Shelf(listing, salt, states, digests, found, texts, assets, touched, frozenset(unusable))


def again(shelf: Shelf, config: Config, changed: Collection[str] | None, cache: Cache, progress: Progress) -> Shelf:
    """Look again. ``changed`` are places below the content folder; None means that anything may have changed."""
    if changed is None or fingerprints.of_markdown(config) != shelf.salt:
        return fill(config, cache, 1, progress, shelf)
    known = shelf.known
    if not fingerprints.converts_alike(config) and any(place not in known for place in changed):
        return fill(config, cache, 1, progress, shelf)  # a file that articles may take something from
    listing, states = shelf.listing, _states(shelf.listing)
    if len(states) < len(known) or any(place not in known for place in changed):
        found = _listed(config)
        listing = listing if found == listing else found
        states = _states(listing)
    files = [
        file
        for file in listing.articles
        if shelf.states.get(key := (file.id, file.language)) != states.get(key)
        or f"{file.language}/{file.id}.md" in changed
    ]
    if len(files) > MANY:
        return fill(config, cache, 1, progress, shelf)
    return _read(replace(shelf, listing=listing, states=states, assets=_states_of_assets(listing)), config, files)


def _read(shelf: Shelf, config: Config, files: Collection[ArticleFile]) -> Shelf:
    """Read these files, and forget the articles that have none any more."""
    here = {(file.id, file.language) for file in shelf.listing.articles}
    found = {key: record for key, record in shelf.records.items() if key in here}
    digests = {key: digest for key, digest in shelf.digests.items() if key in here}
    fresh = {key: text for key, text in shelf.texts.fresh.items() if key in here}
    unusable = set(shelf.unusable & here)
    touched: set[Key] = set()
    for file in files:
        key = (file.id, file.language)
        try:
            row = intake.read_and_convert(file, shelf.salt, config.markdown_extensions, counted=False)
            record, body = records.from_text(row.record, row.digest, file), row.body
        except OSError as error:
            record, body = _unread([Problem(file.path, 0, "KB107", f"cannot be read: {error.strerror}")]), ""
        if digests.get(key) == record.digest:
            continue
        digests[key] = record.digest
        touched.add(key)
        if record.body:
            found[key], fresh[key] = record, unpacked(body)
            unusable.discard(key)
        else:
            found[key], fresh[key] = _instead(file, record, shelf)
            unusable.add(key)
    return replace(
        shelf,
        records=found,
        digests=digests,
        texts=Texts(fresh, shelf.texts.stored, found),
        touched=frozenset(touched),
        unusable=frozenset(unusable),
    )


def _instead(file: ArticleFile, record: Record, before: Shelf | None) -> tuple[Record, Converted]:
    """What is shown of a file that cannot be used: the article as it last was, or what is wrong with it."""
    key = (file.id, file.language)
    facts = fingerprints.digest(record.facts, *map(str, record.problems))
    last = before.records.get(key) if before else None
    text = before.texts.get(key) if before else None
    if last and text:
        return last._replace(article=record.article or last.article, problems=record.problems, facts=facts), text
    article = record.article or Article(
        file.id, file.language, file.path, Meta(title=humanised(file.id.rpartition("/")[2])), ""
    )
    html = _explanation(record)
    body = fingerprints.digest(html).hex()
    return Record(record.digest, article, record.problems, "[]", body, facts), Converted(html, ())


def _unread(problems: Iterable[Problem]) -> Record:
    return Record(b"", None, tuple(problems), "[]", "", b"")


def _explanation(record: Record) -> str:
    lines = "".join(f"<p>{escape(str(problem))}</p>" for problem in record.problems)
    return (
        '<div class="admonition failure" lang="en"><p class="admonition-title">This article cannot be shown yet</p>'
        f"{lines}</div>"
    )


def _listed(config: Config) -> Listing:
    return files.find(config.content_dir, config.language_codes, shown_as=site.shown_content(config))


def _states(listing: Listing) -> dict[Key, State]:
    """When each file was written and how large it is; a file that is gone has no state."""
    states = (((file.id, file.language), _state(file.source)) for file in listing.articles)
    return {key: state for key, state in states if state}


def _states_of_assets(listing: Listing) -> dict[str, State]:
    states = ((asset.path, _state(asset.source)) for asset in listing.assets)
    return {path: state for path, state in states if state}


def _state(source: Path) -> State | None:
    try:
        stat = os.stat(source)  # noqa: PTH116 - called for every file at every save
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
