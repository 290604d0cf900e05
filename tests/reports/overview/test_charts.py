"""Charts of the report: what each kind shows, that it fits into a page, and that no value breaks it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import inf, nan
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen import wording
from kbgen.reports.overview import charts
from kbgen.reports.overview.charts import locales, svg
from kbgen.reports.overview.document import (
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
    Tone,
)
from kbgen.reports.overview.palette import DARK, LIGHT
from kbgen.wording import Words
from tests.reports.overview.drawings import BARS, DRAWINGS, ESTIMATES, LINES, LONG, LYING, MAP, POINTS, WEEKS, chart

ENGLISH = wording.words("en", domain=wording.REPORT)
ESTONIAN = wording.words("et", domain=wording.REPORT)

KINDS = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)


def both(drawing: Drawing, words: Words = ENGLISH) -> tuple[Element, Element]:
    """The wide and the narrow drawing."""
    wide, narrow = ElementTree.fromstring(f"<page>{charts.drawn(chart(drawing), words).svg}</page>")
    return wide, narrow


def read(root: Element) -> list[str]:
    """What stands in a drawing."""
    return [" ".join(part.strip() for part in _letters(text)) for text in root.iter("text")]


def _letters(text: Element) -> list[str]:
    parts = [text.text or ""]
    for child in text:
        parts += [child.text or ""] if child.tag == "tspan" else []
        parts.append(child.tail or "")
    return [part for part in parts if part.strip()]


def told(root: Element) -> list[str]:
    """What is read when one points at marks."""
    return [title.text or "" for title in root.iter("title")]


# -- what they show --------------------------------------------------------------------------------------------------


def test_heat_map_has_a_cell_for_each_row_and_column() -> None:
    """With its text, its step of colour, and its place in words; nothing at all is hatched."""
    wide, narrow = both(MAP)
    for drawn in (wide, narrow):
        assert {"100%", "31/50", "0%", "–", "Estonian", "Russian", "Fresh translations"} <= {*read(drawn)}
        assert "Billing · Russian: 31/50 (62%)" in told(drawn)
        assert f"{LONG} · Russian: –" in told(drawn)
        cells = [mark.get("fill") for mark in drawn.iter("path") if mark.find("title") is not None]
        assert [*map(str, cells)][:3] == ["var(--kb-heat-6)", "var(--kb-heat-4)", "var(--kb-heat-1)"]
        assert str(cells[3]).endswith("-absent)")
    assert LONG in told(narrow)
    assert any(name.endswith("…") for name in read(narrow))


def test_bars_of_days_have_their_parts_and_a_key() -> None:
    """Each part of each bar can be pointed at; days are named at the foot, the last among them."""
    wide, narrow = both(BARS, ESTONIAN)
    for drawn in (wide, narrow):
        assert len([one for one in told(drawn) if "· fresh:" in one]) == 12
        assert "31. aug 2026 · fresh: 800" in told(drawn)
        assert {"fresh", "stale", "missing", "translations", "16. nov"} <= {*read(drawn)}
    assert len(read(narrow)) < len(read(wide))


def test_lying_bars_have_their_figures_in_them() -> None:
    """As far as there is room."""
    wide, _ = both(LYING)
    assert {"210", "33", "88", "Logging in"} <= {*read(wide)}
    assert "2" not in read(wide)
    assert f"{LONG} · discontent: 2" in told(wide)


def test_lines_end_in_their_names_or_have_a_key() -> None:
    """And tell their values, with the ends of the band."""
    wide, narrow = both(LINES)
    for drawn in (wide, narrow):
        assert {"asked", "expected", "tickets a week"} <= {*read(drawn)}
        assert "Nov 16, 2026 · expected: 1,330 (1,180–1,440)" in told(drawn)
        assert "Sep 7, 2026 · asked: 1,310" in told(drawn) or "Sep 7, 2026 · asked: 1,311" in told(drawn)
    dashed = [mark for mark in wide.iter() if mark.get("stroke-dasharray") == "5,4"]
    assert {mark.get("stroke") for mark in dashed} == {"var(--kb-series-2)"}


def test_intervals_have_their_figures_beside_them() -> None:
    """An end that is beyond the drawing is an arrow, and ∞ in words."""
    wide, narrow = both(ESTIMATES, ESTONIAN)
    for drawn in (wide, narrow):
        assert "0,62 (0,51–0,75)" in read(drawn)
        assert f"{LONG}: 1,31 (1,08–∞)" in told(drawn)
        assert {"0,7", "1"} & {*read(drawn)}


def test_points_have_names_or_numbers_that_a_list_explains() -> None:
    """Wide: names beside points. Narrow: numbers, and the list below."""
    wide, narrow = both(POINTS)
    assert "Resetting a password" in read(wide)
    assert {"1", "2", "3", "1. Resetting a password", "3. Printers"} <= {*read(narrow)}
    assert "Printers (translation) · hours of work: 3 · hours saved in a year: 0" in told(wide)
    assert {"new article", "translation"} <= {*read(narrow)}


def test_values_of_nought_have_no_place_on_logarithmic_axes() -> None:
    """They are left out; where nothing else is there, the drawing says so."""
    wide, _ = both(replace(POINTS, logarithmic=True))
    assert not any("Printers" in one for one in told(wide))
    wide, _ = both(replace(POINTS, logarithmic=True, points=POINTS.points[2:]))
    assert read(wide) == ["There is nothing to draw yet."]


NOTHING: list[Drawing] = [
    HeatMap((), (), (), ""),
    StackedBars((), (), ""),
    StackedBars(WEEKS, (), ""),
    Lines((), (), ""),
    Lines(WEEKS, (Series("a", (None,) * 12), Series("b", (nan,) * 12)), ""),
    Intervals((), ""),
    Scatter((), "", ""),
    Scatter((Point("a", nan, 1.0),), "", ""),
]


@pytest.mark.parametrize("drawing", NOTHING)
def test_a_drawing_of_nothing_says_so(drawing: Drawing) -> None:
    """At both widths."""
    assert [read(drawn) for drawn in both(drawing)] == [["There is nothing to draw yet."]] * 2


def test_one_day_and_values_of_nought_are_drawn() -> None:
    """A point in the middle; an axis from 0 to 1."""
    wide, _ = both(Lines((date(2026, 11, 22),), (Series("a", (5.0,)), Series("b", (7.0,))), ""))
    assert "Nov 22" in read(wide)
    wide, _ = both(StackedBars(WEEKS, (Stack("a", Tone.GOOD, (0.0,) * 12),), ""))
    assert {"0", "1"} <= {*read(wide)}


# -- a part of the page ----------------------------------------------------------------------------------------------


@KINDS
def test_pictures_take_everything_from_the_page(drawing: Drawing) -> None:
    """Colours by their names, no font, no style, no script, no address, no other name space, ids of their own."""
    picture = charts.drawn(chart(drawing), ESTONIAN)
    assert not re.search(r"#[0-9a-f]{3,8}\b(?!-)", re.sub(r"url\(#[a-z-]+\)|&#\d+;", "", picture.svg))
    assert not re.search(r"font-family|style=|<script|<a |href|xmlns|http|onclick|NaN|Infinity|undefined", picture.svg)
    assert {*re.findall(r"var\(--kb-([a-z0-9-]+)\)", picture.svg)} <= set(DARK)
    wide, narrow = ElementTree.fromstring(f"<page>{picture.svg}</page>")
    for drawn, name, width in ((wide, "wide", "720"), (narrow, "narrow", "340")):
        assert drawn.get("class") == f"kb-chart kb-{name}"
        assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "Coverage & more. What “it” shows.")
        assert drawn.get("viewBox", "").split()[2] == width
        assert drawn.get("width") is None
    ids = [one.get("id") for drawn in (wide, narrow) for one in drawn.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(id).startswith("kb-coverage-map-") for id in ids)


@KINDS
def test_a_chart_is_always_drawn_alike(drawing: Drawing) -> None:
    """Byte for byte, whatever was drawn before."""
    first = charts.drawn(chart(drawing), ESTONIAN)
    charts.drawn(chart(BARS, "other"), ENGLISH)
    assert charts.drawn(chart(drawing), ESTONIAN) == first


@KINDS
def test_specifications_are_whole(drawing: Drawing) -> None:
    """They are valid Vega-Lite, ask nobody for data, and say how the language writes numbers."""
    spec = dict(charts.drawn(chart(drawing), ESTONIAN).spec)
    assert str(spec["$schema"]).startswith("https://vega.github.io/schema/vega-lite/v")
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["description"] == "Coverage & more. What “it” shows."
    named = {layer["data"]["name"] for layer in spec["layer"]}
    assert named == set(spec["datasets"])
    alt.LayerChart.from_dict(spec).to_dict()


@KINDS
def test_files_stand_by_themselves(drawing: Drawing) -> None:
    """A document with its name space, its size, its title, and colours that need no page."""
    file = charts.drawn(chart(drawing), ENGLISH).file
    root = ElementTree.fromstring(file)
    assert root.tag == f"{{{svg.SPACE}}}svg"
    assert root.get("width") == "720"
    assert root[0].text == "Coverage & more. What “it” shows."
    assert "var(" not in file
    assert LIGHT["paper"] in file


def test_colours_of_marks_can_be_told_from_their_values() -> None:
    """A value in a specification stands for one name only."""
    drawn = [value for name, value in LIGHT.items() if name not in ("accent", "panel")]
    assert len(drawn) == len(set(drawn))


def test_all_charts_are_found_by_their_names() -> None:
    """One for each."""
    found = charts.drawn_all([chart(MAP, "one"), chart(LYING, "two")], ENGLISH)
    assert set(found) == {"one", "two"}
    assert found["one"] != found["two"]


def test_nothing_is_drawn_without_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page then shows the tables."""
    monkeypatch.setattr(charts, "find_spec", lambda name: None)
    assert not charts.installed()
    assert charts.drawn_all([chart(MAP)], ENGLISH) == {}


