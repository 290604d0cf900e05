"""The words and signs by which a language writes units, months and money.

Most of it is CLDR's, by Babel: the names of months, the names and signs of units in each plural form, the sign that
groups digits. What CLDR does not have are the cases: “30 päevaga”, “в течение 15 минутами”. So a word counts as a
unit when it begins as all of the unit's forms do; of the words whose stem changes the beginnings stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kbgen.languages import LanguageCode


def _pairs(table: str) -> dict[str, str]:
    """``"KB=kB s"`` → ``{"KB": "kB", "s": "s"}``."""
    return {name: value or name for name, _, value in (entry.partition("=") for entry in table.split())}


# As all languages write them. Case tells a megabit from a megabyte.
SIGNS: Mapping[str, str] = _pairs("""
    ms s min h sek=s sec=s hr=h hrs=h
    kB MB GB TB PB KiB MiB GiB TiB KB=kB kb=kB mb=MB gb=GB tb=TB kB/s MB/s GB/s
    КБ=kB Кб=kB Мб=MB Гб=GB Тб=TB МБ/с=MB/s ГБ/с=GB/s kt=kB Mt=MB Gt=GB Tt=TB Mt/s=MB/s
    bit kbit Mbit Gbit Kb=kbit Mb=Mbit Gb=Gbit kbit/s Mbit/s Gbit/s kbps=kbit/s Mbps=Mbit/s Gbps=Gbit/s
    Mb/s=Mbit/s Gb/s=Gbit/s Кбит/с=kbit/s Мбит/с=Mbit/s Гбит/с=Gbit/s
    px MP dpi ppi mm cm m km mg g kg Hz kHz MHz GHz W kW kWh V A mA mAh dB % ‰ °C °F °
