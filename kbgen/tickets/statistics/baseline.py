"""What would be usual: the share of each topic in earlier weeks, and how much it scatters.

After Farrington et al. (J. R. Stat. Soc. A 159, 1996) and Noufaily et al. (Stat. Med. 32, 2013), who look for outbreaks
of diseases in weekly reports: earlier outbreaks count less, and counts scatter more than Poisson's distribution says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics import tails
from kbgen.tickets.statistics.tails import Floats

LIMIT = 2.58
"""Anscombe residuals above it, 1 in 200 by chance, speak of an earlier outbreak."""
MEDIAN_TO_DEVIATION = 1.4826
"""Of a normal distribution."""
TRUST = 52
"""With so many expected tickets, a topic's own dispersion counts half and that of all topics the other half."""
LEAST_DISPERSION = 0.005
RISEN = 1.3
UNLIKELY = 0.05
"""A level that is so many times the older one, and by chance so seldom, is a new level."""
TYPICAL_DISPERSION = 0.05
"""For that question, where the topic's own is not known yet: a new level would count as scatter."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Of each topic, shape (topics,). ``tickets`` and ``exposure``: the weighted sums, with the prior's; their ratio is
    the rate. ``dispersion``: kappa, by which the variance exceeds Poisson's: variance = mean + kappa * mean².
    ``blocks``: how many weeks (or blocks of weeks) it rests on. ``raw``: tickets in them.
    """

    tickets: Floats
    exposure: Floats
    dispersion: Floats
    blocks: NDArray[np.int64]
    raw: NDArray[np.int64]

    def mean(self, exposure: float | Floats) -> Floats:
        """What is expected among so many tickets."""
        return exposure * self.tickets / self.exposure

    @property
    def spread(self) -> Floats:
        """By which the variance of a new count exceeds Poisson's, in units of mean²: the rate is not known exactly,
        and counts scatter.
        """
        return 1 / self.tickets + self.dispersion


def fitted(tickets: NDArray[np.int64], exposure: Floats, recent: int) -> Baseline:
    """``tickets``: (topics, blocks), the oldest first; ``exposure``: the same shape, 0 where a block may not be used
    for a topic (its tickets are 0 there). Where the newest ``recent`` blocks stand on a higher level than the older
    ones, they alone are the yardstick: what has been so for a while is no news.
    """
    exposure = np.where(_before_rise(tickets, exposure, recent), 0.0, exposure)
    tickets = np.where(exposure > 0, tickets, 0)
    weights = _weights(tickets, exposure)
    counted, exposed = (weights * tickets).sum(1), (weights * exposure).sum(1)
    shape, rate = prior(counted, exposed)
    return Baseline(
        tickets=counted + shape,
        exposure=exposed + rate,
        dispersion=dispersion(tickets, exposure, weights),
        blocks=(exposure > 0).sum(1),
        raw=tickets.sum(1),
    )


def _before_rise(tickets: NDArray[np.int64], exposure: Floats, recent: int) -> NDArray[np.bool_]:
    """(topics, blocks): those before a lasting rise. The highest of the newer blocks does not count, for one
    outbreak is no level.
    """
    older, newer = slice(None, -recent), slice(-recent, None)
    old, new = tickets[:, older].sum(1), tickets[:, newer]
    exposed_old = exposure[:, older].sum(1)
    highest = new.argmax(1)
    count = new.sum(1) - new.max(1)
    exposed = exposure[:, newer].sum(1) - np.take_along_axis(exposure[:, newer], highest[:, None], 1)[:, 0]
    mean = exposed * (old + 0.5) / np.maximum(exposed_old, 1)
    risen = (count > RISEN * mean) & (count >= recent) & (exposed_old > 0)
    if risen.any():
        spread = 1 / (old[risen] + 0.5) + TYPICAL_DISPERSION / recent
        risen[risen] = tails.upper(count[risen], mean[risen], spread) < UNLIKELY
    found = np.zeros(tickets.shape, np.bool_)
    found[risen, older] = True
    return found


def _weights(tickets: NDArray[np.int64], exposure: Floats) -> Floats:
    """1, or 1 / r² for the blocks whose Anscombe residual r exceeds LIMIT; 0 for what is not used. Residuals are
    scaled by their own scatter (the median of their sizes, where that is more than chance's), as Farrington et al. do
    by the dispersion: otherwise every topic with many tickets would have its upper weeks weighed down.
    """
    used = exposure > 0
    share = tickets.sum(1) / np.maximum(exposure.sum(1), 1)
    expected = np.maximum(share, 1e-12)[:, None] * exposure
    root = np.cbrt(expected)
    # Counts are few different numbers: their powers are looked up.
    powers = np.arange(tickets.max(initial=0) + 1) ** (2 / 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = 1.5 * (powers[tickets] - root**2) / np.sqrt(root)
    sizes = np.sort(np.where(used, np.abs(residual), -1.0), axis=1)
    blocks = used.sum(1)
    middle = np.take_along_axis(sizes, (tickets.shape[1] - 1 - blocks // 2).clip(0)[:, None], axis=1)
    residual /= np.maximum(MEDIAN_TO_DEVIATION * middle, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(used, np.where(residual > LIMIT, residual**-2.0, 1.0), 0.0)


def prior(tickets: Floats, exposure: Floats) -> tuple[float, float]:
    """Gamma prior (shape, rate) of the topics' shares, by the moments of their shares: what the shares scatter beyond
    chance is the prior's variance. Topics without exposure do not count.
    """
    known = exposure > 0
    if not known.any() or not tickets[known].any():
        return 0.5, 1.0
    shares = tickets[known] / exposure[known]
    mean = float(shares.mean())
    variance = float(shares.var() - (shares / exposure[known]).mean())
    variance = max(variance, mean**2 / 100)
    return mean**2 / variance, mean / variance


def dispersion(tickets: NDArray[np.int64], exposure: Floats, weights: Floats) -> Floats:
    """kappa by topic, by moments, drawn to the median of the topics that have tickets enough to tell."""
    counted, exposed = (weights * tickets).sum(1), (weights * exposure).sum(1)
    expected = (counted / np.maximum(exposed, 1e-12))[:, None] * exposure
    blocks = np.maximum((weights > 0).sum(1), 2)
    excess = (weights * ((tickets - expected) ** 2 * (blocks / (blocks - 1))[:, None] - expected)).sum(1)
    squares = (weights * expected**2).sum(1)
    own = np.where(squares > 0, excess / np.maximum(squares, 1e-12), 0.0)
    total = expected.sum(1)
    telling = total >= TRUST * (1 - 1e-9)  # of exactly so many, rounding would decide
    common = float(np.median(own[telling])) if telling.any() else 0.0
    trust = total / (total + TRUST)
    shrunken: Floats = np.maximum(trust * np.maximum(own, 0.0) + (1 - trust) * max(common, 0.0), LEAST_DISPERSION)
    return shrunken
