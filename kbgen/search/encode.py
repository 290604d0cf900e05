"""An index → the files that a browser loads: a head, pieces of the vocabulary, shards of postings.

- The *head* holds the pages (address, title, category, weight of the title), the learned endings, the synonyms, and
  the names of all other files with the first word or lemma in each. A small index is all in its head.
- A *piece* holds words in their order, each with the numbers of its lemmas. Words are front coded: how many letters
  are those of the word before, and the rest. A lemma is 0 where it is the next new one, else how far back it is. For
  each new lemma follows in which blocks of pages it stands, a bit for each.
- A *shard* holds the postings of a run of lemmas in one block of pages, as far as they stand there, in columns: in
  how many pages, one less; the distances between their places in the block; the marks (see ``model.Postings``).

Sections and headings stay out: they would be a third of it all, and the browser reads the page itself for its excerpt.

All files but the head are named by their content. Pieces and runs of lemmas are cut where the words themselves say so
(content-defined chunking), so a new word changes only the file that it falls into. A page's *block* follows from its
article's name, so an article that comes, goes or changes leaves the shards of all other blocks as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from itertools import pairwise
from operator import or_

from kbgen.search.analysis.endings import Endings
from kbgen.search.model import Index, Page, Postings
from kbgen.search.packing import as_json, columns, deltas, varints

FORMAT = 1
SMALL = 100_000
"""An index of fewer bytes, before it is packed, is one file: some forty articles."""
WORDS_A_PIECE = 2048
BYTES_A_SHARD = 3_000
"""Before packing; some two thirds of it after."""
_BLOCKS = ((500, 2), (4000, 4))
"""Up to so many pages, so many blocks; more of them mean more requests and fewer files to load anew."""
_MOST_BLOCKS = 8


@dataclass(frozen=True, slots=True)
class Encoded:
    """The files of one index, not yet packed. ``parts``: by the names that the head gives them."""

    head: bytes
    parts: Mapping[str, bytes]


def encode(index: Index) -> Encoded:
    """The files of an index."""
    word_spans = list(_spans(index.words, [1] * len(index.words), WORDS_A_PIECE))
    small = _small(index)
    if len(small) < SMALL:
        return Encoded(small, {})
    blocks = _blocks(index.pages, _block_count(len(index.pages)))
    pieces, seen = _pieces(index, word_spans, blocks)
    runs = _runs(index, seen, BYTES_A_SHARD * len(blocks))
    shards = [[_shard(index.postings[a:b], block) for block in blocks] for a, b in runs]
    vocabulary = [
        [name_of(piece), index.words[start], first]
        for piece, (start, _), first in zip(pieces, word_spans, seen, strict=True)
    ]
    by_lemma = [[a, *map(name_of, row)] for (a, _), row in zip(runs, shards, strict=True)]
    parts = {name_of(part): part for part in (*pieces, *(part for row in shards for part in row))}
    return Encoded(columns([_head(index, blocks, vocabulary, by_lemma), b"", b""]), parts)


def _small(index: Index) -> bytes:
    """All in one file."""
    blocks = _blocks(index.pages, 1)
    vocabulary = [["", index.words[0], 0]] if index.words else []
    head = _head(index, blocks, vocabulary, [[0, ""]])
    whole = _pieces(index, [(0, len(index.words))], blocks)[0] if index.words else []
    return columns([head, columns(whole), columns([_shard(index.postings, blocks[0])])])


def name_of(content: bytes) -> str:
    """A part's name: a hash of its content, 32 bits."""
    return blake2b(content, digest_size=4, salt=FORMAT.to_bytes(4, "big")).hexdigest()


def _head(index: Index, blocks: Sequence[Sequence[int]], pieces: object, shards: object) -> bytes:
    """``blocks``: the numbers of the pages in each."""
    pages = [index.pages[number] for block in blocks for number in block]
    categories = sorted({page.category for page in pages})
    mutual, others = _pairs(index.endings)
    facts = {
        "format": FORMAT,
        "language": index.language,
        "titles": [page.title for page in pages],
        "addresses": [page.address for page in pages],
        "categories": categories,
        "endings": mutual,
        "otherEndings": others,
        "synonyms": {str(lemma): list(others) for lemma, others in index.synonyms.items()},
        "pieces": pieces,
        "shards": shards,
        "lemmas": len(index.postings),
    }
    return columns(
        [
            as_json(facts),
            varints(len(block) for block in blocks),
            varints(number for block in blocks for number in block),
            varints(categories.index(page.category) for page in pages),
            varints(page.title_weight for page in pages),
        ]
    )