""")

# CLDR's units that help texts use → the sign that a value has.
_UNITS: Mapping[str, str] = {
    "duration-millisecond": "ms",
    "duration-second": "s",
    "duration-minute": "min",
    "duration-hour": "h",
    "duration-day": "d",
    "duration-week": "wk",
    "duration-month": "mo",
    "duration-year": "yr",
    "digital-bit": "bit",
    "digital-kilobit": "kbit",
    "digital-megabit": "Mbit",
    "digital-gigabit": "Gbit",
    "digital-byte": "B",
    "digital-kilobyte": "kB",
    "digital-megabyte": "MB",
    "digital-gigabyte": "GB",
    "digital-terabyte": "TB",
    "graphics-pixel": "px",
    "graphics-megapixel": "MP",
    "length-millimeter": "mm",
    "length-centimeter": "cm",
    "length-meter": "m",
    "length-kilometer": "km",
    "mass-gram": "g",
    "mass-kilogram": "kg",
    "frequency-hertz": "Hz",
    "frequency-megahertz": "MHz",
    "frequency-gigahertz": "GHz",
    "power-watt": "W",
    "power-kilowatt": "kW",
    "electric-volt": "V",
    "electric-ampere": "A",
    "energy-kilowatt-hour": "kWh",
}

# Beginnings of words whose stem changes, or which CLDR does not have. A full stop: the word ends here.
_STEMS: Mapping[LanguageCode, Mapping[str, str]] = {
    "en": {
        "s": "sec. secs. second. seconds.",
        "min": "mins. minute. minutes.",
        "h": "hour. hours.",
        "d": "day. days.",
        "wk": "week. weeks. wk. wks.",
        "mo": "month. months.",
        "yr": "year. years. yr. yrs.",
        "%": "percent.",
        "workday": "workday. workdays. weekday. weekdays.",
    },
    "et": {
        "s": "sekund",
        "min": "minut",
        "h": "tund. tundi. tunde tunni",
        "d": "päev ööpäev",
        "workday": "tööpäev",
        "wk": "nädal",
        "mo": "kuu. kuud. kuul. kuuks. kuuga. kuuni. kuune. kuuse. kuust. kuiseks. kuise. kuine. kuudega.",
        "yr": "aasta",
        "%": "protsen",
        "B": "bait. baiti. baidi",
        "kB": "kilobai",
        "MB": "megabai",
        "GB": "gigabai",
        "TB": "terabai",
        "Mbit": "megabit",
        "Gbit": "gigabit",
    },
    "fi": {
        "s": "sekun",
        "min": "minuut",
        "h": "tunti tunni tunte tunnei tuntei",
        "d": "päivä päivi. päivien. päivinä. päivissä. päiviä. vuorokau",
        "workday": "arkipäiv työpäiv",
        "wk": "viiko viikko",
        "mo": "kuukau",
        "yr": "vuosi vuotta. vuode vuote vuonna.",
        "%": "prosen",
        "Mbit": "megabit",
        "Gbit": "gigabit",
    },
    "ru": {
        "s": "секунд сек.",
        "min": "минут мин.",
        "h": "час. часа. часов. часу. часом. часе. часам. часами. часах. часов",
        "d": "день. дня. дней. дню. днём. днем. дне. дням. днями. днях. дневн сутки. суток. сут. сутка суточн",
        "workday": "будн",
        "wk": "недел",
        "mo": "месяц месячн",
        "yr": "год. года. году. годом. годов лет. летн",
        "%": "процент",
        "px": "пиксел",
    },
}

# Words between a number and its unit: “2 working days”, “2 рабочих дня”.
BETWEEN: Mapping[str, str] = {
    "working": "workday",
    "business": "workday",
    "рабоч": "workday",
    "calendar": "",
    "календарн": "",
    "full": "",
    "whole": "",
    "more": "",
    "полн": "",
    "последн": "",
    "last": "",
    "viimas": "",
    "järgmis": "",
    "täis": "",
    "täyttä": "",
    "viimeis": "",
    "viimeksi": "",
}

MONEY_SIGNS: Mapping[str, str] = _pairs(
    "€=EUR $=USD US$=USD £=GBP ¥=JPY ₽=RUB ₴=UAH ₸=KZT ₹=INR ₺=TRY zł=PLN Kč=CZK руб=RUB eur=EUR"
)
_CODES = """
    EUR USD GBP RUB SEK NOK DKK ISK PLN CZK HUF RON BGN CHF UAH BYN GEL KZT TRY ILS INR CNY JPY CAD AUD EEK LVL LTL
