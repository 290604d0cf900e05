"""Tags that get other names on one day."""

from __future__ import annotations

import numpy as np
import pytest

from kbgen.tickets.statistics import Lane, detect
from tests.tickets.statistics.weeks import counts_of, host, steady


@pytest.mark.parametrize("weeks", [40, 64, 120])
def test_the_rare_ones_among_them_are_no_news_either(weeks: int) -> None:
    """One that had three tickets in the part of a week after the change, and eight in the next; also where the
    history is short.
    """
    tickets = host(weeks)
    levels = {"setup": 30.0, "webmail": 15.0, "forwarding": 12.0, "alias": 8.0}
    for name, before in steady(levels, weeks, seed=4).items():
        after = before.copy()
        before[-2:] = 0
        after[:-2] = 0
        after[-2:] = (3, 8) if name == "alias" else (9, 14)
        tickets |= {f"email_{name}": before, f"mail-{name}": after}
    found = detect(counts_of(tickets))
    assert [one for one in found.signals if "mail" in one.topic and one.lane is not Lane.STANDING] == []
    assert {"mail-alias", "mail-setup"} <= set(found.suspended)
    assert np.count_nonzero([notice.kind == "taxonomy-break" for notice in found.notices]) == 1
