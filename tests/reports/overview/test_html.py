"""The page of the editors' report: one file, whole without its script, and safe whatever articles are called."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from hypothesis import given
from hypothesis import strategies as st

from kbgen import wording
from kbgen.reports.overview import html
from kbgen.reports.overview.document import (
    Bullets,
    Cell,
    Column,
    Details,
    Document,
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
from kbgen.reports.overview.html import MOST_BYTES, MOST_ROWS, render
from kbgen.wording import Words, words
from tests.reports.overview.made import DAY, HOSTILE, LANGUAGES, PICTURES, document, topics

WORDS = words("en", domain=wording.REPORT)
VOID = {"meta", "input", "wbr"}
SHAPES = {"circle", "path", "rect", "line", "use"}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in its order. Text is kept apart from what is not shown."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of these kinds."""
        return [attributes for tag, attributes in self.elements if tag in tags]


def read(one: Document, pictures: object = PICTURES) -> Reader:
    return Reader(render(one, WORDS, pictures))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page() -> str:
    return render(document(), WORDS, PICTURES)


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    return Reader(page)


def of_blocks(*blocks: object) -> Document:
    section = Section("part", "Part", "", blocks)  # type: ignore[arg-type]
    return Document("Report", "Site", "en", DAY, "", (section,), ())


# -- one file --------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_for_from_anywhere(page: str, reader: Reader) -> None:
    """No address is in the page but those of its own places, and of the files beside it, which it only links to."""
    assert "://" not in page
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|localStorage|sessionStorage|cookie", page)
    assert not reader.of("link", "img", "iframe", "object", "embed", "base", "form")
    for tag, attributes in reader.elements:
        assert "src" not in attributes
        if "href" in attributes:
            target = attributes["href"] or ""
            assert target.startswith("#") or (tag == "a" and re.fullmatch(r"[a-z0-9-]+\.csv", target))


