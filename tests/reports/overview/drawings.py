"""A chart of each kind, as sections make them."""

from __future__ import annotations

from datetime import date, timedelta

from kbgen.reports.overview.document import (
    Chart,
    Drawing,
    HeatCell,
    HeatMap,
    Interval,
    Intervals,
    Lines,
    Point,
    Scatter,
    Series,
    Stack,
    StackedBars,
    Table,
    Tone,
)

WEEKS = tuple(date(2026, 8, 31) + timedelta(weeks=number) for number in range(12))

LONG = "Remote work and VPN connections outside of the office and in subsidiaries abroad"

MAP = HeatMap(
    columns=("Estonian", "Russian"),
    rows=("Billing", LONG),
    cells=(
        (HeatCell(1.0, "100%"), HeatCell(0.62, "31/50")),
        (HeatCell(0.0, "0%"), HeatCell(None, "–")),
    ),
    scale="Fresh translations",
)

BARS = StackedBars(
    places=WEEKS,
    stacks=(
        Stack("fresh", Tone.GOOD, tuple(800.0 + number for number in range(12))),
        Stack("stale", Tone.SERIOUS, (120.0,) * 12),
        Stack("missing", Tone.ABSENT, (400.0,) * 12),
    ),
    axis="translations",
)

LYING = StackedBars(
    places=("Logging in", LONG),
    stacks=(Stack("content", Tone.GOOD, (210.0, 88.0)), Stack("discontent", Tone.BAD, (33.0, 2.0))),
    axis="tickets",
    lying=True,
)

LINES = Lines(
    days=WEEKS,
    series=(
        Series("asked", (1200.0, 1310.5, None, 1250.0, 1240.0, 1260.0, 1255.0, 1270.0, 1300.0, None, None, None)),
        Series(
            "expected",
            (None,) * 9 + (1310.0, 1320.0, 1330.0),
            (None,) * 9 + (1200.0, 1190.0, 1180.0),
            (None,) * 9 + (1400.0, 1420.0, 1440.0),
            dashed=True,
        ),
    ),
    axis="tickets a week",
)

ESTIMATES = Intervals(
    rows=(
        Interval("Resetting a password", 0.62, 0.51, 0.75, Tone.GOOD),
        Interval(LONG, 1.31, 1.08, float("inf"), Tone.BAD),
    ),
    axis="tickets, compared with what was expected",
    reference=1.0,
    ratio=True,
)

POINTS = Scatter(
    points=(
        Point("Resetting a password", 2.0, 120.0, 300, "new article"),
        Point(LONG, 6.5, 80.0, 120, "translation"),
        Point("Printers", 3.0, 0.0, 10, "translation"),
    ),
    x_axis="hours of work",
    y_axis="hours saved in a year",
)

DRAWINGS: dict[str, Drawing] = {
    "map": MAP,
    "bars": BARS,
    "lying": LYING,
    "lines": LINES,
    "intervals": ESTIMATES,
    "scatter": POINTS,
}


def chart(drawing: Drawing, name: str = "coverage-map") -> Chart:
    return Chart(name, "Coverage & more", drawing, "What “it” shows.", Table(name, "", (), ()))
