"""Whether p-values mean what they say: weeks without any change are made up, and looked at.

Each topic keeps its share and its scatter, each week its number of tickets; counts are negative binomial. If p-values
are right, one in a thousand is below 0.001.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kbgen.tickets.statistics import lanes
from kbgen.tickets.statistics.signal import Lane
from kbgen.tickets.statistics.survey import Survey

LIMITS = (0.05, 0.01, 0.001)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of ``tested`` p-values of a lane, ``below`` were under ``limit`` where ``limit * tested`` were right.
    ``poisson``: so
    many would have been with Poisson's distribution.
    """

    lane: Lane
    limit: float
    below: int
    poisson: int
    tested: int

    @property
    def share(self) -> float:
        """NaN where nothing was tested."""
        return self.below / self.tested if self.tested else float("nan")


def calibrations(survey: Survey, random: np.random.Generator, rounds: int = 20) -> tuple[Calibration, ...]:
    """Of made-up pasts like that of a survey."""
    from kbgen.tickets.statistics import tails

    found: dict[tuple[Lane, float], Calibration] = {}
    history = survey.history
    for window, scores in ((lanes.SPIKE, survey.spike), (lanes.TREND, survey.trend)):
        if scores is None:
            continue
        assert survey.spike is not None
        rows = np.flatnonzero(scores.tested & ~survey.untested)
        share = survey.spike.expected[rows] / max(float(history.exposure[-1]), 1.0)
        size = 1 / survey.spike.dispersion[rows]
        mean = share[:, None] * np.maximum(history.exposure, 1e-9)
        for _ in range(rounds):
            made = random.negative_binomial(size[:, None], size[:, None] / (size[:, None] + mean)) * history.usable
            again = lanes.scores(
                replace(
                    history,
                    topics=tuple(history.topics[row] for row in rows),
                    tickets=made,
                    since=np.zeros(len(rows), np.int64),
                ),
                window,
            )
            if again is None:
                continue
            poisson = tails.upper(again.tickets, again.expected, 0.0)
            for limit in LIMITS:
                key = (window.lane, limit)
                before = found.get(key, Calibration(window.lane, limit, 0, 0, 0))
                found[key] = replace(
                    before,
                    below=before.below + int((again.p < limit)[again.tested].sum()),
                    poisson=before.poisson + int((poisson < limit)[again.tested].sum()),
                    tested=before.tested + int(again.tested.sum()),
                )
    return tuple(found.values())
