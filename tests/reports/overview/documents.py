"""A document that has everything that a report can be made of, and texts that are out to do harm."""

from __future__ import annotations

from datetime import date, timedelta

from kbgen.reports.overview.document import (
    Bullets,
    Cell,
    Chart,
    Column,
    Details,
    Document,
    HeatCell,
    HeatMap,
    Interval,
    Intervals,
    KeyFigure,
    KeyFigures,
    Kind,
    Lines,
    Paragraph,
    Point,
    Row,
    Scatter,
    Section,
    Series,
    Source,
    Stack,
    StackedBars,
    Table,
    Tone,
)

EVIL = '=cmd|"/c calc"!A1<script>alert(1)</script>[x](http://evil.example)\x1b[2J\u202e**'
DAY = date(2026, 11, 22)

TO_DO = Table(
    "work",
    "Ten things worth doing",
    (
        Column("what", "what to do"),
        Column("kind", "kind", filtered=True),
        Column("saves_hours_month", "saves a month", Kind.NUMBER),
        Column("effort_hours", "effort", Kind.NUMBER),
        Column("weeks", "weeks", Kind.WEEKS),
        Column("command", "command", Kind.CODE),
    ),
    (
        Row(
            (
                Cell("Write an article about expired certificates", "cert", note="Asked 31 times in a week."),
                Cell("write", "new", Tone.SERIOUS),
                Cell("9.5 h", 9.53),
                Cell("2 h", 2.0),
                Cell("31 in the last week", 31, weeks=(None, 0, 0, 4, 31)),
                Cell("kbgen new ssl/expired", "kbgen new ssl/expired"),
            ),
            (Paragraph("9.5 hours saved for 2 hours of work."),),
        ),
        Row(
            (
                Cell("Traduire les enregistrements DNS", "dns/records", language="fr"),
                Cell("translate", "translate"),
                Cell("0.4 h", 0.4),
                Cell("40 min", 0.67),
                Cell("3 in the last week", 3, weeks=(3, 3, 3, 3, 3)),
                Cell("kbgen diff dns/records --lang ru", "kbgen diff dns/records --lang ru"),
            )
        ),
        Row(
            (
                Cell(EVIL, EVIL, Tone.BAD),
                Cell("check", "check"),
                Cell("–", -0.5),
                Cell("", None),
                Cell("", None),
                Cell("", ""),
            )
        ),
    ),
    source="Tickets of 104 weeks, until 21 Nov 2026.",
    shown=2,
)


def table(name: str, *values: tuple[str, float]) -> Table:
    """Names with a number each."""
    rows = tuple(Row((Cell(text, text), Cell(f"{number:g}", number))) for text, number in values)
    columns = (Column("name", "name"), Column("number", "number", Kind.NUMBER))
    return Table(name, name.capitalize(), columns, rows, source="Articles as of 22 Nov 2026.")


MAP = Chart(
    "coverage-map",
    "Categories by languages",
    HeatMap(
        ("et", "ru"),
        ("dns", "mail"),
        ((HeatCell(1.0, "100 %"), HeatCell(0.25, "25 %")), (HeatCell(None, "–"), HeatCell(0.0, "0 %"))),
        "up to date",
    ),
    "Russian lags behind.",
    table("map", ("dns", 0.62), ("mail", 0.0)),
)
BARS = Chart(
    "coverage-weeks",
    "Pages by week",
    StackedBars(
        (date(2026, 11, 9), date(2026, 11, 16)),
        (
            Stack("fresh", Tone.GOOD, (10, 12)),
            Stack("stale", Tone.SERIOUS, (4, 3)),
            Stack("missing", Tone.ABSENT, (2, 1)),
        ),
        "pages",
    ),
    "More are up to date.",
    table("weeks", ("9 Nov", 10), ("16 Nov", 12)),
)
LINES = Chart(
    "forecast",
    "Tickets to come",
    Lines(
        tuple(DAY + timedelta(weeks=n) for n in range(4)),
        (Series("counted", (10.0, 12.0, None, None)), Series("expected", (None, None, 13.0, 14.0), dashed=True)),
        "tickets a week",
    ),
    "They rise.",
    table("forecast", ("2027", 700)),
)
EFFECTS = Chart(
    "effect",
    "What articles did",
    Intervals(
        (Interval("Two-step sign-in", 0.7, 0.5, 0.9, Tone.GOOD), Interval("Invoices", 1.1, 0.8, 1.6)),
        "tickets after, as a ratio",
        reference=1.0,
        ratio=True,
    ),
    "One article lowered its tickets.",
    table("effects", ("Two-step sign-in", 0.7), ("Invoices", 1.1)),
)
POINTS = Chart(
    "effort",
    "Saving against effort",
    Scatter((Point("cert", 2, 9.5), Point("dns", 0.67, 0.4)), "hours of work", "hours saved a month"),
    "The article about certificates is worth most.",
    table("efforts", ("cert", 9.5)),
)

DOCUMENT = Document(
    title="Editors’ report",
    site="Help | Abi",
    language="en",
    as_of=DAY,
    lead="An article about expired certificates would save 9.5 hours a month; see `ssl/expired.md`.",
    sections=(
        Section("week", "This week", "Three things are worth doing.", (TO_DO,)),
        Section(
            "coverage",
            "Coverage",
            "62 % of the pages that readers want are up to date.",
            (
                KeyFigures(
                    (
                        KeyFigure("covered", "up to date", "62 %", 0.6213, "60 % twelve weeks ago", Tone.GOOD),
                        KeyFigure("missing", "missing", "1,234", 1234),
                    )
                ),
                MAP,
                BARS,
                Details("How it is reckoned", (Paragraph("By pages."), Bullets(("fresh counts 1", "stale counts 0")))),
            ),
        ),
        Section("topics", "Topics", "One topic rises.", (POINTS, table("rises", ("mail", 40), ("dns", 30)))),
        Section("effect", "Effect", "One article lowered its tickets.", (EFFECTS,)),
        Section("forecast", "Forecast", "Tickets rise slowly.", (LINES,)),
        Section(
            "quality",
            "Quality record",
            "",
            (
                Paragraph("The tickets carry no satisfaction; `kbgen tickets import FILE` brings it.", Tone.ABSENT),
                Table(
                    "reviews",
                    "Reviews",
                    (Column("day", "day", Kind.DAY), Column("done", "done")),
                    (),
                    empty="None yet.",
                ),
                Table(
                    "overdue",
                    "Overdue",
                    (Column("day", "day", Kind.DAY), Column("done", "done")),
                    (
                        Row((Cell("1 Nov 2026", date(2026, 11, 1)), Cell("no", False))),
                        Row((Cell("", None), Cell("yes", True))),
                    ),
                ),
            ),
        ),
    ),
    sources=(
        Source("tickets", "Tickets", "48,102 tickets until 21 Nov 2026."),
        Source("views", "Views", "Not told. `kbgen views import FILE` reads them.", missing=True),
    ),
)
