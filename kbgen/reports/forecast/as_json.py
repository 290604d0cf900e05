"""A forecast for other programs, in the form that ``schema.json`` beside this file describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kbgen.reports.forecast import report
from kbgen.reports.forecast.report import Report
from kbgen.tickets.forecast.backtest import Trial
from kbgen.tickets.forecast.forecast import Scenario, Step
from kbgen.tickets.forecast.people import Work

SCHEMA = Path(__file__).with_name("schema.json")


def render(one: Report) -> str:
    """``{"as_of", "method", "years": […], "quarters": […], "scenarios": […], "backtest": […]}``."""
    found, work = one.forecast, one.work
    value = {
        "as_of": found.until.isoformat(),
        "known_weeks": found.known,
        "last_52_weeks": round(found.last_year),
        "method": found.method,
        "why": found.why,
        "minutes": {"a_ticket": round(work.minutes, 2), "tracked_tickets": work.tracked},
        "hours_per_person": work.hours,
        "years": [_step(step, work) for step in found.years],
        "quarters": [_step(step, work) for step in found.quarters],
        "scenarios": [_scenario(scenario, work) for scenario in found.scenarios],
        "backtest": [_trial(trial) for trial in found.trials],
        "notices": list(report.warnings(one)),
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _step(step: Step, work: Work) -> dict[str, Any]:
    people = report.people(step, work)
    return {
        "first": step.first.isoformat(),
        "end": step.end.isoformat(),
        "tickets": {"estimate": round(step.tickets), "low": _rounded(step.low, 0), "high": _rounded(step.high, 0)},
        "people": {
            "estimate": round(people.estimate, 2),
            "low": _rounded(people.low, 2),
            "high": _rounded(people.high, 2),
        },
        "spans_behind_the_range": step.apart,
    }


def _scenario(scenario: Scenario, work: Work) -> dict[str, Any]:
    years = [{"tickets": round(tickets), "people": round(work.people(tickets), 2)} for tickets in scenario.years]
    return {"growth": round(scenario.growth, 4), "says": scenario.said, "years": years}


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "method": trial.name,
        "says": report.said(trial.name),
        "ahead": [
            {
                "span": report.span_name(span),
                "mean_absolute_log_error": _rounded(trial.error(span), 4),
                "origins": len(trial.known(span)),
                "origins_apart": trial.apart(span),
                "held": trial.covered(span)[0],
                "ranges": trial.covered(span)[1],
            }
            for span in trial.errors
        ],
    }


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits or None)
