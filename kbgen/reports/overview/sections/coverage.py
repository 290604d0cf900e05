"""Coverage in words: what share of the pages readers can trust, by language and category, and how that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kbgen.overview.absent import Absent, Need
from kbgen.overview.coverage import Category, Coverage, Part
from kbgen.reports.overview import needs, origin, standings
from kbgen.reports.overview.document import (
    Block,
    Cell,
    Chart,
    Column,
    Details,
    HeatCell,
    HeatMap,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from kbgen.reports.overview.sections import coverage_weeks as weeks
from kbgen.reports.overview.standings import percent
from kbgen.translation.tally import Standing
from kbgen.wording import Words

MOST_ROWS = 24
"""A drawing of more categories is not read; the table has them all."""

SHOWN = 10


def section(part: Coverage | Absent, words: Words) -> Section:
    """The section of the report."""
    title = words.gettext("Coverage")
    if isinstance(part, Absent) or not part.categories:
        lead = words.gettext("There are no articles yet.")
        return Section("coverage", title, lead, (Paragraph(_first_article(words), Tone.ABSENT),))
    blocks: list[Block] = [_figures(part, words), _languages(part, words), _map(part, words)]
    if isinstance(part.demand, Absent):
        blocks += _demand_wanted(part.demand, words)
    else:
        blocks.append(_map_by_demand(part, words))
    blocks += weeks.blocks(part.past, words)
    blocks.append(Details(words.gettext("How coverage is counted"), tuple(_how(words))))
    return Section("coverage", title, _lead(part, words), tuple(blocks))


def _first_article(words: Words) -> str:
    return words.gettext("`kbgen new` writes the first one.")


def _demand_wanted(absent: Absent, words: Words) -> tuple[Paragraph, ...]:
    wanted = words.gettext(
        "Pages can be weighted by demand once tickets or views are known: `kbgen tickets import FILE` with topics that "
        "name the articles which answer them, or `kbgen views import FILE`."
    )
    hindered = needs.paragraphs(absent, words) if absent.reason or Need.TICKETS_EXTRA in absent.needs else ()
    return (Paragraph(wanted, Tone.ABSENT), *hindered)


def _lead(part: Coverage, words: Words) -> str:
    variables = {
        "share": percent(part.whole.total.covered, words),
        "before": percent(part.whole.before.covered if part.whole.before else None, words),
        "day": words.day(part.past.first.day, "medium") if part.past.first else "",
    }
    change = part.whole.change
    if change is None:
        return words.gettext("Readers can trust %(share)s of the pages.", **variables)
    if abs(change) < 0.005:
        return words.gettext("Readers can trust %(share)s of the pages, as on %(day)s.", **variables)
    return words.gettext("Readers can trust %(share)s of the pages; on %(day)s it was %(before)s.", **variables)


# -- numbers ---------------------------------------------------------------------------------------------------------


def _figures(part: Coverage, words: Words) -> KeyFigures:
    total = part.whole.total
    figures = [
        KeyFigure(
            "covered",
            words.gettext("Pages that readers can trust"),
            percent(total.covered, words),
            _rounded(total.covered),
            words.ngettext("of %(num)s page", "of %(num)s pages", total.pages),
            standings.tone_of(total.covered),
        )
    ]
    if not isinstance(part.demand, Absent):
        figures.append(
            KeyFigure(
                "covered_by_demand",
                words.gettext("The same, weighted by demand"),
                percent(total.covered_demand, words),
                _rounded(total.covered_demand),
                _demand_source(part, words),
                standings.tone_of(total.covered_demand),
            )
        )
    counts = part.whole.standings
    critical = counts[Standing.CRITICAL] + counts[Standing.DIFFERING]
    figures.append(
        KeyFigure(
            "critical",
            words.gettext("Pages with a fact that is wrong, or may be"),
            words.number(critical),
            critical,
            words.gettext("critical changes, and facts that differ from the source"),
            Tone.BAD if critical else Tone.GOOD,
        )
    )
    missing = counts[Standing.MISSING] + counts[Standing.STUB]
    figures.append(
        KeyFigure(
            "missing",
            words.gettext("Pages that are missing"),
            words.number(missing),
            missing,
            words.gettext("with those that are not translated yet"),
            Tone.ABSENT if missing else Tone.GOOD,
        )
    )
    return KeyFigures(tuple(figures))


def _demand_source(part: Coverage, words: Words) -> str:
    if isinstance(part.demand, Absent):
        return ""
    if part.demand.tickets and part.demand.views:
        return words.gettext("by tickets and views")
    return words.gettext("by tickets") if part.demand.tickets else words.gettext("by views")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _source_by_demand(part: Coverage, words: Words) -> str:
    if isinstance(part.demand, Absent):
        return origin.content(words, part.day)
    said = [origin.content(words, part.day)]
    if part.demand.tickets:
        said = [origin.content_and_tickets(words, part.day, part.demand.tickets)]
    if part.demand.views:
        said.append(origin.views(words, *part.demand.views))
    return " ".join(said)


# -- languages -------------------------------------------------------------------------------------------------------


def _languages(part: Coverage, words: Words) -> Table:
    by_demand = not isinstance(part.demand, Absent)
    columns = [
        Column("language", words.gettext("Language")),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        *([Column("covered_by_demand", words.gettext("By demand"), Kind.NUMBER)] if by_demand else []),
        Column("weeks", words.gettext("Last weeks"), Kind.WEEKS),
        *standings.group_columns(standings.untrusted(words)),
        *_columns_for_programs(words),
    ]
    rows = [
        Row(
            (
                Cell(words.language_name(code), code, note=_is_source(part, code, words)),
                standings.number(one.total.pages, words),
                standings.share(one.total.covered, words, weeks.note(one, words)),
                *([standings.share(one.total.covered_demand, words)] if by_demand else []),
                weeks.spark(part.past, code, words),
                *standings.group_cells(standings.untrusted(words), one.standings, words),
                *_for_programs(one, words),
            )
        )
        for code, one in part.languages.items()
    ]
    source = _source_by_demand(part, words) if by_demand else origin.content(words, part.day)
    return Table("coverage-languages", words.gettext("By language"), tuple(columns), tuple(rows), source)


def _is_source(part: Coverage, code: str, words: Words) -> str:
    return words.gettext("most articles are first written in it") if code == part.source_language else ""


def _columns_for_programs(words: Words) -> tuple[Column, ...]:
    return (*standings.columns(words), Column("change", words.gettext("Change"), Kind.NUMBER, hidden=True))


def _for_programs(one: Part, words: Words) -> tuple[Cell, ...]:
    return (*standings.cells(one.standings, words), Cell(weeks.change(one, words), _rounded(one.change)))


# -- categories by languages -----------------------------------------------------------------------------------------


def _map(part: Coverage, words: Words) -> Chart:
    columns = (
        *_place_columns(words),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        *standings.group_columns(standings.untrusted(words)),
        *_columns_for_programs(words),
    )
    rows = tuple(
        Row(
            (
                *_place(category, code, words),
                standings.number(one.total.pages, words),
                standings.share(one.total.covered, words, weeks.note(one, words)),
                *standings.group_cells(standings.untrusted(words), one.standings, words),
                *_for_programs(one, words),
            )
        )
        for category, code, one in _each(part)
    )
    title = words.gettext("Categories by languages")
    table = Table("coverage-map", title, columns, rows, origin.content(words, part.day), SHOWN)
    drawing = _drawing(part, words, lambda one: one.total.covered)
    return Chart("coverage-map", title, drawing, _described(part, words, lambda one: one.total.covered), table)


def _map_by_demand(part: Coverage, words: Words) -> Chart:
    columns = (
        *_place_columns(words),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered_by_demand", words.gettext("Can be trusted, by demand"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        Column("harm", words.gettext("Harm"), Kind.NUMBER),
    )
    rows = tuple(
        Row(
            (
                *_place(category, code, words),
                standings.number(one.total.pages, words),
                standings.share(one.total.covered_demand, words),
                standings.share(one.total.covered, words),
                Cell(words.figure(one.total.harm), round(one.total.harm, 1)),
            )
        )
        for category, code, one in _each(part)
    )
    title = words.gettext("Categories by languages, weighted by demand")
    table = Table("coverage-map-demand", title, columns, rows, _source_by_demand(part, words), SHOWN)
    drawing = _drawing(part, words, lambda one: one.total.covered_demand)
    described = _described(part, words, lambda one: one.total.covered_demand)
    return Chart("coverage-map-demand", title, drawing, described, table)


def _each(part: Coverage) -> Iterator[tuple[Category, str, Part]]:
    for category in part.categories:
        for code, one in category.parts.items():
            yield category, code, one


def _place_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("category", words.gettext("Category")),
        Column("language", words.gettext("Language"), filtered=True),
    )


def _place(category: Category, code: str, words: Words) -> tuple[Cell, ...]:
    own = category.language if category.title and category.language != words.language else ""
    return (
        Cell(_name(category, words), category.folder, language=own),
        Cell(words.language_name(code), code),
    )


def _name(category: Category, words: Words) -> str:
    if not category.folder:
        return words.gettext("Front page")
    return category.title or category.folder


def _drawing(part: Coverage, words: Words, share: Callable[[Part], float | None]) -> HeatMap:
    shown = part.categories[:MOST_ROWS]
    cells = tuple(
        tuple(_heat(share(one), words) if (one := category.parts.get(code)) else _NOTHING for code in part.languages)
        for category in shown
    )
    return HeatMap(
        tuple(words.language_name(code) for code in part.languages),
        _unlike(tuple((_name(category, words), category.folder) for category in shown)),
        cells,
        words.gettext("Pages that readers can trust"),
    )


_NOTHING = HeatCell(None, "")


def _heat(share: float | None, words: Words) -> HeatCell:
    return HeatCell(_rounded(share), percent(share, words))


def _unlike(named: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Names of which no two are the same: a drawing would take them for one."""
    names = [name for name, _ in named]
    return tuple(f"{name} ({folder})" if names.count(name) > 1 else name for name, folder in named)


