"""What stands above and below a table's rows: things to find some by, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kbgen.reports.overview import as_csv
from kbgen.reports.overview.document import Row, Table
from kbgen.reports.overview.html.keys import key
from kbgen.reports.overview.html.place import Place
from kbgen.reports.overview.html.text import bare, plain, rich

LONG = 10
"""Tables with more rows than this can be filtered by a word."""


def above(one: Table, rows: Sequence[Row], place: Place) -> str:
    """What the script shows where it can work: a word, choices, the order where there are no heads to click, and
    something that opens all details.
    """
    if len(rows) < 2 or place.nested:
        return ""
    tools = [*_word(rows, place), *_choices(one, rows, place), _order(one, place), *_opening(rows, place)]
    return f'<div class="tools" hidden>{"".join(tools)}</div>'


def _word(rows: Sequence[Row], place: Place) -> Iterator[str]:
    if len(rows) > LONG:
        title = place.words.gettext("Filter")
        yield f'<label class="word"><span>{plain(title)}</span><input type="search"></label>'


def _choices(one: Table, rows: Sequence[Row], place: Place) -> Iterator[str]:
    every = place.words.gettext("All")
    for where, column in enumerate(one.columns):
        cells = {key(row.cells[where].value): bare(row.cells[where].text) for row in rows} if column.filtered else {}
        # Where values that differ are said alike, nobody could tell the choices apart.
        if len(cells) < 2 or len(set(cells.values())) < len(cells):
            continue
        ordered = sorted(cells.items(), key=lambda pair: (not pair[0], pair[1].casefold()))
        options = "".join(f'<option value="={plain(value)}">{text or "–"}</option>' for value, text in ordered)
        yield (
            f'<label><span>{rich(column.title)}</span><select data-place="{where}">'
            f'<option value="">{plain(every)}</option>{options}</select></label>'
        )


def _order(one: Table, place: Place) -> str:
    heads = "".join(
        f'<option value="{where}">{bare(column.title)}</option>' for where, column in enumerate(one.columns)
    )
    title = place.words.gettext("Sort by")
    return (
        f'<label class="order"><span>{plain(title)}</span><select><option value="">–</option>{heads}</select></label>'
    )


def _opening(rows: Sequence[Row], place: Place) -> Iterator[str]:
    if any(row.details for row in rows):
        said = plain(place.words.gettext("Open all details"))
        yield f'<button type="button" class="every" aria-pressed="false">{said}</button>'


def below(one: Table, rows: Sequence[Row], place: Place) -> str:
    """How many rows are seen, and where the rest are."""
    left = f'<p class="limit">{rich(_limit(one, rows, place))}</p>' if len(rows) < len(one.rows) else ""
    if len(rows) < 2 or place.nested:
        return left
    words = place.words
    first = len(rows) if one.shown is None else min(one.shown, len(rows))
    said = words.gettext("Rows shown: %(shown)s of %(all)s", shown="{shown}", all=words.number(len(rows)))
    every = words.ngettext("Show %(num)s row", "Show all %(num)s rows", len(rows))
    fewer = words.gettext("Show fewer rows")
    more = f'<button type="button" class="all" hidden data-fewer="{plain(fewer)}">{plain(every)}</button>'
    count = '<p class="count" role="status"></p>'
    return f'<div class="end" data-shown="{first}" data-said="{plain(said)}">{count}{more}</div>{left}'


def _limit(one: Table, rows: Sequence[Row], place: Place) -> str:
    words = place.words
    numbers = {"shown": words.number(len(rows)), "all": words.number(len(one.rows))}
    said = words.gettext("The first %(shown)s of %(all)s rows are on this page.", **numbers)
    if place.nested:
        return said
    rest = words.gettext("All of them are in the CSV file beside it: `%(file)s`.", file=file_of(one, place))
    return f"{said} {rest}"


def file_of(one: Table, place: Place) -> str:
    """The table's CSV file."""
    return as_csv.name(place.path, one.name)
