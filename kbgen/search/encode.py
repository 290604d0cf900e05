"""An index → the files that a browser loads: a head, and parts.

- The *head* holds what ranking needs of every page (its block, folder, category, title's weight, usual strength), the
  synonyms, and the names of all parts with the first word or lemma in each. A small index is all in its head.
- *Pages*: titles and addresses, by the order of the addresses. Up to some hundred pages they are in the head.
- *Endings*: the pairs of learned endings.
- A *piece* holds words in their order (``letters``), each with the numbers of its lemmas. A lemma is 0 where it is the
  next new one, else how far back it is. For each new lemma follows in which blocks of pages it stands, a bit for each.
- A *shard* holds the postings of a run of lemmas in one block of pages, as far as they stand there, in columns: in
  how many pages, one less; the places of the pages in the block (``gaps``); the marks (see ``model.Postings``), with
  the strength as the distance from the page's usual one, for most words stand once in a page.

Sections and headings stay out: they would be a third of it all, and the browser reads the page itself for its excerpt.

All files but the head are named by their content. Pieces, runs of lemmas and lists of pages are cut where the words
and addresses themselves say so (content-defined chunking), so a new one changes only the file that it falls into. A
page's *block* follows from its article's name, so an article that comes, goes or changes leaves the shards of all
other blocks as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from hashlib import blake2b
from itertools import pairwise
from operator import or_

from kbgen.search import gaps, letters
from kbgen.search.analysis.endings import Endings
from kbgen.search.analysis.grams import common
from kbgen.search.model import Index, Page, Postings
from kbgen.search.packing import as_json, columns, varints

FORMAT = 2
SMALL = 50_000
"""An index of fewer bytes, before it is packed, is one file: some sixty articles; packed it is half of that."""
STRENGTH = 63
"""These bits of a mark are its strength."""
PAGES_IN_HEAD = 600
"""Titles of more pages are loaded only where they are found."""
PAGES_A_PART = 64
WORDS_A_PIECE = 640
POSTINGS_A_SHARD = 900
"""Some 2,000 bytes, and half of it when packed."""
_BLOCKS = ((500, 2), (4000, 4))
"""Up to so many pages, so many blocks; more of them mean more requests and fewer files to load anew."""
_MOST_BLOCKS = 8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The files of one index, not yet packed. ``parts``: by their names."""

    head: bytes
    parts: Mapping[str, bytes]


def encode(index: Index) -> Encoded:
    """The files of an index."""
    if _size(index) < SMALL:
        whole = _Layout(index, 1, [(0, len(index.words))] if index.words else [])
        return Encoded(_head(whole, len(whole.parts)), {})
    cut = list(_spans(index.words, [1] * len(index.words), WORDS_A_PIECE))
    layout = _Layout(index, _block_count(len(index.pages)), cut)
    inside = len(layout.pages) if len(index.pages) <= PAGES_IN_HEAD else 0
    return Encoded(_head(layout, inside), {name_of(part): part for part in layout.parts[inside:]})


def _size(index: Index) -> int:
    """About the bytes of an index: a mark for each posting, letters and numbers of words, titles and addresses."""
    return sum(len(p.marks) for p in index.postings) + 7 * len(index.words) + 100 * len(index.pages)


