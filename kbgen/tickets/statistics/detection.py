"""All lanes over one week: what to look at, what to announce instead, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.counts import TopicId, WeeklyCounts
from kbgen.tickets.events import Flood, LittleHistory, NoData, Season
from kbgen.tickets.statistics import births, discovery, history, messages, season, standing, system, tails, taxonomy
from kbgen.tickets.statistics.lanes import SPIKE, Scores
from kbgen.tickets.statistics.signal import HIGHEST_RATIO, Detection, Lane, Notice, Ratio, Signal
from kbgen.tickets.statistics.survey import FULL, Survey, hits, survey, tags_of
from kbgen.tickets.statistics.tails import Floats

FLOOD = 8
FLOOD_SHARE = 0.10
"""So many topics, and so large a share of those that are tested, do not rise at once because customers ask more."""
UNKNOWN = 0.5
"""Tickets a week that are expected of a new tag where there is nothing to compare with."""
DOUBLED = 2.0
VISIBLE = 0.001
RECENT_NEWS = 4
"""Notices about the tags are repeated for so many weeks, for deaths are seen late."""
REACH = 60
"""Weeks back from the one that is asked about, in which missing data are worth a word."""


def detect(counts: WeeklyCounts, week: int = -1) -> Detection:
    """Look at one week (the newest, unless said otherwise) with the eyes of its own end: later weeks do not count."""
    if not counts.weeks.count:
        return Detection((), (), (), {}, (), {})
    return judged(survey(counts, week))


def of_tags(counts: WeeklyCounts) -> Detection:
    """What became of the tags up to the newest week: which are suspended, the system's, or ended. Nothing is tested,
    and nothing expected.
    """
    if not counts.weeks.count:
        return Detection((), (), (), {}, (), {})
    past = history.of(counts, counts.weeks.count - 1)
    tags = tags_of(past, counts)
    return Detection(
        (),
        (),
        (),
        {past.topics[row]: messages.suspended(why) for row, why in tags.suspended.items()},
        tuple(past.topics[row] for row in np.flatnonzero(tags.systemic)),
        {},
        frozenset(past.topics[row] for row in np.flatnonzero(tags.ended)),
    )


def breaks(counts: WeeklyCounts) -> tuple[Notice, ...]:
    """All changes of the tags that the weeks hold, the oldest first."""
    past = history.of(counts, counts.weeks.count - 1)
    changed = taxonomy.breaks(births.lives(past, past.weeks), ~system.system(past), past.topics)
    return tuple(messages.taxonomy(one, counts.weeks.first_day(one.week), past.topics) for one in changed)


def judged(known: Survey) -> Detection:
    """Tell what is a signal, and what is announced instead."""
    spikes, about_spikes = of_lane(known, known.spike)
    trends, about_trends = of_lane(known, known.trend)
    signals: dict[TopicId, Signal] = {}
    flooded = {tag for one in (*about_spikes, *about_trends) if one.kind == "taxonomy-break" for tag in one.tags}
    compared = (one for one in (*spikes, *trends) if one.topic not in flooded)
    # A topic is told once, by the lane that is surer of it; a new tag is one in any case.
    for one in (*_new_tags(known), *sorted(compared, key=lambda one: one.p)):
        signals.setdefault(one.topic, one)
    surest = sorted(signals.values(), key=lambda one: (one.p, one.topic))
    spam = known.burst is not None and known.burst.kind == "spam"
    notices = [
        *_about_burst(known, [one.topic for one in surest] if spam else []),
        *_about_tags(known),
        *about_spikes,
        *about_trends,
        *_about_data(known),
    ]
    return Detection(
        signals=() if spam else tuple(surest),
        notices=tuple(_once(notices)),
        too_few=tuple(_too_few(known, signals.keys())),
        suspended={topic: messages.suspended(why) for topic, why in known.suspended.items()},
        system=tuple(known.history.topics[row] for row in np.flatnonzero(known.systemic)),
        expected=standing.expected(known.calm),
        ended=frozenset(known.history.topics[row] for row in np.flatnonzero(known.ended)),
        suspensions=known.suspended,
    )


def of_lane(known: Survey, scores: Scores | None) -> tuple[list[Signal], list[Notice]]:
    """The signals of a lane that compares, and what is announced instead."""
    if scores is None:
        return [], []
    rows, q = hits(scores, ~known.untested)
    topics = known.history.topics
    day = known.day(known.newest)
    tested = int((scores.tested & ~known.untested).sum())
    if len(rows) >= max(FLOOD, FLOOD_SHARE * tested):
        return [], [messages.flood(Flood(scores.window.lane, len(rows), tested), day, [topics[row] for row in rows])]
    again = season.seasonal(known.history, scores, rows)
    notices = [
        messages.seasonal(Season(topics[row], int(scores.tickets[row]), scores.window.weeks), day)
        for row in rows[again]
    ]
    rows = rows[~again]
    named = [topics[row] for row in rows]
    of = (scores.tickets[rows], scores.expected[rows], scores.spread[rows], scores.p[rows], q[rows])
    return _signals(scores.window.lane, scores.window.weeks, named, *of), notices


def _new_tags(known: Survey) -> list[Signal]:
    """Topics that nobody asked about in a year."""
    rows = np.flatnonzero(known.lives.new & ~known.untested)
    tickets = known.history.tickets[rows, -1]
    if known.spike is None:
        expected, spread = np.full(len(rows), UNKNOWN), np.full(len(rows), 1 / UNKNOWN)
    else:
        expected, spread = known.spike.expected[rows], known.spike.spread[rows]
    p = tails.upper(tickets, expected, spread)
    named = [known.history.topics[row] for row in rows]
    return _signals(Lane.NEW_TAG, 1, named, tickets, expected, spread, p, discovery.adjusted(p))


def _signals(
    lane: Lane,
    weeks: int,
    topics: list[TopicId],
    tickets: NDArray[np.int64],
    expected: Floats,
    spread: Floats,
    p: Floats,
    q: Floats,
) -> list[Signal]:
    limits = (np.minimum(part, HIGHEST_RATIO).tolist() for part in tails.interval(tickets, expected, spread))
    ratios = zip(*limits, strict=True)
    return [
        Signal(topic, lane, weeks, int(tickets[at]), float(expected[at]), Ratio(*ratio), float(p[at]), float(q[at]))
        for at, (topic, ratio) in enumerate(zip(topics, ratios, strict=True))
    ]


def _too_few(known: Survey, flagged: Iterable[TopicId]) -> Iterator[TopicId]:
    """Topics in use of which a doubling would not be seen."""
    scores = known.trend or known.spike
    few = (known.history.tickets[:, -FULL:].sum(axis=1) > 0) & ~known.untested
    if scores is not None:
        # A shock makes this one week hard to tell, and says nothing about the topics.
        spread = scores.spread - scores.doubt
        p = tails.upper(np.ceil(DOUBLED * scores.expected), scores.expected, spread)
        few &= (p > VISIBLE) | ~scores.tested
    seen = set(flagged)
    for row in np.flatnonzero(few).tolist():
        if known.history.topics[row] not in seen:
            yield known.history.topics[row]


def _about_burst(known: Survey, stood_out: list[TopicId]) -> Iterator[Notice]:
    if known.burst is not None:
        yield messages.burst(known.burst, known.day(known.newest), stood_out)


def _about_tags(known: Survey) -> Iterator[Notice]:
    for one in known.breaks:
        if one.week > known.newest - RECENT_NEWS:
            yield messages.taxonomy(one, known.day(one.week), known.history.topics)


def _about_data(known: Survey) -> Iterator[Notice]:
    observed = known.counts.observed[: known.history.weeks]
    weeks = np.flatnonzero(observed)
    first = int(weeks[0]) if len(weeks) else known.newest
    missing = np.flatnonzero(~observed[first:]) + first
    for run in np.split(missing, np.flatnonzero(np.diff(missing) > 1) + 1):
        if len(run) and run[-1] > known.newest - REACH:
            yield messages.no_data(NoData(len(run)), known.day(int(run[0])))
    needed = SPIKE.least + SPIKE.guard + SPIKE.weeks
    if known.spike is None and observed[-1] and len(weeks) < needed:
        yield messages.little_history(LittleHistory(len(weeks), needed), known.day(known.newest))


def _once(notices: list[Notice]) -> Iterator[Notice]:
    """The first notice of those about the same."""
    seen = set()
    for one in notices:
        if (one.kind, one.week, one.tags) not in seen:
            seen.add((one.kind, one.week, one.tags))
            yield one
