"""How often “the article lowered its tickets” is false, how often a true fall is seen, and how far forecasts are off.

``python -m bench.tickets_effect FOLDER`` with the Firefox help questions (see bench/README.md). Nobody wrote an article
on a placebo date, so every effect that is found there is false. Dates are drawn at random, and right after spikes, as
articles are written in reality. Every method sees the same data: the weeks up to 13 after the date, and nothing later.
A true fall is made by leaving out tickets after the date at random. All p are one-sided, of a fall.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import erfc, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.tickets_lanes import questions
from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.effect import Effect, Verdict, measure
from kbgen.tickets.effect.windows import AFTER, BEFORE, LEFT_OUT
from kbgen.tickets.forecast.backtest import Ahead, Trial, backtest, winner
from kbgen.tickets.forecast.candidates import CANDIDATES

FILE = "firefox_tickets_no_text.csv.gz"
UNTIL = date(2026, 6, 14)
WEEKS = 296
SYSTEM = (
    *("firefox*", "windows*", "mac-os*", "macos*", "linux*", "android*", "ios*", "thunderbird*", "release*", "esr*"),
    *("desktop", "mobile", "needsinfo", "other", "beta", "nightly", "undefined", "escalate", "seg-*"),
)
"""Tags that say what somebody uses, or what a moderator did, and not what is asked."""

CLASSES = ((2, 5), (5, 15), (15, np.inf))
FALLS = (0.3, 0.5)
FIRST = 60
"""Weeks that must be known before a date."""

SPIKE = 2.58
RECENT = 4
ADDED = 3

MONTH = 4
LASTING = 156
"""Weeks."""


@dataclass(frozen=True)
class Case:
    """A topic and the first week after a date on which nobody wrote anything; ``level``: tickets a week before."""

    row: int
    week: int
    level: float


@dataclass(frozen=True)
class Outcome:
    """p of a fall by each method, NaN where the method says nothing; ``verdict`` is kbgen's."""

    kbgen: float
    naive: float
    series: float
    verdict: Verdict


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.tickets_effect", description=__doc__)
    parser.add_argument("folder", type=Path, help="Where firefox_tickets_no_text.csv.gz is.")
    parser.add_argument("--dates", type=int, default=1500, help="How many placebo dates are drawn at random.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("effect", "forecast"))
    asked = parser.parse_args()
    counts = questions.read(asked.folder / FILE, questions.system(SYSTEM)).weekly(UNTIL, weeks=WEEKS)
    begun = time.process_time()
    if asked.only != "forecast":
        print("\n".join(effects(counts, asked.dates, asked.seed)))
    if asked.only != "effect":
        print("\n".join(forecasts(counts)))
    print(f"\n{time.process_time() - begun:.0f} s of CPU time")


# -- effect ------------------------------------------------------------------------------------------------------------


def effects(counts: WeeklyCounts, dates: int, seed: int) -> Iterator[str]:
    """The tables of false effects and of power."""
    random = np.random.default_rng(seed)
    cases = [case for week in range(FIRST, counts.weeks.count - AFTER + 1) for case in _cases(counts, week)]
    drawn = [cases[place] for place in sorted(random.choice(len(cases), min(dates, len(cases)), replace=False))]
    spiked = list(_apart(case for case in cases if _has_spiked(counts, case)))
    outcomes = [_outcome(counts, case) for case in drawn]
    yield "| placebo dates | how many | method | p ≤ 0.05 | p ≤ 0.10 |\n| --- | ---: | --- | ---: | ---: |"
    yield from _false("at random", outcomes)
    yield from _false("right after a spike", [_outcome(counts, case) for case in spiked])
    added = [_outcome(_with_spike(counts, case), case) for case in drawn]
    yield from _false("at random, a spike of two weeks added before", added)
    for low, high in CLASSES:
        yield from _false(
            f"at random, {_range(low, high)} a week",
            [outcome for case, outcome in zip(drawn, outcomes, strict=True) if low <= case.level < high],
        )
    yield "\n| true fall | tickets a week before | dates | p ≤ 0.05 | p ≤ 0.10 | naive, 0.05 | time series, 0.05 |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for fall in FALLS:
        fallen = [_outcome(_fallen(counts, case, fall, random), case) for case in drawn]
        for low, high in CLASSES:
            these = [one for case, one in zip(drawn, fallen, strict=True) if low <= case.level < high]
            found = [one for one in these if not np.isnan(one.kbgen)]
            yield (
                f"| −{fall:.0%} | {_range(low, high)} | {len(found)} | {_share(o.kbgen <= 0.05 for o in found)} "
                f"| {_share(o.kbgen <= 0.1 for o in found)} | {_share(o.naive <= 0.05 for o in found)} "
                f"| {_share(o.series <= 0.05 for o in found)} |"
            )


def _cases(counts: WeeklyCounts, week: int) -> Iterator[Case]:
    before = counts.tickets[:, week - LEFT_OUT - BEFORE : week - LEFT_OUT]
    levels = before.mean(1)
    for row in np.flatnonzero(levels >= CLASSES[0][0]):
        yield Case(int(row), week, float(levels[row]))


def _has_spiked(counts: WeeklyCounts, case: Case) -> bool:
    """Whether one of the last four weeks was an outbreak against the 26 before them."""
    tickets = counts.tickets[case.row].astype(float)
    recent, past = slice(case.week - RECENT, case.week), slice(case.week - RECENT - BEFORE, case.week - RECENT)
    rate = tickets[past].sum() / max(counts.exposure[past].sum(), 1)
    expected = np.maximum(rate * counts.exposure[recent], 1e-9)
    residual = (tickets[recent] ** (2 / 3) - expected ** (2 / 3)) / ((2 / 3) * expected ** (1 / 6))
    return bool((residual > SPIKE).any())


def _apart(cases: Iterable[Case]) -> Iterator[Case]:
    """Of each topic no two dates within four weeks: one spike is one reason to write."""
    last: dict[int, int] = {}
    for case in cases:
        if case.week - last.get(case.row, -LEFT_OUT) >= LEFT_OUT:
            last[case.row] = case.week
            yield case


def _outcome(counts: WeeklyCounts, case: Case) -> Outcome:
    known = up_to(counts, case.week + AFTER)
    effect = measure(known, counts.topics[case.row], known.weeks.first_day(case.week))
    return Outcome(_p(effect), _naive(known, case), _time_series(known, case), effect.verdict)


def _p(effect: Effect) -> float:
    return effect.comparison.p if effect.comparison else np.nan


def up_to(counts: WeeklyCounts, week: int) -> WeeklyCounts:
    """The counts as they were when so many weeks were known."""
    return replace(
        counts,
        weeks=replace(counts.weeks, until=counts.weeks.end(week - 1), count=week),
        tickets=counts.tickets[:, :week],
        by_language=counts.by_language[:, :, :week],
        by_channel=counts.by_channel[:, :, :week],
        exposure=counts.exposure[:week],
        exposure_by_language=counts.exposure_by_language[:, :week],
        all_tickets=counts.all_tickets[:week],
        observed=counts.observed[:week],
    )


def _fallen(counts: WeeklyCounts, case: Case, fall: float, random: np.random.Generator) -> WeeklyCounts:
    tickets = counts.tickets.copy()
    after = slice(case.week, case.week + AFTER)
    tickets[case.row, after] = random.binomial(tickets[case.row, after], 1 - fall)
    return replace(counts, tickets=tickets, by_language=tickets[:, np.newaxis])


def _with_spike(counts: WeeklyCounts, case: Case) -> WeeklyCounts:
    """The same, with three times the tickets in the last two weeks before the date: a rise that ends by itself."""
    tickets = counts.tickets.copy()
    tickets[case.row, case.week - 2 : case.week] *= ADDED
    more = (tickets - counts.tickets).sum(0)
    everything, exposure = counts.all_tickets + more, counts.exposure + more
    return replace(
        counts, tickets=tickets, by_language=tickets[:, np.newaxis], exposure=exposure, all_tickets=everything
    )


def _naive(counts: WeeklyCounts, case: Case) -> float:
    """Thirteen weeks before and after, as Poisson counts."""
    tickets = counts.tickets[case.row]
    before, after = tickets[case.week - AFTER : case.week].sum(), tickets[case.week :].sum()
    return _below(float((np.log(after + 0.5) - np.log(before + 0.5)) / np.sqrt(1 / (after + 0.5) + 1 / (before + 0.5))))


def _time_series(counts: WeeklyCounts, case: Case) -> float:
    """Interrupted time series: level, trend and a step in a quasi-Poisson regression over 26 weeks before and 13 after,
    with all tickets as exposure (Bernal et al. 2017)."""
    weeks = slice(case.week - BEFORE, case.week + AFTER)
    tickets, exposure = counts.tickets[case.row, weeks].astype(float), np.maximum(counts.exposure[weeks], 1.0)
    place = np.arange(len(tickets))
    design = np.column_stack([np.ones(len(tickets)), (place - place.mean()) / BEFORE, place >= BEFORE]).astype(float)
    coefficients = np.array([np.log((tickets.sum() + 0.5) / exposure.sum()), 0.0, 0.0])
    for _ in range(30):
        mean = np.exp(np.clip(design @ coefficients, -30, 30)) * exposure + 1e-9
        information = design.T @ (design * mean[:, np.newaxis]) + 1e-9 * np.eye(3)
        coefficients = coefficients + np.linalg.solve(information, design.T @ (tickets - mean))
    dispersion = max(1.0, float(((tickets - mean) ** 2 / mean).sum() / (len(tickets) - 3)))
    return _below(float(coefficients[2] / np.sqrt(dispersion * np.linalg.inv(information)[2, 2])))


def _below(z: float) -> float:
    return 0.5 * erfc(-z / sqrt(2))


def _false(label: str, outcomes: list[Outcome]) -> Iterator[str]:
    """A row for each method."""
    found = [one for one in outcomes if not np.isnan(one.kbgen)]
    methods: dict[str, Callable[[Outcome], float]] = {
        "kbgen": lambda one: one.kbgen,
        "before and after": lambda one: one.naive,
        "interrupted time series": lambda one: one.series,
    }
    for name, p in methods.items():
        shares = (_share(p(one) <= limit for one in found) for limit in (0.05, 0.1))
        yield f"| {label} | {len(found)} | {name} | {' | '.join(shares)} |"
    told = ", ".join(f"{v.value} {_share(one.verdict is v for one in outcomes)}" for v in Verdict)
    yield f"| {label} | {len(outcomes)} | verdicts of kbgen: {told} | | |"


def _share(flags: Iterable[bool]) -> str:
    known = list(flags)
    return f"{sum(known) / len(known):.1%}" if known else "–"


def _range(low: float, high: float) -> str:
    return f"{low:g}+" if np.isinf(high) else f"{low:g}–{high:g}"


# -- forecast ----------------------------------------------------------------------------------------------------------


def forecasts(counts: WeeklyCounts) -> Iterator[str]:
    """Errors and coverage one and two years ahead, of all tickets and of the topics that were asked about for years."""
    yield from _tables("all tickets", [counts.all_tickets.astype(float)])
    lasting = [past for row in counts.tickets if len(past := _lasting(row)) >= LASTING]
    yield from _tables(f"{len(lasting)} topics that were asked about in every month of {LASTING // 52} years", lasting)


def _lasting(tickets: NDArray[np.int64]) -> NDArray[np.float64]:
    """The longest stretch in which a topic had four tickets in every four weeks."""
    months = tickets.reshape(-1, MONTH).sum(1) >= MONTH
    edges = np.flatnonzero(np.diff(np.concatenate([[False], months, [False]])))
    if not len(edges):
        return np.empty(0)
    begins, ends = edges[::2], edges[1::2]
    longest = int((ends - begins).argmax())
    return tickets[begins[longest] * MONTH : ends[longest] * MONTH].astype(float)


def _tables(label: str, pasts: list[NDArray[np.float64]]) -> Iterator[str]:
    years = (Ahead(0, 52), Ahead(52, 104))
    trials = [backtest(past, 104) for past in pasts]
    yield f"\n{label}\n\n| method | error, year 1 | held 80 % | error, year 2 | held 80 % |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for place, name in enumerate(CANDIDATES):
        cells = []
        for span in years:
            # From the same moments for all methods, or those that need more of the past would be tried at others.
            common = [_common(of_one, span) for of_one in trials]
            errors = [np.abs(of_one[place].errors[span][flags]) for of_one, flags in zip(trials, common, strict=True)]
            held, tried = (sum(one[place].covered(span)[which] for one in trials) for which in (0, 1))
            mean = np.mean([one.mean() for one in errors if len(one)]) if any(map(len, errors)) else np.nan
            cells += ["–" if np.isnan(mean) else f"{np.expm1(mean):.0%}", f"{held} of {tried}"]
        yield f"| {CANDIDATES[name].said} | {' | '.join(cells)} |"
    chosen = [winner(of_one)[0] for of_one in trials]
    yield f"\nChosen: {', '.join(f'{name} {chosen.count(name)}' for name in CANDIDATES if name in chosen)}."


def _common(trials: Sequence[Trial], span: Ahead) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = np.all([~np.isnan(trial.errors[span]) for trial in trials], axis=0)
    return known


if __name__ == "__main__":
    main()