@dataclass(frozen=True)
class _Layout:
    """An index, cut into parts. ``spans``: of the words."""

    index: Index
    blocks: int
    spans: Sequence[Span]

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the pages, in the order of their addresses: alike pages are near to each other."""
        return sorted(self.index.pages, key=lambda number: (self.index.pages[number].address, number))

    @cached_property
    def block_of(self) -> Mapping[int, int]:
        """The block of each page."""
        return {number: _block(self.index.pages[number]) % self.blocks for number in self.numbers}

    @cached_property
    def usual(self) -> Mapping[int, int]:
        """By page, the strength that most of its lemmas have; of equally frequent ones the smallest."""
        found: dict[int, list[int]] = {number: [] for number in self.numbers}
        for postings in self.index.postings:
            for number, mark in zip(postings.pages, postings.marks, strict=True):
                found[number].append(mark & STRENGTH)
        counted = {number: Counter(strengths) for number, strengths in found.items()}
        return {number: min(c, key=lambda mark: (-c[mark], mark), default=0) for number, c in counted.items()}

    @cached_property
    def page_spans(self) -> list[Span]:
        """Where the list of pages is cut."""
        if self.blocks == 1 or len(self.numbers) <= PAGES_IN_HEAD:
            return [(0, len(self.numbers))]
        addresses = [self.index.pages[number].address for number in self.numbers]
        return list(_spans(addresses, [1] * len(addresses), PAGES_A_PART))

    @cached_property
    def pages(self) -> list[bytes]:
        """Titles and addresses."""
        of = self.index.pages
        return [_titles([of[number] for number in self.numbers[a:b]]) for a, b in self.page_spans]

    @cached_property
    def endings(self) -> bytes:
        """The learned endings."""
        return columns([as_json(_pairs(self.index.endings))])

    @cached_property
    def pieces(self) -> tuple[list[bytes], list[int]]:
        """The vocabulary, and for each piece the number of lemmas that the words before it need."""
        bits = {number: 1 << block for number, block in self.block_of.items()}
        return _pieces(self.index, self.spans, bits)

    @cached_property
    def runs(self) -> list[Span]:
        """Which lemmas share their shards."""
        if self.blocks == 1:
            return [(0, len(self.index.postings))]
        return _runs(self.index, self.pieces[1], POSTINGS_A_SHARD * self.blocks)

    @cached_property
    def shards(self) -> list[bytes]:
        """The postings, run by run, and in each block by block."""
        members = [[n for n in self.numbers if self.block_of[n] == block] for block in range(self.blocks)]
        places = [{number: place for place, number in enumerate(block)} for block in members]
        return [_shard(self.index.postings[a:b], block, self.usual) for a, b in self.runs for block in places]

    @cached_property
    def parts(self) -> list[bytes]:
        """All parts in the order in which the head names them."""
        return [*self.pages, self.endings, *self.pieces[0], *self.shards]


def name_of(content: bytes) -> str:
    """A part's name: a hash of its content, 32 bits."""
    return blake2b(content, digest_size=4, salt=FORMAT.to_bytes(4, "big")).hexdigest()


def _head(layout: _Layout, inside: int) -> bytes:
    """``inside``: so many of the parts, the first ones, are in the head; of the others it has the names."""
    index, parts = layout.index, layout.parts
    pages = [index.pages[number] for number in layout.numbers]
    categories = sorted({page.category for page in pages})
    folders = {folder: place for place, folder in enumerate(dict.fromkeys(page.folder for page in pages))}
    facts = {
        "format": FORMAT,
        "language": index.language,
        "categories": categories,
        "synonyms": {str(lemma): list(others) for lemma, others in index.synonyms.items()},
        "words": [index.words[start] for start, _ in layout.spans],
        "blocks": layout.blocks,
        "lemmas": len(index.postings),
    }
    return columns(
        [
            as_json(facts),
            varints(layout.block_of[number] for number in layout.numbers),
            varints(folders[page.folder] for page in pages),
            varints(categories.index(page.category) for page in pages),
            varints(page.title_weight for page in pages),
            varints(layout.usual[number] for number in layout.numbers),
            varints(end - start for start, end in layout.page_spans),
            varints(b - a for a, b in pairwise([0, *layout.pieces[1]])),
            varints(b - a for a, b in layout.runs),
            b"".join(bytes.fromhex(name_of(part)) for part in parts[inside:]),
            *parts[:inside],
        ]
    )


def _titles(pages: Sequence[Page]) -> bytes:
    """Titles and addresses of pages; of an address what differs from the one before."""
    pairs = list(pairwise(["", *(page.address for page in pages)]))
    shared = [common(a, b) for a, b in pairs]
    rests = [b[n:] for (_, b), n in zip(pairs, shared, strict=True)]
    return columns([as_json([page.title for page in pages]), as_json(rests), varints(shared)])