def _described(part: Coverage, words: Words, share: Callable[[Part], float | None]) -> str:
    told = [(value, category, code) for category, code, one in _each(part) if (value := share(one)) is not None]
    if not told:
        return ""
    low = min(told, key=lambda one: one[0])
    sentences = [
        words.gettext("A row for each category, a column for each language: the share of pages that can be trusted."),
        words.gettext(
            "The lowest: %(category)s (%(language)s), %(share)s.",
            category=_name(low[1], words),
            language=low[2],
            share=percent(low[0], words),
        ),
    ]
    if (more := len(part.categories) - MOST_ROWS) > 0:
        sentences.append(
            words.ngettext(
                "The drawing has those with the most harm; %(num)s more is in the table.",
                "The drawing has those with the most harm; %(num)s more are in the table.",
                more,
            )
        )
    return " ".join(sentences)


# -- how -------------------------------------------------------------------------------------------------------------


def _how(words: Words) -> Iterator[Paragraph]:
    yield Paragraph(
        words.gettext(
            "A page is an article in a language, whether it is there or not. Readers can trust it when it is up to "
            "date, or when no more than small things have changed since it was confirmed."
        )
    )
    yield Paragraph(
        words.gettext(
            "Grades say how much a change matters: cosmetic (words stay the same), small, material (steps, "
            "conditions), critical (prices, dates, addresses and other facts). Not confirmed: nobody has said yet that "
            "the translation says what its source says. `kbgen gaps` lists the pages, `kbgen confirm` confirms one."
        )
    )
    yield Paragraph(
        words.gettext(
            "By demand, a page weighs (1 + tickets a week) × (1 + views a week / 100), so one that many readers want "
            "counts more. Categories are in the order of the harm that their gaps do."
        )
    )
    yield Paragraph(
        words.gettext(
            "A small number below a share says by how many percentage points it has grown or fallen since the first "
            "of the last weeks."
        )
    )
