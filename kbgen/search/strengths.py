"""How much a page is about a lemma: the inner part of BM25F, as the marks that an index keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from kbgen.search.model import TITLED, quantised


@dataclass(frozen=True, slots=True)
class Field:
    """How a field counts: its weight, and how much a long one is held against it (b of BM25F)."""

    weight: float
    b: float


FIELDS: Mapping[str, Field] = {
    "title": Field(5, 0.5),
    "tags": Field(4, 0),
    "headings": Field(3, 0.5),
    "body": Field(1, 0.4),
    "stressed": Field(0.5, 0.2),
}

Times = tuple[int, ...]
"""A number for each field, in the order of ``FIELDS``: how often a lemma stands in it, or how many words it has."""


def means(lengths: Sequence[Times]) -> tuple[float, ...]:
    """The mean length of each field. ``lengths``: of the fields of each page."""
    if not lengths:
        return (1.0,) * len(FIELDS)
    return tuple(_rounded(sum(of_field) / len(lengths)) for of_field in zip(*lengths, strict=True))


def _rounded(mean: float) -> float:
    """A mean length on a coarse scale (steps of a quarter), so that one more page seldom changes it."""
    return 1.25 ** math.floor(math.log(max(mean, 1), 1.25) + 0.5)


def marks(times: Sequence[Times], lengths: Times, means: Sequence[float]) -> list[int]:
    """The marks (see ``model.Postings``) of lemmas that stand so often in the fields of a page of these lengths."""
    shares = [
        field.weight / (1 - field.b + field.b * length / mean)
        for field, length, mean in zip(FIELDS.values(), lengths, means, strict=True)
    ]
    strengths = (quantised(sum(map(mul, of_lemma, shares))) for of_lemma in times)
    return [strength + TITLED * (of_lemma[0] > 0) for strength, of_lemma in zip(strengths, times, strict=True)]
