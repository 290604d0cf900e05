"""Words that Markdown takes for nothing but words."""

from __future__ import annotations

import re


def plain(words: str) -> str:
    """A text on one line, with every sign escaped that could be markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", " ".join(words.split()))
