"""Reports of forecasts: all forms, and what is to be said besides."""

from __future__ import annotations

import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from numpy.typing import NDArray

from kbgen.reports.forecast import FORMATS, renderer, report
from kbgen.reports.forecast.as_json import SCHEMA
from kbgen.reports.forecast.report import Report
from kbgen.tickets.forecast import forecast
from kbgen.tickets.forecast.people import Work
from tests.tickets.effect.stories import counts_of

WORK = Work(minutes=20, hours=1500, tracked=1234)


def reported(weekly: NDArray[np.int64], work: Work = WORK) -> Report:
    return Report("Help", forecast(counts_of(weekly[np.newaxis])), work)


def steady(weeks: int, seed: int = 1) -> NDArray[np.int64]:
    return np.random.default_rng(seed).poisson(100, weeks)


def test_people_are_those_that_the_pace_of_a_span_needs() -> None:
    """5,200 tickets a year of 20 minutes are 1,733 hours; a quarter needs as many people as its year."""
    one = reported(steady(208))
    year, quarter = one.forecast.years[0], one.forecast.quarters[0]
    assert report.people(year, WORK).estimate == pytest.approx(5200 / 3 / 1500, rel=0.05)
    assert report.people(quarter, WORK).estimate == pytest.approx(report.people(year, WORK).estimate)


def test_minutes_are_named_with_their_source() -> None:
    """Tracked, or from the settings."""
    assert "20 minutes a ticket (the mean of 1,234 tickets" in report.sources(WORK)
    assert "handling_minutes in mkdocs.yml" in report.sources(Work(15, 1500))


def test_ranges_that_held_too_little_are_called_so() -> None:
    """Years without a change, and then twice the tickets."""
    doubled = np.concatenate([steady(200), 2 * steady(100)])
    assert any("held only" in words for words in report.warnings(reported(doubled)))
    assert not any("held only" in words for words in report.warnings(reported(steady(300))))


@pytest.mark.parametrize("weeks", [5, 20, 60, 160])
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_says_something_of_any_past(form: str, weeks: int) -> None:
    """From a month to three years."""
    told = renderer(form)(reported(steady(weeks)))
    assert told
    assert "nan" not in told.lower().replace("finance", "")


@pytest.mark.parametrize("weeks", [5, 20, 60, 160])
def test_json_is_as_the_schema_says(weeks: int) -> None:
    """Whatever is known."""
    value = json.loads(renderer("json")(reported(steady(weeks))))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(value)


def test_the_method_that_is_used_is_marked_in_the_backtest() -> None:
    """Among all that were tried."""
    told = renderer("text")(reported(steady(208)))
    assert "→ mean of the last 52 weeks" in told
    assert told.count("%") > 10
