"""All articles of a project and how their translations stand. The thin edge: here the disk, git and the cache meet.

``of_project`` goes through the whole site and remembers what it found, so that the next time only what has changed is
read; ``of_article`` tells everything of one article, with its texts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbgen.articles import files, snapshot
from kbgen.articles.article import ArticleId
from kbgen.articles.files import ArticleFile
from kbgen.articles.snapshot import digest_of
from kbgen.languages import LanguageCode
from kbgen.problems import Problem
from kbgen.translation.row import Note, Row, rows_of
from kbgen.translation.standing import FindingKind, State
from kbgen.translation.survey_cache import Entry, SurveyCache
from kbgen.translation.survey_keys import code_mark, content_of, digest_of_file, joined_digest, place_of
from kbgen.translation.survey_names import Claim, Names

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.translation.appraisal import Appraisal, Frame
    from kbgen.translation.memory import Memory

FILE = ".kbgen/translation.db"

EXCEPTIONS = "facts.yml"
"""``kbgen.translation.allowed.FILE``, which it takes long to import."""

Claims = Mapping[Claim, tuple[tuple[str, int], ...]]
"""Paths and lines of records, by the article that they name."""
Progress = Callable[[int, int], None]


def _silently(done: int, total: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Survey:
    """``articles``: for every article, by its id, a row for each language of the site. Articles of which there are
    only drafts are not in it. ``problems``: mistakes in files, sorted.
    """

    articles: Mapping[ArticleId, tuple[Row, ...]]
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, article by article."""
        for rows in self.articles.values():
            yield from rows


def of_project(config: Config, today: date, *, git: bool = True, progress: Progress = _silently) -> Survey:
    """Every article of the project; a missing content folder is an empty one.

    ``git``: look up old words there, which tell a typo from a rewrite; and make a folder for the cache, if there is
    none. ``progress`` is told how many articles of how many that have to be read are through.
    """
    seen = snapshot.take(config.content_dir)
    shown = config.relative(config.content_dir)
    listing = files.find(config.content_dir, config.language_codes, shown_as=shown, seen=seen)
    surveyor = Surveyor(config, listing.articles, git=git)
    surveyor.progress = progress
    surveyor.digests |= seen.digests
    return surveyor.survey(today, listing.problems)


def of_articles(config: Config, articles: Collection[ArticleId], today: date, *, git: bool = False) -> Survey:
    """Some articles only. Two files that claim to be the same lost article are not found out. ``git``: as above."""
    found = [file for article in sorted(articles) for file in _files_of(config, article)]
    return Surveyor(config, found, git=git, whole=False).survey(today, ())


def of_article(config: Config, article: ArticleId, *, git: bool = True) -> Appraisal | None:
    """Everything that is known of one article, with its texts; None where there is no file of it."""
    return next(appraisals(config, [article], git=git))


def appraisals(
    config: Config, articles: Iterable[ArticleId], *, git: bool = True
) -> Generator[Appraisal | None, None, None]:
    """The same of several, one after another as they are asked for, while git's log is read only once."""
    surveyor = Surveyor(config, (), git=git, whole=False)
    try:
        for article in articles:
            found = _files_of(config, article)
            surveyor.files[article] = found
            yield surveyor.appraisal(article) if found else None
    finally:
        surveyor.close()


def _files_of(config: Config, article: ArticleId) -> list[ArticleFile]:
    shown = config.relative(config.content_dir)
    paths = {code: f"{config.content_dir}/{code}/{article}.md" for code in config.language_codes}
    return [
        ArticleFile(article, code, f"{shown}/{code}/{article}.md", path)
        for code, path in paths.items()
        # Unlike Path.is_file, it says no to a name that no disk could hold.
        if os.path.isfile(path)  # noqa: PTH113
    ]


