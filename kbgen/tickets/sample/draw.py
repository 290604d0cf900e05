"""From what is to be expected to single tickets: the dice are thrown here, all from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.sample import host
from kbgen.tickets.sample.expected import per_day
from kbgen.tickets.sample.stories import SPAM_DAYS, Span, Story

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

NO_TOPIC = -1
OPEN, PENDING, SOLVED, CLOSED, DELETED = range(5)
UNRATED, OFFERED, GOOD, BAD = range(4)

SECOND_TOPIC = 0.07
TRACKED, RATED, LIKED = 0.86, 0.22, 0.89
MERGED, UNWANTED = 0.022, 0.012
WITHOUT_LANGUAGE = 0.03
CLOSED_AFTER = 4 * 86400
"""Seconds after which the help desk closes what is solved."""

SPAM_OF_A_WEEK = 1.2
"""Messages of the burst, as a share of an ordinary week's tickets."""

_HOURS = (
    [8, 5, 3, 2, 2, 4, 11, 27, 62, 94, 100, 92, 80, 84, 88, 82, 72, 56, 42, 38, 36, 32, 24, 15],
    [0, 0, 0, 0, 0, 0, 0, 0, 20, 100, 96, 88, 74, 82, 86, 78, 60, 8, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 45, 82, 94, 100, 90, 92, 96, 88, 80, 62, 40, 30, 0, 0, 0, 0],
)
"""How much comes in each hour by mail, by phone, by chat."""

EMAIL, PHONE, CHAT = range(3)


@dataclass(frozen=True)
class Drawn:
    """Tickets in the order in which they came; every array has one entry for each.

    ``topic`` and ``second``: rows of ``topics``, or NO_TOPIC. ``seconds``: since 1970. ``language``: row of
    ``host.LANGUAGES``, or -1. ``minutes``: of work, 0 where nobody tracked it. ``linked``: whether the topic's article
    was sent. ``solved``: seconds until then. ``renamed``: seconds since 1970 from which on tags have their new names.
    """

    topics: tuple[host.Topic, ...]
    seconds: Numbers
    topic: Numbers
    second: Numbers
    language: Numbers
    channel: Numbers
    status: Numbers
    merged: Flags
    spam: Flags
    minutes: Numbers
    rating: Numbers
    linked: Flags
    solved: Numbers
    renamed: int

    def __len__(self) -> int:
        return len(self.seconds)


def draw(span: Span, told: Sequence[Story], seed: int, a_year: float) -> Drawn:
    """Tickets for the days of the span, about ``a_year`` in the last one."""
    dice = np.random.default_rng([seed, span.days, span.end.toordinal()])
    topics = (*host.TOPICS, host.INCIDENT)
    counts = dice.poisson(per_day(span, told, a_year, dice))
    row, day = (np.repeat(place, counts.ravel()) for place in _places(counts.shape))
    topic = np.where(row == len(topics), NO_TOPIC, row)
    named = {story.name: story for story in told}
    spam = np.zeros(len(topic), bool)
    if burst := named.get("spam"):
        topic, day, spam = _with_spam(topic, day, (burst.first - span.start).days, a_year / 52, dice)
    weekend = (day + span.start.weekday()) % 7 >= 5
    channel = np.where(spam, EMAIL, _channels(weekend, dice))
    seconds = _midnights(span)[day] + _time_of_day(channel, dice)
    order = np.argsort(seconds, kind="stable")
    topic, channel, seconds, spam = topic[order], channel[order], seconds[order], spam[order]
    language = np.where(spam, list(host.LANGUAGES).index("en"), _languages(topics, topic, dice))
    end = int(_midnights(span)[-1])
    merged = ~spam & (dice.random(len(topic)) < MERGED)
    solved = _until_solved(channel, dice)
    deleted = np.where(spam, dice.random(len(topic)) < 0.35, dice.random(len(topic)) < UNWANTED)
    status = _status(end - seconds - solved, deleted, dice)
    tidied = named.get("tidied tags")
    return Drawn(
        topics=topics,
        seconds=seconds,
        topic=topic,
        second=_second(topics, topic, spam, dice),
        language=language,
        channel=channel,
        status=np.where(merged, CLOSED, status),
        merged=merged,
        spam=spam,
        minutes=_minutes(topics, topic, spam, dice),
        rating=_ratings(spam | merged, dice),
        linked=_linked(topics, topic, seconds, named, dice) & ~spam & ~merged,
        solved=solved,
        renamed=_instant(tidied.first, time(10, 20)) if tidied else end,
    )


def _places(shape: tuple[int, ...]) -> tuple[Numbers, Numbers]:
    rows, days = np.indices(shape)
    return rows.ravel(), days.ravel()


def _with_spam(
    topic: Numbers, day: Numbers, first: int, weekly: float, dice: np.random.Generator
) -> tuple[Numbers, Numbers, Flags]:
    """The burst: a trigger finds a word in some of the messages and gives them a topic."""
    count = int(dice.poisson(weekly * SPAM_OF_A_WEEK))
    form = [one.tag for one in host.TOPICS].index("contact-form")
    burst = np.where(dice.random(count) < 0.12, form, NO_TOPIC)
    days = first + dice.integers(0, SPAM_DAYS, count)
    marks = np.concatenate([np.zeros(len(topic), bool), np.ones(count, bool)])
    return np.concatenate([topic, burst]), np.concatenate([day, days]), marks