def test_the_policy_lets_in_only_what_the_page_has(page: str, reader: Reader) -> None:
    """Its one style and its one script, by their hashes; so there are no attributes with either."""
    (policy,) = [meta["content"] for meta in reader.of("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        (text,) = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    for _, attributes in reader.elements:
        assert not any(name == "style" or name.startswith("on") for name in attributes)


def test_a_long_report_is_far_below_three_megabytes() -> None:
    """And one with more and longer tables than anybody reads has fewer rows of each."""
    many = tuple(replace(topics(1600), name=f"t{n}") for n in range(20))
    assert len(render(of_blocks(*many[:8]), WORDS, {}).encode()) < MOST_BYTES
    page = render(of_blocks(*many), WORDS, {})
    assert len(page.encode()) < MOST_BYTES
    assert page.count(" of 1,600 rows are on this page.") == len(many)
    assert page.count("<tbody") in {len(many) * most for most in MOST_ROWS[1:]}


# -- texts -----------------------------------------------------------------------------------------------------------


def test_hostile_texts_are_nothing_but_texts(page: str, reader: Reader) -> None:
    """Neither tags, nor attributes, nor places of the template; nothing turns the direction of what follows."""
    assert page.count("<script>") == page.count("</script>") == 1
    assert not reader.of("img", "i", "b")
    shown = "".join(reader.texts)
    for text in HOSTILE[:3]:
        assert text in shown
    assert "{{ sections }}" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


ANY = st.text(st.characters(), min_size=1, max_size=40) | st.sampled_from(HOSTILE)


@given(ANY, ANY, st.sampled_from(Tone))
def test_whatever_is_said_stays_text(one: str, other: str, tone: Tone) -> None:
    """The page is the same but for the texts."""

    def made(one: str, other: str) -> Document:
        row = Row((Cell(one, other, tone, note=other), Cell(other, one)), (Paragraph(one), Details(other, ())))
        columns = (Column("a", one, filtered=True), Column("b", other, Kind.CODE))
        blocks = (
            Paragraph(one, tone),
            Bullets((one, other)),
            KeyFigures((KeyFigure("k", one, other, one, "note", tone),)),
            Table("t", "title", columns, (row, row), "source"),
        )
        part = Section("part", one, other, blocks)
        return Document(one, other, "en", DAY, "lead", (part,), (Source("s", one, other, missing=True),))

    def skeleton(document: Document) -> list[tuple[str, list[str]]]:
        # A stretch in backticks is code, a path may be broken and some words may not, and short cells are classed so.
        return [
            (tag, sorted(attributes.keys() - {"class"}))
            for tag, attributes in read(document, {}).elements
            if tag not in ("code", "wbr") and attributes.get("class") != "held"
        ]

    assert skeleton(made(one, other)) == skeleton(made("x", "y"))


def test_what_stands_between_backticks_is_code() -> None:
    """A single backtick is a backtick."""
    page = render(of_blocks(Paragraph("Run `kbgen <x> a/b` or ` so.")), WORDS, {})
    assert '<p>Run <code translate="no">kbgen &lt;x&gt; a/<wbr>b</code> or ` so.</p>' in page


def test_options_and_marked_words_stay_on_one_line() -> None:
    """A narrow column would break after their dashes, and between the mark and its word."""
    cells = (Cell("Bring up to date", "a", Tone.BAD), Cell("kbgen new a-b --lang et", "b"))
    columns = (Column("a", "A"), Column("b", "B", Kind.CODE))
    page = render(of_blocks(Table("t", "T", columns, (Row(cells),))), WORDS, {})
    assert "</svg>&nbsp;Bring</span> up to date" in page
    assert 'kbgen new a-b <span class="held">--lang</span> et</code>' in page


def test_titles_in_another_language_say_so() -> None:
    """And only those, so that they are read out as they are meant; a note is in the language of the report."""
    cells = (Cell("Перенос", "a", language="ru", note="by Anna"),)
    page = render(of_blocks(Table("t", "T", (Column("a", "A"),), (Row(cells),))), WORDS, {})
    assert '<span lang="ru">Перенос</span><small>by Anna</small>' in page
    assert page.count("lang=") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_report(language: str) -> None:
    """Its day too."""
    spoken = words(language, domain=wording.REPORT)
    page = render(document(language), spoken, {})
    assert f'<html lang="{language}">' in page
    assert f'<time datetime="2026-11-22">{spoken.day(DAY)}</time>' in page


class Asked(NullTranslations):
    """A catalogue that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.messages.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


def test_every_word_of_the_page_can_be_translated() -> None:
    """What the page says is what Babel finds in its code, also in what it makes pieces of."""
    asked = Asked()
    render(document(), Words("en", asked), PICTURES)
    folder = str(Path(html.__file__).parent)
    found = extract_from_dir(folder, [("*.py", "python")], keywords={"gettext": None, "ngettext": (1, 2)})
    known = {message if isinstance(message, str) else message[0] for _, _, message, *_ in found}
    assert asked.messages <= known


# -- structure -------------------------------------------------------------------------------------------------------


def test_headings_go_down_one_level_at_a_time(reader: Reader) -> None:
    """From the one first heading on."""
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_name_is_there_once_and_every_link_leads_somewhere(reader: Reader) -> None:
    """Also those that say what something is called by."""
    names = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(names) == len(set(names))
    for _, attributes in reader.elements:
        for name in ("href", "aria-labelledby", "aria-describedby"):
            if (target := attributes.get(name)) and not target.endswith(".csv"):
                assert target.removeprefix("#") in names


def test_the_contents_lead_to_every_section_and_the_sources(reader: Reader) -> None:
    """In their order."""
    links = [attributes["href"] for attributes in reader.of("a")]
    wanted = ["#week", "#coverage", "#topics", "#articles", "#evil", "#sources"]
    assert [link for link in links if link in wanted] == wanted


def test_without_a_script_all_is_open_and_nothing_is_there_that_cannot_work(reader: Reader) -> None:
    """Details are open, rows are seen; what filters is hidden until the script shows it."""
    assert all("open" in details for details in reader.of("details"))
    assert not any("hidden" in attributes for attributes in reader.of("tr", "tbody", "td"))
    assert all("hidden" in attributes for attributes in reader.of("div") if attributes.get("class") == "tools")
    assert all("hidden" in a or a["class"] == "every" for a in reader.of("button"))


# -- tables and charts -----------------------------------------------------------------------------------------------


def test_a_page_has_at_most_two_hundred_rows_of_a_table_and_says_so() -> None:
    """And where the others are; a table with so many and no more says nothing."""
    page = render(of_blocks(topics(MOST_ROWS[0] + 1)), WORDS, {})
    assert page.count("<tbody") == MOST_ROWS[0]
    assert "The first 200 of 201 rows are on this page." in page
    assert "part-asked.csv" in page
    whole = render(of_blocks(topics(MOST_ROWS[0])), WORDS, {})
    assert whole.count("<tbody") == MOST_ROWS[0]
    assert "rows are on this page" not in whole


def test_cells_carry_what_they_are_sorted_by() -> None:
    """Numbers and days as programs write them; nothing where there is no value."""
    columns = (Column("a", "A"), *(Column(name, name, Kind.NUMBER) for name in "bcde"))
    cells = (Cell("Name", "id"), Cell("1 234,5", 1234.5), Cell("22. nov", DAY), Cell("–", None), Cell("yes", True))
    page = render(of_blocks(Table("t", "T", columns, (Row(cells), Row(cells)))), WORDS, {})
    assert re.findall('data-key="(.*?)"', page) == ["id", "1234.5", "2026-11-22", "1"] * 2


def test_choices_that_are_called_alike_are_not_offered() -> None:
    """A choice goes by what programs read, which may differ where the words do not."""

    def page(*cells: Cell) -> str:
        rows = tuple(Row((cell,)) for cell in cells)
        return render(of_blocks(Table("t", "T", (Column("a", "A", filtered=True),), rows)), WORDS, {})

    assert "<select data-place" not in page(Cell("yes", "a"), Cell("yes", "b"), Cell("no", None))
    assert page(Cell("yes", "a"), Cell("yes", "a"), Cell("no", None)).count('<option value="=') == 2


def test_an_empty_table_says_what_that_means() -> None:
    """There is nothing to link to or to filter."""
    page = render(
        of_blocks(Table("t", "T", (Column("a", "A", filtered=True),), (), "From.", None, "All is well.")), WORDS, {}
    )
    assert '<p class="empty">All is well.</p>' in page
    assert "<table" not in page
    assert 'class="tools"' not in page


def test_tones_have_a_name_for_those_who_do_not_see_them() -> None:
    """Each another, and another shape."""
    seen = {}
    for tone in Tone:
        page = render(of_blocks(Paragraph("Said.", tone)), WORDS, {})
        found = re.search(r'<p class="said .*?aria-label="(.*?)".*?href="#(.*?)"', page)
        seen[tone] = found.groups() if found else None
    assert seen.pop(Tone.PLAIN) is None
    assert len(set(seen.values())) == len(seen)
    assert None not in seen.values()


def test_bars_of_weeks_are_told_in_words() -> None:
    """As the cell has it; a week of which nothing is known looks otherwise than one without tickets."""
    cell = Cell("7 tickets in 2 weeks", 7, weeks=(None, 0, 7))
    page = render(of_blocks(Table("t", "T", (Column("w", "Weeks", Kind.WEEKS),), (Row((cell,)),))), WORDS, {})
    (drawn,) = re.findall('<svg class="bars".*?</svg>', page)
    assert 'aria-label="7 tickets in 2 weeks"' in drawn
    assert re.findall('class="(unknown|none|newest)"', drawn) == ["unknown", "none", "newest"]


def test_a_chart_is_a_picture_with_a_description_and_a_table(reader: Reader) -> None:
    """The picture is called by the chart's own title, whatever it called itself."""
    (figure,) = reader.of("figure")
    assert figure["id"] == "coverage-coverage-map"
    (drawing,) = [svg for svg in reader.of("svg") if svg.get("class") == "marks"]
    assert drawing["role"] == "img"
    assert "aria-label" not in drawing
    assert drawing["aria-labelledby"] == "coverage-coverage-map-title"
    assert drawing["aria-describedby"] == "coverage-coverage-map-said"


def test_without_pictures_the_tables_stand_alone() -> None:
    """And the page says what would draw the charts."""
    page = render(document(), WORDS, {})
    assert "<figure" not in page
    assert "kbgen[report]" in page
    assert page.count("Coverage by category and language</h3>") == 1
    with_all = {chart.name: PICTURES["coverage-map"] for chart in document().charts()}
    assert "kbgen[report]" not in render(document(), WORDS, with_all)


def test_the_same_report_is_the_same_page() -> None:
    """Byte for byte."""
    assert render(document(), WORDS, PICTURES) == render(document(), WORDS, PICTURES)
