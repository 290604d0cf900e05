"""How the translations stood at the ends of days gone by: what a survey would have said then, out of git's commits.

A commit never changes, so what was found of it is remembered; only commits that nobody has asked for are looked at, and
in them only articles that were not what they are now, or not among what they are now.

The languages are those that the site has now: in one that came later, everything was missing before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kbgen.articles.article import folder_of
from kbgen.languages import LanguageCode
from kbgen.translation import main_line
from kbgen.translation.git import NoHistory, NothingKnown
from kbgen.translation.kept_moments import FILE, KeptMoments
from kbgen.translation.standing import Grade, State
from kbgen.translation.survey_keys import code_mark
from kbgen.translation.tally import Standing, Tally, standing_of, tally

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.translation.main_line import Line
    from kbgen.translation.survey_cache import Entry

Tallies = Mapping[tuple[str, LanguageCode], Tally]
"""By category, which is the folder of the articles, and language."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A moment. ``commit``: the main repository's."""

    commit: str
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class Told:
    """``days``: those of which something is known. ``none``: nothing was ever committed, or not to git.

    ``branch``: whose history it is; ``begins``: the day of its oldest commit, which of a ``shallow`` clone is not the
    first one. ``trouble``: why nothing, or not all, is known, and ``hint`` what to do about it; both in English.
    """

    days: Mapping[date, Seen] = field(default_factory=dict)
    none: bool = False
    branch: str = ""
    begins: date | None = None
    shallow: bool = False
    trouble: str = ""
    hint: str = ""


def told(config: Config, days: Sequence[date]) -> Told:
    """How the translations of a project stood at the end of each day, committed by then on the branch that is checked
    out now. Days on which it had no articles yet are left out.
    """
    try:
        lines = main_line.lines_of(config.content_dir, config.language_codes)
    except NothingKnown as unknown:
        return Told(none=isinstance(unknown, NoHistory), trouble=unknown.reason, hint=unknown.hint)
    main = lines[0]
    moments = {day: tuple(main_line.at(line.points, day) for line in lines) for day in days}
    names = {day: tuple(point.id if point else "" for point in points) for day, points in moments.items()}
    wanted = [name for name in dict.fromkeys(names.values()) if name[0]]
    found, lacking = _found(config, lines, wanted)
    return Told(
        {day: Seen(name[0], found[name]) for day, name in names.items() if found.get(name)},
        False,
        main_line.branch(main.repository),
        main.points[-1].day,
        any(line.repository.shallow for line in lines),
        lacking.reason if lacking else "",
        lacking.hint if lacking else "",
    )


Name = tuple[str, ...]
"""A commit of each repository; empty where it had none yet."""


def _found(
    config: Config, lines: Sequence[Line], wanted: Sequence[Name]
) -> tuple[dict[Name, Tallies], NothingKnown | None]:
    """What is known of moments, remembered or looked at now; and what kept some of them from being looked at."""
    store = KeptMoments(config.root / FILE)
    salt = _salt(config, lines)
    keys = {name: store.key(salt, " ".join(name)) for name in wanted}
    known = store.load(keys.values())
    found = {name: known[key] for name, key in keys.items() if key in known}
    missing = [name for name in wanted if name not in found]
    if not missing:
        return found, None

    from kbgen.translation.archive import Archive, SurveyorThen

    trouble = None
    with Archive(config, lines) as archive:
        # Back from now: what has not changed since is known already.
        for name in reversed(missing):
            try:
                entries, _ = SurveyorThen(archive, name).entries()
            except NothingKnown as unknown:
                trouble = unknown
                break
            found[name] = tallies(entries)
    store.store({keys[name]: found[name] for name in found})
    return found, trouble


def tallies(entries: Mapping[str, Entry]) -> Tallies:
    """Count the lines of a survey."""
    parts: dict[tuple[str, LanguageCode], list[Standing]] = {}
    for id, entry in entries.items():
        category = folder_of(id)
        for language, state, grade, *_ in entry.lines:
            standing = standing_of(State(str(state)), Grade(int(str(grade))))
            parts.setdefault((category, str(language)), []).append(standing)
    return {key: tally(part) for key, part in sorted(parts.items())}


def _salt(config: Config, lines: Sequence[Line]) -> Collection[bytes]:
    """All but the commits that decides what is said of them. More of a shallow clone's history may be fetched, and
    then more old words are known."""
    ends = [line.points[-1].id if line.repository.shallow else "" for line in lines]
    places = [f"{line.below}:{line.repository.prefix}" for line in lines]
    words = [config.source_language, ",".join(config.language_codes), *places, *ends]
    return (code_mark(), *(word.encode("utf-8", "surrogateescape") for word in words))
