"""Where a line may not break: before a dash or an arrow, and in short words with a hyphen.

Browsers break a line after each hyphen, and so leave “e-” of “e-kiri” at the end of one and “in” of “sign-in” at the
beginning of another. A hyphen that does not break would hide the word from searches within the page and from those who
copy it; so the word gets an element around it, and the theme keeps that whole.
"""

from __future__ import annotations

import re

LONGEST = 20
"""Letters: longer words may break, or they would leave half a line of a phone empty."""

# What is passed over (code, comments, tags), and what may be kept together: words with hyphens, spans of figures.
_PARTS = re.compile(
    r"<(?P<raw>pre|code|kbd|script|style|svg|math|textarea)\b.*?</(?P=raw)>|<!--.*?-->|<[^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+>"
    r"| (?P<sign>[–—→]) "
    r"|(?<![\w.-])(?P<word>[^\W_]++(?:-[^\W_]++)++)(?![\w-])"
    r"|(?<![\w.])(?P<span>\d[\d.:,]*–\d[\d.:,]*\d|\d–\d)(?![\w–])",
    re.DOTALL,
)
_SHORT = 2


def kept(html: str) -> str:
    """The HTML of an article, with what belongs together kept in one line by ``<span class="kb-whole">``."""
    return _PARTS.sub(_kept, html)


def _kept(found: re.Match[str]) -> str:
    if sign := found["sign"]:
        return f"\u00a0{sign} "
    if word := found["word"]:
        first, *_, last = word.split("-")
        whole = len(word) <= LONGEST and min(len(first), len(last)) <= _SHORT
    else:
        whole = found["span"] is not None and len(found["span"]) <= LONGEST
    return f'<span class="kb-whole">{found[0]}</span>' if whole else found[0]
