"""Ascending places → bits: each distance to the place before in Rice's code.

A distance d becomes d >> k ones, a zero, and its lowest k bits. The best k follows from how many of how many places
are taken, so it is not stored (Rice and Plaunt, 1971; for gaps of inverted lists: Witten, Moffat and Bell, Managing
Gigabytes, chapter 3). As bytes, the same distances take a seventh more after zlib.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kbgen.search.packing import Damaged


def low_bits(taken: int, places: int) -> int:
    """k where so many of the places are taken: the logarithm of ln 2 × the mean distance, rounded down.

    In whole numbers (11/16 for ln 2), for a browser reckons the same.
    """
    return max(1, places * 11 // (16 * taken)).bit_length() - 1


def packed(lists: Iterable[Sequence[int]], places: int) -> bytes:
    """Lists of ascending places below ``places``, none of them empty."""
    codes: list[dict[int, str]] = [{} for _ in range(places.bit_length() + 1)]
    bits: list[str] = []
    for taken in lists:
        k = low_bits(len(taken), places)
        known = codes[k]
        last = -1
        for place in taken:
            gap = place - last - 1
            last = place
            if gap not in known:
                known[gap] = "1" * (gap >> k) + f"{1 << k | gap & (1 << k) - 1:b}".replace("1", "0", 1)
            bits.append(known[gap])
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    # The leading one keeps the zeros behind it.
    return int("1" + text, 2).to_bytes(len(text) // 8 + 1, "big")[1:]


def unpacked(content: bytes, sizes: Iterable[int], places: int) -> Iterator[list[int]]:
    """The lists again, of which the lengths are known."""
    bits = iter("".join(f"{byte:08b}" for byte in content))
    try:
        for size in sizes:
            k = low_bits(size, places)
            taken: list[int] = []
            last = -1
            for _ in range(size):
                high = 0
                while next(bits) == "1":
                    high += 1
                last += 1 + (high << k | int("0" + "".join(next(bits) for _ in range(k)), 2))
                taken.append(last)
            yield taken
    except (StopIteration, RuntimeError):
        raise Damaged("a list of places has no end") from None
