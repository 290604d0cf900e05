"""Effects of several changes at once: with many of them, some fall by chance alone, and that is taken into account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kbgen.articles.article import ArticleId
from kbgen.tickets.effect.causes import Cause, Why
from kbgen.tickets.effect.changes import ArticleChange
from kbgen.tickets.effect.effect import Effect, Verdict

FALSE_DISCOVERIES = 0.1
"""Of the changes that are said to have lowered tickets, so large a share may not have."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The effect of one change of an article on one topic that it answers.

    ``q``: the share of false ones among all that fell as clearly (Benjamini and Hochberg 1995); None where nothing was
    compared. ``title`` is the article's, ``name`` the topic's.
    """

    article: ArticleId
    title: str
    name: str
    change: ArticleChange
    effect: Effect
    q: float | None = None


def judged(findings: Sequence[Finding]) -> list[Finding]:
    """Each with its q; one that would be false too easily among so many is no longer said to have lowered anything."""
    compared = [finding.effect.comparison.p for finding in findings if finding.effect.comparison]
    return [_judged(finding, compared) for finding in findings]


def _judged(finding: Finding, compared: Sequence[float]) -> Finding:
    comparison = finding.effect.comparison
    if comparison is None:
        return finding
    q = _q(comparison.p, compared)
    effect = finding.effect
    if effect.verdict is Verdict.LOWERED and q > FALSE_DISCOVERIES:
        by_chance = comparison.p * len(compared)
        cause = Cause(Why.BY_CHANCE, by_chance, of=len(compared))
        effect = replace(effect, verdict=Verdict.NO_CHANGE, cause=cause)
    return replace(finding, effect=effect, q=q)


def _q(p: float, compared: Sequence[float]) -> float:
    """The least share of false ones among all with at most some p that is no smaller than this one."""
    total = len(compared)
    return min(1.0, *(total * other / sum(one <= other for one in compared) for other in compared if other >= p))
