"""Many topics are tested at once: how many of the signals are false?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.statistics.tails import Floats


def adjusted(p: NDArray[np.float64]) -> Floats:
    """Adjusted p-values q: reporting all with q ≤ 0.10 keeps the expected share of false ones among them at or
    below a tenth (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995; also under positive dependence: Benjamini and
    Yekutieli, Ann. Stat. 29, 2001).
    """
    count = len(p)
    if not count:
        return np.empty(0)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * count / np.arange(1, count + 1)
    q = np.empty(count)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
