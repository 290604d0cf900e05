"""What Markdown marks: code, links, pictures, web and e-mail addresses, labels; and the words that are left.

A text is gone through once, from mark to mark. What is taken out leaves a bar behind, so that words on both sides of
it do not meet.
"""

from __future__ import annotations

import re

from kbgen.translation.facts import network
from kbgen.translation.facts.code import code_value
from kbgen.translation.facts.fact import Fact, FactKind

_MARK = re.compile(r"[`<\]*_+{@:\\]")
# Bounded, so that a line of marks that never close is read in one go.
_TARGET = re.compile(r"\]\(\s{0,9}(<[^<>]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,9})"
                     r"(?:\s{1,9}(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s{0,9}\)(?:\{[^{}]{0,300}\})?")  # fmt: skip
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_IN_TAG = re.compile(r"(?:src|href)\s{0,3}=\s{0,3}[\"']([^\"'<>]{1,2000})[\"']", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,120}?)(?<=\S)\1")
_KEYS = re.compile(r"\+\+([a-zA-Z0-9\"][^+\n]{0,30}(?:\+[^+\n]{1,30}){0,4})\+\+")
_ATTRIBUTES = re.compile(r"\{:?[ ]?(?:[#.][^{}]{0,300}|[\w-]{1,40}=[^{}]{0,300})\}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}$")
_PHONE = re.compile(r"\+\d[\d ()\u2011-]{5,20}\d(?![\d])")
_EMAIL_CHARACTERS = frozenset("._+-%")
_IPV6 = re.compile(r"[0-9A-Fa-f:.]{2,45}(?:/\d{1,3})?")
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![\w:])")
_HEX = frozenset("0123456789abcdefABCDEF:")
_REFERENCE = re.compile(r"\[[^\]^][^\]]{0,200}\]: <?(?P<target>[^\s>]+)")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_PARTS = re.compile(r"\s*(?:→|➜|➔|›|»|&gt;| > )\s*")
_SENTENCE_END = re.compile(r"[.!?:;,]$")
_MANY_WORDS = 8

_BAR = " ¦ "


