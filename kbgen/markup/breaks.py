"""Where a line may not break: before a dash or an arrow, in short words with a hyphen, and after one at a word's front.

Browsers break a line after each hyphen, and so leave “e-” of “e-kiri” at the end of one and “in” of “sign-in” at the
beginning of another. A hyphen that does not break would hide the word from searches within the page and from those who
copy it; so the word gets an element around it, and the theme keeps that whole. In a Finnish compound whose first part
is several words, “Oma Virmaline -hallintapaneeli”, the hyphen goes with the last one.
"""

from __future__ import annotations

import re

LONGEST = 20
"""Letters: longer words may break, or they would leave half a line of a phone empty."""

# Code, comments and tags are passed over.
_MARKUP = re.compile(
    r"<(?:(?P<raw>pre|code|kbd|script|style|svg|math|textarea)\b.*?</(?P=raw)>|!--.*?-->|[^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+>)",
    re.DOTALL,
)
# What may be kept together: words with hyphens, spans of figures.
_PARTS = re.compile(
    r" (?P<sign>[–—→]) "
    r"|(?<=[ \u00a0])(?P<end>-[^\W\d_]{3,}+)(?![\w-])"
    r"|(?<![\w.-])(?P<word>[^\W_]++(?:-[^\W_]++)++)(?![\w-])"
    r"|(?<![\w.])(?P<span>\d[\d.:,]*–\d[\d.:,]*\d|\d–\d)(?![\w–])"
)
_SHORT = 2


def kept(html: str) -> str:
    """The HTML of an article, with what belongs together kept in one line by ``<span class="kb-whole">``."""
    pieces: list[str] = []
    here = 0
    for markup in _MARKUP.finditer(html):
        pieces += (_text(html[here : markup.start()]), markup[0])
        here = markup.end()
    return "".join((*pieces, _text(html[here:])))


def _text(text: str) -> str:
    # Most stretches have none of these, and every page of a site is gone through.
    if "-" in text or "–" in text or "—" in text or "→" in text:
        return _PARTS.sub(_kept, text)
    return text


def _kept(found: re.Match[str]) -> str:
    if sign := found["sign"]:
        return f"\u00a0{sign} "
    if found["end"]:
        whole = True
    elif word := found["word"]:
        first, *_, last = word.split("-")
        whole = len(word) <= LONGEST and min(len(first), len(last)) <= _SHORT
    else:
        whole = found["span"] is not None and len(found["span"]) <= LONGEST
    return f'<span class="kb-whole">{found[0]}</span>' if whole else found[0]
