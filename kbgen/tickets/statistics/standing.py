"""What each topic costs all the time: its level, without a test."""

from __future__ import annotations

import numpy as np

from kbgen.tickets.counts import TopicId
from kbgen.tickets.statistics import baseline
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.signal import Expected
from kbgen.tickets.statistics.tails import Floats

WEEKS = 26
RECENT = 8
Z = 1.959964
"""Of a 95 % interval."""


def expected(history: History) -> dict[TopicId, Expected]:
    """The level of every topic over the last half year; over less where it rose for good, or began, within it. The rate
    has a gamma distribution, with the variance that few tickets and their scatter give it.
    """
    weeks = np.flatnonzero(history.usable)[-WEEKS:]
    if not len(weeks):
        return {}
    may = weeks >= history.since[:, None]
    tickets = np.where(may, history.tickets[:, weeks], 0)
    base = baseline.fitted(tickets, np.where(may, history.exposure[weeks], 0).astype(np.float64), RECENT)
    mean = base.mean(float(history.exposure[weeks].mean()))
    shape = 1 / (1 / base.tickets + base.dispersion / np.maximum(base.blocks, 1))
    low, high = (mean * _quantile(shape, z) for z in (-Z, Z))
    return {
        topic: Expected(*values)
        for topic, values in zip(
            history.topics, zip(mean.tolist(), low.tolist(), high.tolist(), strict=True), strict=True
        )
    }


def _quantile(shape: Floats, z: float) -> Floats:
    """Of a gamma distribution with mean 1, by the cube root, which is nearly normal (Wilson and Hilferty, PNAS 17,
    1931); within a hundredth from a shape of two on.
    """
    return np.maximum(1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape)), 0.0) ** 3
