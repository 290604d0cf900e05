"""The numbers of pages: by their names alone, so that a page that comes or goes leaves nearly all others in place.

Numbers by the order of names would move every page behind a new one, and with them every file of an index. Here a
page's place is its name's hash in a table with room to spare; where two want one place, the one with the smaller
hash has it and the other goes on (linear probing, in the one arrangement that does not depend on the order of
coming: the larger hash always yields).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")


def places(count: int) -> int:
    """The size of the table: the power of two with at least a quarter to spare."""
    size = 8
    while size * 3 < count * 4:
        size *= 2
    return size


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name with its number, in the order of the numbers."""
    hashes = sorted((_hash(name), name) for name in set(names))
    size = places(len(hashes))
    taken: dict[int, str] = {}
    for value, name in hashes:
        place = value % size
        while place in taken:
            place = (place + 1) % size
        taken[place] = name
    return {taken[place]: place for place in sorted(taken)}
