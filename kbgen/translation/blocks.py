"""An article → its blocks: the pieces that are translated one by one.

What only lays out a text is no part of a block: where lines are wrapped, how deep they are indented, which mark a list
has, which rows of a table are dashes. So the blocks of two texts are equal where readers see the same words in the
same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.articles.article import Article


class Kind(StrEnum):
    """What a block is.

    A title and a description are those of the front matter. A label is the title of an admonition, a tab, details or a
    code block. A note is a footnote, the target of links, or an abbreviation; html is what is written with tags.
    """

    TITLE = "title"
    DESCRIPTION = "description"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    LABEL = "label"
    QUOTE = "quote"
    IMAGE = "image"
    DEFINITION = "definition"
    NOTE = "note"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article.

    ``text``: one line, white space collapsed, without the marks of its kind and without attribute lists; of code all
    lines as they are, without spaces behind them. ``line``: where it begins in the file. ``level``: of a heading 1 to
    6; of other blocks how deep they are nested. ``section``: the place of the heading that it stands below, of a
    heading that of the one above its own; −1 where there is none. ``ordered``: it is a numbered step. ``anchor``: the
    id that an author has given to a heading, which is the same in every language.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    section: int = -1
    ordered: bool = False
    anchor: str = ""


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The title, the description and the body's blocks, in their order; what is empty is left out.

    The title is the first top heading where the front matter has none; the file's name in words is no block.
    """
    from kbgen.translation.cutting import cut

    head = [
        Block(kind, " ".join(words.split()), article.line_of(kind))
        for kind, words in ((Kind.TITLE, article.meta.title), (Kind.DESCRIPTION, article.meta.description))
        if words
    ]
    return tuple(cut(article.body, article.first_line, head))


def heading_path(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """The headings that a block stands below, the outermost first; a heading is not below itself."""
    path: list[str] = []
    place = blocks[place].section
    while place >= 0:
        path.append(blocks[place].text)
        place = blocks[place].section
    return tuple(reversed(path))
