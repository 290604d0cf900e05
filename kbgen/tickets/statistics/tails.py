"""How often chance alone makes so many tickets: the negative binomial distribution.

Its mean is ``mean`` and its variance ``mean + spread * mean²``. Its upper tail is a regularised incomplete beta
function (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed. 2005, § 5.6): P(Y ≥ y) = I_x(y, 1/spread)
with x = mean / (mean + 1/spread).

scipy is only imported when something is tested: it takes longer than all that is asked of tags without a test.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LEAST_SPREAD = 1e-9
"""Below it, the distribution is Poisson's to all digits that matter."""


def upper(count: ArrayLike, mean: ArrayLike, spread: ArrayLike) -> Floats:
    """Mid-p values: P(Y > count) + P(Y = count) / 2. Half of the count's own probability makes discrete counts nearly
    uniform (Lancaster, JASA 56, 1961). All arguments are broadcast; ``mean`` ≥ 0, ``count`` ≥ 0.
    """
    from scipy.special import betainc

    y = np.asarray(count, np.float64)
    size = 1 / np.maximum(np.asarray(spread, np.float64), LEAST_SPREAD)
    x = np.asarray(mean, np.float64)
    x = x / (x + size)
    at_least = np.where(y > 0, betainc(np.maximum(y, 1), size, x), 1.0)
    return np.asarray((at_least + betainc(y + 1, size, x)) / 2)


def interval(
    count: ArrayLike, mean: ArrayLike, spread: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """count / mean, and the limits of its interval: the ratios under which as many tickets, or as few, come with a
    probability of (1 - level) / 2 (Clopper and Pearson's construction, for this distribution). ``mean`` > 0.
    """
    from scipy.special import betaincinv

    y, mu = np.asarray(count, np.float64), np.asarray(mean, np.float64)
    size = 1 / np.maximum(np.asarray(spread, np.float64), LEAST_SPREAD)
    outside = (1 - level) / 2
    below = betaincinv(np.maximum(y, 1), size, outside)
    above = np.minimum(betaincinv(y + 1, size, 1 - outside), 1 - 1e-15)
    low = np.where(y > 0, size * below / (1 - below) / mu, 0.0)
    return y / mu, low, size * above / (1 - above) / mu
