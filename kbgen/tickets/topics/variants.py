"""Tags that are written like one another: ``mail_setup``, ``mail-setups``, ``mail-setpu``.

Two tags are variants where they are equal without separators and endings of the plural, or where one slip of the hand
(a letter too many, too few, another, or two that changed places) makes one of the other. Numbers are never slips:
``php-7`` and ``php-8`` are two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kbgen.tickets.ticket import Tag

LEAST = 5
"""Letters that a tag must have for a slip in it to be one: “mail” and “main” are two words."""

_PLURAL = re.compile(r"(?<=[^\W\d_]{3})(?:ies|es|s|id|ed|d|t|ы|и)(?=[^\w]|_|$)")
_SEPARATORS = re.compile(r"[\W_]+")


def bare(tag: Tag) -> str:
    """A tag without separators."""
    return _SEPARATORS.sub("", tag.lower())


def singular(tag: Tag) -> str:
    """A tag without separators and endings of the plural, as English, Estonian, Finnish and Russian have them."""
    return bare(_PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else "", tag.lower())) or bare(tag)


class Variants:
    """Finds, for a tag, the one among others that it is a variant of. ``known``: the better ones first."""

    def __init__(self, known: Iterable[Tag] = ()) -> None:
        self._known: set[Tag] = set()
        self._by_key: dict[str, Tag] = {}
        self._by_slip: dict[str, list[Tag]] = {}
        for tag in known:
            self.add(tag)

    def add(self, tag: Tag) -> None:
        """One more, behind those that are there."""
        self._known.add(tag)
        self._by_key.setdefault(singular(tag), tag)
        for slip in _slips(bare(tag)):
            self._by_slip.setdefault(slip, []).append(tag)

    def like(self, tag: Tag) -> Tag | None:
        """The tag that this one is a variant of; None for one that is known itself, or like no other."""
        if tag in self._known:
            return None
        if found := self._by_key.get(singular(tag)):
            return found
        mine = bare(tag)
        for slip in _slips(mine):
            for other in self._by_slip.get(slip, ()):
                if _is_one_slip(mine, bare(other)):
                    return other
        return None


def grouped(tags: Iterable[Tag]) -> list[list[Tag]]:
    """The tags with their variants, each group by its first one; the order of the tags is kept."""
    seen = Variants()
    groups: dict[Tag, list[Tag]] = {}
    for tag in tags:
        if first := seen.like(tag):
            groups[first].append(tag)
        else:
            groups[tag] = [tag]
            seen.add(tag)
    return list(groups.values())


def _slips(word: str) -> Iterator[str]:
    """The word, and what is left of it without one letter; two words with one slip between them share one of these."""
    if len(word) >= LEAST:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one change of a letter makes one of the other, and no digit is touched by it."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[start:] == other[start + 1 :]
    changed = one[start + 1 :] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return changed or swapped
