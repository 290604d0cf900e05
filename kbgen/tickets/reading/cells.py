"""Single cells → values: numbers of tickets, tags, minutes. What is not as it should be raises CellError."""

from __future__ import annotations

import math
import re

from kbgen.tickets.reading.profile import HOURS, SECONDS, WORDS
from kbgen.tickets.reading.results import CellError

EMPTY = frozenset({"", "-", "–", "—", "#N/A", "null", "NULL"})
"""What stands in cells that hold nothing."""

LONGEST_TAG = 100
"""A longer tag is a text that went astray."""

MOST_TAGS = 500
"""More tags than any ticket has."""

_ID = re.compile(r"[\w./:+-]{1,128}")
_ROUNDED = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,3})")
_WHOLE = re.compile(r"(\d{1,30})[.,]0+")
# Lone surrogates are bytes that the encoding does not have; nothing else below a space belongs into a cell.
_DAMAGED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

DAMAGED = "a byte does not belong to the encoding"
ROUNDED = (
    "Excel has rounded the ticket's number, so that the ticket cannot be told from others; "
    "export again, or give the column the format “text” before the file is saved"
)


def said(cell: str) -> str:
    """A cell without the space around it; empty where it holds nothing. Raises CellError for broken bytes."""
    bare = cell.strip()
    if bare in EMPTY:
        return ""
    if _DAMAGED.search(bare):
        raise CellError(DAMAGED)
    return bare


def ident(cell: str) -> str:
    """A ticket's number as the desk has it: ``#123`` and Excel's ``123.0`` are ``123``."""
    if cell.isdecimal() and cell.isascii():
        return cell
    bare = said(cell).removeprefix("#").strip("'")
    if match := _WHOLE.fullmatch(bare):
        return match[1]
    if match := _ROUNDED.fullmatch(bare):
        return _unrounded(match[1] + (match[2] or ""), int(match[3]))
    if not bare:
        raise CellError("the ticket's number is missing")
    if not _ID.fullmatch(bare):
        raise CellError("what stands in the place of the ticket's number is none")
    return bare


def _unrounded(digits: str, exponent: int) -> str:
    """``1.03006E+5`` is exactly 103006; of ``1.03006E+13`` the last digits are gone."""
    if len(digits) - 1 < exponent:
        raise CellError(ROUNDED)
    whole, rest = digits[: exponent + 1], digits[exponent + 1 :]
    if rest.strip("0"):
        raise CellError("what stands in the place of the ticket's number is none")
    return whole


_DURATION = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")
_GROUPS = re.compile(r"[\s\u00a0\u202f']")


def number(cell: str, decimal: str = "") -> float | None:
    """A number with a decimal point or comma, from 0; None for an empty cell. ``decimal`` is the sign that a profile
    names: the other one then parts thousands.
    """
    bare = _GROUPS.sub("", said(cell))
    if not bare:
        return None
    if decimal:
        bare = bare.replace("," if decimal == "." else ".", "")
    try:
        value = float(bare.replace(",", "."))
    except ValueError:
        value = math.nan
    if "_" in bare or not 0 <= value < math.inf:
        raise CellError("a number cannot be read")
    return value


_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+", re.ASCII)


def whole(cell: str, decimal: str = "") -> int | None:
    """A whole number from 0; None for an empty cell. ``1,234`` may be a fraction as well as thousands."""
    value = number(cell, decimal)
    if value is None:
        return None
    if not decimal and _THOUSANDS.fullmatch(cell.strip()):
        raise CellError("the number may have decimals or thousands; a profile can say which, by “decimal”")
    if value != int(value) or value >= 1 << 31:
        raise CellError("the number is not a whole one")
    return int(value)


def minutes(cell: str, unit: str, decimal: str = "") -> float | None:
    """Minutes of work: a number in the profile's unit, or ``HH:MM:SS``. Nothing tracked is nothing known."""
    if match := _DURATION.fullmatch(cell.strip()):
        hours, rest, seconds = match.groups()
        found: float | None = int(hours) * 60 + int(rest) + int(seconds or 0) / 60
    else:
        found = number(cell, decimal)
        if found is not None:
            found = found / 60 if unit == SECONDS else found * 60 if unit == HOURS else found
    return found or None


_QUOTED_WORDS = re.compile(r'"[^"]*"|[^\s,]+')


def tags(cell: str, separator: str) -> tuple[str, ...]:
    """Tags in lower case, each once: parted by white space and commas (``words``), by a sign, or the whole cell one.
    Quotation marks round a tag are left out.
    """
    low = said(cell).lower()
    if not low:
        return ()
    if separator == WORDS and '"' in low:
        found = [" ".join(_unquoted(tag).split()) for tag in _QUOTED_WORDS.findall(low)]
    elif separator == WORDS:
        found = low.replace(",", " ").split()
    elif separator:
        found = [" ".join(_unquoted(tag.strip()).split()) for tag in low.split(separator)]
    else:
        found = [" ".join(_unquoted(low).split())]
    if len(found) > MOST_TAGS:
        raise CellError(f"the ticket has more than {MOST_TAGS} tags")
    if not EMPTY.isdisjoint(found):
        found = [tag for tag in found if tag not in EMPTY]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _unquoted(tag: str) -> str:
    return tag[1:-1] if len(tag) > 1 and tag[0] == tag[-1] == '"' else tag


def is_private(tag: str) -> bool:
    """Whether a tag may be an address or a text, neither of which is kept."""
    return "@" in tag or len(tag) > LONGEST_TAG
