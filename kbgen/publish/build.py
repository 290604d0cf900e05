"""The build: take in, plan, make what has changed, put it in place. Each step is a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.articles import files, snapshot
from kbgen.articles.files import Listing
from kbgen.articles.snapshot import Snapshot, digest_of
from kbgen.config import Config
from kbgen.errors import ProblemsError
from kbgen.problems import Problem
from kbgen.publish import (
    draft,
    fingerprints,
    garbage,
    intake,
    lock,
    manifest,
    output,
    parallel,
    search_files,
    site,
    staff_index,
    unchanged,
)
from kbgen.publish.bodies import Bodies
from kbgen.publish.cache import Cache
from kbgen.publish.changes import between, vanished
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Intake, Key
from kbgen.publish.manifest import Entry, Intact, Manifest
from kbgen.publish.result import Changes, Result
from kbgen.publish.searched import Searched
from kbgen.publish.site import Site
from kbgen.publish.stages import Stages
from kbgen.publish.targets import Group, Target, Targets, Unit, environment_of
from kbgen.publish.unchanged import WORKSHOP, Note, Request

Check = Callable[[Site, Bodies], Iterable[Problem]]
"""Looks at texts and links, for builds that accept no problem at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    ``keep_going``: leave out articles that would be wrong. ``strict``: a check whose every problem keeps the build
    from publishing, ``warnings`` of the settings among them. ``jobs``: processes at once, 0 for as many as there are
    cores. ``clean``: remember nothing. ``request``: where to leave a note for the next build, if anywhere; ``seen``:
    the content as it was a moment ago.
    """

    drafts: bool = False
    keep_going: bool = False
    strict: Check | None = None
    warnings: tuple[Problem, ...] = ()
    jobs: int = 0
    clean: bool = False
    request: Request | None = None
    seen: Snapshot | None = None


def build(config: Config, options: Options = Options(), stages: Stages | None = None) -> Result:
    """Build the site into ``config.site_dir``.

    Raises ProblemsError where a page would be wrong or missing; the previous site is then as it was.
    """
    stages = stages or Stages()
    draft.refuse_missing(config)
    with lock.alone(config.root / WORKSHOP / "lock", waiting=stages.wait), garbage.left_lying():
        if options.strict:
            _refuse_all(config, options)
        return _Build(config, options, stages).run()


@dataclass(frozen=True, slots=True)
class Work:
    """What a build is to do: take over some files of the previous site, look at others and make what has changed.

    ``kept``: what need not be looked at; ``good``: what may be taken over; ``pages``: of the new site.
    """

    kept: Mapping[str, Entry]
    units: Sequence[Unit]
    good: Mapping[str, Entry]
    pages: int


@dataclass(frozen=True, slots=True)
class _Build:
    """One build, while the lock is held."""

    config: Config
    options: Options
    stages: Stages

    def run(self) -> Result:
        config, stages = self.config, self.stages
        with stages.stage("look"):
            previous, found = self._previous()
            good = found.good
            seen = self._seen()
            shown = site.shown_content(config)
            listing = files.find(config.content_dir, config.language_codes, shown_as=shown, seen=seen)
        with stages.stage("take in"):
            taken = intake.take_in(config, listing.articles, seen, self._cache(), self._jobs, stages.progress)
            environment = environment_of(config)
            plan = self._plan_of(environment, listing, seen, taken)
            texts = {f"{language}/{id}": record.body for (id, language), record in taken.records.items()}
        if previous.files.keys() == good.keys() and (previous.plan, previous.texts) == (plan, texts):
            self._leave_note(previous, seen, taken)
            return self._result(previous, 0, Changes(), previous.problems)
        with stages.stage("plan"):
            one, problems, left_out = _assemble(config, self.options, listing, taken)
            targets = Targets(one, taken, seen, environment, _searches(config, previous, good))
            alike = previous.files.keys() == good.keys() and previous.plan == plan
            changed = {key for key, record in taken.records.items() if previous.texts.get(_name(key)) != record.body}
            work = _only_texts(targets, previous, changed) if alike else _everything(targets, good)
        entries, made = self._carry_out(work, found.inodes)
        new = Manifest(plan, texts, entries, problems, sorted(left_out), work.pages)
        manifest.save(self._kept, new, self._place)
        self._leave_note(new, seen, taken)
        stages.begin("staff's index")
        self._keep_up_index(targets, seen, left_out)
        stages.end()
        changes = between(previous.files, entries)
        return self._result(new, made, changes, sorted([*problems, *vanished(config, changes)]))

    @property
    def _place(self) -> Path:
        return self.config.site_dir.absolute()

    @property
    def _kept(self) -> Path:
        """Where the manifest is."""
        return self.config.root / WORKSHOP / f"manifest-{digest(str(self._place)).hex()[:12]}.json"

    @property
    def _jobs(self) -> int:
        return self.options.jobs or parallel.cores()

    def _previous(self) -> tuple[Manifest, Intact]:
        """The manifest of the site as it is, and what of it is as it was written.

        Of a site in which there is more than was written nothing is believed but the single files.
        """
        if self.options.clean:
            return Manifest(), Intact({}, {}, alone=False)
        previous = manifest.load(self._kept, self._place)
        found = manifest.intact(previous, self._place)
        return (previous if found.alone else replace(previous, plan="")), found

    def _seen(self) -> Snapshot:
        seen = self.options.seen
        return seen if seen and seen.folder == self.config.content_dir else snapshot.take(self.config.content_dir)

    def _cache(self) -> Cache:
        cache = Cache(self.config.root / WORKSHOP / "articles.db")
        if self.options.clean:
            cache.discard()
        return cache

    def _plan_of(self, environment: bytes, listing: Listing, seen: Snapshot, taken: Intake) -> str:
        """Stands for everything that a plan looks at: see ``Manifest.plan``."""
        options = (self.options.drafts, self.options.keep_going, sorted(listing.control.items()))
        problems = "\n".join(str(p) for p in (*listing.problems, *taken.problems))
        facts = [f"{_name(key)} {record.facts.hex()}" for key, record in taken.records.items()]
        assets = [f"{a.path} {(seen.get(a.path) or digest_of(a.source.read_bytes())).hex()}" for a in listing.assets]
        return digest(environment, repr(options), problems, "\n".join(facts), "\n".join(assets)).hex()

    def _carry_out(self, work: Work, inodes: Mapping[str, int]) -> tuple[Mapping[str, Entry], int]:
        """Write the new site beside the old one, and put it in place. Also says how many files were made.

        ``inodes``: of the old site's files.
        """
        stages, root = self.stages, self.config.root
        with output.replacing(
            self._place, inside=root, content=self.config.content_dir, workshop=root / WORKSHOP
        ) as staging:
            entries, made = dict(work.kept), 0
            with stages.stage("make"):

                def make(target: Target) -> tuple[str, Entry | None]:
                    planned, old = target.plan(), work.good.get(target.path)
                    if old and old.fingerprint == planned.fingerprint:
                        return target.path, None
                    return target.path, staging.write(target.path, planned.make(), planned.fingerprint)

                def make_all(unit: Unit) -> list[tuple[str, Entry | None]]:
                    return [make(target) for target in unit.files]

                results = parallel.each(make_all, work.units, self._jobs, lambda unit: isinstance(unit, Group))
                for done, files_of_unit in enumerate(results, 1):
                    for path, entry in files_of_unit:
                        entries[path] = entry or work.good[path]
                        made += entry is not None
                    stages.progress("pages", done, len(work.units))
            with stages.stage("keep"):
                for path, entry in entries.items():
                    if work.good.get(path) is entry:
                        staging.keep(path, inodes[path])
            mark = output.MARK_OF_PREVIEW if self.options.drafts else output.MARK_TEXT
            entries[output.MARK] = staging.write(output.MARK, mark, "")
            staging.drop_all_but(entries)
            stages.begin("put in place")
        return entries, made

    def _leave_note(self, new: Manifest, seen: Snapshot, taken: Intake) -> None:
        """So that the next build need not understand what has not changed."""
        request = self.options.request
        if request is None:
            return
        themes = fingerprints.theme_folders(self.config)
        stamp = unchanged.stamp(request.settings, seen, themes)
        if not stamp or taken.torn or self.options.strict or not fingerprints.converts_alike(self.config):
            unchanged.forget(request)
            return
        problems = tuple(sorted({*new.problems, *self.options.warnings}))
        note = Note(stamp, self._place, self._kept, self.config.content_dir, themes, problems)
        unchanged.remember(request, note)

    def _keep_up_index(self, targets: Targets, seen: Snapshot, left_out: Collection[str]) -> None:
        """Bring staff's index up to date: it has what a build with all articles and no drafts would publish."""
        if not self.options.drafts and not left_out:
            taken = targets.intake
            stamp = "" if taken.torn else unchanged.stamp(self.config.path, seen, ())
            staff_index.keep_up(self.config, Searched(targets.site, taken, targets.search_files), stamp)

    def _result(self, new: Manifest, made: int, changes: Changes, problems: Iterable[Problem]) -> Result:
        return Result(self._place, new.pages, len(new.files), made, changes, tuple(problems), tuple(new.left_out))


