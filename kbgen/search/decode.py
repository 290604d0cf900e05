"""The files of a browser's index → the index, as far as they hold it. What the browser's own reading is checked by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise

from kbgen.search import gaps, letters
from kbgen.search.analysis.endings import Endings
from kbgen.search.encode import FORMAT, STRENGTH
from kbgen.search.model import Index, Page, Postings
from kbgen.search.packing import Damaged, cut, numbers, unpacked

Read = Callable[[str], bytes]
"""Finds a part's packed file by its name."""


def decode(head: bytes, read: Read) -> Index:
    """The index. Articles' ids, headings and sections are not in the files: they are empty and 0, and the numbers of
    the pages are their places in the order of the addresses."""
    first, *rest = cut(unpacked(head))
    facts = json.loads(first)
    if facts["format"] != FORMAT:
        raise Damaged(f"format {facts['format']}")
    blocks, _, categories, weights, usual, page_counts, starts, run_lengths = (list(numbers(c)) for c in rest[:8])
    names, *inside = rest[8:]
    parts = chain(inside, (unpacked(read(names[at : at + 4].hex())) for at in range(0, len(names), 4)))
    titles = [row for _, part in zip(page_counts, parts, strict=False) for row in _titles(part)]
    endings = _endings(*json.loads(cut(next(parts))[0]))
    pieces = [piece for _, piece in zip(facts["words"], parts, strict=False)]
    words = [e for piece, seen in zip(pieces, accumulate(starts), strict=True) for e in _words(piece, seen)]
    masks = [mask for piece in pieces for mask in numbers(cut(piece)[3])]
    members = [[place for place, own in enumerate(blocks) if own == block] for block in range(facts["blocks"])]
    runs = pairwise([0, *accumulate(run_lengths)])
    return Index(
        language=facts["language"],
        pages={
            number: Page("", address, title, facts["categories"][category], (), weight)
            for number, ((title, address), category, weight) in enumerate(zip(titles, categories, weights, strict=True))
        },
        words=tuple(word for word, _ in words),
        lemmas=tuple(lemmas for _, lemmas in words),
        postings=tuple(
            p for a, b in runs for p in _postings([next(parts) for _ in members], members, masks[a:b], usual)
        ),
        endings=endings,
        synonyms={int(lemma): tuple((o, w) for o, w in others) for lemma, others in facts["synonyms"].items()},
    )


def _titles(part: bytes) -> Iterator[tuple[str, str]]:
    """Titles and addresses."""
    titles, rests, shared = cut(part)
    address = ""
    for title, rest, length in zip(json.loads(titles), json.loads(rests), numbers(shared), strict=True):
        address = address[:length] + rest
        yield title, address


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
    own, words, codes, _ = cut(piece)
    coded = numbers(codes)
    for word in letters.unpacked(own.decode("utf-8", "surrogatepass"), words):
        ids = []
        more = 1
        while more:
            distance, more = divmod(next(coded), 2)
            ids.append(seen - distance)
            seen = max(seen, ids[-1] + 1)
        yield word, tuple(ids)


def _postings(
    row: Sequence[bytes], blocks: Sequence[Sequence[int]], masks: Iterable[int], usual: Sequence[int]
) -> Iterator[Postings]:
    """The postings of a run of lemmas, put together from its shards, one for each block."""
    read = [_of_block(shard, block, usual) for shard, block in zip(row, blocks, strict=True)]
    for mask in masks:
        found = sorted(entry for place, part in enumerate(read) if mask >> place & 1 for entry in next(part))
        yield Postings(tuple(n for n, _ in found), bytes(mark for _, mark in found), bytes(len(found)))


def _of_block(shard: bytes, block: Sequence[int], usual: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Page and mark, lemma by lemma."""
    counts, bits, marks = cut(shard)
    coming = iter(marks)
    for places in gaps.unpacked(bits, (one_less + 1 for one_less in numbers(counts)), len(block)):
        pages = [block[place] for place in places]
        marks_here = zip(pages, coming, strict=False)
        yield [(page, mark & ~STRENGTH | mark + usual[page] & STRENGTH) for page, mark in marks_here]