class Surveyor:
    """Goes through articles, and remembers what it finds. ``whole``: these are all files that there are."""

    def __init__(self, config: Config, found: Iterable[ArticleFile], *, git: bool, whole: bool = True) -> None:
        self.config = config
        self.git = git
        self.whole = whole
        self.files: dict[ArticleId, list[ArticleFile]] = {}
        order = {code: place for place, code in enumerate(config.language_codes)}
        for file in found:
            self.files.setdefault(file.id, []).append(file)
        for of_one in self.files.values():
            of_one.sort(key=lambda file: order[file.language])
        self.progress: Progress = _silently
        self.digests: dict[str, bytes] = {}
        self.names = Names(self._languages_listed if whole else self._languages_on_disk)
        # Articles of which a file was saved anew since it was looked at.
        self.torn: set[ArticleId] = set()
        self._memory: Memory | None = None
        self._frame: Frame | None = None

    @classmethod
    def of_site(cls, config: Config, *, git: bool = True) -> Surveyor:
        """Of all that is there, to be looked at one by one. Close it in the end."""
        listing = files.find(config.content_dir, config.language_codes, shown_as=config.relative(config.content_dir))
        return cls(config, listing.articles, git=git)

    # -- the whole site ----------------------------------------------------------------------------------------------

    def survey(self, today: date, problems: Iterable[Problem]) -> Survey:
        """Take what is known from the cache, appraise the rest, and keep it."""
        entries, claims = self.entries()
        return self._assembled(entries, claims, today, problems)

    def entries(self) -> tuple[Mapping[ArticleId, Entry], Claims]:
        """What is found in each article's files, and which of them have the record of an article that is gone."""
        salt = self._salt()
        keys = {id: self._key(salt, of_one) for id, of_one in sorted(self.files.items())}
        known = self.known([key for key in keys.values() if key])
        entries = {id: known[key] for id, key in keys.items() if key in known}
        claims = self._claims(entries.values())
        made: dict[bytes, Entry] = {}
        try:
            for _ in range(2):
                # A claim that comes to light may put what was said of others in doubt: they are looked at once more.
                waiting = [id for id in keys if id not in entries or not self._holds(id, entries[id])]
                for done, id in enumerate(waiting, 1):
                    entries[id] = self._entry(id)
                    self.progress(done, len(waiting))
                    if (key := keys[id]) and id not in self.torn:
                        made[key] = entries[id]
                before, claims = claims, self._claims(entries.values())
                if claims == before:
                    break
        finally:
            self.close()
        if made:
            self.keep(made, [key for key in keys.values() if key])
        return {id: entries[id] for id in keys}, claims

    def known(self, keys: Collection[bytes]) -> Mapping[bytes, Entry]:
        """What was found before."""
        return SurveyCache(self.config.root / FILE).load(keys)

    def keep(self, made: Mapping[bytes, Entry], current: Collection[bytes]) -> None:
        """Remember what was found now. ``current``: the keys of all that there is."""
        store = SurveyCache(self.config.root / FILE)
        # Without git this is somebody who only looks, and makes no folder where there is none.
        if self.git or store.path.parent.is_dir():
            store.store(made, current if self.whole else ())

    def close(self) -> None:
        """End the processes of git."""
        if self._memory:
            self._memory.close()

    def _holds(self, id: ArticleId, entry: Entry) -> bool:
        """Whether all that was said of an article still goes."""
        return (
            all(self.names.exists(name, language) == answer for name, language, answer in entry.asked)
            and all(sorted(self.names.get(name, ())) == codes for name, codes in entry.links)
            and (not entry.past or self.remembers(id, entry))
        )

    def remembers(self, id: ArticleId, entry: Entry) -> bool:
        """Whether the same words of an article would be found again in git."""
        return self.memory.still_holds(entry.past)

    def _claims(self, entries: Iterable[Entry]) -> Claims:
        """Which files have the record of an article that is there no longer under that name."""
        claims: dict[Claim, tuple[tuple[str, int], ...]] = {}
        for entry in entries:
            for id, language, path, line in entry.claims:
                claims[id, language] = (*claims.get((id, language), ()), (path, line))
        self.names.contested = frozenset(claim for claim, places in claims.items() if len(places) > 1)
        return claims

    def _assembled(
        self,
        entries: Mapping[ArticleId, Entry],
        claims: Claims,
        today: date,
        problems: Iterable[Problem],
    ) -> Survey:
        shown = self.config.relative(self.config.content_dir)
        articles = {
            id: rows_of(id, entry.lines, entry.owner, entry.popular, shown, today)
            for id, entry in entries.items()
            if entry.lines
        }
        found = {*problems}
        for entry in entries.values():
            found.update(Problem(*fields) for fields in entry.problems)  # type: ignore[arg-type]  # our own, by the mark
        for (id, language), places in claims.items():
            if id in articles and len(places) == 1 and not self.names.exists(id, language):
                found.add(_moved_alone(id, language, *places[0], articles[id]))
                articles[id] = tuple(_with_hint(row, language, places[0][0]) for row in articles[id])
        return Survey(articles, tuple(sorted(found)))

    # -- one article -------------------------------------------------------------------------------------------------

    def _entry(self, id: ArticleId) -> Entry:
        self.names.begin()
        known = self.appraisal(id)
        lines = self.lines(known)
        there = bool(known.reading.articles or known.reading.unreadable)
        claims = [
            (record.article, code, version.path, version.record_line)
            for code, version in known.whole.versions.items()
            if (record := version.record) and record.article != id and record.language == code
        ]
        return Entry(
            lines=lines if there else [],
            owner=known.shared.owner,
            popular=known.shared.popular is not None,
            problems=[[p.path, p.line, p.code, p.message, p.hint] for p in known.problems],
            asked=[(*claim, answer) for claim, answer in self.names.asked.items()],
            links=list(self.names.links.items()),
            claims=[claim for claim in claims if claim[1] not in self.names.languages(claim[0])],
            past=self.memory.kept,
        )

    def lines(self, known: Appraisal) -> list[list[object]]:
        """What is kept of an article in each language: see ``kbgen.translation.row``."""
        from kbgen.translation.lines import lines_of

        past = self.memory
        return [list(line) for line in lines_of(known, lambda code, prints: past.since(known.whole, code, prints))]

    def appraisal(self, id: ArticleId) -> Appraisal:
        """Read and judge one article."""
        from kbgen.translation.appraisal import appraise, read

        read_now = [(file, self.content(file)) for file in self.files[id]]
        if any(digest_of(content or b"") != self.digests.get(place_of(file)) for file, content in read_now):
            self.torn.add(id)
        return appraise(read(read_now), self.frame, self.memory.recall_for)

    def content(self, file: ArticleFile) -> bytes | None:
        """What is in a file; None where it cannot be read."""
        return content_of(file)

    def exceptions(self) -> bytes:
        """The file of differences between languages that are meant to be; empty where there is none."""
        path = self.config.content_dir / EXCEPTIONS
        return path.read_bytes() if path.is_file() else b""

    @property
    def frame(self) -> Frame:
        """What is known of the site."""
        if self._frame is None:
            from kbgen.translation import allowed
            from kbgen.translation.appraisal import Frame

            text = self.exceptions().decode("utf-8-sig", "replace")
            exceptions, _ = allowed.parse(text, allowed.FILE, self.files)
            self._frame = Frame(
                self.config.languages, self.config.source_language, self.names.exists, self.names, exceptions
            )
        return self._frame

    @property
    def memory(self) -> Memory:
        """What git knows."""
        if self._memory is None:
            from kbgen.translation.memory import Memory

            self._memory = Memory(self.config.content_dir, self.config.language_codes, git=self.git)
        return self._memory

    # -- names and keys ----------------------------------------------------------------------------------------------

    def _languages_listed(self, id: ArticleId) -> tuple[LanguageCode, ...]:
        return tuple(file.language for file in self.files.get(id, ()))

    def _languages_on_disk(self, id: ArticleId) -> tuple[LanguageCode, ...]:
        return tuple(file.language for file in _files_of(self.config, id))

    def _salt(self) -> bytes:
        """All but its own files that decides what is said of an article."""
        codes = ",".join(self.config.language_codes)
        shown = self.config.relative(self.config.content_dir)
        source = self.config.source_language
        return joined_digest(code_mark(), codes.encode(), source.encode(), shown.encode(), self.exceptions())

    def _key(self, salt: bytes, of_one: list[ArticleFile]) -> bytes:
        """What an article is kept by; empty where one of its files cannot be read."""
        parts = [salt, of_one[0].id.encode("utf-8", "surrogatepass")]
        for file in of_one:
            digest = self.digests.get(place := place_of(file)) or digest_of_file(file)
            if not digest:
                return b""
            self.digests[place] = digest
            parts += (file.language.encode(), digest)
        return joined_digest(*parts)


def _moved_alone(id: ArticleId, language: LanguageCode, path: str, line: int, rows: Iterable[Row]) -> Problem:
    others = ", ".join(row.language for row in rows if row.state is not State.MISSING)
    new = path.rpartition(f"/{language}/")[2].removesuffix(".md")
    hint = f"move it back to {language}/{id}.md; “kbgen mv {id} {new}” then moves all languages"
    message = f"it was called {id} when it was confirmed, and still is in {others}"
    return Problem(path, line, "KB606", message, hint)


def _with_hint(row: Row, language: LanguageCode, path: str) -> Row:
    """A missing translation that is there under another name."""
    if row.language != language or row.state is not State.MISSING:
        return row
    note = Note(FindingKind.MOVED_ALONE.value, f"{path} was this article when it was confirmed", path)
    return row._replace(findings=(*row.findings, note))
