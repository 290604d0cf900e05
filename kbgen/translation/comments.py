"""The lines of a Markdown text without its HTML comments, which readers never see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbgen.articles.article import Line, lines

CODE_SPAN = re.compile(r"((?<!`)(`+)(?!`).+?(?<!`)\2(?!`))")
"""A code span. Splitting by it gives, for each, what stands before it, the span itself, and its mark."""


def without_comments(body: str) -> Iterator[Line]:
    """The lines of a body (line feeds only) without comments. One in code is code; one that never closes is text."""
    rows = lines(body)
    if "<!--" not in body:
        yield from rows
        return
    every = list(rows)
    last_end = max((row.number for row in every if not row.code and "-->" in row.text), default=0)
    inside = False
    for row in every:
        text = row.text
        if row.code:
            if not inside:
                yield row
            continue
        if inside:
            _, closed, text = text.partition("-->")
            inside = not closed
        kept = ""
        while not inside and (start := _comment(text)) >= 0:
            kept, rest = kept + text[:start], text[start + 4 :]
            _, closed, after = rest.partition("-->")
            if closed:
                text = after
            elif row.number < last_end:
                text, inside = "", True
            else:
                kept, text = kept + text[start:], ""
        yield Line(row.number, "" if inside and not kept else kept + text, False)


def _comment(text: str) -> int:
    """Where a comment begins that is not in a code span; −1 if there is none."""
    if "`" not in text:
        return text.find("<!--")
    hidden = CODE_SPAN.sub(lambda span: "\0" * len(span[0]), text)
    return hidden.find("<!--")
