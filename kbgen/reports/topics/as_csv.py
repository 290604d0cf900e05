"""Flagged topics for a spreadsheet."""

from __future__ import annotations

from kbgen.reports import spreadsheet
from kbgen.reports.topics.report import Report, parts
from kbgen.tickets.flagging.flag import Flag

HEAD = (
    *(
        "topic",
        "name",
        "kind",
        "lane",
        "language",
        "weeks",
        "tickets",
        "expected",
        "ratio",
        "ratio_low",
        "ratio_high",
        "q",
    ),
    *("saving_hours_month", "saving_hours_low", "saving_hours_high", "saving_tickets_month", "effort_hours", "worth"),
    *("languages", "channels", "articles", "incident", "advice"),
)


def render(one: Report) -> str:
    """A line for each flag."""
    return spreadsheet.text(HEAD, map(_values, one.shown))


def _values(flag: Flag) -> tuple[object, ...]:
    return (
        flag.topic,
        flag.name,
        flag.kind.value,
        flag.lane.value,
        flag.language,
        flag.weeks,
        flag.tickets,
        round(flag.expected, 2),
        round(flag.ratio.estimate, 2),
        round(flag.ratio.low, 2),
        round(flag.ratio.high, 2),
        None if flag.q is None else f"{flag.q:.3g}",
        round(flag.saving.hours.estimate, 2),
        round(flag.saving.hours.low, 2),
        round(flag.saving.hours.high, 2),
        round(flag.saving.tickets.estimate, 1),
        round(flag.hours, 2),
        round(flag.worth, 3),
        parts(flag.languages),
        parts(flag.channels),
        ", ".join(flag.articles),
        "yes" if flag.incident else "",
        flag.advice,
    )
