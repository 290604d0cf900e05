"""A backtest for other programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from kbgen.reports.backtest.report import LANES, Report
from kbgen.tickets.statistics.backtest import Calibration, Power, WeekLoad


def render(one: Report) -> str:
    """``{"as_of", "signals_a_week", "weeks": […], "power": […], "calibration": […]}``; null where nothing was tried."""
    result = one.result
    value = {
        "as_of": one.as_of.isoformat(),
        "topics": one.topics,
        "signals_a_week": {"all": _number(result.load()), "quiet": _number(result.load(quiet=True))},
        "quiet_weeks": sum(week.quiet for week in result.weeks),
        "weeks": [_week(week) for week in result.weeks],
        "power": [_power(power) for power in result.powers],
        "calibration": [_calibration(each) for each in result.calibrations],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _week(week: WeekLoad) -> dict[str, Any]:
    lanes = Counter(week.signals)
    return {
        "week": week.day.isoformat(),
        "tickets": week.tickets,
        "signals": {lane.value: lanes[lane] for lane in LANES},
        "again": week.again,
        "quiet": week.quiet,
    }


def _power(power: Power) -> dict[str, Any]:
    return {
        "level": power.level,
        "factor": power.factor,
        "weeks": power.weeks,
        "seen": power.seen,
        "tried": power.tried,
        "share": _number(power.share),
    }


def _calibration(each: Calibration) -> dict[str, Any]:
    return {
        "lane": each.lane.value,
        "limit": each.limit,
        "share": _number(each.share),
        "poisson": _number(each.poisson / each.tested) if each.tested else None,
        "tests": each.tested,
    }


def _number(value: float) -> float | None:
    return None if value != value else round(value, 5)
