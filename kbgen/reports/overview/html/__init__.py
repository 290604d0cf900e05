"""The editors' report as one page that needs nothing besides itself.

Everything can be read without its script, which adds sorting, filtering and opening. No request leaves the page: a
policy in it forbids every one. The files beside it are only linked to.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kbgen.reports import pages
from kbgen.reports.overview import palette
from kbgen.reports.overview.document import Document, Section, Source, Tone
from kbgen.reports.overview.html import blocks, layout, marks
from kbgen.reports.overview.html.place import Drawn, Place
from kbgen.reports.overview.html.text import name, plain, rich
from kbgen.wording import Words

_HERE = Path(__file__).parent


MOST_ROWS = (200, 100, 50, 20)
"""So many rows of a table are in the page, the first of these with which it is not too long; all are in the CSV file
beside it."""

MOST_BYTES = 3_000_000
"""What can be sent by mail, and opens at once."""


def render(document: Document, words: Words, pictures: Mapping[str, Drawn]) -> str:
    """The page. ``pictures``: of charts, by their names; a chart without one is shown as its table."""
    page = ""
    for most in MOST_ROWS:
        page = _page(document, words, pictures, most)
        if len(page.encode()) < MOST_BYTES:
            break
    return page


def _page(document: Document, words: Words, pictures: Mapping[str, Drawn], most: int) -> str:
    values = {
        "language": plain(words.spoken),
        "title": plain(f"{document.title}: {document.site}"),
        "style": _style(),
        "script": _read("script.js"),
        "shapes": marks.shapes(),
        "skip": plain(words.gettext("Skip to the report")),
        "details": plain(words.gettext("Details")),
        "site": plain(document.site),
        "heading": plain(document.title),
        "day": f'<time datetime="{document.as_of.isoformat()}">{plain(words.day(document.as_of))}</time>',
        "lead": f'<p class="lead">{rich(document.lead)}</p>' if document.lead else "",
        "colours": _colours(words),
        "contents": _contents(document, words),
        "sections": "\n".join(
            _section(section, Place(words, pictures, section, section.name, most)) for section in document.sections
        ),
        "sources": _sources(document, words, pictures),
    }
    return pages.filled(_HERE / "page.html", values)


def _read(file: str) -> str:
    return (_HERE / file).read_text("utf-8").rstrip("\n")


def _style() -> str:
    """The style with the colours of the day, of the night, and of paper. What the reader chooses wins over what the
    machine wants.
    """
    day, night = palette.declarations(palette.LIGHT), palette.declarations(palette.DARK)
    return "\n".join(
        (
            f":root {{ color-scheme: light; {day} }}",
            "@media screen {",
            f"  @media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {night} }} }}",
            f"  :root:has(#colours-light:checked) {{ color-scheme: light; {day} }}",
            f"  :root:has(#colours-dark:checked) {{ color-scheme: dark; {night} }}",
            "}",
            _read("style.css").replace("/* stacked.css */", layout.stacked(_read("stacked.css"))),
        )
    )


def _colours(words: Words) -> str:
    """A choice that needs no script, and is forgotten with the page."""
    names = {
        "auto": words.gettext("Automatic"),
        "light": words.gettext("Light"),
        "dark": words.gettext("Dark"),
    }
    choices = "".join(
        f'<label><input type="radio" name="colours" id="colours-{key}"{" checked" if key == "auto" else ""}>'
        f"<span>{plain(text)}</span></label>"
        for key, text in names.items()
    )
    title = words.gettext("Colours")
    return f'<fieldset class="colours"><legend>{plain(title)}</legend>{choices}</fieldset>'


def _contents(document: Document, words: Words) -> str:
    sections = [(name(section.name), rich(section.title)) for section in document.sections]
    links = "".join(f'<li><a href="#{id}">{title}</a></li>' for id, title in (*sections, _sources_link(words)))
    title = plain(words.gettext("Contents"))
    return (
        f'<nav id="contents" aria-labelledby="contents-title"><p id="contents-title">{title}</p><ol>{links}</ol></nav>'
    )


def _sources_link(words: Words) -> tuple[str, str]:
    return "sources", plain(words.gettext("Sources"))


def _section(section: Section, place: Place) -> str:
    id = name(section.name)
    lead = f'<p class="lead">{rich(section.lead)}</p>' if section.lead else ""
    return (
        f'<section id="{id}" aria-labelledby="{id}-heading">\n<h2 id="{id}-heading">{rich(section.title)}</h2>'
        f"{lead}\n{blocks.written(section.blocks, place)}\n{_up(place.words)}</section>"
    )


def _up(words: Words) -> str:
    said = words.gettext("To the contents")
    return f'<p class="up"><a href="#contents">{plain(said)}</a></p>'


def _sources(document: Document, words: Words, pictures: Mapping[str, Drawn]) -> str:
    listed = "".join(_source(source, words) for source in document.sources)
    wanting = ""
    if any(chart.name not in pictures for chart in document.charts()):
        said = words.gettext(
            "Charts are shown as tables. The packages of kbgen[report] draw them: `pip install 'kbgen[report]'`."
        )
        wanting = f'<p class="said absent">{marks.mark(Tone.ABSENT, words)}<span>{rich(said)}</span></p>'
    id, title = _sources_link(words)
    meaning = words.gettext("What the marks mean")
    return (
        f'<section id="{id}" aria-labelledby="{id}-heading">\n<h2 id="{id}-heading">{title}</h2>\n'
        f'<dl class="sources">{listed}</dl>{wanting}\n'
        f"<h3>{plain(meaning)}</h3>{marks.legend(words)}\n{_up(words)}</section>"
    )


def _source(source: Source, words: Words) -> str:
    mark = marks.mark(Tone.ABSENT, words) if source.missing else ""
    return f"<div><dt>{mark}{rich(source.title)}</dt><dd>{rich(source.state)}</dd></div>"
