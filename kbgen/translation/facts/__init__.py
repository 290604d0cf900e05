"""The facts of a block, as four languages write them."""

from __future__ import annotations

import re
from functools import cache

from kbgen.languages import LanguageCode
from kbgen.translation.blocks import Block, Kind
from kbgen.translation.facts import dates, network, numbers
from kbgen.translation.facts.code import code_value
from kbgen.translation.facts.fact import Fact, FactKind
from kbgen.translation.facts.markup import Marks
from kbgen.translation.facts.words import CURRENCIES, Lexicon, lexicon

__all__ = ["Fact", "FactKind", "facts_of", "facts_of_text"]

_ANY = re.compile(r"[0-9`<\]*_+{@:]|\.[a-z]|[^\x00-\xff]")
_DIGIT = re.compile(r"\d")
_POINT = re.compile(r"[A-Za-z0-9]\.[A-Za-z]")
_PORT_BEFORE = re.compile(r"(?:^|[^\w])(?:port|порт|pord)[^\W\d_]{0,5}(?:[ :#№]|nr){1,3}$", re.IGNORECASE)
_PORT_TOO = re.compile(r",? ?(?:,|and|or|ja|või|и|или|tai|–|/) ?$")
_SIZE = re.compile(r"(\d{2,5}) ?[x×х] ?(\d{2,5})(?!\w)")
# Figures that are words: “24/7” is “day and night”, “3rd-party” is “somebody else's”.
_NO_NUMBER = re.compile(r"24/7(?!\d)|[123](?:st|nd|rd)[- ]part(?:y|ies)\b", re.IGNORECASE)
# What stands right before a number that is no part of a name: “v2.4”, “№5”, “RUB5”.
_MARK_BEFORE = re.compile(rf"(?<![^\W_])(?:[vV№]|{'|'.join(sorted(CURRENCIES))})$")
_MINUS_BEFORE = re.compile(r"(?:^|[ (\[¦:])-$")
_WORD_END = re.compile(r"[\w]*")


def facts_of(block: Block, language: LanguageCode) -> tuple[Fact, ...]:
    """What a block says that must be the same in every language; what stands several times is there several times."""
    if block.kind is Kind.CODE:
        value = code_value(block.text)
        return (Fact(FactKind.CODE, value, block.text),) if value else ()
    return facts_of_text(block.text, language)


def facts_of_text(text: str, language: LanguageCode) -> tuple[Fact, ...]:
    """The facts of one line of Markdown."""
    if _ANY.search(text) is None:
        return ()
    marks = Marks(language)
    words = marks.words_of(text)
    facts = marks.facts
    if _POINT.search(words):
        words = _names(words, facts)
    if _DIGIT.search(words):
        _Numbers(_even(words), lexicon(language), facts).read()
    return tuple(facts)


def _names(words: str, facts: list[Fact]) -> str:
    """Take out hosts and names of files."""

    def take(match: re.Match[str]) -> str:
        name = network.without_punctuation(match[0])
        kind = network.kind_of_name(name)
        if not kind:
            return match[0]
        if kind == "file":
            facts.append(Fact(FactKind.CODE, name.lower(), name))
        else:
            facts.append(Fact(FactKind.HOST, name.lower().rstrip("/"), name))
        return f"¦{match[0][len(name) :]}"

    return network.HOST.sub(take, words)