def _pairs(endings: Endings) -> list[dict[str, str]]:
    """Endings that stand for one another, once (the smaller one → the others), and those that do so one way only."""
    all_pairs = {(x, y) for x, ys in endings.items() for y in ys}
    mutual: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for x, y in sorted(all_pairs):
        if (y, x) not in all_pairs:
            others.setdefault(x, []).append(y)
        elif x <= y:
            mutual.setdefault(x, []).append(y)
    return [{x: " ".join(ys) for x, ys in one.items()} for one in (mutual, others)]


def _block_count(pages: int) -> int:
    return next((blocks for most, blocks in _BLOCKS if pages <= most), _MOST_BLOCKS)


def _block(page: Page) -> int:
    """A page's lot; the remainder by the number of blocks is its block."""
    name = (page.article or page.address).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=2).digest(), "big")


def _first_words(index: Index) -> list[str]:
    """The first word of every lemma."""
    firsts: dict[int, str] = {}
    for word, lemmas in zip(index.words, index.lemmas, strict=True):
        for lemma in lemmas:
            firsts.setdefault(lemma, word)
    return [firsts[lemma] for lemma in range(len(index.postings))]


def _spans(names: Sequence[str], sizes: Sequence[int], aim: int) -> Iterator[Span]:
    """Where to cut: start and end of runs of between half of ``aim`` and half as much again.

    Of the names that may begin the next run, the one with the smallest hash does, so that after a change the same
    names soon begin runs again.
    """
    start = 0
    while start < len(names):
        end, filled, least = start, 0, b""
        for place in range(start, len(names)):
            if filled >= aim / 2:
                lot = blake2b(names[place].encode("utf-8", "surrogatepass"), digest_size=4).digest()
                if end == start or lot < least:
                    end, least = place, lot
            filled += sizes[place]
            if filled > 1.5 * aim and end > start:
                break
        else:
            end = len(names)
        yield start, end
        start = end


def _runs(index: Index, starts: Iterable[int], aim: int) -> list[Span]:
    """Runs of lemmas, none of them across the border of two pieces: then a piece suffices to read its shards."""
    sizes = [1 + len(p.pages) for p in index.postings]
    cuts = {start for start, _ in _spans(_first_words(index), sizes, aim)}
    borders = {start for start in starts if start < len(sizes)}
    return list(pairwise([*sorted(cuts | borders), len(sizes)]))


def _pieces(index: Index, spans: Iterable[Span], bits: Mapping[int, int]) -> tuple[list[bytes], list[int]]:
    """``bits``: by page that of its block."""
    pieces, starts = [], []
    seen = 0
    for start, end in spans:
        starts.append(seen)
        codes = []
        for lemmas in index.lemmas[start:end]:
            for place, lemma in enumerate(lemmas, 1):
                # Twice the distance, plus one where another lemma of the same word follows.
                codes.append(2 * (seen - lemma) + (place < len(lemmas)))
                seen = max(seen, lemma + 1)
        masks = (reduce(or_, map(bits.__getitem__, p.pages), 0) for p in index.postings[starts[-1] : seen])
        own, words = letters.packed(index.words[start:end])
        pieces.append(columns([own.encode("utf-8", "surrogatepass"), words, varints(codes), varints(masks)]))
    return pieces, starts


def _shard(postings: Iterable[Postings], places: Mapping[int, int], usual: Mapping[int, int]) -> bytes:
    """The postings of some lemmas in one block of pages, of which the ``places`` are given."""
    lists: list[list[int]] = []
    marks = bytearray()
    for p in postings:
        here = [
            (places[n], mark & ~STRENGTH | mark - usual[n] & STRENGTH)
            for n, mark in zip(p.pages, p.marks, strict=True)
            if n in places
        ]
        if here:
            here.sort()
            lists.append([place for place, _ in here])
            marks.extend([mark for _, mark in here])
    return columns([varints(len(one) - 1 for one in lists), gaps.packed(lists, len(places)), bytes(marks)])