# -- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [
        ("et", "10 000", "16. nov"),
        ("en", "10,000", "Nov 16"),
        ("ru", "10 000", "16 нояб."),
        ("fi", "10 000", "16.11."),
        ("tlh", "10,000", "Nov 16"),
    ],
)
def test_axes_speak_the_language(language: str, number: str, day: str) -> None:
    """Numbers and days as people write them who speak it; English where nobody knows how."""
    words = wording.words(language, domain=wording.REPORT)
    wide, _ = both(replace(BARS, stacks=(Stack("all", Tone.GOOD, (9000.0,) * 12),)), words)
    assert {number, day} <= {one.replace("\u00a0", " ").replace("\u202f", " ") for one in read(wide)}
    wide, _ = both(LINES, words)
    assert day in read(wide)


def test_longer_spans_name_months_and_years() -> None:
    """The year stands with the first month and with January."""
    weeks = tuple(date(2025, 6, 2) + timedelta(weeks=number) for number in range(60))
    values = tuple(float(number) for number in range(60))
    bars = StackedBars(weeks, (Stack("a", Tone.GOOD, values),), "")
    lines = Lines(weeks, (Series("a", values),), "")
    for drawing in (bars, lines):
        wide, _ = both(drawing, ESTONIAN)
        assert {"juuli 2025", "jaan 2026", "juuli"} <= {*read(wide)} or {"sept 2025", "jaan 2026"} <= {*read(wide)}


