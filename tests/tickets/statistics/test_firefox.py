"""Six years of real questions, whose incidents, changes of tags, spam and shock of volume are known.

They are not kept here: KBGEN_FIREFOX_QUESTIONS names the file (see bench/README.md).
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from bench.tickets_lanes import questions, truth
from bench.tickets_lanes.questions import Daily
from kbgen.tickets.statistics import Detection, Lane, detect

FILE = Path(os.environ.get("KBGEN_FIREFOX_QUESTIONS", ""))

pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="KBGEN_FIREFOX_QUESTIONS does not name firefox_tickets_no_text.csv.gz"
)

DECLARED, UNDECLARED = truth.SYSTEM, ()


@lru_cache(maxsize=2)
def daily(patterns: tuple[str, ...]) -> Daily:
    return questions.read(FILE, questions.system(patterns))


def asked(patterns: tuple[str, ...], first: date) -> Detection:
    """At the end of the seven days from ``first`` on."""
    return detect(daily(patterns).weekly(first + timedelta(days=7)))


@pytest.mark.parametrize("patterns", [DECLARED, UNDECLARED], ids=["declared", "undeclared"])
def test_quiet_weeks_have_less_than_four_flags_in_five(patterns: tuple[str, ...]) -> None:
    """Every fourth Monday; the benchmark looks at all."""
    flags = []
    for monday in questions.mondays(daily(patterns))[31::4]:
        counts = daily(patterns).weekly(monday)
        incidents = [row for row, name in enumerate(counts.topics) if truth.is_incident(name)]
        first = counts.weeks.first_day(counts.weeks.count - 1)
        if not truth.known(first) and not (counts.tickets[incidents, -1] >= truth.LEAST).any():
            flags.append(len(detect(counts).signals))
    assert len(flags) > 50
    assert sum(flags) / len(flags) <= 0.8


@pytest.mark.parametrize("patterns", [DECLARED, UNDECLARED], ids=["declared", "undeclared"])
@pytest.mark.parametrize("day", truth.TAXONOMY)
def test_changes_of_the_tags_are_announced_and_do_not_flood(patterns: tuple[str, ...], day: date) -> None:
    found = asked(patterns, day)
    named = [notice for notice in found.notices if notice.kind == "taxonomy-break"]
    assert max(len(notice.tags) for notice in named) >= 3
    assert len(found.signals) <= 2


@pytest.mark.parametrize("patterns", [DECLARED, UNDECLARED], ids=["declared", "undeclared"])
@pytest.mark.parametrize(("day", "kind"), [(truth.SPAM, "spam"), (truth.SHOCK, "volume-shock")])
def test_bursts_are_announced_and_do_not_flood(patterns: tuple[str, ...], day: date, kind: str) -> None:
    found = asked(patterns, day)
    assert kind in {notice.kind for notice in found.notices}
    assert len(found.signals) <= 4


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("incident13012022", date(2022, 1, 13)),
        ("v98-download", date(2022, 3, 10)),
        ("defaultsearch-ru", date(2022, 3, 15)),
        ("bug1773633", date(2022, 7, 27)),
        ("bug1847380", date(2023, 8, 5)),
        ("bug1911283", date(2024, 8, 9)),
    ],
)
@pytest.mark.parametrize("patterns", [DECLARED, UNDECLARED], ids=["declared", "undeclared"])
def test_incidents_are_flagged_on_the_day_of_their_fifth_question(
    patterns: tuple[str, ...], tag: str, day: date
) -> None:
    found = asked(patterns, day - timedelta(days=6))
    assert (tag, Lane.NEW_TAG) in {(one.topic, one.lane) for one in found.signals}
