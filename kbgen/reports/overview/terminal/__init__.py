"""The report in a terminal: as wide as this is, and plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Chart,
    Details,
    Document,
    KeyFigures,
    Paragraph,
    Section,
    Source,
    Table,
    Tone,
)
from kbgen.reports.overview.terminal import charts, tables
from kbgen.reports.overview.terminal.text import MOST_TEXT, plain, styled, wrapped
from kbgen.wording import Words


def render(document: Document, words: Words, width: int | None) -> str:
    """The whole report. ``width``: of the terminal in columns, None where there is no end to a line."""
    pieces = [_head(document, words, width)]
    for section in document.sections:
        pieces.append(_section(section, document.lead, width))
        pieces += [piece for block in section.blocks if (piece := list(_block(block, words, width)))]
        pieces += [piece] if (piece := list(_left_out(section, words, width))) else []
    pieces.append(_sources(document.sources, words, width))
    return "\n\n".join("\n".join(line.rstrip() for line in piece) for piece in pieces)


def _head(document: Document, words: Words, width: int | None) -> list[str]:
    day = words.day(document.as_of)
    return [
        click.style(plain(document.title), bold=True),
        click.style(f"{plain(document.site)}, {day}", dim=True),
        *([""] if document.lead else []),
        *_text(document.lead, width),
    ]


def _section(section: Section, said: str, width: int | None) -> list[str]:
    """The title, and what counts, unless it is what was said at the top."""
    title = plain(section.title)
    lead = section.lead if section.lead != said else ""
    return [click.style(title, bold=True), click.style("─" * len(title), dim=True), *_text(lead, width)]


def _block(block: Block, words: Words, width: int | None) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _text(
                block.text, width, "· " if block.tone is Tone.ABSENT else "", dim=block.tone is Tone.ABSENT
            )
        case Bullets():
            for item in block.items:
                yield from _text(item, width, "• ")
        case KeyFigures():
            yield from _figures(block, width)
        case Table():
            yield from tables.table(block, words, width)
        case Chart():
            yield from charts.chart(block, words, width)
        case Details():
            return


def _left_out(section: Section, words: Words, width: int | None) -> Iterator[str]:
    """Whoever wants to know how something is reckoned opens the page."""
    titles = [block.title for block in section.blocks if isinstance(block, Details)]
    if titles:
        quoted = words.listed([words.gettext("“%(text)s”", text=title) for title in titles])
        said = words.gettext("On the page as well: %(titles)s.", titles=quoted)
        yield from _text(said, width, dim=True)


def _figures(block: KeyFigures, width: int | None) -> Iterator[str]:
    """A line for each, the numbers below one another."""
    wide = max((len(plain(figure.text)) for figure in block.figures), default=0)
    for figure in block.figures:
        number = styled(plain(figure.text).rjust(wide), figure.tone, bold=True)
        note = f" – {figure.note}" if figure.note else ""
        first, *rest = _text(f"{figure.label}{note}", width and width - wide - 2) or [""]
        yield f"{number}  {first}"
        yield from (f"{' ' * wide}  {line}" for line in rest)


def _sources(sources: tuple[Source, ...], words: Words, width: int | None) -> list[str]:
    title = words.gettext("Where the figures come from")
    lines = [click.style(title, bold=True), click.style("─" * len(title), dim=True)]
    wide = max((len(plain(source.title)) for source in sources), default=0)
    for source in sources:
        first, *rest = _text(source.state, width and width - wide - 2, dim=source.missing) or [""]
        lines.append(f"{plain(source.title).ljust(wide)}  {first}")
        lines += (f"{' ' * wide}  {line}" for line in rest)
    return lines


def _text(sentence: str, width: int | None, mark: str = "", *, dim: bool = False) -> list[str]:
    return wrapped(sentence, min(MOST_TEXT, width or MOST_TEXT), mark, dim=dim)