def test_patterns_of_days_keep_literal_words() -> None:
    """Russian writes the г. of a year; what d3 does not know is left out."""
    assert locales.d3("LLL y 'г'.") == "%b %Y г."
    assert locales.d3("d. MMM") == "%-d. %b"
    assert locales.d3("G d/M/yy") == "%-d/%-m/%y"


# -- whatever the values ---------------------------------------------------------------------------------------------

WORDS = st.text(max_size=60)
NUMBERS = st.one_of(st.floats(), st.sampled_from([0.0, 1.0, -1.0, 1e300, -1e300, 1e-300, nan, inf, -inf]))
TONES = st.sampled_from(list(Tone))
DAYS = st.lists(st.dates(date(1, 1, 2), date(9999, 12, 30)), min_size=1, max_size=6, unique=True).map(sorted).map(tuple)


@st.composite
def heat_maps(draw: st.DrawFn) -> HeatMap:
    columns, rows = draw(st.lists(WORDS, max_size=4)), draw(st.lists(WORDS, max_size=4))
    cell = st.builds(HeatCell, st.none() | NUMBERS, WORDS)
    cells = tuple(tuple(draw(cell) for _ in columns) for _ in rows)
    return HeatMap(tuple(columns), tuple(rows), cells, draw(WORDS))


@st.composite
def stacked_bars(draw: st.DrawFn) -> StackedBars:
    places = draw(DAYS | st.lists(WORDS, max_size=5).map(tuple))
    values = st.lists(NUMBERS, min_size=len(places), max_size=len(places)).map(tuple)
    stacks = draw(st.lists(st.builds(Stack, WORDS, TONES, values), max_size=4))
    return StackedBars(places, tuple(stacks), draw(WORDS), draw(st.booleans()))


@st.composite
def lines(draw: st.DrawFn) -> Lines:
    days = draw(DAYS)
    values = st.lists(st.none() | NUMBERS, min_size=len(days), max_size=len(days)).map(tuple)
    band = st.just(()) | values
    series = draw(st.lists(st.builds(Series, WORDS, values, band, band, st.booleans()), max_size=8))
    return Lines(days, tuple(series), draw(WORDS), draw(st.booleans()))


INTERVALS = st.builds(
    Intervals,
    st.lists(st.builds(Interval, WORDS, NUMBERS, NUMBERS, NUMBERS, TONES), max_size=4).map(tuple),
    WORDS,
    st.none() | NUMBERS,
    st.booleans(),
)

SCATTERS = st.builds(
    Scatter,
    st.lists(st.builds(Point, WORDS, NUMBERS, NUMBERS, NUMBERS, WORDS), max_size=6).map(tuple),
    WORDS,
    WORDS,
    st.integers(0, 8),
    st.booleans(),
)


@given(st.one_of(heat_maps(), stacked_bars(), lines(), INTERVALS, SCATTERS))
@settings(max_examples=60, deadline=None)
def test_no_value_breaks_a_picture(drawing: Drawing) -> None:
    """Any numbers and any words: valid XML, nothing that is not a number, nothing from elsewhere."""
    picture = charts.drawn(chart(drawing), ESTONIAN)
    page = ElementTree.fromstring(f"<page>{picture.svg}</page>")
    ElementTree.fromstring(picture.file)
    for mark in page.iter():
        for name, value in mark.items():
            if name not in ("aria-label", "class"):
                assert not re.search("nan|inf|undefined|null|//", value, re.IGNORECASE), (name, value)
                assert "url(" not in value or re.fullmatch(r"url\(#kb-coverage-map-(wide|narrow)-\w+\)", value)
