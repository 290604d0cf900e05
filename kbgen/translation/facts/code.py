"""Code, as it is compared.

Code is a fact to the letter, except for what a translator may translate in it: comments, and words in letters other
than ASCII or between angle brackets (placeholders such as ``<your-domain>``). Between languages, texts that programs
show to people may differ too: quoted texts of several words, and words between the tags of a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

# A sign that is more than the mark of a comment (“--”, “;”, “%”) is one only where a line begins.
_COMMENT = re.compile(r"^[ \t]*(?:#|//|--|;|%|::|REM|rem)(?=\s|$)[^\n]*|(?<=\s)(?:#|//)[ \t][^\n]*", re.MULTILINE)
_OPEN_COMMENT = re.compile(r"(?<![^\s{])/\*(?=\s|\*)|<!--")
_PLACEHOLDER = re.compile(r"<[^<>\n/=\"']{1,60}>|\[[^\W\d_]+[^\[\]\n=\"']{0,60} [^\[\]\n=\"']{0,60}\]")
_HTML = """
    a abbr article aside audio b blockquote body br button canvas caption cite code col dd del details dialog div dl dt
    em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd
    label legend li link main map mark menu meta nav noscript object ol optgroup option p picture pre progress q s
    samp script section select slot small source span strong style sub summary sup svg table tbody td template textarea
    tfoot th thead time title tr track u ul var video
"""
_TAGS = frozenset(_HTML.split())
_FOREIGN = re.compile(r"[\w.-]*[^\W\d_a-zA-Z][\w.-]*(?:[ ,]+[\w.-]*[^\W\d_a-zA-Z][\w.-]*)*")
_LONG_CODE = 200_000


def code_value(code: str) -> str:
    """Code without what translators may translate in it; of very long code, as it is."""
    if len(code) > _LONG_CODE:
        return code
    if "/*" in code or "<!--" in code:
        code = _without_long_comments(code)
    if "\n" in code or " #" in code or " //" in code:
        rows = (row.rstrip() for row in _COMMENT.sub("", code).split("\n"))
        code = "\n".join(row for row in rows if row)
    if "<" in code or "[" in code:
        code = _PLACEHOLDER.sub(_placeholder, code)
    return code if code.isascii() else _FOREIGN.sub("…", code)


def _placeholder(match: re.Match[str]) -> str:
    """A tag of HTML is no placeholder."""
    name = match[0][1:-1].partition(" ")[0].lower()
    return match[0] if match[0][0] == "<" and (name in _TAGS or name[:1] in "!?") else "…"


def _without_long_comments(code: str) -> str:
    """Code without comments that are closed by a mark of their own; one that never closes is code."""
    kept: list[str] = []
    place = 0
    while opened := _OPEN_COMMENT.search(code, place):
        closing = "-->" if opened[0] == "<!--" else "*/"
        close = code.find(closing, opened.end())
        if close < 0:
            break
        kept.append(code[place : opened.start()])
        place = close + len(closing)
    return "".join([*kept, code[place:]])


_TEXT_OF_TAG = re.compile(r"(?<=>)[^<>{}\n]{1,400}(?=<|\{)|(?<=\})[^<>{}\n]{1,400}(?=</)")
_QUOTED = re.compile(r"\"([^\"\n]{0,400})\"|'([^'\n]{0,400})'|“([^”\n]{0,400})”|«([^»\n]{0,400})»")
_PROSE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:[,:;…]? [^\W\d_]+(?:['’-][^\W\d_]+)*)*(?: ?[.!?:…])*")


@lru_cache(maxsize=2048)
def skeleton(value: str) -> str:
    """What is left of code when everything that programs only show to people is taken out; quotes are all alike."""
    if len(value) > _LONG_CODE:
        return value
    if "</" in value or "/>" in value:
        value = _TEXT_OF_TAG.sub(_shown_text, value)
        rows = value.split("\n")
        value = "\n".join("…" if _PROSE.fullmatch(row.strip()) else row for row in rows)
    value = _QUOTED.sub(_shown_string, value)
    return "\n".join(row.rstrip(" ;") for row in value.split("\n"))


def _shown_text(match: re.Match[str]) -> str:
    return "…" if _PROSE.fullmatch(match[0].strip()) or "…" in match[0] else match[0]


def _shown_string(match: re.Match[str]) -> str:
    text = next(group for group in match.groups() if group is not None)
    return '"…"' if " " in text.strip() and _PROSE.fullmatch(text.strip()) else f'"{text}"'
