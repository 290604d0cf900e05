"""How many tickets of each topic are to be expected on each day, before chance has its say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.sample import host, stories
from kbgen.tickets.sample.stories import INCIDENT_BACK, Span, Story

Reals = NDArray[np.float64]

WEEKDAYS = np.array([1.42, 1.27, 1.22, 1.18, 1.07, 0.45, 0.39])
"""From Monday on; mean 1."""

HOLIDAYS = {(1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26)}
"""Month and day; a third of the team works."""

GROWTH = 0.06
"""More tickets each year than in the year before."""

SPREAD = 0.02
"""Typical overdispersion: weekly counts vary by this share of the mean squared, beyond Poisson's law."""

WITHOUT_TOPIC = 0.11
"""Share of tickets that nobody gave a topic."""

STEEPNESS = 0.85
"""Zipf: the share of a topic falls as 1 / (its place + 3) to this power."""

INCIDENT_SHARES = np.array([0.5, 1.0, 0.7, 0.35])
"""Of the worst day, day by day."""

INCIDENT_WORST = 0.028
"""Tickets of the worst day, as a share of an ordinary week's."""


def shares(count: int) -> Reals:
    """How the tickets with a topic are spread over so many topics."""
    falling = np.power(np.arange(count) + 3.0, -STEEPNESS)
    found: Reals = falling / falling.sum()
    return found


def per_day(span: Span, told: Sequence[Story], a_year: float, dice: np.random.Generator) -> Reals:
    """Shape (topics + 2, days): the topics in their order, then the incident, then tickets without a topic. ``a_year``
    is what the last 52 weeks come to, nearly.
    """
    topics = len(host.TOPICS)
    weekly = a_year / 52
    means = np.concatenate([shares(topics) * weekly * (1 - WITHOUT_TOPIC), [0.0], [weekly * WITHOUT_TOPIC]])
    expected = means[:, None] / 7 * _calendar(span) * _chance(topics + 2, span.days, dice)
    places = {topic.tag: row for row, topic in enumerate(host.TOPICS)}
    for story in told:
        if story.factor is not None:
            for tag in story.topics:
                expected[places[tag]] *= story.factor(span)
        if story.name == "certificate incident":
            expected[topics, -INCIDENT_BACK:] = weekly * INCIDENT_WORST * INCIDENT_SHARES
    expected[places["domain-renewal-invoice"]] *= stories.season(span)
    return expected


def _calendar(span: Span) -> Reals:
    """What all topics share: the day of the week, holidays, the season and growth."""
    days = [span.start + timedelta(days=n) for n in range(span.days)]
    weekday = WEEKDAYS[[day.weekday() for day in days]]
    holiday = np.array([0.34 if (day.month, day.day) in HOLIDAYS else 1.0 for day in days])
    growth = (1 + GROWTH) ** (-span.ago() / 365.25 + 0.5)
    found: Reals = weekday * holiday * growth * np.array([_season(day) for day in days])
    return found


def _season(day: date) -> float:
    """Fewer in July, when everybody is away; a little more in spring and autumn. Mean about 1."""
    turn = 2 * np.pi * (day.timetuple().tm_yday - 196) / 365.25
    return float(1.01 - 0.09 * np.exp(-((turn / 0.45) ** 2)) - 0.03 * np.cos(turn))


def _chance(topics: int, days: int, dice: np.random.Generator) -> Reals:
    """Good and bad weeks of each topic, from gamma's distribution, and of all topics at once."""
    weeks = -(-days // 7)
    spread = SPREAD * dice.lognormal(0, 0.5, (topics, 1))
    own = dice.gamma(1 / spread, spread, (topics, weeks))
    common = dice.gamma(1 / 0.002, 0.002, weeks)
    return np.repeat(own * common, 7, axis=1)[:, :days]
