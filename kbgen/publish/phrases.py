"""English phrases that Markdown extensions write into a text of any language, said in the text's own.

A box without a title of its own is called by its kind (“Note”), and links to headings and footnotes have English
titles. They are replaced in the finished HTML, where they stand in places that no author writes into.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.wording import mark

KINDS = (
    mark("Note"), mark("Abstract"), mark("Info"), mark("Tip"), mark("Success"), mark("Question"), mark("Warning"),
    mark("Failure"), mark("Danger"), mark("Bug"), mark("Example"), mark("Quote"), mark("Important"), mark("Caution"),
)  # fmt: skip
PERMANENT = mark("Permanent link")
BACK = mark("Back to the place in the text")

_BOX = re.compile(r'(<p class="admonition-title">|<summary>)(\w+)(</p>|</summary>)')
_BACK = re.compile(r'title="Jump back to footnote \d+ in the text"')


def in_own_language(html: str, say: Callable[[str], str]) -> str:
    """The same text with the extensions' phrases by ``say``."""
    if "admonition-title" in html or "<summary>" in html:
        html = _BOX.sub(lambda m: f"{m[1]}{say(m[2]) if m[2] in KINDS else m[2]}{m[3]}", html)
    if 'title="Permanent link"' in html:
        html = html.replace('title="Permanent link"', f'title="{say(PERMANENT)}"')
    if "Jump back to footnote" in html:
        html = _BACK.sub(f'title="{say(BACK)}"', html)
    return html
