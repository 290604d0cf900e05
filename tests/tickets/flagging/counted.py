"""Weekly counts and signals, written down as tests need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.statistics.signal import Detection, Expected, Lane, Ratio, Signal
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks

UNTIL = datetime(2026, 11, 22, tzinfo=UTC)
LANGUAGES = ("et", "ru", "")
CHANNELS = (Channel.EMAIL, Channel.CHAT)

Weekly = Mapping[str, Mapping[str, Sequence[int]]]
"""Topic → language → tickets of each week, the oldest first."""


def counted(
    weekly: Weekly, observed: Sequence[bool] | None = None, languages: Sequence[str] = LANGUAGES
) -> WeeklyCounts:
    """As if each ticket had one topic; two in three came by e-mail."""
    weeks = len(next(iter(next(iter(weekly.values())).values())))
    by_language = np.array(
        [[of_one.get(code, [0] * weeks) for code in languages] for of_one in weekly.values()], dtype=np.int64
    ).reshape(len(weekly), len(languages), weeks)
    tickets = by_language.sum(1)
    mail = tickets * 2 // 3
    return WeeklyCounts(
        weeks=Weeks(UNTIL, ZoneInfo("UTC"), weeks),
        topics=tuple(weekly),
        languages=tuple(languages),
        channels=CHANNELS,
        tickets=tickets,
        by_language=by_language,
        by_channel=np.stack([mail, tickets - mail], axis=1),
        exposure=tickets.sum(0),
        exposure_by_language=by_language.sum(0),
        all_tickets=tickets.sum(0),
        observed=np.array(observed if observed is not None else [True] * weeks),
    )


def signal(topic: str, lane: Lane, tickets: int, expected: float, weeks: int = 1) -> Signal:
    ratio = tickets / expected
    return Signal(topic, lane, weeks, tickets, expected, Ratio(ratio, ratio / 2, ratio * 2), 0.0001, 0.01)


def detected(
    counts: WeeklyCounts, *signals: Signal, suspended: Mapping[str, str] | None = None, system: Sequence[str] = ()
) -> Detection:
    """The level of each topic is its mean, give or take a fifth."""
    means = {topic: float(counts.tickets[counts.row(topic)].mean()) for topic in counts.topics}
    expected = {topic: Expected(mean, 0.8 * mean, 1.2 * mean) for topic, mean in means.items()}
    return Detection(signals, (), (), suspended or {}, tuple(system), expected)
