"""What readers read of an article, without the marks of its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.articles.article import Article, lines, plain
from kbgen.translation.blocks import Kind, blocks_of

LETTER_OR_DIGIT = re.compile(r"\w")


def words(article: Article) -> int:
    """How long a text is: what stands between spaces and has a letter or a digit.

    Headings, steps, tables, labels and commands within a sentence count; blocks of code, the targets of links, the
    title and the description do not.
    """
    left_out = (Kind.CODE, Kind.TITLE, Kind.DESCRIPTION)
    read = (plain(block.text) for block in blocks_of(article) if block.kind not in left_out)
    return sum(1 for text in read for word in text.split() if LETTER_OR_DIGIT.search(word))


NOT_PROSE = re.compile(
    r"(`+)[^`].*?\1"  # code
    r"|\]\([^()\n]*\)"  # the targets of links
    r"|\{[^{}\n]*\}"  # attributes
    r"|https?://[^\s)]+|<[^<>\n]*>",
)
BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?|===)[^\"]*\"(?P<title>.*)\"\s*$")
MARK = re.compile(r"^\s*(?:#+ |[-*+] |\d+[.)] |>+ )?")
TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*$")
CODE = "\ufffd"
"""Stands where code stood, so that the words beside it do not become neighbours."""


def sentences(article: Article) -> Iterator[tuple[int, str]]:
    """Each line of a text with its number, title and description first; spaces are as they were written.

    Code and targets of links are left out, and so are marks that only lay out the text.
    """
    yield article.line_of("title"), article.meta.title
    yield article.line_of("description"), article.meta.description
    for line in lines(article.body):
        if not line.code and not TABLE_RULE.match(line.text):
            box = BOX.match(line.text)
            text = box["title"] if box else MARK.sub("", line.text)
            yield article.first_line + line.number - 1, NOT_PROSE.sub(CODE, text.replace("**", "")).strip()