def _pairs(endings: Endings) -> tuple[dict[str, str], dict[str, str]]:
    """Endings that stand for one another, once (the smaller one → the others), and those that do so one way only."""
    all_pairs = {(x, y) for x, ys in endings.items() for y in ys}
    mutual: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for x, y in sorted(all_pairs):
        if (y, x) not in all_pairs:
            others.setdefault(x, []).append(y)
        elif x <= y:
            mutual.setdefault(x, []).append(y)
    return {x: " ".join(ys) for x, ys in mutual.items()}, {x: " ".join(ys) for x, ys in others.items()}


def _block_count(pages: int) -> int:
    return next((blocks for most, blocks in _BLOCKS if pages <= most), _MOST_BLOCKS)


def _blocks(pages: Mapping[int, Page], count: int) -> list[list[int]]:
    """The numbers of the pages by block, in the order of their addresses, which are alike where pages are."""
    blocks: list[list[int]] = [[] for _ in range(count)]
    for number, page in sorted(pages.items(), key=lambda item: item[1].address):
        lot = blake2b((page.article or page.address).encode("utf-8", "surrogatepass"), digest_size=2).digest()
        blocks[int.from_bytes(lot, "big") % count].append(number)
    return blocks


def _first_words(index: Index) -> list[str]:
    """The first word of every lemma."""
    firsts: dict[int, str] = {}
    for word, lemmas in zip(index.words, index.lemmas, strict=True):
        for lemma in lemmas:
            firsts.setdefault(lemma, word)
    return [firsts[lemma] for lemma in range(len(index.postings))]


def _spans(words: Sequence[str], sizes: Sequence[int], aim: int) -> Iterator[tuple[int, int]]:
    """Where to cut: start and end of runs of between half of ``aim`` and half as much again.

    Of the words that may begin the next run, the one with the smallest hash does, so that after a change the same
    words soon begin runs again.
    """
    start = 0
    while start < len(words):
        end, filled, least = start, 0, b""
        for place in range(start, len(words)):
            if filled >= aim / 2:
                lot = blake2b(words[place].encode("utf-8", "surrogatepass"), digest_size=4).digest()
                if end == start or lot < least:
                    end, least = place, lot
            filled += sizes[place]
            if filled > 1.5 * aim and end > start:
                break
        else:
            end = len(words)
        yield start, end
        start = end


def _runs(index: Index, starts: Iterable[int], aim: int) -> list[tuple[int, int]]:
    """Runs of lemmas, none of them across the border of two pieces: then a piece suffices to read its shards."""
    sizes = [2 + 2 * len(p.pages) for p in index.postings]
    cuts = {start for start, _ in _spans(_first_words(index), sizes, aim)}
    borders = {start for start in starts if start < len(sizes)}
    return list(pairwise([*sorted(cuts | borders), len(sizes)]))


def _pieces(
    index: Index, spans: Iterable[tuple[int, int]], blocks: Sequence[Sequence[int]]
) -> tuple[list[bytes], list[int]]:
    """The vocabulary, and for each piece the number of lemmas that the words before it need."""
    bits = {number: 1 << place for place, block in enumerate(blocks) for number in block}
    pieces, starts = [], []
    seen = 0
    for start, end in spans:
        starts.append(seen)
        lengths, rests, codes = bytearray(), [], []
        before = ""
        for word, lemmas in zip(index.words[start:end], index.lemmas[start:end], strict=True):
            shared = _shared(before, word)
            lengths.append(shared)
            rests.append(word[shared:])
            before = word
            for place, lemma in enumerate(lemmas, 1):
                # Twice the distance, plus one where another lemma of the same word follows.
                codes.append(2 * (seen - lemma) + (place < len(lemmas)))
                seen = max(seen, lemma + 1)
        masks = (reduce(or_, map(bits.__getitem__, p.pages), 0) for p in index.postings[starts[-1] : seen])
        rest = "\n".join(rests).encode("utf-8", "surrogatepass")
        pieces.append(columns([bytes(lengths), rest, varints(codes), varints(masks)]))
    return pieces, starts


def _shared(a: str, b: str) -> int:
    """How many letters two words share at their beginning; words are of 64 letters at most."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _shard(postings: Iterable[Postings], block: Sequence[int]) -> bytes:
    """The postings of some lemmas in one block of pages."""
    places = {number: place for place, number in enumerate(block)}
    counts: list[int] = []
    distances: list[int] = []
    marks = bytearray()
    for p in postings:
        here = sorted((places[n], mark) for n, mark in zip(p.pages, p.marks, strict=True) if n in places)
        if not here:
            continue
        counts.append(len(here) - 1)
        distances.extend(deltas(place for place, _ in here))
        marks.extend(mark for _, mark in here)
    return columns([varints(counts), varints(distances), bytes(marks)])
