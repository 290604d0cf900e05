"""The blocks of a section as HTML; tables have a module of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Chart,
    Details,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
    Tone,
)
from kbgen.reports.overview.html import tables
from kbgen.reports.overview.html.marks import mark
from kbgen.reports.overview.html.place import Place
from kbgen.reports.overview.html.text import plain, rich


def written(blocks: Sequence[Block], place: Place) -> str:
    """All of them, one after another."""
    return "\n".join(one(block, place) for block in blocks)


def one(block: Block, place: Place) -> str:
    """A block, whatever it is."""
    match block:
        case Paragraph():
            return _paragraph(block, place)
        case Bullets():
            return f"<ul>{''.join(f'<li>{rich(item)}</li>' for item in block.items)}</ul>"
        case KeyFigures():
            return f'<dl class="figures">{"".join(_figure(figure, place) for figure in block.figures)}</dl>'
        case Table():
            return tables.table(block, place, written)
        case Chart():
            return _chart(block, place)
        case Details():
            return (
                f'<details class="block" open data-closed><summary>{heading(block.title, place)}</summary>'
                f"{written(block.blocks, place.below())}</details>"
            )


def heading(title: str, place: Place, name: str = "") -> str:
    """A heading of the level that is due here."""
    id = f' id="{name}"' if name else ""
    return f"<h{place.level}{id}>{rich(title)}</h{place.level}>"


def _paragraph(block: Paragraph, place: Place) -> str:
    if block.tone is Tone.PLAIN:
        return f"<p>{rich(block.text)}</p>"
    return f'<p class="said {block.tone}">{mark(block.tone, place.words)}<span>{rich(block.text)}</span></p>'


_LONG = 9
"""Figures with more letters are set smaller."""


def _figure(figure: KeyFigure, place: Place) -> str:
    note = f'<dd class="note">{rich(figure.note)}</dd>' if figure.note else ""
    long = " long" if len(figure.text) > _LONG else ""
    return (
        f'<div class="figure{long}"><dt>{rich(figure.label)}</dt>'
        f'<dd class="value">{mark(figure.tone, place.words)}{rich(figure.text)}</dd>{note}</div>'
    )


# -- charts ----------------------------------------------------------------------------------------------------------

_ROOT = re.compile(r"<svg\b([^>]*)>")
_SAID = re.compile(r"""\s(?:role|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")


def _chart(block: Chart, place: Place) -> str:
    """The picture with what it shows in words, and its table; the table alone where there is no picture."""
    title, said = place.named(f"{block.name}-title"), place.named(f"{block.name}-said")
    picture = place.pictures.get(block.name)
    table = tables.table(block.table, place.below(), written, titled=False, name=f"{block.name}-table")
    caption = f'{heading(block.title, place, title)}<p id="{said}">{rich(block.description)}</p>'
    if picture is None:
        return f'<div class="block chart" id="{place.named(block.name)}">{caption}{table}</div>'
    summary = place.words.gettext("The figures as a table")
    return (
        f'<figure class="block chart" id="{place.named(block.name)}"><figcaption>{caption}</figcaption>'
        f'<div class="drawing">{_labelled(picture.svg, title, said)}</div>'
        f"<details open data-closed><summary>{plain(summary)}</summary>{table}</details></figure>"
    )


def _labelled(svg: str, title: str, said: str) -> str:
    """The picture under the chart's own title and description, the same for one drawing and for one of each width."""

    def labelled(root: re.Match[str]) -> str:
        rest = _SAID.sub("", root[1])
        return f'<svg role="img" aria-labelledby="{title}" aria-describedby="{said}"{rest}>'

    return _ROOT.sub(labelled, svg)
