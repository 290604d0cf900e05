"""A report made by hand: every kind of block, long tables, and texts of people who mean no good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Details,
    Document,
    HeatCell,
    HeatMap,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Row,
    Section,
    Source,
    Table,
    Tone,
)

DAY = date(2026, 11, 22)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"quoted\" and 'single' & <b>bold</b>",
    "`<i>code</i>` and an odd ` mark",
    "{{ sections }} %(num)s {shown}",
    "\u202egnol sdaer txet siht\u202c \u2067turned\u2069",
    "W" * 180,
    "nul \x00 and bell \x07 and \ud800",
    "=HYPERLINK(1)",
    "-->]]><!--",
)
"""What titles of articles, tags and tickets may hold."""

CONTENT = "From the content as it lay on 22 November 2026."
TICKETS = "From 168 204 tickets up to 15 November 2026."
TITLES = (
    "Moving a site to another server",
    "Setting up e-mail in Outlook",
    "DNS records and how long they take",
    "Paying an invoice by card",
    "Renewing a domain before it expires",
)
LANGUAGES = ("et", "en", "ru", "fi")


@dataclass(frozen=True, slots=True)
class Picture:
    svg: str
    spec: Any = None


def svg(width: int = 640) -> str:
    """A drawing in the colours of the page."""
    bars = "".join(
        f'<rect x="{60 + place * 90}" y="{180 - tall}" width="60" height="{tall}" fill="var(--kb-series-{place + 1})"/>'
        f'<text x="{90 + place * 90}" y="198" text-anchor="middle" fill="var(--kb-muted)" font-size="12">{place}</text>'
        for place, tall in enumerate((40, 90, 150, 70, 120, 30))
    )
    return (
        f'<svg class="marks" role="graphics-document" aria-label="x" viewBox="0 0 640 210" width="{width}">'
        f'<line x1="50" x2="600" y1="180" y2="180" stroke="var(--kb-line)"/>{bars}</svg>'
    )


PICTURES = {"coverage-map": Picture(svg())}


def actions(count: int = 10) -> Table:
    """What to do, each row with its reasons."""
    tones = (Tone.BAD, Tone.SERIOUS, Tone.SLIGHT, Tone.GOOD, Tone.ABSENT, Tone.PLAIN)
    kinds = ("Translate", "Write", "Update", "Review", "Mend links")
    rows = tuple(
        Row(
            (
                Cell(str(n), n),
                Cell(TITLES[n % 5], f"hosting/article-{n}", note=f"Asked for by {n + 3} customers a week."),
                Cell(kinds[n % 5], kinds[n % 5].lower(), tones[n % 6]),
                Cell("Estonian" if n % 2 else "Finnish", "et" if n % 2 else "fi"),
                Cell(f"{12.5 / n:.1f} h", 12.5 / n, note="0.4–12.1"),
                Cell("40 min", 0.67),
                Cell(f"`kbgen translate hosting/article-{n} --to ru`", f"kbgen translate hosting/article-{n} --to ru"),
            ),
            (
                Paragraph(f"Worth {12.5 / n:.1f} hours a month: 31 tickets, each of `9` minutes."),
                Bullets(("It was asked 31 times in a week, 12 is usual.", "The Estonian page is `critical`ly old.")),
                Table(
                    "parts",
                    "What the worth is made of",
                    (Column("part", "Part"), Column("hours", "Hours", Kind.NUMBER)),
                    (Row((Cell("Saving", "saving"), Cell("2.4", 2.4))), Row((Cell("Harm", "harm"), Cell("0.4", 0.4)))),
                ),
            ),
        )
        for n in range(1, count + 1)
    )
    columns = (
        Column("rank", "No.", Kind.NUMBER),
        Column("article", "Article"),
        Column("action", "What to do", filtered=True),
        Column("language", "Language", filtered=True),
        Column("saving", "Saves a month", Kind.NUMBER),
        Column("effort", "Effort", Kind.NUMBER),
        Column("command", "Place or command"),
    )
    return Table("actions", "Ten things worth doing", columns, rows, TICKETS, empty="Nothing to do.")


def topics(count: int = 60) -> Table:
    """Many rows with bars of weeks, of which twelve are shown."""
    rows = tuple(
        Row(
            (
                Cell(
                    "Перенос сайта на другой сервер" if n % 7 == 3 else TITLES[n % 5],
                    f"topic-{n:03}",
                    language="ru" if n % 7 == 3 else "",
                ),
                Cell(
                    f"{n * 3} tickets in 26 weeks, 4 in the last",
                    n * 3,
                    weeks=tuple(None if week < 3 else (week * n * 7) % 11 for week in range(26)),
                ),
                Cell(f"{n * 3}", n * 3),
                Cell("2,6× (1,9–3,4)", 2.6 / n, Tone.BAD if n % 9 == 0 else Tone.PLAIN),
                Cell(("e-mail", "chat", "telephone", "")[n % 4], ("email", "chat", "telephone", None)[n % 4]),
                Cell("12 Nov 2026", DAY - timedelta(days=n)),
                Cell(f"hosting::transfer_{n}", f"hosting::transfer_{n}"),
            )
        )
        for n in range(1, count + 1)
    )
    columns = (
        Column("topic", "Topic"),
        Column("weeks", "26 weeks", Kind.WEEKS),
        Column("tickets", "Tickets", Kind.NUMBER),
        Column("ratio", "Against the usual", Kind.NUMBER),
        Column("channel", "Channel", filtered=True),
        Column("last", "Last asked", Kind.DAY),
        Column("tag", "Tag", Kind.CODE),
    )
    return Table("asked", "Most asked", columns, rows, TICKETS, shown=12)


def heat() -> Chart:
    """A chart with a table."""
    rows = ("Hosting", "Domains", "E-mail", "Invoices")
    cells = tuple(
        tuple(HeatCell(None if (r + c) % 5 == 4 else (r + c) / 8, f"{(r + c) / 8:.0%}") for c in range(4))
        for r in range(4)
    )
    columns = (Column("category", "Category"), *(Column(code, code, Kind.NUMBER) for code in LANGUAGES))
    table = Table(
        "coverage-map",
        "Coverage by category and language",
        columns,
        tuple(
            Row((Cell(name, name), *(Cell(cell.text, cell.share) for cell in of_row)))
            for name, of_row in zip(rows, cells, strict=True)
        ),
        CONTENT,
    )
    return Chart(
        "coverage-map",
        "Coverage by category and language",
        HeatMap(LANGUAGES, rows, cells, "share"),
        "Estonian and English are nearly whole; Finnish lacks a third of the articles about e-mail.",
        table,
    )


def evil() -> tuple[Block, ...]:
    """Hostile texts wherever a text can be."""
    columns = (Column("text", HOSTILE[0], filtered=True), Column("code", HOSTILE[1], Kind.CODE))
    rows = tuple(
        Row(
            (Cell(text, text, Tone.BAD, "ru", HOSTILE[2]), Cell(HOSTILE[n - 1], HOSTILE[n - 1], weeks=())),
            (Paragraph(text), Details(text, (Paragraph(text),))),
        )
        for n, text in enumerate(HOSTILE)
    )
    return (
        Paragraph(HOSTILE[1], Tone.ABSENT),
        Bullets(HOSTILE),
        KeyFigures(tuple(KeyFigure(text, text, text[:20], text, text, Tone.BAD) for text in HOSTILE[:4])),
        Table("evil", HOSTILE[3], columns, rows, HOSTILE[4]),
        Table("nothing", HOSTILE[5], columns, (), HOSTILE[6], empty=HOSTILE[2]),
    )


def document(language: str = "en", *, long: int = 260) -> Document:
    """The report."""
    figures = KeyFigures(
        (
            KeyFigure("saving", "Could be saved in a month", "42 h", 42, "0.4–97 h with 90 % certainty"),
            KeyFigure("stale", "Articles out of date", "31", 31, "of 1 604; 4 weeks ago 28", Tone.SERIOUS),
            KeyFigure("fresh", "Up to date in Estonian", "96 %", 0.96, "by pages", Tone.GOOD),
            KeyFigure("missing", "Missing in Finnish", "212", 212, "", Tone.BAD),
        )
    )
    sections = (
        Section(
            "week",
            "This week",
            "Write about moving a site, and bring four Finnish articles up to date: about six hours of work.",
            (figures, actions()),
        ),
        Section(
            "coverage",
            "Coverage",
            "Nine of ten readers find a page in their language that is up to date.",
            (
                heat(),
                Chart("weeks", "Twelve weeks", heat().drawing, "It has become better since September.", heat().table),
                Paragraph("How it was 12 weeks ago cannot be told: `git init` begins a history.", Tone.ABSENT),
            ),
        ),
        Section(
            "topics",
            "Topics",
            "“Moving a site” is asked for three times as often as usual.",
            (
                topics(),
                Details("Too few to tell", (Paragraph("Vouchers, SMS."), Bullets(("Vouchers", "SMS")))),
                Paragraph("A tag was renamed in October.", Tone.SERIOUS),
            ),
        ),
        Section("articles", "Articles", "", (topics(long),)),
        Section("evil", "Names that mean no good", HOSTILE[0], evil()),
    )
    sources = (
        Source("content", "Content", "1 604 articles in 4 languages, as they lay on 22 November 2026."),
        Source("tickets", "Tickets", "168 204 tickets from 1 November 2024 to 15 November 2026."),
        Source("views", "Views", "None. `kbgen views import FILE` brings them.", missing=True),
    )
    return Document(
        "Editors’ report", "Help & support", language, DAY, "Six hours of work save forty.", sections, sources
    )
