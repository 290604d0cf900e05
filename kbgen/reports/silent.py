"""Texts of other people on a terminal."""

from __future__ import annotations

import re

_SILENT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+")


def shown(text: str, *, breaks: bool = False) -> str:
    """A text that neither moves the cursor, nor hides what follows, nor turns its direction; on one line, unless lines
    may stay (``breaks``)."""
    silent = _SILENT.sub(" ", text)
    return silent if breaks else silent.replace("\n", " ")
