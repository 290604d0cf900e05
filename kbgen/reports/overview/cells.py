"""Cells of tables, and figures in the language of the report, as several sections write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kbgen.reports.overview.document import Cell, Column, Kind, Tone
from kbgen.tickets.flagging.saving import Range
from kbgen.wording import Words

PART = 0.05
"""Languages and channels with less of the tickets than this are not named."""

MOST_PARTS = 3

NONE = "–"


def number(value: int, words: Words, tone: Tone = Tone.PLAIN) -> Cell:
    """A count."""
    return Cell(words.number(value), value, tone)


def figure(value: float | None, words: Words, tone: Tone = Tone.PLAIN, places: int = 2) -> Cell:
    """A measured number; a dash where nobody knows it."""
    return Cell(NONE, None) if value is None else Cell(words.figure(value), round(value, places), tone)


def code(text: str) -> Cell:
    """What is in no language."""
    return Cell(text, text)


def parts(numbers: Mapping[str, int], names: Mapping[str, str], words: Words) -> str:
    """``Estonian 62 %, Russian 30 %``: what the largest parts are; empty where nothing is known. ``names``: of the
    parts.
    """
    total = sum(numbers.values())
    shown = [name for name in numbers if name and numbers[name] >= PART * total][:MOST_PARTS] if total else []
    return ", ".join(f"{names[name]} {words.share(numbers[name] / total)}" for name in shown)


def most(numbers: Mapping[str, int]) -> str:
    """The name of the largest part that has one."""
    return max((name for name in numbers if name), key=lambda name: numbers[name], default="")


def full_percents(share: float) -> int:
    """66 of two thirds: only whole percent that are full, as ``kbgen gaps`` has it, so that nothing is rounded up to
    all."""
    return int(share * 100 + 1e-9)


def full_percent(share: float, words: Words) -> str:
    """The same as text: ``66 %``."""
    return words.share(full_percents(share) / 100)


def change(ratio: float, words: Words) -> str:
    """``+15 %`` of a ratio of 1.15, ``±0 %`` of what rounds to no change."""
    percents = round(100 * (ratio - 1))
    sign = "+" if percents > 0 else "−" if percents < 0 else "±"
    return f"{sign}{words.share(abs(percents) / 100)}"


def hidden(name: str) -> Column:
    """A column of numbers for programs."""
    return Column(name, name, Kind.NUMBER, hidden=True)


def raw(value: float | None, places: int = 4) -> Cell:
    """A number for programs."""
    return Cell(NONE, None) if value is None else Cell(f"{value:g}", round(value, places))


def hidden_code(name: str) -> Column:
    """A column of commands or ids for programs."""
    return Column(name, name, Kind.CODE, hidden=True)


def change_with_interval(ratio: Range, words: Words) -> str:
    """``+15 % (+3 % … +27 %)``."""
    return f"{change(ratio.estimate, words)} ({change(ratio.low, words)} … {change(ratio.high, words)})"


def span(low: float, high: float, words: Words) -> str:
    """``1.9–3.4``."""
    return f"{words.figure(low)}–{words.figure(high)}"


def named(articles: Sequence[str]) -> str:
    """Articles by their ids, as code."""
    return ", ".join(f"`{article}`" for article in articles)
