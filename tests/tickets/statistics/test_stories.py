"""Small stories, each with one truth in it."""

from __future__ import annotations

import numpy as np

from kbgen.tickets.statistics import Lane, detect
from tests.tickets.statistics.weeks import counts_of, host, steady


def test_an_incident_is_flagged_in_its_first_week() -> None:
    tickets = host()
    tickets["outage-on-monday"] = np.zeros(120, np.int64)
    tickets["outage-on-monday"][-1] = 12
    found = detect(counts_of(tickets))
    assert [(one.topic, one.lane, one.tickets) for one in found.signals] == [("outage-on-monday", Lane.NEW_TAG, 12)]


def test_a_spike_of_a_known_topic_is_flagged_with_its_ratio() -> None:
    tickets = host()
    tickets["topic-m"][-1] *= 3
    (one,) = detect(counts_of(tickets)).signals
    assert (one.topic, one.lane, one.weeks) == ("topic-m", Lane.SPIKE, 1)
    assert 1 < one.ratio.low < one.ratio.estimate < one.ratio.high


def test_a_quiet_week_is_quiet() -> None:
    """Three of four weeks without any change have no signal at all, where two lanes allow a tenth of false ones
    each."""
    weeks = [(seed, week) for seed in range(20) for week in (-1, -6, -11, -16, -21)]
    quiet = sum(not detect(counts_of(host(seed=seed)), week).signals for seed, week in weeks)
    assert quiet >= 75


def test_an_agency_with_a_few_tickets_a_week_is_told_that_they_are_too_few() -> None:
    tickets = steady(dict.fromkeys("abcdefghijkl", 32 / 12), 60)
    found = detect(counts_of(tickets))
    assert not found.signals
    assert set(found.too_few) >= set("abcdefghijkl") - {"f"}
    assert 20 < sum(one.weekly for one in found.expected.values()) < 45


def test_three_tags_born_in_one_week_are_announced_instead_of_flagged() -> None:
    tickets = host()
    for name in ("mail-setup", "mail-quota", "mail-spam-filter"):
        tickets[name] = np.zeros(120, np.int64)
        tickets[name][-1] = 20
    found = detect(counts_of(tickets))
    assert not found.signals
    (notice,) = found.notices
    assert notice.kind == "taxonomy-break"
    assert set(notice.tags) == {"mail-setup", "mail-quota", "mail-spam-filter"} == set(found.suspended)
