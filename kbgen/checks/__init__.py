"""Checks of the articles' texts and links. A new check is one file and one line in ``CHECKS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kbgen.checks import (
    conflicts,
    fences,
    headings,
    images,
    links,
    references,
    reviews,
    terms,
    titles,
    topics,
    translations,
)
from kbgen.checks.subject import Subject
from kbgen.problems import Problem
from kbgen.publish.bodies import Bodies
from kbgen.publish.site import Site
from kbgen.translation.survey import Survey

CHECKS: tuple[tuple[str, Callable[[Subject], Iterable[Problem]]], ...] = (
    ("links", links.broken),
    ("references", references.unknown),
    ("support", references.without_support),
    ("headings", headings.skipped),
    ("images", images.without_alternative),
    ("titles", titles.missing_or_long),
    ("fences", fences.unclosed),
    ("conflicts", conflicts.left),
    ("reviews", reviews.overdue),
    ("translations", translations.out_of_step),
    ("topics", topics.wrong),
    ("terms", terms.not_followed),
)


@dataclass(frozen=True, slots=True)
class OfTexts:
    """Runs all checks as of a day. Called with what was read, so that a strict build need not read twice.

    ``survey``: how the translations stand, where that is known already.
    """

    today: date
    survey: Survey | None = None

    def __call__(self, site: Site, bodies: Bodies) -> Iterator[Problem]:
        subject = Subject(site, bodies, self.today, self.survey)
        for _, check in CHECKS:
            yield from check(subject)
