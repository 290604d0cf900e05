"""What the forms of a backtest share: its tables, and what they mean in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kbgen.tickets.statistics.backtest import Backtest, Power
from kbgen.tickets.statistics.signal import Lane

SEEN = 0.5
"""A rise is said to be seen where so large a share of rises was."""
LANES = (Lane.NEW_TAG, Lane.SPIKE, Lane.TREND)

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Heads and rows."""


@dataclass(frozen=True, slots=True)
class Report:
    """``as_of``: the day that the newest week ends before. ``topics``: how many there are. ``width``: of sentences, in
    columns.
    """

    site: str
    as_of: date
    topics: int
    result: Backtest
    width: int = 100


def summary(one: Report) -> str:
    """What it was run on."""
    weeks = one.result.weeks
    mean = sum(week.tickets for week in weeks) / max(len(weeks), 1)
    return f"{_weeks(len(weeks))} up to {one.as_of}, {mean:,.0f} tickets a week, {one.topics} tags and topics"


def load(one: Report) -> Iterator[str]:
    """Sentences on how much there is to look at."""
    result = one.result
    quiet = sum(week.quiet for week in result.weeks)
    yield f"{result.load():.1f} signals a week on average, over all weeks."
    if 0 < quiet < len(result.weeks):
        yield (
            f"{result.load(quiet=True):.1f} a week in the {quiet} quiet weeks: those in which no change of the tags, "
            "spam, shock of volume or missing data was announced."
        )
    elif quiet:
        yield "All weeks were quiet: no change of the tags, spam, shock of volume or missing data was announced."
    again = sum(week.again for week in result.weeks)
    total = sum(len(week.signals) for week in result.weeks)
    if again:
        yield f"{again} of the {total} signals were about a topic that had one in the week before, too."


def load_table(one: Report) -> Table:
    """Weeks by their number of signals, and the lanes of these."""
    weeks = one.result.weeks
    counts = Counter(len(week.signals) for week in weeks)
    rows = []
    for signals, number in sorted(counts.items()):
        lanes = Counter(lane for week in weeks if len(week.signals) == signals for lane in week.signals)
        rows.append((str(signals), str(number), *(str(lanes[lane]) if signals else "" for lane in LANES)))
    return ("signals", "weeks", *(str(lane) for lane in LANES)), rows


def power_table(one: Report) -> Table:
    """The share of added rises that was seen, by the level of the topic."""
    powers = one.result.powers
    columns = sorted({(power.weeks, power.factor) for power in powers})
    heads = ("usual a week", *(f"× {factor:g}, {_weeks(weeks)}" for weeks, factor in columns), "tried")
    rows = []
    for level in sorted({power.level for power in powers}):
        found = {(power.weeks, power.factor): power for power in powers if power.level == level}
        cells = [_percent(found[column]) for column in columns]
        rows.append((f"{level:g}", *cells, str(sum(found[column].tried for column in columns))))
    return heads, rows


def power_words(one: Report) -> Iterator[str]:
    """From which level on a rise is seen."""
    powers = one.result.powers
    for weeks, factor in sorted({(power.weeks, power.factor) for power in powers}):
        seen = [power.level for power in powers if (power.weeks, power.factor) == (weeks, factor) and _is_seen(power)]
        times = {2.0: "doubled", 3.0: "three times as many"}.get(factor, f"× {factor:g}")
        span = "one week" if weeks == 1 else f"{weeks} weeks"
        if seen:
            yield f"Questions {times} for {span} are seen more often than not from about {min(seen):g} a week on."
        else:
            yield f"Questions {times} for {span} are missed more often than seen at every level that your topics have."


def calibration_table(one: Report) -> Table:
    """How often p is below a limit although nothing changed."""
    heads = ("lane", "p below", "right", "found", "with Poisson's")
    rows = []
    for each in one.result.calibrations:
        poisson = each.poisson / max(each.tested, 1)
        rows.append(
            (str(each.lane), f"{each.limit:g}", percent(each.limit, 2), percent(each.share, 2), percent(poisson, 2))
        )
    return heads, rows


CALIBRATION = (
    "Weeks in which nothing changes were made up, with the levels and the scatter of your topics. “Found” is how often "
    "chance alone gave so small a p; the nearer to “right”, the better. Poisson's distribution, which assumes that "
    "tickets do not scatter more than dice, would be wrong by the last column."
)


def _is_seen(power: Power) -> bool:
    return power.tried > 0 and power.share >= SEEN


def percent(share: float, digits: int = 0) -> str:
    """``12 %``, ``0.10 %``."""
    return f"{100 * share:.{digits}f} %"


def _percent(power: Power) -> str:
    return percent(power.share) if power.tried else "–"


def _weeks(count: int) -> str:
    return "one week" if count == 1 else f"{count} weeks"
