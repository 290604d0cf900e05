"""The build: take in, plan, make what has changed, put it in place. Each step is a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.articles import files
from kbgen.articles.files import Listing
from kbgen.config import Config
from kbgen.errors import ProblemsError, WrongUse
from kbgen.problems import Problem
from kbgen.publish import fingerprints, intake, lock, manifest, output, parallel, site
from kbgen.publish.bodies import Bodies, convert
from kbgen.publish.cache import Cache
from kbgen.publish.fingerprints import digest
from kbgen.publish.intake import Intake
from kbgen.publish.manifest import Entry, Manifest
from kbgen.publish.site import Site
from kbgen.publish.stages import Stages
from kbgen.publish.targets import Target, Targets, environment_of

WORKSHOP = ".kbgen"

Check = Callable[[Site, Bodies], Iterable[Problem]]
"""Looks at texts and links, for builds that accept no problem at all."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    ``keep_going``: leave out articles that would be wrong. ``strict``: a check whose every problem keeps the build
    from publishing, ``warnings`` of the settings among them. ``jobs``: processes at once, 0 for as many as there are
    cores. ``clean``: remember nothing.
    """

    drafts: bool = False
    keep_going: bool = False
    strict: Check | None = None
    warnings: tuple[Problem, ...] = ()
    jobs: int = 0
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths in the output, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did. ``made``: so many files were made anew; ``left_out``: files that ``keep_going`` passed over."""

    output: Path
    pages: int
    files: int
    made: int
    changes: Changes
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been read and converted, with the problems met. ``left_out``: files that ``keep_going`` passed over."""

    site: Site
    bodies: Bodies
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def build(config: Config, options: Options = Options(), stages: Stages | None = None) -> Result:
    """Build the site into ``config.site_dir``.

    Raises ProblemsError where a page would be wrong or missing; the previous site is then as it was.
    """
    stages = stages or Stages()
    _refuse_missing(config)
    workshop = config.root / WORKSHOP
    with lock.alone(workshop / "lock", waiting=stages.wait):
        if options.strict:
            _refuse_all(config, options)
        return _build(config, options, workshop, stages)


def _refuse_missing(config: Config) -> None:
    """A mistyped ``docs_dir`` must not replace a good site by an empty one."""
    if not config.content_dir.is_dir():
        raise WrongUse(
            f"there is no folder {config.relative(config.content_dir)}",
            hint="“docs_dir” in mkdocs.yml names the folder of the articles",
        )


def _build(config: Config, options: Options, workshop: Path, stages: Stages) -> Result:
    jobs = options.jobs or parallel.cores()
    place = config.site_dir.absolute()
    kept = workshop / f"manifest-{digest(str(place)).hex()[:12]}.json"
    with stages.stage("look"):
        previous = Manifest() if options.clean else manifest.load(kept, place)
        good, intact = manifest.intact(previous, place)
        listing = files.find(config.content_dir, config.language_codes, shown_as=site.shown_content(config))
    cache = Cache(workshop / "articles.db")
    if options.clean:
        cache.discard()
    with stages.stage("take in"):
        taken = intake.take_in(config, listing.articles, cache, jobs, stages.progress)
        inputs = _inputs(config, options, listing, taken)
    if intact and previous.inputs == inputs:
        return Result(
            place, previous.pages, len(good), 0, Changes(), tuple(previous.problems), tuple(previous.left_out)
        )
    with stages.stage("plan"):
        one, problems, left_out = _assemble(config, options, listing, taken)
        made_of = Targets(one, taken, environment_of(one))
        targets = list(made_of.all())
        fresh = [t for t in targets if t.path not in good or good[t.path].fingerprint != t.fingerprint]
    with output.replacing(place, inside=config.root, content=config.content_dir, workshop=workshop) as staging:
        entries: dict[str, Entry] = {}
        mark = output.MARK_OF_PREVIEW if options.drafts else output.MARK_TEXT
        with stages.stage("keep"):
            stale = {target.path for target in fresh}
            for target in targets:
                if target.path not in stale:
                    staging.keep(target.path)
                    entries[target.path] = good[target.path]
        with stages.stage("make"):

            def make(target: Target) -> Entry:
                return staging.write(target.path, target.make(), target.fingerprint)

            for done, (target, entry) in enumerate(zip(fresh, parallel.each(make, fresh, jobs), strict=True), 1):
                entries[target.path] = entry
                stages.progress("pages", done, len(fresh))
        entries[output.MARK] = staging.write(output.MARK, mark, "")
        staging.drop_all_but(entries)
        new = Manifest(inputs, entries, problems, sorted(left_out), len(made_of.pages))
        stages.begin("put in place")
    manifest.save(kept, new, place)
    stages.end()
    changes = _changes(previous.files, entries)
    return Result(
        output=place,
        pages=new.pages,
        files=len(entries),
        made=len(fresh),
        changes=changes,
        problems=tuple(sorted([*problems, *_vanished(config, changes)])),
        left_out=tuple(sorted(left_out)),
    )


def _inputs(config: Config, options: Options, listing: Listing, taken: Intake) -> str:
    """Stands for everything that a build looks at."""
    parts: list[bytes | str] = [
        fingerprints.of_code(),
        fingerprints.of_config(config),
        fingerprints.of_theme(config),
        repr((options.drafts, options.keep_going, sorted(listing.control.items()))),
        "\n".join(str(p) for p in (*listing.problems, *taken.problems)),
    ]
    parts += [
        f"{id} {language} {record.digest.hex()} {record.body}" for (id, language), record in taken.records.items()
    ]
    parts += [digest(asset.path, asset.source.read_bytes()) for asset in listing.assets]
    return digest(*parts).hex()


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


def _changes(before: Mapping[str, Entry], now: Mapping[str, Entry]) -> Changes:
    old, new = before.keys() - {output.MARK}, now.keys() - {output.MARK}
    return Changes(
        added=tuple(sorted(new - old)),
        changed=tuple(sorted(p for p in new & old if now[p].content != before[p].content)),
        removed=tuple(sorted(old - new)),
    )


def _vanished(config: Config, changes: Changes) -> list[Problem]:
    """Addresses that people may know and that lead nowhere now, because somebody deleted or renamed a file by hand."""
    shown = config.relative(config.site_dir.absolute())
    return [
        Problem(
            f"{shown}/{path}",
            0,
            "KB307",
            f"/{path.removesuffix('index.html')} was on the previous site and leads nowhere now",
            "“kbgen mv” and “kbgen rm” keep old addresses; or add an alias or a line in tombstones.yml",
        )
        for path in changes.removed
        if path.endswith("/index.html")
    ]


def _refuse_all(config: Config, options: Options) -> None:
    """A strict build: any problem at all is one too many."""
    assert options.strict is not None
    draft = read(config, drafts=options.drafts)
    found = sorted({*options.warnings, *draft.problems, *options.strict(draft.site, draft.bodies)})
    if found:
        raise ProblemsError("nothing was published, because there are problems", found)


def read(config: Config, *, drafts: bool = False) -> Draft:
    """Read and convert all articles with their texts, as checks want them."""
    _refuse_missing(config)
    one = site.read(config, drafts=drafts)
    converted, problems = convert(config, one.catalog)
    return Draft(one, converted, tuple(sorted({*one.problems, *problems})))
