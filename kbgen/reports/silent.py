"""Texts of other people on a terminal."""

from __future__ import annotations

import re

_SILENT = "\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff"
_IN_LINES = re.compile(f"[{_SILENT}]+")
_ON_ONE_LINE = re.compile(f"[\n{_SILENT}]+")


def harmless(text: str, *, breaks: bool = False) -> str:
    """A text that neither moves the cursor, nor hides what follows, nor turns its direction; on one line, unless lines
    may stay (``breaks``)."""
    return (_IN_LINES if breaks else _ON_ONE_LINE).sub(" ", text)
