"""The files of a browser's index → the index, as far as they hold it. What the browser's own reading is checked by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kbgen.search.analysis.endings import Endings
from kbgen.search.encode import FORMAT
from kbgen.search.model import Index, Page, Postings
from kbgen.search.packing import Damaged, cut, numbers, sums, unpacked

Read = Callable[[str], bytes]
"""Finds a part's packed file by its name."""


def decode(head: bytes, read: Read) -> Index:
    """The index. Articles' ids, headings and sections are not in the files: they are empty and 0."""
    own, pieces_inside, shards_inside = cut(unpacked(head))
    facts_column, *page_columns = cut(own)
    facts = json.loads(facts_column)
    if facts["format"] != FORMAT:
        raise Damaged(f"format {facts['format']}")
    sizes, page_numbers, categories, weights = map(list, map(numbers, page_columns))
    blocks = [page_numbers[end - size : end] for size, end in zip(sizes, sums(sizes), strict=True)]
    pieces = cut(pieces_inside) or [unpacked(read(name)) for name, _, _ in facts["pieces"]]
    inside = [cut(shards_inside)] if shards_inside else []
    shards = inside or [[unpacked(read(name)) for name in names] for _, *names in facts["shards"]]
    entries = [e for piece, (_, _, seen) in zip(pieces, facts["pieces"], strict=True) for e in _words(piece, seen)]
    masks = [mask for piece in pieces for mask in numbers(cut(piece)[3])]
    starts = [start for start, *_ in facts["shards"]]
    runs = [masks[a:b] for a, b in pairwise([*starts, facts["lemmas"]])]
    rows = zip(page_numbers, facts["addresses"], facts["titles"], categories, weights, strict=True)
    return Index(
        language=facts["language"],
        pages={
            number: Page("", address, title, facts["categories"][category], (), weight)
            for number, address, title, category, weight in sorted(rows)
        },
        words=tuple(word for word, _ in entries),
        lemmas=tuple(lemmas for _, lemmas in entries),
        postings=tuple(p for row, run in zip(shards, runs, strict=True) for p in _postings(row, blocks, run)),
        endings=_endings(facts["endings"], facts["otherEndings"]),
        synonyms={int(lemma): tuple((o, w) for o, w in others) for lemma, others in facts["synonyms"].items()},
    )


def _endings(mutual: Mapping[str, str], others: Mapping[str, str]) -> Endings:
    found: dict[str, set[str]] = {}
    for x, ys in (*mutual.items(), *others.items()):
        found.setdefault(x, set()).update(ys.split(" "))
    for x, ys in mutual.items():
        for y in ys.split(" "):
            found.setdefault(y, set()).add(x)
    return {x: tuple(sorted(found[x])) for x in sorted(found)}


def _words(piece: bytes, seen: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The words of a piece with their lemmas. ``seen``: how many lemmas the words before it need."""
    lengths, rests, codes, _ = cut(piece)
    coded = numbers(codes)
    word = ""
    for shared, rest in zip(lengths, rests.decode("utf-8", "surrogatepass").split("\n"), strict=True):
        word = word[:shared] + rest
        ids = []
        more = 1
        while more:
            distance, more = divmod(next(coded), 2)
            ids.append(seen - distance)
            seen = max(seen, ids[-1] + 1)
        yield word, tuple(ids)


def _postings(row: Sequence[bytes], blocks: Sequence[Sequence[int]], masks: Iterable[int]) -> Iterator[Postings]:
    """The postings of a run of lemmas, put together from its shards, one for each block."""
    read = [_of_block(shard, block) for shard, block in zip(row, blocks, strict=True)]
    for mask in masks:
        found = sorted(entry for place, part in enumerate(read) if mask >> place & 1 for entry in next(part))
        yield Postings(tuple(n for n, _ in found), bytes(mark for _, mark in found), bytes(len(found)))


def _of_block(shard: bytes, block: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Number of the page and mark, lemma by lemma."""
    counts, distances, marks = cut(shard)
    coming, at = numbers(distances), 0
    for one_less in numbers(counts):
        count = one_less + 1
        places = sums(next(coming) for _ in range(count))
        yield [(block[place], mark) for place, mark in zip(places, marks[at : at + count], strict=True)]
        at += count
