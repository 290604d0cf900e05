"""Reports of effects: what is said of each answer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import click
import pytest
from jsonschema import Draft202012Validator

from kbgen.reports.effect import FORMATS, renderer, report
from kbgen.reports.effect.as_json import SCHEMA
from kbgen.reports.effect.report import Report
from kbgen.tickets.effect import Comparison, Effect, Period, Span, Verdict
from kbgen.tickets.effect.causes import Cause, Why
from kbgen.tickets.effect.changes import ArticleChange, Kind, Known
from kbgen.tickets.effect.findings import Finding
from kbgen.translation.grading import Grade

DAY = date(2026, 5, 4)
COMPARISON = Comparison(
    before=Period(date(2025, 10, 6), date(2026, 4, 6), 26, 412),
    left_out=Period(date(2026, 4, 6), DAY, 4, 124),
    after=Period(DAY, date(2026, 8, 3), 13, 127),
    expected=205.0,
    ratio=Span(0.62, 0.48, 0.79),
    p=0.007,
    p_rise=0.99,
    rank=3,
    placebos=412,
    placebo_topics=38,
    visible=0.74,
    outbreaks=(date(2025, 11, 3),),
    risen=True,
)
EFFECT = Effect("mail", DAY, None, Verdict.LOWERED, comparison=COMPARISON, needed=8.0)
CHANGE = ArticleChange("mail/setup", "et", DAY, Kind.CHANGED, Known.GIT, Grade.MATERIAL, more=2)
FINDING = Finding("mail/setup", "Set up | *email*", "Setting up", CHANGE, EFFECT, 0.014)


def reported(*findings: Finding, since: date | None = None) -> Report:
    return Report("Help", date(2026, 11, 22), since, findings, {"mail": 15.0}, ("Careful.",), {"et": "Estonian"})


def text(*findings: Finding, since: date | None = None) -> str:
    return renderer("text")(reported(*findings, since=since))


def test_a_fall_is_told_with_tickets_hours_and_figures() -> None:
    """In a handful of lines."""
    told = text(FINDING)
    assert "changed 2026-05-04 in Estonian (and 2 more changes within four weeks) → Setting up (mail)" in told
    assert "tickets fell by 38 % (21 to 52 %): about 6.0 a week, 1.5 hours" in told
    assert "31.0 a week  the rise that may have led to it" in told
    assert "1 week of an outbreak weighed down" in told
    assert "9.8 a week  15.8 were to be expected, as the other topics went" in told
    assert "2 of 412 comparisons without a change, of 38 topics, fell as far: p = 0.007 (q = 0.014)" in told
    assert told.endswith("Careful.")


def test_what_was_not_seen_says_what_is_possible() -> None:
    """Both ends of the interval."""
    ratio = replace(COMPARISON, ratio=Span(0.97, 0.8, 1.17))
    effect = replace(EFFECT, verdict=Verdict.NO_CHANGE, cause=Cause(Why.WOULD_BE_SEEN, 0.26), comparison=ratio)
    told = text(replace(FINDING, effect=effect))
    assert "no change seen: a fall by 26 % would have been seen in every second case;" in told
    assert "; from 20 % fewer to 17 % more is possible" in told


def test_what_cannot_be_measured_says_what_is_missing() -> None:
    """Weeks to wait, and tickets a week."""
    small = replace(COMPARISON, before=replace(COMPARISON.before, tickets=52))
    effect = replace(
        EFFECT, verdict=Verdict.NOT_MEASURABLE, cause=Cause(Why.FEW_TICKETS, 0.3), comparison=small, wait=1
    )
    told = report.advice(effect)
    assert told == (
        "1 week more to wait for the whole period after; 30 % fewer would be seen from about 8 tickets a week (now 2.0)"
    )
    assert "would not be seen of any" in report.advice(replace(effect, needed=None))
    assert "from about 8 tickets a week" in report.advice(replace(effect, comparison=None))


def test_of_many_articles_figures_are_shown_where_something_happened() -> None:
    """And a summary."""
    quiet = replace(FINDING, effect=replace(EFFECT, verdict=Verdict.NO_CHANGE, cause=Cause(Why.RISEN_BEFORE)))
    told = text(FINDING, quiet, since=date(2026, 8, 23))
    assert told.count("comparisons without a change") == 1
    assert "Changes since 2026-08-23: 2, of which tickets fell 1, no change seen 1." in told


def test_of_very_many_the_most_telling_come_first_and_the_rest_is_counted() -> None:
    """What fell or rose, the surest first; of one article together; in other forms all of them."""
    quiet = replace(EFFECT, verdict=Verdict.NO_CHANGE, cause=Cause(Why.RISEN_BEFORE))
    small = replace(EFFECT, verdict=Verdict.NOT_MEASURABLE, comparison=None, cause=Cause(Why.FEW_TICKETS, 0.3))
    surer = replace(EFFECT, comparison=replace(COMPARISON, p=0.001))
    found = [
        replace(FINDING, article=f"mail/{name}", title=name, effect=effect)
        for name, effect in (("a", small), ("b", quiet), ("c", EFFECT), ("b", surer), ("d", small))
    ]
    one = replace(reported(*found, since=date(2026, 8, 23)), most=3)
    told = click.unstyle(renderer("text")(one))
    assert [line for line in told.splitlines() if "  mail/" in line] == ["b  mail/b", "c  mail/c"]
    assert "Changes since 2026-08-23: 5, of which tickets fell 2, no change seen 1, not measurable 2." in told
    assert "The 3 most telling are shown, --all shows the other 2, too." in told
    assert "--all" not in renderer("text")(replace(one, most=None))
    assert len(json.loads(renderer("json")(one))["effects"]) == 5


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_lines_fit_into_the_terminal(width: int) -> None:
    """But for the columns of figures in a very narrow one; no word is lost."""
    wide = click.unstyle(text(FINDING))
    told = click.unstyle(renderer("text")(replace(reported(FINDING), width=width)))
    assert told.split() == wide.split()
    assert max(map(len, told.splitlines())) <= max(width, 57)


@pytest.mark.parametrize("since", [None, date(2026, 8, 23)])
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_a_report_too(form: str, since: date | None) -> None:
    """In every form."""
    assert renderer(form)(reported(since=since))


def test_json_is_as_the_schema_says_with_and_without_figures() -> None:
    """Every key, whatever is known."""
    bare = replace(
        FINDING, effect=Effect("mail", DAY, "et", Verdict.NOT_MEASURABLE, Cause(Why.TOO_EARLY, 2), wait=9), q=None
    )
    value = json.loads(renderer("json")(reported(FINDING, bare)))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(value)
    first, second = value["effects"]
    assert (first["rate_ratio"], first["fewer_a_week"]) == ({"estimate": 0.62, "low": 0.48, "high": 0.79}, 5.99)
    assert (second["rate_ratio"], second["wait_weeks"]) == (None, 9)


def test_markdown_takes_words_for_words() -> None:
    """A title with marks is no table of its own."""
    assert "| Set up \\| \\*email\\* (mail/setup) |" in renderer("markdown")(reported(FINDING))


def test_a_title_does_not_move_the_cursor() -> None:
    """In a terminal."""
    assert "\x1b[2J" not in text(replace(FINDING, title="\x1b[2Jgone"))