class Marks:
    """What was found in one text, and the words that are left of it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.facts: list[Fact] = []
        self._kept: list[str] = []
        self._unclosed: set[int] = set()
        self._bold_until = 0

    def words_of(self, text: str) -> str:
        """Go through a text; what it says without its marks."""
        last = 0
        if (reference := _REFERENCE.match(text)) and "://" not in reference["target"]:
            self._target(reference["target"])
            last = reference.end()
        for match in _MARK.finditer(text):
            place = match.start()
            if place < last:
                continue
            begin, end, instead = self._at(text, place, last)
            if end > place:
                self._kept += (text[last:begin], instead)
                last = end
        if not last:
            return text
        self._kept.append(text[last:])
        return "".join(self._kept)

    def _at(self, text: str, place: int, last: int) -> tuple[int, int, str]:
        """From where to where a mark reaches, and what takes its place; where it is none, it ends where it begins."""
        sign = text[place]
        if sign == "`":
            return self._code(text, place)
        if sign == "]":
            return self._link(text, place, last)
        if sign == ":":
            return self._colon(text, place, last)
        if sign == "@":
            return self._email(text, place, last)
        if sign in "*_":
            return self._bold(text, place)
        if sign == "+":
            return self._plus(text, place)
        if sign == "<" and (tag := _TAG.match(text, place)) and "://" not in tag[0].partition(" ")[0]:
            for target in _IN_TAG.findall(tag[0]):
                self._target(target)
            return place, tag.end(), "" if tag[0][1:4].lower() in ("kbd", "/kb") else _BAR
        if sign == "{" and (attributes := _ATTRIBUTES.match(text, place)):
            return place, attributes.end(), ""
        if sign == "\\" and place + 1 < len(text) and not text[place + 1].isalnum():
            return place, place + 2, text[place + 1]
        return place, place, ""

    def _add(self, kind: FactKind, value: str, text: str) -> None:
        self.facts.append(Fact(kind, value, text))

    def _code(self, text: str, place: int) -> tuple[int, int, str]:
        size = 1
        while text.startswith("`", place + size):
            size += 1
        close = -1 if size in self._unclosed else self._closing(text, place + size, size)
        if close < 0:
            self._unclosed.add(size)
            return place, place + size, "`"
        code = text[place + size : close].strip()
        if code:
            self._add(FactKind.CODE, code_value(code), code)
        return place, close + size, _BAR

    @staticmethod
    def _closing(text: str, start: int, size: int) -> int:
        """Where a run of just so many backticks begins; −1 if there is none."""
        for run in re.finditer("`+", text[start:]) if size > 1 else ():
            if len(run[0]) == size:
                return start + run.start()
        if size > 1:
            return -1
        close = text.find("`", start)
        while close >= 0 and text.startswith("``", close):
            while text.startswith("`", close):
                close += 1
            close = text.find("`", close)
        return close

    def _link(self, text: str, place: int, last: int) -> tuple[int, int, str]:
        match = _TARGET.match(text, place)
        if match is None:
            opened = _FOOTNOTE.search(text[max(last, place - 62) : place])
            if opened:
                return place - len(opened[0]), place + 1, ""
            return place, place, ""
        self._target(match[1].strip("<>"))
        return place, match.end(), " "

    def _target(self, target: str) -> None:
        """What a link or picture leads to."""
        lower = target.lower()
        if lower.startswith("mailto:"):
            address = target[7:].partition("?")[0]
            self._add(FactKind.EMAIL, address.lower(), address)
        elif lower.startswith("tel:"):
            self._add(FactKind.PHONE, phone_value(target[4:]), target[4:])
        elif lower.partition("#")[0].partition("?")[0].endswith(_PICTURES):
            self._add(FactKind.IMAGE, network.image_value(target, self.language), target)
        elif "://" in target:
            self._add(FactKind.URL, network.url_value(target), target)
        elif target.startswith("//"):
            self._add(FactKind.URL, network.url_value("https:" + target), target)
        elif value := network.link_value(target):
            self._add(FactKind.LINK, value, target)

    def _colon(self, text: str, place: int, last: int) -> tuple[int, int, str]:
        if text.startswith("://", place):
            begin = place
            while begin > last and place - begin < 20 and text[begin - 1].isascii() and text[begin - 1].isalpha():
                begin -= 1
            match = network.URL.match(text, place + 3) if begin < place else None
            if match is None:
                return place, place, ""
            url = network.without_punctuation(text[begin : match.end()])
            if len(url) <= place + 3 - begin:
                return place, place, ""
            self._add(FactKind.URL, network.url_value(url), url)
            return begin, begin + len(url), _BAR
        if not (text.startswith("::", place) or text.count(":", place, place + 40) >= 5):
            return place, place, ""
        if place - 2 >= last and (hardware := _MAC.match(text, place - 2)):
            self._add(FactKind.ADDRESS, hardware[0].lower(), hardware[0])
            return place - 2, hardware.end(), _BAR
        begin = place
        while begin > last and place - begin < 40 and text[begin - 1] in _HEX:
            begin -= 1
        match = _IPV6.match(text, begin)
        value = network.ipv6_value(match[0].rstrip(".")) if match and match.end() - begin > 2 else ""
        if match is None or not value or (begin > 0 and text[begin - 1].isalnum()):
            return place, place, ""
        self._add(FactKind.ADDRESS, value, match[0])
        return begin, match.end(), _BAR

    def _email(self, text: str, place: int, last: int) -> tuple[int, int, str]:
        begin = place
        while (
            begin > last and place - begin < 64 and (text[begin - 1].isalnum() or text[begin - 1] in _EMAIL_CHARACTERS)
        ):
            begin -= 1
        match = network.EMAIL_HOST.match(text, place + 1)
        if begin == place or match is None:
            return place, place, ""
        address = text[begin : match.end()]
        self._add(FactKind.EMAIL, address.lower(), address)
        return begin, match.end(), _BAR

    def _bold(self, text: str, place: int) -> tuple[int, int, str]:
        """Bold words stay in the text, since they have facts too; only the marks go."""
        if text[place] == "_" and not text.startswith("__", place):
            return place, place, ""
        if place >= self._bold_until and (match := _BOLD.match(text, place)):
            self._bold_until = match.end()
            for label in labels(match[2]):
                self._add(FactKind.LABEL, label, label)
        size = 2 if text.startswith(text[place] * 2, place) else 1
        return place, place + size, ""

    def _plus(self, text: str, place: int) -> tuple[int, int, str]:
        if match := _KEYS.match(text, place):
            self._add(FactKind.CODE, match[1].lower(), match[0])
            return place, match.end(), _BAR
        if match := _PHONE.match(text, place):
            self._add(FactKind.PHONE, phone_value(match[0]), match[0])
            return place, match.end(), _BAR
        return place, place, ""


def labels(bold: str) -> list[str]:
    """The words of a screen in a bold text: each step of a path by itself; none in a sentence or a long text."""
    bold = bold.replace("`", "").strip()
    if (_SENTENCE_END.search(bold) and not bold.endswith("...")) or len(bold.split()) > _MANY_WORDS + bold.count(
        "→"
    ) * 4:
        return []
    return [part for part in (_flat(part) for part in _PARTS.split(bold)) if part]


def _flat(words: str) -> str:
    return " ".join(words.split())


def phone_value(written: str) -> str:
    """``+3725550100``."""
    digits = re.sub(r"\D", "", written)
    return f"+{digits}" if written.lstrip().startswith("+") else digits