"""
CURRENCIES = frozenset(_CODES.split())
_MONEY_STEMS: Mapping[str, str] = _pairs("евро=EUR euro=EUR dollar=USD доллар=USD рубл=RUB rubl=RUB rupl=RUB")
_NO_MONEY = ("euroo", "europ", "евроо", "европ")

# Words that begin as a unit does: “unknown”, “update”, “secondary”.
_NO_UNIT = ("tundm", "tundu", "päivit", "sekundaar", "secondar")

_LONGEST_ENDING = 7
_SHORTEST_STEM = 4


@dataclass(slots=True)
class Lexicon:
    """What one language calls things. Words are looked up many times, so what was found is remembered."""

    language: LanguageCode
    group: str
    units: dict[str, str]
    stems: dict[str, str]
    months: dict[str, int]
    month_stems: dict[str, int]
    capital_months: bool
    _known: dict[str, str] = field(default_factory=dict)

    def unit(self, word: str) -> str:
        """The unit that a word or sign names, such as ``min``; empty for other words."""
        known = self._known.get(word)
        if known is None:
            known = self._unit(word)
            if len(self._known) < 20_000:
                self._known[word] = known
        return known

    def _unit(self, word: str) -> str:
        if found := SIGNS.get(word) or self.units.get(word):
            return found
        folded = word.casefold()
        if folded.startswith(_NO_UNIT):
            return ""
        if (found := self.units.get(folded)) and len(folded) > 2:
            return found
        for end in range(min(len(folded), 16), _SHORTEST_STEM - 1, -1):
            if (found := self.stems.get(folded[:end])) and len(folded) - end <= _LONGEST_ENDING:
                return found
        return ""

    def currency(self, word: str) -> str:
        """The ISO code of the money that a word or sign names; empty for other words."""
        if found := MONEY_SIGNS.get(word):
            return found
        if word in CURRENCIES:
            return word
        folded = word.casefold()
        if folded in MONEY_SIGNS:
            return MONEY_SIGNS[folded]
        if folded.startswith(_NO_MONEY):
            return ""
        return next((code for stem, code in _MONEY_STEMS.items() if folded.startswith(stem)), "")

    def month(self, word: str) -> int:
        """1 to 12 for the name of a month, in any case or shortened; 0 for other words."""
        if self.capital_months and not word[:1].isupper():
            return 0
        folded = word.casefold().rstrip(".")
        if found := self.months.get(folded):
            return found
        if self.capital_months:
            return 0
        for end in range(min(len(folded), 12), 2, -1):
            if (found := self.month_stems.get(folded[:end])) and len(folded) - end <= _LONGEST_ENDING:
                return found
        return 0


@cache
def lexicon(language: LanguageCode) -> Lexicon:
    """The words of a language. Of one that Babel does not know: signs and international units only."""
    from babel import Locale, UnknownLocaleError

    try:
        locale: Any = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Lexicon(language, " ", {}, {}, {}, {}, False)
    own = _STEMS.get(locale.language, {})
    units, stems = _units(locale, whole_words=locale.language == "en")
    for unit, words in own.items():
        for word in words.split():
            (units if word.endswith(".") else stems)[word.rstrip(".")] = unit
    months, month_stems = _months(locale)
    group = locale.number_symbols.get("latn", locale.number_symbols).get("group", " ")
    return Lexicon(language, group, units, stems, months, month_stems, locale.language == "en")


def _units(locale: Any, *, whole_words: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Words and signs of units, and how their words begin."""
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    patterns = locale._data["unit_patterns"]
    for name, sign in _UNITS.items():
        for length in ("short", "long"):
            forms = list(_forms(patterns.get(name, {}).get(length, {})))
            for form in forms:
                if len(form) > 1:
                    exact.setdefault(form, sign)
            stem = _common([form.casefold() for form in forms])
            if length == "long" and not whole_words and len(stem) >= _SHORTEST_STEM:
                stems.setdefault(stem, sign)
    return exact, stems


def _common(words: Sequence[str]) -> str:
    """How all of the words begin."""
    shortest, longest = min(words, default=""), max(words, default="")
    end = next((i for i, letter in enumerate(shortest) if letter != longest[i]), len(shortest))
    return shortest[:end]


def _forms(patterns: Mapping[str, Any]) -> Iterator[str]:
    for plural, pattern in patterns.items():
        if isinstance(pattern, str) and plural != "per":
            form = pattern.replace("{0}", "").strip().rstrip(".")
            if form and not re.search(r"[\s\d]", form):
                yield form


def _months(locale: Any) -> tuple[dict[str, int], dict[str, int]]:
    """The names of months, and how they begin in every case (“novembrist”, “marraskuussa”, “ноябре”)."""
    names: dict[str, int] = {}
    stems: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                folded = str(name).casefold().rstrip(".")
                if folded.isdigit():
                    continue
                names.setdefault(folded, number)
                if width == "wide" and len(folded) > 4:
                    stems.setdefault(folded[: max(4, len(folded) - 3)], number)
                elif width == "wide":
                    names.update(dict.fromkeys((folded + end for end in ("l", "s", "st", "ni", "ks", "kuu")), number))
    if locale.language == "ru":
        names.update(май=5, мая=5, мае=5, маю=5, маем=5)
        stems.update(март=3, июн=6, июл=7)
    if locale.language == "fi":
        stems.update(marras=11)
    return names, stems
