"""What a report of effects says, whatever its form, and the words that several forms share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kbgen.tickets.effect.changes import Kind
from kbgen.tickets.effect.effect import Comparison, Effect, Verdict
from kbgen.tickets.effect.findings import Finding

MEANING: Mapping[Verdict, str] = {
    Verdict.LOWERED: "tickets fell",
    Verdict.NO_CHANGE: "no change seen",
    Verdict.ROSE: "tickets rose",
    Verdict.NOT_MEASURABLE: "not measurable",
}

HAPPENED: Mapping[Kind, str] = {
    Kind.WRITTEN: "written",
    Kind.CHANGED: "changed",
    Kind.ASKED: "change",
}


@dataclass(frozen=True, slots=True)
class Report:
    """``findings``: in the order in which they are shown. ``since``: all articles that changed from that day on; None
    where the report is about one article. ``minutes``: of work that a ticket of a topic takes. ``notices``: what a
    reader has to know about all of it. ``names``: of the languages. ``width``: of a terminal, in columns;
    None where lines are not wrapped. ``most``: so many findings are shown to people; None: all.
    """

    site: str
    day: date
    since: date | None
    findings: Sequence[Finding]
    minutes: Mapping[str, float]
    notices: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    width: int | None = None
    most: int | None = None

    @property
    def shown(self) -> Sequence[Finding]:
        """The most telling findings where ``most`` cuts them: those with a change, the surest first, then those of
        which at least something is known. Findings of an article stay together.
        """
        if self.most is None or len(self.findings) <= self.most:
            return self.findings
        best = sorted(self.findings, key=_telling)[: self.most]
        articles = list(dict.fromkeys(finding.article for finding in best))
        return sorted(best, key=lambda finding: articles.index(finding.article))


_TELLING = (Verdict.LOWERED, Verdict.ROSE, Verdict.NO_CHANGE, Verdict.NOT_MEASURABLE)


def _telling(finding: Finding) -> tuple[int, float]:
    effect = finding.effect
    changed = effect.verdict in (Verdict.LOWERED, Verdict.ROSE)
    p = min(effect.comparison.p, effect.comparison.p_rise) if effect.comparison and changed else 1.0
    return (0 if changed else _TELLING.index(effect.verdict), p)


def fewer(comparison: Comparison) -> float:
    """Tickets a week that did not come; less than nothing where more came."""
    weeks = comparison.after.weeks
    return comparison.expected / weeks * (1 - comparison.ratio.estimate)


def head(finding: Finding, one: Report) -> str:
    """``written 2026-05-04 in Estonian (and 2 more changes within four weeks)``."""
    change = finding.change
    language = f" in {one.names.get(change.language, change.language)}" if change.language else ""
    times = "1 more change" if change.more == 1 else f"{change.more} more changes"
    more = f" (and {times} within four weeks)" if change.more else ""
    return f"{HAPPENED[change.kind]} {change.day.isoformat()}{language}{more}"


def tickets_of(effect: Effect, name: str, one: Report) -> str:
    """``Setting up e-mail (email-setup), tickets in Estonian``."""
    topic = name if name == effect.topic else f"{name} ({effect.topic})"
    return f"{topic}, tickets in {one.names.get(effect.language, effect.language)}" if effect.language else topic


def verdict(finding: Finding, one: Report) -> str:
    """The answer in one line."""
    effect, comparison = finding.effect, finding.effect.comparison
    said = MEANING[effect.verdict]
    if comparison and effect.verdict in (Verdict.LOWERED, Verdict.ROSE):
        said = f"{said} by {change(comparison)}"
        if effect.verdict is Verdict.LOWERED:
            hours = fewer(comparison) * one.minutes.get(effect.topic, 0) / 60
            work = f", {hours:.1f} hours" if hours >= 0.05 else ""
            said += f": about {fewer(comparison):.1f} a week{work}"
    if comparison and effect.verdict is Verdict.NO_CHANGE:
        return f"{said}: {effect.reason}; {possible(comparison)} is possible"
    return f"{said}: {effect.reason}" if effect.reason else said


def possible(comparison: Comparison) -> str:
    """``from 21 % fewer to 7 % more``."""
    return f"from {_told(comparison.ratio.low)} to {_told(comparison.ratio.high)}"


def _told(ratio: float) -> str:
    share = round(100 * abs(1 - ratio))
    return f"{share} % {'fewer' if ratio < 1 else 'more'}" if share else "as many"


def change(comparison: Comparison) -> str:
    """``38 % (21 to 52 %)``: the change with its interval, as it is read."""
    ratio = comparison.ratio
    sign = 1 if ratio.estimate <= 1 else -1
    estimate, *ends = (round(100 * sign * (1 - number)) for number in (ratio.estimate, ratio.low, ratio.high))
    low, high = sorted(ends)
    return f"{estimate} % ({_signed(low)} to {_signed(high)} %)"


def _signed(number: int) -> str:
    return f"−{-number}" if number < 0 else f"{number}"


def advice(effect: Effect) -> str:
    """What would make it measurable; empty where nothing is missing."""
    said = []
    if effect.wait:
        said.append(f"{_weeks(effect.wait)} more to wait for the whole period after")
    if effect.verdict is Verdict.NOT_MEASURABLE and (comparison := effect.comparison):
        now = comparison.before.weekly
        if effect.needed and effect.needed > now:
            said.append(f"30 % fewer would be seen from about {effect.needed:g} tickets a week (now {now:.1f})")
        elif effect.needed is None:
            said.append("topics here rise and fall so much by themselves that 30 % fewer would not be seen of any")
    elif effect.verdict is Verdict.NOT_MEASURABLE and effect.needed:
        said.append(f"30 % fewer would be seen from about {effect.needed:g} tickets a week")
    return "; ".join(said)


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"


def placebos(comparison: Comparison, q: float | None) -> str:
    """How many comparisons without a change fell as far."""
    fell = comparison.rank - 1
    many = f" (q = {q:.2g})" if q is not None and q < 0.5 and round(q, 3) != round(comparison.p, 3) else ""
    return (
        f"{fell:,} of {comparison.placebos:,} comparisons without a change, of {comparison.placebo_topics} topics, "
        f"fell as far: p = {comparison.p:.2g}{many}"
    )


def lines(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Period, its weeks, tickets a week, and what is to be said of it."""
    before, left_out, after = comparison.before, comparison.left_out, comparison.after
    outbreaks = len(comparison.outbreaks)
    weighed = f"{_weeks(outbreaks)} of an outbreak weighed down" if outbreaks else ""
    risen = "the rise that may have led to it" if comparison.risen else ""
    expected = f"{comparison.expected / after.weeks:.1f} were to be expected, as the other topics went"
    return [
        ("before", f"{_weeks(before.weeks)} from {before.first}", f"{before.weekly:.1f} a week", weighed),
        ("left out", f"{_weeks(left_out.weeks)} from {left_out.first}", f"{left_out.weekly:.1f} a week", risen),
        ("after", f"{_weeks(after.weeks)} from {after.first}", f"{after.weekly:.1f} a week", expected),
    ]