def _name(key: Key) -> str:
    id, language = key
    return f"{language}/{id}"


def _everything(targets: Targets, good: Mapping[str, Entry]) -> Work:
    """Look at every file of the new site."""
    pages = sum(len(targets.outline(code)) for code in targets.site.config.language_codes)
    return Work({}, list(targets.all()), good, pages)


def _only_texts(targets: Targets, previous: Manifest, changed: Collection[Key]) -> Work:
    """The plan is the previous one: only files that show one of these texts can be others, or come and go."""
    looked_at = list(targets.of_texts(changed))
    languages = {language for _, language in changed}
    searches = {p for p in previous.files if any(search_files.is_of(p, code) for code in languages)}
    left = {output.MARK, *searches, *(unit.path for unit in looked_at)}
    kept = {path: entry for path, entry in previous.files.items() if path not in left}
    return Work(kept, looked_at, previous.files, previous.pages)


def _searches(config: Config, previous: Manifest, good: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """The files of the previous site's searches, of those languages of which every file is as it was written."""
    found: dict[str, Entry] = {}
    for code in config.language_codes:
        own = {path: entry for path, entry in previous.files.items() if search_files.is_of(path, code)}
        if own.keys() <= good.keys():
            found |= own
    return found


def _assemble(
    config: Config, options: Options, listing: Listing, taken: Intake
) -> tuple[Site, tuple[Problem, ...], frozenset[str]]:
    """Bring the articles together; with ``keep_going`` again without the files that would make a wrong page."""
    listing = replace(listing, problems=(*listing.problems, *taken.problems))
    articles = [record.article for record in taken.records.values() if record.article]
    left_out: frozenset[str] = frozenset()
    met: set[Problem] = set()
    while True:
        one = site.assemble(config, listing, articles, drafts=options.drafts, without=left_out)
        met |= set(one.problems)
        bad = {p.path for p in met if p.holds_back} - left_out
        if not bad:
            return one, tuple(sorted(met)), left_out
        if not options.keep_going:
            raise ProblemsError(
                "nothing was published, because some pages would be wrong or missing",
                [p for p in sorted(met) if p.holds_back],
                hint="mend them, or build with --keep-going to leave these articles out",
            )
        left_out |= bad


def _refuse_all(config: Config, options: Options) -> None:
    """A strict build: any problem at all is one too many."""
    assert options.strict is not None
    whole = draft.read(config, drafts=options.drafts)
    found = sorted({*options.warnings, *whole.problems, *options.strict(whole.site, whole.bodies)})
    if found:
        raise ProblemsError("nothing was published, because there are problems", found)
