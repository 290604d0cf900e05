"""What share of true rises is seen: rises are added to the real weeks, and the lanes look at them.

A topic that is expected at m tickets a week gets a Poisson number with mean (factor - 1) * m more; everything else
stays as it was, false-discovery control included. Topics that had a signal anyway are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics import lanes, tails
from kbgen.tickets.statistics.lanes import Scores
from kbgen.tickets.statistics.survey import FALSE_SHARE, Survey, hits
from kbgen.tickets.statistics.tails import Floats

LEVELS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
NEAR = 1.25
FACTORS = (2.0, 3.0)
SPANS = (1, 4)
EACH = 5
"""Topics of one level that are tried in one week."""


@dataclass(frozen=True, slots=True)
class Power:
    """Of ``tried`` rises to ``factor`` times the usual ``level`` (tickets a week) that last ``weeks``, so many are
    ``seen`` before they are over.
    """

    level: float
    factor: float
    weeks: int
    seen: int
    tried: int

    @property
    def share(self) -> float:
        """NaN where no topic was at this level."""
        return self.seen / self.tried if self.tried else float("nan")


def powers(surveys: Sequence[Survey], random: np.random.Generator) -> tuple[Power, ...]:
    """Of weeks that follow one another."""
    found = []
    for level in LEVELS:
        for weeks in SPANS:
            for factor in FACTORS:
                seen = tried = 0
                for start in range(len(surveys) - weeks + 1):
                    span = surveys[start : start + weeks]
                    rows = _at_level(span, level, random)
                    tried += len(rows)
                    seen += int(_seen(span, rows, factor, random).sum()) if len(rows) else 0
                found.append(Power(level, factor, weeks, seen, tried))
    return tuple(found)


def _at_level(span: Sequence[Survey], level: float, random: np.random.Generator) -> NDArray[np.int64]:
    first = span[0]
    if any(one.spike is None or one.burst is not None for one in span):
        return np.empty(0, np.int64)
    assert first.spike is not None
    expected = first.spike.expected
    fit = (expected > level / NEAR) & (expected < level * NEAR)
    for one in span:
        fit &= ~one.untested
        for scores in (one.spike, one.trend):
            if scores is not None:
                fit[hits(scores, ~one.untested)[0]] = False
    rows = np.flatnonzero(fit)
    return random.permutation(rows)[:EACH]


def _seen(
    span: Sequence[Survey], rows: NDArray[np.int64], factor: float, random: np.random.Generator
) -> NDArray[np.bool_]:
    seen = np.zeros(len(rows), np.bool_)
    assert span[0].spike is not None
    usual = span[0].spike.expected[rows]
    extra = random.poisson((factor - 1) * usual[:, None], (len(rows), len(span)))
    for at, one in enumerate(span):
        for scores in (one.spike, one.trend):
            if scores is not None:
                seen |= _flagged(one, scores, rows, extra[:, : at + 1])
    return seen


def _flagged(survey: Survey, scores: Scores, rows: NDArray[np.int64], extra: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a lane flags each topic if it alone has so many more tickets in the newest weeks; shape of ``extra``:
    (rows, weeks).
    """
    weekly = scores.weekly[rows].copy()
    part = extra[:, -weekly.shape[1] :]
    weekly[:, weekly.shape[1] - part.shape[1] :] += part
    p = tails.upper(weekly.sum(axis=1), scores.expected[rows], scores.spread[rows])
    enough = lanes.worth(scores.window, weekly, scores.exposure, scores.expected[rows])
    return enough & _rejected(p, scores.p[scores.tested & ~survey.untested])


def _rejected(p: Floats, others: Floats) -> NDArray[np.bool_]:
    """Whether Benjamini and Hochberg's procedure would report a topic whose p-value became ``p``, each by itself."""
    ordered = np.sort(others)
    limits = FALSE_SHARE * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    below = np.flatnonzero(ordered <= limits)
    cut = float(ordered[below[-1]]) if len(below) else 0.0
    rank = np.searchsorted(ordered, p, side="left")
    rejected: NDArray[np.bool_] = (p <= FALSE_SHARE * (rank + 1) / max(len(ordered), 1)) | (p <= cut)
    return rejected
