"""How much of the site readers can trust, in each category and language: by pages, and weighted by demand.

Counts are those of ``kbgen gaps``; what they were in the last weeks is found by ``past``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.overview import kept_history
from kbgen.overview import past as pasts
from kbgen.overview.absent import Absent, Need
from kbgen.overview.desk import Desk
from kbgen.overview.past import Moment, Origin, Past
from kbgen.translation import workload
from kbgen.translation.row import Row
from kbgen.translation.tally import Standing, Tally, standing_of, tally
from kbgen.translation.workload import Gap, Total

INDEX = "index"
"""The article that presents its folder."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site in a language. ``standings``: how many pages stand how; ``before``: the same at the first
    week end that is known, None where there was no page, or nobody knows."""

    total: Total
    standings: Tally
    before: Tally | None = None

    @property
    def change(self) -> float | None:
        """By how much of the whole (-1 to 1) the trusted share has grown."""
        if self.before is None or self.before.covered is None or self.total.covered is None:
            return None
        return self.total.covered - self.before.covered


@dataclass(frozen=True, slots=True)
class Category:
    """A folder; its name is empty at the top. ``title``: of the article that presents it, in the language of the
    report where there is one, else in ``language``; empty where no article does. A language in which the category
    should have no page, as it may be of an article in one language only, is not among the parts."""

    folder: str
    title: str
    language: LanguageCode
    harm: float
    parts: Mapping[LanguageCode, Part]


@dataclass(frozen=True, slots=True)
class Demanded:
    """What demand is known of: ``tickets`` up to a day, ``views`` of some days; None where nothing is."""

    tickets: date | None
    views: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """``languages``: in the order of the site. ``categories``: the one where readers suffer most first, by the harm of
    ``kbgen.translation.workload``. ``demand``: what pages are weighted by, or what would bring it.
    """

    day: date
    source_language: LanguageCode
    languages: Mapping[LanguageCode, Part]
    whole: Part
    categories: tuple[Category, ...]
    demand: Demanded | Absent
    past: Past

    @property
    def today(self) -> Moment:
        """The last moment of the past."""
        return self.past.moments[-1]


def coverage(desk: Desk) -> Coverage:
    """The coverage of a project; one without articles has no categories."""
    parts = _parts(desk.gaps)
    kept = kept_history.read(desk.history) if desk.history else kept_history.NOTHING
    past = pasts.past(desk.config, _today(parts, desk), kept)
    first = past.first
    before = first.categories if first else {}
    languages_before = first.languages if first else {}
    total = workload.total(desk.gaps)
    return Coverage(
        desk.today,
        desk.config.source_language,
        {
            code: Part(workload.total(part), _standings(part), languages_before.get(code))
            for code in desk.config.language_codes
            if (part := [gap for gap in desk.gaps if gap.row.language == code])
        },
        Part(total, _standings(desk.gaps), first.all if first else None),
        _categories(desk, parts, before),
        _demand(desk),
        past,
    )


def _today(gaps: Mapping[str, Mapping[LanguageCode, list[Gap]]], desk: Desk) -> Moment:
    """What there is now, counted as what was."""
    tallies = {(folder, code): _standings(part) for folder, parts in gaps.items() for code, part in parts.items()}
    return Moment(desk.today, Origin.DISK, pasts.by_language(tallies, desk.config.language_codes), tallies)


def _parts(gaps: Sequence[Gap]) -> dict[str, dict[LanguageCode, list[Gap]]]:
    found: dict[str, dict[LanguageCode, list[Gap]]] = {}
    for gap in gaps:
        found.setdefault(gap.row.category, {}).setdefault(gap.row.language, []).append(gap)
    return found


def _categories(
    desk: Desk,
    parts: Mapping[str, Mapping[LanguageCode, list[Gap]]],
    before: Mapping[tuple[str, LanguageCode], Tally],
) -> tuple[Category, ...]:
    found = []
    for folder, languages in parts.items():
        title, language = _title(desk, folder)
        told = {
            code: Part(workload.total(part), _standings(part), before.get((folder, code)))
            for code in desk.config.language_codes
            if (part := languages.get(code))
        }
        found.append(Category(folder, title, language, sum(one.total.harm for one in told.values()), told))
    return tuple(sorted(found, key=lambda one: (-round(one.harm, 6), one.folder)))


def _title(desk: Desk, folder: str) -> tuple[str, LanguageCode]:
    """What a category is called, and in which language."""
    index: ArticleId = f"{folder}/{INDEX}" if folder else INDEX
    rows = {row.language: row for row in desk.survey.articles.get(index, ())}
    own = rows.get(desk.language)
    if own is None:
        return "", ""
    # A row of what is missing carries the title of its source.
    return own.title, desk.language if _is_there(own) else own.source


def _is_there(row: Row) -> bool:
    return standing_of(row.state, row.grade) is not Standing.MISSING


def _standings(gaps: Sequence[Gap]) -> Tally:
    return tally(standing_of(gap.row.state, gap.row.grade) for gap in gaps)


def _demand(desk: Desk) -> Demanded | Absent:
    situation = desk.situation
    if situation is None:
        return desk.tickets if isinstance(desk.tickets, Absent) else Absent((Need.TICKETS,))

    from kbgen.tickets.readers.rows import Kind

    asked = any(one.tickets is not None for one in desk.demands.values())
    read = any(one.views is not None for one in desk.demands.values())
    if not asked and not read:
        return Absent((Need.ANSWERS, Need.VIEWS))
    return Demanded(situation.last_day if asked else None, situation.told(Kind.VIEW) if read else None)
