"""What the parts of the report work with: each thing gathered once, and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.errors import KbgenError
from kbgen.overview.absent import Absent, Need
from kbgen.translation import workload

if TYPE_CHECKING:
    from pathlib import Path

    from kbgen.articles.catalog import Catalog
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.problems import Problem
    from kbgen.publish.draft import Draft
    from kbgen.tickets.flagging.flag import Flagged
    from kbgen.tickets.situation import Situation
    from kbgen.translation.demand import Demands
    from kbgen.translation.survey import Survey
    from kbgen.translation.workload import Gap


@dataclass
class Desk:
    """A project at a moment. ``language``: that of the report. ``today``: the day of the report; content is as it lies
    on the disk, tickets count up to ``as_of``, else up to the last that were imported. ``tickets``: the situation, or
    why there is none. ``history``: where earlier reports have written down how the translations stood. ``progress`` is
    told how many articles of how many that have to be read are through.
    """

    config: Config
    language: LanguageCode
    today: date
    as_of: date | None
    tickets: Situation | Absent
    history: Path | None = None
    progress: Callable[[int, int], None] = lambda done, total: None

    @property
    def situation(self) -> Situation | None:
        """The tickets, if there are any."""
        return None if isinstance(self.tickets, Absent) else self.tickets

    @cached_property
    def survey(self) -> Survey:
        """How every article stands in every language."""
        from kbgen.translation import survey

        return survey.of_project(self.config, self.today, progress=self.progress)

    @cached_property
    def demands(self) -> Demands:
        """How much readers want each article."""
        from kbgen.tickets import demand

        return demand.demands(self.situation) if self.situation else {}

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """The rows of the survey with the harm that they do, the greatest first."""
        return workload.weighed(self.survey.rows, self.demands, self.config.report.ranking.weights)

    @cached_property
    def flagged(self) -> Flagged | None:
        """The topics that want work; None where there are no tickets."""
        from kbgen.tickets.flagging import gathered

        return gathered.flagged(self.situation, self.language) if self.situation else None

    @cached_property
    def draft(self) -> Draft:
        """All articles, read and converted."""
        from kbgen.publish.draft import read

        return read(self.config, drafts=False, remembering=True)

    @property
    def catalog(self) -> Catalog:
        """All articles."""
        return self.draft.site.catalog

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What ``kbgen check`` finds."""
        from kbgen.checks import OfTexts

        checks = OfTexts(self.today, self.survey)
        return tuple(sorted({*self.draft.problems, *checks(self.draft.site, self.draft.bodies)}))

    @cached_property
    def titles(self) -> Mapping[ArticleId, str]:
        """What articles are called in the language of the report, else in the language that they are written in."""
        found = {}
        for id, versions in self.catalog.versions.items():
            shown = versions.get(self.language) or versions.get(self.config.source_language)
            found[id] = (shown or next(iter(versions.values()))).title
        return found


@contextmanager
def of_project(
    config: Config, language: LanguageCode, today: date, as_of: date | None = None, history: Path | None = None
) -> Iterator[Desk]:
    """The desk of a project; the store of the tickets is closed in the end."""
    from kbgen.tickets import needs
    from kbgen.tickets.demand import STORE

    if not (config.root / STORE).is_file():
        yield Desk(config, language, today, as_of, Absent((Need.TICKETS,)), history)
        return
    if not needs.installed():
        yield Desk(config, language, today, as_of, Absent((Need.TICKETS_EXTRA,)), history)
        return

    from kbgen.tickets.forecast import gathered as forecast
    from kbgen.tickets.situation import Situation
    from kbgen.tickets.store import open_store

    try:
        opened = open_store(config)
    except KbgenError as error:
        yield Desk(config, language, today, as_of, Absent((Need.TICKETS,), error.message), history)
        return
    with opened as store:
        if store.horizon() is None:
            yield Desk(config, language, today, as_of, Absent((Need.TICKETS,)), history)
        else:
            situation = Situation(config, store, as_of, reach=forecast.WEEKS, catalog=lambda: desk.catalog)
            desk = Desk(config, language, today, as_of, situation, history)
            yield desk
