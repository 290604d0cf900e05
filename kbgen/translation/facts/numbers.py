"""Numbers with their units, prices and ports, in the writing of one language.

Digits may be grouped by (thin, fixed) spaces in every language, and by the language's own sign: ``1,000`` is a
thousand in English and one in Estonian. A point before any other number of digits parts a fraction, or a version.
"""

from __future__ import annotations

import re
from functools import cache

from kbgen.translation.facts.words import BETWEEN, Lexicon

NUMERAL = re.compile(r"\d+(?: \d{3}(?!\d)){0,9}(?:[.,'’]\d+){0,9}")
_ONE_NUMERAL = re.compile(r"\d+(?:[.,'’]\d+){0,9}")
_UNIT = re.compile(r"(?:[.,][-–])? ?(?:-(?=[^\W\d_]))?(%|‰|°[CF]?|[€$£¥₽₴₸₹₺]|[^\W\d_]+(?:/[^\W\d_]+)?)(?![\d_])")
_NEXT_WORD = re.compile(r"\.? ([^\W\d_]+)")
_PER_CENT = re.compile(r" ?per cent\b", re.IGNORECASE)
RANGE = re.compile(r" ?(?:–|-|\.\.\.?|…|—|,? (?:to|or|kuni|või|до|или|tai|through|until) ) ?(?=\d)")
_MONEY_BEFORE = re.compile(r"(US\$|[€$£¥₽₴₸₹₺]|(?<![^\W_])[A-Z]{3}) ?-?$")

# Seconds, minutes, hours → the next unit, where they fill it. Weeks and years have no shorter whole of their own.
_FILLS = {"s": (60, "min"), "min": (60, "h"), "h": (24, "d")}
_IS_MANY = {"wk": (7, "d"), "yr": (12, "mo")}


@cache
def _grouped(sign: str) -> re.Pattern[str]:
    return re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+(?:[.,]\d+)?")


def numeral(text: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    """The number that begins at a place, in the form ``1000.5``, and where it ends."""
    match = NUMERAL.match(text, start)
    assert match is not None
    written = match[0]
    if " " in written and len(written.partition(" ")[0]) > 3:
        match = _ONE_NUMERAL.match(text, start)
        assert match is not None
        written = match[0]
    end = match.end()
    sign = lexicon.group
    if sign in ".,'’" and sign in written and _grouped(sign).fullmatch(written):
        written = written.replace(sign, "")
    elif "’" in written or "'" in written:
        written = written.replace("’", "'")
        if _grouped("'").fullmatch(written):
            written = written.replace("'", "")
        else:
            written = written.partition("'")[0]
            end = start + len(written)
    written = written.replace(" ", "")
    if written.count(",") == 1 and "." not in written:
        written = written.replace(",", ".")
    elif "," in written:
        # “1,2,3” is a list; “1.000,50” has its groups in the way of another language.
        head, _, tail = written.rpartition(",")
        if "," not in head and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", head):
            written = f"{head.replace('.', '')}.{tail}"
        elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", written):
            written = written.replace(",", "")
        else:
            first = re.match(r"\d+", written)
            assert first is not None
            return _plain(first[0]), start + first.end()
    return _plain(written), end


def _plain(digits: str) -> str:
    """Without zeros before it; a number of very many digits is left as it is."""
    return digits.lstrip("0") or "0" if digits.isdigit() else digits


def unit_after(text: str, end: int, lexicon: Lexicon) -> tuple[str, str, int]:
    """What the number that ends at a place is of: the unit, or the money, and where its name ends."""
    if per_cent := _PER_CENT.match(text, end):
        return "%", "", per_cent.end()
    match = _UNIT.match(text, end)
    if match is None:
        return "", "", end
    word = match[1]
    if money := lexicon.currency(word):
        return "", money, match.end()
    if unit := lexicon.unit(word) or _short(text, match, lexicon):
        return unit, "", match.end()
    if "/" in word and (unit := lexicon.unit(word.partition("/")[0])):
        return unit, "", match.end()
    folded = word.casefold()
    for beginning, instead in BETWEEN.items():
        if folded.startswith(beginning) and (following := _NEXT_WORD.match(text, match.end())):
            unit = lexicon.unit(following[1])
            return (instead if unit == "d" and instead else unit), "", following.end() if unit else match.end()
    return "", "", match.end() if folded in ("st", "nd", "rd", "th") else end


def _short(text: str, match: re.Match[str], lexicon: Lexicon) -> str:
    """Signs that are words too: the Russian “с” is a second only where no word follows, “ч.” an hour."""
    if lexicon.language != "ru" or len(match[1]) > 2:
        return ""
    behind = text[match.end() : match.end() + 2]
    if match[1] == "с":
        return "s" if not behind or behind[0] in ".,;:)/|!?" else ""
    return "h" if match[1] == "ч" else "d" if match[1] == "дн" else "yr" if match[1] == "г" else ""


def money_before(before: str, lexicon: Lexicon) -> tuple[str, int]:
    """The money whose sign or code stands before a number (``€12``, ``EUR 12``), and how long its writing is."""
    match = _MONEY_BEFORE.search(before)
    money = lexicon.currency(match[1]) if match else ""
    return money, len(match[0]) if match and money else 0


def measured(number: str, unit: str) -> str:
    """``15 min``; lengths of time in the greatest unit that leaves them whole. A year is a bare number."""
    if "." in number:
        if number.count(".") == 1:
            number = number.rstrip("0").rstrip(".")
        return f"{number} {unit}" if unit not in _FILLS or "." in number else measured(number, unit)
    if len(number) > 15:
        return f"{number} {unit}"
    if unit == "yr" and 1900 <= int(number) < 2200:
        return number  # “2026. aasta” is a year, not a length of time
    if unit in _IS_MANY:
        times, smaller = _IS_MANY[unit]
        return f"{int(number) * times} {smaller}"
    while unit in _FILLS and int(number) and int(number) % _FILLS[unit][0] == 0:
        times, greater = _FILLS[unit]
        number, unit = str(int(number) // times), greater
    return f"{number} {unit}"


def price(number: str, money: str) -> str:
    """``12 EUR``, ``9.90 EUR``."""
    whole, _, cents = number.partition(".")
    cents = cents.rstrip("0")
    return f"{whole}.{cents:0<2} {money}" if cents else f"{whole} {money}"
