"""Many changes at once: what falls by chance alone is not called an effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.effect import Comparison, Effect, Period, Span, Verdict
from kbgen.tickets.effect.changes import ArticleChange, Kind, Known
from kbgen.tickets.effect.effect import LEVEL
from kbgen.tickets.effect.findings import FALSE_DISCOVERIES, Finding, judged

DAY = date(2026, 5, 4)
PERIOD = Period(DAY, DAY, 13, 100)


def finding(p: float | None) -> Finding:
    compared = p is not None and Comparison(
        PERIOD, PERIOD, PERIOD, 100.0, Span(0.8, 0.6, 0.9), p, 1 - p, 1, 400, 40, 0.7
    )
    verdict = Verdict.NOT_MEASURABLE if p is None else Verdict.LOWERED if p <= LEVEL else Verdict.NO_CHANGE
    effect = Effect("mail", DAY, None, verdict, comparison=compared or None)
    return Finding("a", "A", "Mail", ArticleChange("a", "et", DAY, Kind.CHANGED, Known.GIT), effect)


def test_one_change_is_judged_by_itself() -> None:
    """Its q is its p."""
    (one,) = judged([finding(0.04)])
    assert (one.q, one.effect.verdict) == (0.04, Verdict.LOWERED)


def test_one_of_thirty_that_just_falls_is_chance() -> None:
    """It is said how many fall as far."""
    many = judged([finding(0.04), *(finding(0.5) for _ in range(29))])
    assert many[0].effect.verdict is Verdict.NO_CHANGE
    assert many[0].effect.reason == "it fell, but of 30 changes about 1.2 fall as far by chance"


def test_a_clear_fall_stays_one_among_many() -> None:
    """And what could not be compared does not count among them."""
    many = judged([finding(0.001), *(finding(0.5) for _ in range(29)), *(finding(None) for _ in range(500))])
    assert many[0].effect.verdict is Verdict.LOWERED
    assert many[-1] == finding(None)


@given(ps=st.lists(st.floats(0.001, 1.0), min_size=1, max_size=30))
def test_q_is_never_below_p_and_keeps_its_order(ps: list[float]) -> None:
    """Whatever the others are; and it decides together with p."""
    found = judged([finding(p) for p in ps])
    for p, one in zip(ps, found, strict=True):
        assert one.q is not None
        assert p - 1e-12 <= one.q <= 1
        assert (one.effect.verdict is Verdict.LOWERED) == (p <= LEVEL and one.q <= FALSE_DISCOVERIES)
    qs = [one.q for _, one in sorted(zip(ps, found, strict=True), key=lambda pair: pair[0])]
    assert qs == sorted(qs, key=lambda q: q or 0)


@given(order=st.permutations([0.001, 0.02, 0.04, 0.3, 0.9]))
def test_the_order_of_changes_changes_nothing(order: list[float]) -> None:
    """Each keeps its q."""
    plain = {one.effect.comparison: one.q for one in judged([finding(p) for p in sorted(order)])}
    assert {one.effect.comparison: one.q for one in judged([finding(p) for p in order])} == plain


def test_nothing_is_judged_of_nothing() -> None:
    """An empty quarter."""
    assert judged([]) == []
    assert replace(finding(None)).q is None
