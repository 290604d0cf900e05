"""What each topic costs all the time: its level, without a test."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv

from kbgen.tickets.counts import TopicId
from kbgen.tickets.statistics import baseline
from kbgen.tickets.statistics.history import History
from kbgen.tickets.statistics.signal import Expected

WEEKS = 26
RECENT = 8
OUTSIDE = 0.025


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
    low = mean * gammaincinv(shape, OUTSIDE) / shape
    high = mean * gammaincinv(shape, 1 - OUTSIDE) / shape
    return {
        topic: Expected(*values)
        for topic, values in zip(
            history.topics, zip(mean.tolist(), low.tolist(), high.tolist(), strict=True), strict=True
        )
    }
