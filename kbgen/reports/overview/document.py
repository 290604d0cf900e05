"""What a report is made of, whatever it is written on: sections of sentences, tables and charts.

Texts are in the language of the report; a stretch between two ``` ` ``` is code. Names and values are the same in every
language: they are what other programs read, and what tables are sorted by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kbgen.languages import LanguageCode

Value = str | int | float | bool | date | None
"""A date is written as ISO 8601 has it, None as nothing."""


class Tone(StrEnum):
    """What a colour stands for; never the only thing that says so."""

    PLAIN = "plain"
    GOOD = "good"
    SLIGHT = "slight"
    """Out of date in what hardly matters."""
    SERIOUS = "serious"
    BAD = "bad"
    ABSENT = "absent"
    """Not there at all, or not known."""


class Kind(StrEnum):
    """How the cells of a column are set."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CODE = "code"
    """Tags, paths and commands, which are in no language."""
    WEEKS = "weeks"
    """A bar for each week."""


# -- tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """``name``: for programs, in snake_case. ``title``: for people. ``filtered``: it has few values, and readers may
    want the rows of one of them only. ``hidden``: it is for programs only, such as the ends of an interval that
    another cell says in words.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    filtered: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """``text``: for people; ``value``: for programs, and what rows are sorted by. ``language``: of the text, where it
    is not that of the report. ``note``: a second, smaller line. ``weeks``: numbers of weeks, the oldest first, None for
    a week of which nothing is known; ``text`` then says in words what the bars show.
    """

    text: str
    value: Value
    tone: Tone = Tone.PLAIN
    language: LanguageCode = ""
    note: str = ""
    weeks: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """``details``: what can be opened below the row."""

    cells: tuple[Cell, ...]
    details: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``name`` is also that of the CSV file. ``shown``: so many rows are seen at first, None for all of them.
    ``source``: where the figures come from, and from when. ``empty``: what stands in the place of no rows.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    shown: int | None = None
    empty: str = ""

    @property
    def visible(self) -> Table:
        """The same with the columns that are for people."""
        if not any(column.hidden for column in self.columns):
            return self
        places = [place for place, column in enumerate(self.columns) if not column.hidden]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in self.rows),
        )


# -- charts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeatCell:
    """``share`` in [0, 1], None where there is nothing; ``text`` stands in the cell."""

    share: float | None
    text: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A cell for each row and column; a share of 1 is good. ``scale``: what the shares are."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[HeatCell, ...], ...]
    scale: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A part of stacked bars: a value for each bar."""

    name: str
    tone: Tone
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A bar for each place (texts or days, in their order), of parts that add up. ``lying``: bars from left to
    right, as for long names."""

    places: tuple[str, ...] | tuple[date, ...]
    stacks: tuple[Stack, ...]
    axis: str
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A line. ``values``: one for each day of the chart, None for a gap; ``low`` and ``high``: the ends of a band
    around it, or nothing. ``dashed``: what is expected rather than measured."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over days. ``zero``: the axis begins there."""

    days: tuple[date, ...]
    series: tuple[Series, ...]
    axis: str
    zero: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the ends of its interval."""

    name: str
    estimate: float
    low: float
    high: float
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Intervals:
    """Estimates below each other. ``reference``: a line to compare with, such as 1 for ratios; ``ratio``: the axis is
    logarithmic, and all values are above 0."""

    rows: tuple[Interval, ...]
    axis: str
    reference: float | None = None
    ratio: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """``size``: what the area of the point shows; ``group``: what its colour and shape show."""

    name: str
    x: float
    y: float
    size: float = 1.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points, the most worthwhile named. ``logarithmic``: both axes; values of 0 or less are left out."""

    points: tuple[Point, ...]
    x_axis: str
    y_axis: str
    named: int = 8
    logarithmic: bool = False


Drawing = HeatMap | StackedBars | Lines | Intervals | Scatter


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what it shows in a sentence or two for those who do not see it, and its figures as a table."""

    name: str
    title: str
    drawing: Drawing
    description: str
    table: Table


# -- the rest --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``tone``: ABSENT for what is left out, and what would bring it."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences of one kind."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that is seen first. ``note``: what it is compared with, or where it comes from."""

    name: str
    label: str
    text: str
    value: Value
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Some numbers beside each other."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What only some readers want: it can be opened."""

    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Bullets | KeyFigures | Table | Chart | Details


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. ``lead``: the one sentence that counts; ``blocks`` begin with what matters most."""

    name: str
    title: str
    lead: str
    blocks: tuple[Block, ...]

    def tables(self) -> Iterator[Table]:
        """All tables, also those of charts; not those in a row's details."""
        for block in flat(self.blocks):
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Chart):
                yield block.table

    def figures(self) -> Iterator[KeyFigure]:
        """All key figures."""
        for block in flat(self.blocks):
            if isinstance(block, KeyFigures):
                yield from block.figures


@dataclass(frozen=True, slots=True)
class Source:
    """Something that figures come from. ``state``: what of it there is, and from when; ``missing``: nothing, and
    ``state`` says what would bring it."""

    name: str
    title: str
    state: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    title: str
    site: str
    language: LanguageCode
    as_of: date
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """All tables with the section that they are in, also those of charts; not those in a row's details."""
        for section in self.sections:
            for table in section.tables():
                yield section, table

    def charts(self) -> Iterator[Chart]:
        """All charts."""
        for section in self.sections:
            for block in flat(section.blocks):
                if isinstance(block, Chart):
                    yield block


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, also those in details; not those in a row's."""
    for block in blocks:
        yield block
        if isinstance(block, Details):
            yield from flat(block.blocks)
