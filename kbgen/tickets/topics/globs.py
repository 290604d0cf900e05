"""Patterns of tags: ``*`` stands for any characters or none, ``?`` for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

Glob = str


def is_glob(text: str) -> bool:
    """Whether a word is a pattern, and no single tag."""
    return "*" in text or "?" in text


def weight(glob: Glob) -> int:
    """How much a pattern says: the characters of it that stand for themselves. Of two patterns that fit a tag, the
    heavier one counts.
    """
    return len(glob) - glob.count("*") - glob.count("?")


def as_regex(glob: Glob) -> str:
    """A regular expression that fits the same tags as a whole."""
    first, *others = (_fixed(part) for part in glob.split("*"))
    if not others:
        return first
    # Atomic groups: what lies between two stars is taken where it comes first, so that no pattern takes for ever.
    return first + "".join(f"(?>.*?{part})" for part in others[:-1] if part) + ".*" + others[-1]


def _fixed(part: str) -> str:
    return "".join("." if char == "?" else re.escape(char) for char in part)


@lru_cache(maxsize=4096)
def _compiled(glob: Glob) -> re.Pattern[str]:
    return re.compile(as_regex(glob), re.DOTALL)


def matches(glob: Glob, tag: str) -> bool:
    """Whether a pattern, or a single tag, fits a tag."""
    return bool(_compiled(glob).fullmatch(tag)) if is_glob(glob) else glob == tag


def any_of(found: Iterable[Glob]) -> re.Pattern[str] | None:
    """One expression for all patterns: ``lastindex`` of its match is the place, from 1, of the first that fits."""
    groups = [f"({as_regex(glob)})" for glob in found]
    return re.compile("|".join(groups), re.DOTALL) if groups else None


def overlap(one: Glob, other: Glob) -> bool:
    """Whether there can be a tag that both fit."""
    # From the ends to the beginnings; behind[j]: whether what follows in ``one`` and ``other[j:]`` overlap.
    behind = [all(char == "*" for char in other[j:]) for j in range(len(other) + 1)]
    for char in reversed(one):
        here = [False] * len(behind)
        here[-1] = char == "*" and behind[-1]
        for j in reversed(range(len(other))):
            if char == "*" or other[j] == "*":
                # A star stands for nothing, or for one character more of what the other one has there.
                here[j] = behind[j] or here[j + 1]
            else:
                here[j] = (char == other[j] or "?" in (char, other[j])) and behind[j + 1]
        behind = here
    return behind[0]