def _instant(day: date, at: time) -> int:
    return int(datetime.combine(day, at, ZoneInfo(host.ZONE)).timestamp())


def _midnights(span: Span) -> Numbers:
    """Of every day and of the end, in seconds since 1970."""
    return np.array([_instant(span.start + timedelta(days=n), time()) for n in range(span.days + 1)])


def _channels(weekend: Flags, dice: np.random.Generator) -> Numbers:
    """Nobody answers the phone at weekends, so that more calls come on other days."""
    shares = list(host.CHANNELS.values())
    calls = shares[PHONE] / (1 - float(weekend.mean())) if len(weekend) else shares[PHONE]
    chance = dice.random(len(weekend))
    late = np.where(weekend, 0.0, calls)
    return np.where(chance < late, PHONE, np.where(chance < late + shares[CHAT], CHAT, EMAIL))


def _time_of_day(channel: Numbers, dice: np.random.Generator) -> Numbers:
    """Seconds since midnight."""
    hour = np.zeros(len(channel), int)
    for number, weights in enumerate(_HOURS):
        of_it = channel == number
        shares = np.array(weights) / sum(weights)
        hour[of_it] = dice.choice(24, int(of_it.sum()), p=shares)
    return hour * 3600 + dice.integers(0, 3600, len(channel))


def _languages(topics: Sequence[host.Topic], topic: Numbers, dice: np.random.Generator) -> Numbers:
    codes = list(host.LANGUAGES)
    weights = np.array([[host.LANGUAGES[c] * one.lean.get(c, 1.0) for c in codes] for one in topics])
    # The last row is for tickets without a topic, whose number is -1.
    weights = np.vstack([weights, list(host.LANGUAGES.values())])
    until = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    found = (dice.random(len(topic))[:, None] >= until[topic, :-1]).sum(axis=1)
    return np.where(dice.random(len(topic)) < WITHOUT_LANGUAGE, -1, found)


def _until_solved(channel: Numbers, dice: np.random.Generator) -> Numbers:
    """Seconds: calls and chats end at once, messages wait for hours."""
    median = np.array([7.5 * 3600, 600, 900])[channel]
    return (median * dice.lognormal(0, 0.9, len(channel))).astype(int) + 60


def _status(age: Numbers, deleted: Flags, dice: np.random.Generator) -> Numbers:
    """``age``: seconds since a ticket was solved, negative where it is not."""
    unsolved = np.where(dice.random(len(age)) < 0.4, PENDING, OPEN)
    return np.where(deleted, DELETED, np.where(age < 0, unsolved, np.where(age < CLOSED_AFTER, SOLVED, CLOSED)))


def _second(topics: Sequence[host.Topic], topic: Numbers, spam: Flags, dice: np.random.Generator) -> Numbers:
    """Some tickets ask two things. The other is a rare topic of the same team, about which nothing is told."""
    quiet = [
        [row for row, other in enumerate(host.TOPICS) if row > 30 and other.family == one.family] for one in topics
    ]
    wanted = (topic != NO_TOPIC) & ~spam & (dice.random(len(topic)) < SECOND_TOPIC)
    found = np.full(len(topic), NO_TOPIC)
    for row, others in enumerate(quiet):
        of_it = wanted & (topic == row)
        if others:
            found[of_it] = dice.choice(others, int(of_it.sum()))
    return np.where(found == topic, NO_TOPIC, found)


def _minutes(topics: Sequence[host.Topic], topic: Numbers, spam: Flags, dice: np.random.Generator) -> Numbers:
    median = np.array([*(one.minutes for one in topics), 11.0])[topic]
    worked = np.maximum(1, np.rint(median * dice.lognormal(0, 0.55, len(topic)))).astype(int)
    return np.where(spam | (dice.random(len(topic)) >= TRACKED), 0, worked)


def _ratings(never: Flags, dice: np.random.Generator) -> Numbers:
    given = np.where(dice.random(len(never)) < LIKED, GOOD, BAD)
    asked = np.where(dice.random(len(never)) < RATED, given, OFFERED)
    return np.where(never, UNRATED, asked)


def _linked(
    topics: Sequence[host.Topic], topic: Numbers, seconds: Numbers, named: dict[str, Story], dice: np.random.Generator
) -> Flags:
    """Agents link an article that is there; hardly one that is not good yet."""
    share = np.array([*(one.linked if one.article else 0.0 for one in topics), 0.0])[topic]
    for name, story in named.items():
        if name.startswith("article that") and "effect" in story.expected:
            row = [one.tag for one in topics].index(story.topics[0])
            written = _instant(date.fromisoformat(story.expected["date"]), time(12))
            share = np.where((topic == row) & (seconds < written), 0.03, share)
    found: Flags = dice.random(len(topic)) < share
    return found
