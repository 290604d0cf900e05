"""How alike two words look: shared trigrams, and the number of slips of the hand between them."""

from __future__ import annotations

from collections.abc import Sequence


def trigrams(word: str) -> set[str]:
    """The runs of three letters in ``^word$``; empty for the empty word."""
    framed = f"^{word}$"
    return {framed[i : i + 3] for i in range(len(framed) - 2)} if word else set()


def common(a: str, b: str) -> int:
    """How many letters two words share at their beginning."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def distance(a: str, b: str, most: int) -> int:
    """Letters to insert, delete, replace or swap with a neighbour (Damerau's, optimal string alignment).

    More than ``most`` is told as ``most + 1``.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: Sequence[int] = ()
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            value = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                value = min(value, before[j - 2] + 1)
            new.append(value)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return min(row[-1], most + 1)
