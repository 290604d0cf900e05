"""Effects of changes, with what else a report wants to know of them: the git history is opened here, and closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kbgen.tickets.effect.inquiry import Inquiry
from kbgen.translation.history import Gap, History

if TYPE_CHECKING:
    from kbgen.tickets.counts import TopicId
    from kbgen.tickets.effect.findings import Finding
    from kbgen.tickets.situation import Situation

WEEKS = 260
"""Five years: what an older change did is no longer asked."""

QUARTER = timedelta(days=91)
"""What is asked about where nobody names an article."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Of work that a ticket of a topic takes: the median of those that were ``tracked``, else as the settings say."""

    minutes: float
    tracked: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """``findings`` in the order in which they are shown; ``minutes``: of their topics. ``gaps``: why days of changes
    may be missing.
    """

    findings: tuple[Finding, ...]
    minutes: Mapping[TopicId, Minutes]
    gaps: tuple[Gap, ...]


def gathered(situation: Situation, ask: Callable[[Inquiry], Sequence[Finding]]) -> Gathered:
    """What is asked of the situation's articles, by the last five years at most."""
    config = situation.config
    with History(config.content_dir, config.language_codes, main_line=True) as history:
        findings = tuple(ask(Inquiry(situation, history, situation.counts_of(WEEKS))))
        gaps = history.gaps
    topics = dict.fromkeys(finding.effect.topic for finding in findings)
    return Gathered(findings, {topic: _minutes(situation, topic) for topic in topics}, gaps)


def _minutes(situation: Situation, topic: TopicId) -> Minutes:
    work = situation.work.get(topic)
    tracked = work.minutes if work else None
    return Minutes(situation.config.tickets.handling_minutes if tracked is None else tracked, tracked is not None)
