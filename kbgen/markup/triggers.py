"""What must occur in a text so that a regular expression can match in it at all.

Most inline patterns of Markdown can match nowhere in most pieces of text, because a character that they need is not
there. Looking for that character costs a fraction of trying the pattern, and it can never change the result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

# The parser that Python's own re module uses. It is not a public interface: where it is not as expected, there is no
# trigger, and the pattern is always tried.
try:
    from re import _constants as constants  # type: ignore[attr-defined]  # private
    from re import _parser as parser  # type: ignore[attr-defined]  # private
except ImportError:
    parser = constants = None

Trigger = tuple[str, ...]
"""At least one of these strings occurs in every text in which the pattern matches."""

_MOST = 6
"""A longer list of alternatives would cost more than it saves."""


@cache
def trigger(pattern: re.Pattern[str]) -> Trigger | None:
    """The trigger of a compiled pattern; None if none is known, so that the pattern must always be tried."""
    if parser is None or pattern.flags & re.IGNORECASE:
        return None
    try:
        found = _of_sequence(parser.parse(pattern.pattern, pattern.flags))
    except Exception:  # whatever a future parser brings, no trigger is always right
        return None
    return found if found and len(found) <= _MOST else None


def _of_sequence(items: Sequence[Any]) -> Trigger | None:
    """Every part of a sequence must match, so the best part's trigger is the sequence's: few and long strings."""
    candidates: list[Trigger] = []
    run = ""
    for operation, argument in items:
        if operation is constants.LITERAL:
            run += chr(argument)
            continue
        if run:
            candidates.append((run,))
            run = ""
        if found := _of_part(operation, argument):
            candidates.append(found)
    if run:
        candidates.append((run,))
    return min(candidates, key=lambda c: (len(c), -min(len(s) for s in c)), default=None)


def _of_part(operation: Any, argument: Any) -> Trigger | None:
    c = constants
    if operation is c.IN:
        return _of_set(argument)
    if operation is c.BRANCH:
        return _of_branch(argument[1])
    if operation is c.SUBPATTERN:
        return _of_sequence(argument[3]) if not argument[1] & re.IGNORECASE else None
    if operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        least, _, inside = argument
        return _of_sequence(list(inside) * min(least, 4)) if least else None
    if operation is c.ATOMIC_GROUP:
        return _of_sequence(argument)
    if operation is c.ASSERT and argument[0] > 0:
        # What a pattern looks back at may lie before the place from which it is searched.
        return _of_sequence(argument[1])
    return None


def _of_set(members: Sequence[tuple[Any, Any]]) -> Trigger | None:
    if all(kind is constants.LITERAL for kind, _ in members):
        return tuple(chr(code) for _, code in members)
    return None


def _of_branch(alternatives: Sequence[Any]) -> Trigger | None:
    found: list[str] = []
    for alternative in alternatives:
        one = _of_sequence(alternative)
        if one is None:
            return None
        found += one
    return tuple(dict.fromkeys(found))