@cache
def _same_signs() -> dict[int, str]:
    """Spaces of all widths, hyphens, minus signs and digits of all scripts → those of the keyboard."""
    import sys
    import unicodedata

    same = {ord(sign): " " for sign in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"}
    same |= {ord(sign): "-" for sign in "\u2010\u2011\u2212"} | {ord(sign): "–" for sign in "\u2012\u2014"}
    same |= {ord(sign): "" for sign in "\u00ad\u200b\u2060\ufeff\u200e\u200f"}
    # Digits stand together, from nought to nine (Unicode promises it): one look at every tenth sign finds them all.
    for code in range(0x0660, sys.maxunicode + 1, 10):
        if (digit := unicodedata.decimal(chr(code), None)) is not None:
            same |= {code - digit + value: str(value) for value in range(10)}
    return same


def _even(words: str) -> str:
    return words if words.isascii() else words.translate(_same_signs())


class _Numbers:
    """Goes from number to number."""

    def __init__(self, text: str, words: Lexicon, facts: list[Fact]) -> None:
        self.text = text
        self.words = words
        self.facts = facts
        # Numbers of a range or a list whose unit stands behind the last: “2–6 h”.
        self.open: list[tuple[str, str]] = []
        self.money = ""
        self.last_port = -1

    def read(self) -> None:
        """Find all facts that begin with a digit."""
        text, place = self.text, 0
        while match := _DIGIT.search(text, place):
            start = match.start()
            before = text[start - 1] if start else " "
            if (before.isalpha() or before == "_") and not _MARK_BEFORE.search(text[max(0, start - 4) : start]):
                # A name such as POP3 or x509.
                end = _WORD_END.match(text, start)
                place = end.end() if end else start + 1
                continue
            place = self._at(text, start)
        self._close("")

    def _add(self, kind: FactKind, value: str, start: int, end: int) -> None:
        self.facts.append(Fact(kind, value, self.text[start:end].strip()))

    def _at(self, text: str, start: int) -> int:
        """Read what begins with the digit at a place; where to go on."""
        if (found := dates.date_at(text, start, self.words)) is not None:
            return self._found(FactKind.DATE, found)
        if (match := network.IPV4.match(text, start)) and (value := network.ipv4_value(match[0])):
            self._add(FactKind.ADDRESS, value, start, match.end())
            return match.end()
        if (found := dates.time_at(text, start, self.words)) is not None:
            return self._found(FactKind.TIME, found)
        if match := _NO_NUMBER.match(text, start):
            return match.end()
        if match := _SIZE.match(text, start):
            unit, _, end = numbers.unit_after(text, match.end(), self.words)
            size = f"{match[1]}x{match[2]}"
            self._add(FactKind.NUMBER, size, start, end if unit == "px" else match.end())
            return end if unit == "px" else match.end()
        return self._number(text, start)

    def _found(self, kind: FactKind, found: dates.Found) -> int:
        values, begin, end = found
        for value in values:
            self._add(kind, value, begin, end)
        return end

    def _number(self, text: str, start: int) -> int:
        number, end = numbers.numeral(text, start, self.words)
        if end < len(text) and (text[end].isalpha() or text[end] == "_"):
            unit, money, after = numbers.unit_after(text, end, self.words)
            if not unit and not money and after == end:
                # “2FA” is a name; “8.00st” and “15ssä” are numbers with an ending of the language.
                name = _WORD_END.match(text, end)
                return name.end() if name else end
        else:
            unit, money, after = numbers.unit_after(text, end, self.words)
        before = text[max(0, start - 20) : start]
        if self._is_port(text, before, start) and not unit and not money:
            self._add(FactKind.PORT, number, start, end)
            self.last_port = end
            return end
        sign, begin = numbers.money_before(before, self.words)
        if not self.open and _MINUS_BEFORE.search(before):
            number, begin = f"-{number}", 1
        money = money or sign or self.money
        self.money = ""
        self.open.append((number, text[start - begin : after].strip()))
        if not unit and numbers.RANGE.match(text, after) and len(self.open) < 6:
            if money and after == end:
                self.money = money
            return after
        self._close(unit, money)
        return after

    def _is_port(self, text: str, before: str, start: int) -> bool:
        if _PORT_BEFORE.search(before):
            return True
        return 0 <= start - self.last_port < 8 and _PORT_TOO.fullmatch(text[self.last_port : start]) is not None

    def _close(self, unit: str, money: str = "") -> None:
        """The numbers that were read so far have this unit."""
        for number, written in self.open:
            if money:
                self.facts.append(Fact(FactKind.PRICE, numbers.price(number, money), written))
            elif unit:
                self.facts.append(Fact(FactKind.NUMBER, numbers.measured(number, unit), written))
            else:
                self.facts.append(Fact(FactKind.NUMBER, number, written))
        self.open = []
