"""How long work takes and what it saves: the same time reads the same wherever the report tells of it.

Less than an hour is in whole minutes, all else in hours.
"""

from __future__ import annotations

from kbgen.tickets.flagging.saving import Range
from kbgen.wording import Words

MINUTES = 60


def text(hours: float, words: Words) -> str:
    """``24 min`` or ``2.1 h``."""
    if _in_minutes(hours):
        return _minutes(_whole_minutes(hours, words), words)
    return _hours(words.figure(hours), words)


def between(hours: Range, words: Words) -> str:
    """``0.9–4.4 h``, ``10–46 min`` or ``12 min – 1.6 h``: the ends of a range."""
    if _in_minutes(hours.high):
        return _minutes(f"{_whole_minutes(hours.low, words)}–{_whole_minutes(hours.high, words)}", words)
    if not _in_minutes(hours.low):
        return _hours(f"{words.figure(hours.low)}–{words.figure(hours.high)}", words)
    # Nothing is nothing in either unit.
    if not round(MINUTES * hours.low):
        return _hours(f"{words.number(0)}–{words.figure(hours.high)}", words)
    return f"{text(hours.low, words)} – {text(hours.high, words)}"


def with_range(hours: Range, words: Words) -> str:
    """``49 min (12 min – 1.6 h)``."""
    return f"{text(hours.estimate, words)} ({between(hours, words)})"


def exact(hours: float, words: Words) -> str:
    """``0.41 h``: in hours always, and to the hundredth, where readers may reckon it again."""
    return _hours(words.figure(hours, 2), words)


def exact_between(hours: Range, words: Words) -> str:
    """``0.41–1.12 h``, the ends of a range as ``exact`` has them."""
    return _hours(f"{words.figure(hours.low, 2)}–{words.figure(hours.high, 2)}", words)


def _in_minutes(hours: float) -> bool:
    """Not where it would read “60 min”."""
    return abs(round(MINUTES * hours)) < MINUTES


def _whole_minutes(hours: float, words: Words) -> str:
    return words.number(round(MINUTES * hours))


def _minutes(number: str, words: Words) -> str:
    return words.gettext("%(minutes)s min", minutes=number)


def _hours(number: str, words: Words) -> str:
    return words.gettext("%(hours)s h", hours=number)
