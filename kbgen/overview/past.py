"""How the translations stood at the ends of the last weeks: from git, else from the file that the report keeps.

Weeks are those of the calendar (ISO 8601), which end on Sundays: the reports of a week ask for the same days, so what
was found of them is remembered. The last moment is today, as the files lie on the disk, committed or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kbgen.languages import LanguageCode
from kbgen.overview import kept_history
from kbgen.overview.kept_history import Kept
from kbgen.problems import Problem
from kbgen.translation.tally import Standing, Tally, together

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.translation.then import Told

WEEKS = 12


class Origin(StrEnum):
    """Where what is said of a moment comes from."""

    DISK = "disk"
    GIT = "git"
    FILE = "file"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """``day``: the last day of a week, or today. ``languages``: without those that have articles only since; so are
    ``categories``, which are by folder and language, and empty where only languages are known. ``commit``: of git.
    """

    day: date
    origin: Origin
    languages: Mapping[LanguageCode, Tally] = field(default_factory=dict)
    categories: Mapping[tuple[str, LanguageCode], Tally] = field(default_factory=dict)
    commit: str = ""

    @property
    def known(self) -> bool:
        """Whether anything can be said of it."""
        return self.origin is not Origin.UNKNOWN

    @property
    def all(self) -> Tally:
        """All languages as one."""
        return together(self.languages.values())


@dataclass(frozen=True, slots=True)
class Past:
    """``moments``: the oldest first, today last; those of which nothing is known are among them.

    ``none``: there is no git history at all. ``branch``: whose history it is, empty where none is checked out;
    ``begins``: the day of its oldest commit, which of a ``shallow`` clone is not the first. ``trouble``: why git says
    nothing, or not all, in English, and ``hint`` what to do about it. ``added``: languages that were not there at the
    first known moment, with the first moment at which they were. ``problems``: lines of the kept file that cannot be
    used.
    """

    moments: tuple[Moment, ...]
    none: bool = False
    branch: str = ""
    begins: date | None = None
    shallow: bool = False
    trouble: str = ""
    hint: str = ""
    added: Mapping[LanguageCode, date] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def known(self) -> tuple[Moment, ...]:
        """The moments of which something is known."""
        return tuple(moment for moment in self.moments if moment.known)

    @property
    def first(self) -> Moment | None:
        """The oldest known moment before today; None where nothing is known but today."""
        known = self.known
        return known[0] if len(known) > 1 else None


def week_ends(today: date, weeks: int = WEEKS) -> tuple[date, ...]:
    """The Sundays of the last weeks that are over before today, the oldest first."""
    last = today - timedelta(days=today.isoweekday())
    return tuple(last - timedelta(weeks=back) for back in reversed(range(weeks)))


def past(config: Config, today: Moment, kept: Kept, weeks: int = WEEKS) -> Past:
    """The last weeks of a project, and today. ``kept``: what earlier reports have written down."""
    from kbgen.translation import then

    days = week_ends(today.day, weeks)
    told = then.told(config, days)
    moments = (*(_moment(day, told, kept, today) for day in days), today)
    found = Past(
        moments,
        none=told.none,
        branch=told.branch,
        begins=told.begins,
        shallow=told.shallow,
        trouble=told.trouble,
        hint=told.hint,
        problems=kept.problems,
    )
    return replace(found, added=_added(found.known))


def _moment(day: date, told: Told, kept: Kept, today: Moment) -> Moment:
    """What git says of a week, else what was kept in it."""
    seen = told.days.get(day)
    if seen is not None:
        languages = by_language(seen.tallies, today.languages)
        return _begun(Moment(day, Origin.GIT, languages, seen.tallies, seen.commit), today)
    if lines := kept_history.of_week(kept, day):
        return Moment(day, Origin.FILE, lines)
    return Moment(day, Origin.UNKNOWN)


def _begun(moment: Moment, today: Moment) -> Moment:
    """Without languages that have articles now, and had none then: they were added since, and missed by nobody."""
    later = {code for code, one in today.languages.items() if _has_articles(one)} - {
        code for code, one in moment.languages.items() if _has_articles(one)
    }
    if not later:
        return moment
    return replace(
        moment,
        languages={code: one for code, one in moment.languages.items() if code not in later},
        categories={key: one for key, one in moment.categories.items() if key[1] not in later},
    )


def _has_articles(one: Tally) -> bool:
    return one.pages > one[Standing.MISSING]


def by_language(
    tallies: Mapping[tuple[str, LanguageCode], Tally], order: Iterable[LanguageCode]
) -> dict[LanguageCode, Tally]:
    """All categories as one. ``order``: of the languages."""
    parts: dict[LanguageCode, list[Tally]] = {}
    for (_, language), one in tallies.items():
        parts.setdefault(language, []).append(one)
    return {language: together(parts[language]) for language in order if language in parts}


def _added(known: Sequence[Moment]) -> dict[LanguageCode, date]:
    if not known:
        return {}
    found: dict[LanguageCode, date] = {}
    for moment in known[1:]:
        for language in moment.languages:
            if language not in known[0].languages:
                found.setdefault(language, moment.day)
    return found
