"""Scripts as they are published: without comments and indentation, which are a third of what a phone would load.

Line breaks and names stay, so a message in a browser's console still leads to the place. This is no JavaScript parser:
it knows how kbgen's own scripts are written, that is, with comments in ``/* … */`` that begin a line or end one, and
no text that goes over several lines. A script with such a text is published as it is.
"""

from __future__ import annotations

import re

_OWN_LINES = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_AT_THE_END = re.compile(r"(?<=[;,{}()])[ \t]+/\*[^*\n]*\*/$", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")


def lean(script: str) -> str:
    """A script that does the same."""
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    for pattern, instead in ((_OWN_LINES, ""), (_AT_THE_END, ""), (_INDENTED, ""), (_BLANK, "\n")):
        script = pattern.sub(instead, script)
    return script.lstrip("\n")
