"""Coverage in words: what share of the pages readers can trust, by language and category, and how that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kbgen.overview.absent import Absent
from kbgen.overview.coverage import Category, Coverage, Part
from kbgen.reports.overview import standings
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
from kbgen.translation.standing import State
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
        blocks.append(Paragraph(_demand_wanted(words), Tone.ABSENT))
    else:
        blocks.append(_map_by_demand(part, words))
    blocks += weeks.blocks(part.past, words)
    blocks.append(Details(words.gettext("How coverage is counted"), tuple(_how(words))))
    return Section("coverage", title, _lead(part, words), tuple(blocks))


def _first_article(words: Words) -> str:
    return words.gettext("`kbgen new` writes the first one.")


def _demand_wanted(words: Words) -> str:
    return words.gettext(
        "Pages can be weighted by demand once tickets or views are known: `kbgen tickets import FILE` with topics that "
        "name the articles which answer them, or `kbgen views import FILE`."
    )


def _lead(part: Coverage, words: Words) -> str:
    variables = {
        "share": _share(part.whole.total.covered, words),
        "before": _share(part.whole.before.covered if part.whole.before else None, words),
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
            _share(total.covered, words),
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
                _share(total.covered_demand, words),
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


def _share(value: float | None, words: Words) -> str:
    return "–" if value is None else words.share(value)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def source(part: Coverage, words: Words) -> str:
    """Where the counts come from."""
    return words.gettext("From the articles as they were on %(day)s.", day=words.day(part.day, "medium"))


def _source_by_demand(part: Coverage, words: Words) -> str:
    day = words.day(part.day, "medium")
    if isinstance(part.demand, Absent):
        return source(part, words)
    if part.demand.tickets and part.demand.views:
        return words.gettext("From the articles as they were on %(day)s, tickets and views.", day=day)
    if part.demand.tickets:
        return words.gettext("From the articles as they were on %(day)s, and tickets.", day=day)
    return words.gettext("From the articles as they were on %(day)s, and views.", day=day)


# -- languages -------------------------------------------------------------------------------------------------------


def _languages(part: Coverage, words: Words) -> Table:
    by_demand = not isinstance(part.demand, Absent)
    columns = [
        Column("language", words.gettext("Language")),
        Column("code", words.gettext("Code"), Kind.CODE),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        *([Column("covered_by_demand", words.gettext("By demand"), Kind.NUMBER)] if by_demand else []),
        Column("weeks", words.gettext("Last weeks"), Kind.WEEKS),
        Column("change", words.gettext("Change"), Kind.NUMBER),
        *standings.columns(words),
        Column("ahead", words.gettext("Newer than the source"), Kind.NUMBER),
    ]
    rows = [
        Row(
            (
                Cell(words.language_name(code), code, note=_is_source(part, code, words)),
                Cell(code, code),
                Cell(words.number(one.total.pages), one.total.pages),
                _share_cell(one.total.covered, words),
                *([_share_cell(one.total.covered_demand, words)] if by_demand else []),
                weeks.spark(part.past, code, words),
                weeks.change_cell(one, words),
                *_counts(one, words),
                _number(one.total.states[State.AHEAD], words),
            )
        )
        for code, one in part.languages.items()
    ]
    title = words.gettext("By language")
    return Table("coverage-languages", title, tuple(columns), tuple(rows), source=source(part, words))


def _is_source(part: Coverage, code: str, words: Words) -> str:
    return words.gettext("most articles are first written in it") if code == part.source_language else ""


def _share_cell(value: float | None, words: Words) -> Cell:
    return Cell(_share(value, words), _rounded(value), standings.tone_of(value))


def _number(value: int, words: Words) -> Cell:
    return Cell(words.number(value), value)


def _counts(one: Part, words: Words) -> Iterator[Cell]:
    for standing in Standing:
        yield _number(one.standings[standing], words)


# -- categories by languages -----------------------------------------------------------------------------------------


def _map(part: Coverage, words: Words) -> Chart:
    columns = (
        Column("category", words.gettext("Category"), filtered=True),
        Column("folder", words.gettext("Folder"), Kind.CODE),
        Column("language", words.gettext("Language"), Kind.CODE, filtered=True),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        Column("before", words.gettext("Before"), Kind.NUMBER),
        Column("change", words.gettext("Change"), Kind.NUMBER),
        *standings.columns(words),
    )
    rows = tuple(
        Row(
            (
                *_where(category, code, words),
                _number(one.total.pages, words),
                _share_cell(one.total.covered, words),
                _share_cell(one.before.covered if one.before else None, words),
                weeks.change_cell(one, words),
                *_counts(one, words),
            )
        )
        for category, code, one in _each(part)
    )
    title = words.gettext("Categories by languages")
    table = Table("coverage-map", title, columns, rows, source=source(part, words), shown=SHOWN)
    drawing = _drawing(part, words, lambda one: one.total.covered)
    return Chart("coverage-map", title, drawing, _described(part, words, lambda one: one.total.covered), table)


def _map_by_demand(part: Coverage, words: Words) -> Chart:
    columns = (
        Column("category", words.gettext("Category"), filtered=True),
        Column("folder", words.gettext("Folder"), Kind.CODE),
        Column("language", words.gettext("Language"), Kind.CODE, filtered=True),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered_by_demand", words.gettext("Can be trusted, by demand"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        Column("harm", words.gettext("Harm"), Kind.NUMBER),
    )
    rows = tuple(
        Row(
            (
                *_where(category, code, words),
                _number(one.total.pages, words),
                _share_cell(one.total.covered_demand, words),
                _share_cell(one.total.covered, words),
                Cell(words.figure(one.total.harm), round(one.total.harm, 1)),
            )
        )
        for category, code, one in _each(part)
    )
    title = words.gettext("Categories by languages, weighted by demand")
    table = Table("coverage-map-demand", title, columns, rows, source=_source_by_demand(part, words), shown=SHOWN)
    drawing = _drawing(part, words, lambda one: one.total.covered_demand)
    described = _described(part, words, lambda one: one.total.covered_demand)
    return Chart("coverage-map-demand", title, drawing, described, table)


def _each(part: Coverage) -> Iterator[tuple[Category, str, Part]]:
    for category in part.categories:
        for code, one in category.parts.items():
            yield category, code, one


def _where(category: Category, code: str, words: Words) -> tuple[Cell, ...]:
    own = category.language if category.language != words.language and category.title else ""
    return (
        Cell(_name(category, words), category.title or category.folder, language=own),
        Cell(category.folder, category.folder),
        Cell(code, code, note=words.language_name(code)),
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
    return HeatCell(_rounded(share), _share(share, words))


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
            share=_share(low[0], words),
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
