"""A file of words with their lemmas that is looked up where it lies: mapped into memory, never loaded.

A dictionary of simplemma is a sorted stream in which each word is told by how it differs from the one before (see
``simplemma.strategies.dictionaries.frontcode``), so that no word can be found without reading all that stand before
it. Here the stream is cut into blocks of some words, the first of each written out in full; a word is found by
halving the blocks and reading one.

    magic | number of blocks | for each block its place and its checksum (CRC 32) | end of the last block | blocks

Numbers have 4 bytes, the smallest first; a block's place counts from the first block. A word in a block is, as in
the stream: how many bytes of UTF-8 it shares with the word before; the number of further bytes, and these; then 254
for the lemma of the word before; or 255, the number of bytes of the lemma, and these; or how many bytes to cut from
the word's end, the number of bytes to put there, and these.
"""

from __future__ import annotations

import mmap
import os
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

MAGIC = b"kbgenW01"
BLOCK = 56
"""So many bytes of the stream make a block, a dozen words or more, and some more up to a word that is easily known."""
_SAME, _LITERAL = 254, 255
_LANDMARK = 128
"""The first word of every so many blocks is held in memory."""
_HEAD = len(MAGIC) + 4
_LEAST_DEPTH, _MOST_DEPTH = 4, 30
"""Bytes that the words of a run share with the words before them, at least."""
_LONGEST_RUN, _SHORT_RUN = 40, 40
"""Words at most; and bytes: after a shorter run, the next one is sought among words that share less."""
_LENGTHS = (1, 2, 3, 4, 0, *range(5, 32))
"""Of what is added to a word or a lemma, in bytes, the frequent ones first."""


class DamagedError(Exception):
    """The file is not what was written."""


def encoded(stream: bytes, start: int) -> bytes:
    """A whole file. ``stream``: what simplemma ships; its records begin at ``start``."""
    index = bytearray()
    blocks = bytearray()
    for block in _blocks(stream, start):
        index += struct.pack("<II", len(blocks), crc32(block))
        blocks += block
    head = MAGIC + struct.pack("<I", len(index) // 8)
    return b"".join([head, index, struct.pack("<I", len(blocks)), blocks])


def _blocks(stream: bytes, start: int) -> Iterator[bytes]:
    """The blocks, each with its first word in full.

    There are millions of words, so most are passed over in runs, by a regular expression. Of a run all words share
    more with the words before them than the word that follows it does, so that one begins as the run's first does.
    """
    first = word = b""
    rest = pos = start
    depth = _LEAST_DEPTH
    end = len(stream)
    while pos < end:
        before = pos
        shared, pos = _number(stream, pos)
        length, pos = _number(stream, pos)
        word = word[:shared] + stream[pos : pos + length]
        pos += length
        same = stream[pos] == _SAME
        if not first or (before - rest >= BLOCK and (not same or before - rest >= 2 * BLOCK)):
            lemma = b""
            if first:
                block = first + stream[rest:before]
                if same:
                    *_, (_, lemma) = _records(block)
                yield block
            lemma, pos = _lemma(stream, pos, word, lemma)
            first = b"".join([b"\0", _coded(word), b"\xff", _coded(lemma)])
            rest = pos
        elif same:
            pos += 1
        else:
            length, pos = _number(stream, pos + 1)
            pos += length
        run = pos
        pos = _end_of_run(stream, run, depth)
        while pos < end and stream[pos] >= depth < _MOST_DEPTH:
            depth += 2
            pos = _end_of_run(stream, run, depth)
        if pos < end and stream[pos] >= depth:
            *_, (word, _) = _records(first + stream[rest:pos])
        elif pos - run < _SHORT_RUN and depth > _LEAST_DEPTH:
            depth -= 2
    if first:
        yield first + stream[rest:end]


def _end_of_run(stream: bytes, start: int, depth: int) -> int:
    run = _run(depth).match(stream, start)
    return run.end() if run else start


@cache
def _run(depth: int) -> re.Pattern[bytes]:
    """Records of words that share at least so many bytes with the word before, as far as all numbers are small."""
    counted = b"|".join(re.escape(bytes([n])) + b".{%d}" % n for n in _LENGTHS)
    return re.compile(
        rb"(?:[\x%02x-\x7f](?:%b)(?:\xfe|[^\xfe](?:%b))){0,%d}+" % (depth, counted, counted, _LONGEST_RUN), re.DOTALL
    )


def _coded(text: bytes) -> bytes:
    """The number of bytes, in groups of 7 bits, and the bytes."""
    length = len(text)
    return (bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])) + text


def _number(data: bytes | mmap.mmap, pos: int) -> tuple[int, int]:
    """A number in groups of 7 bits, the smallest first, and the place behind it."""
    value = data[pos]
    if value < 128:
        return value, pos + 1
    return value & 127 | data[pos + 1] << 7, pos + 2


def _lemma(data: bytes | mmap.mmap, pos: int, word: bytes, before: bytes) -> tuple[bytes, int]:
    """The lemma that stands at a place, and the place behind it. ``before``: the lemma of the word before."""
    trim = data[pos]
    if trim == _SAME:
        return before, pos + 1
    length, pos = _number(data, pos + 1)
    tail = data[pos : pos + length]
    return (tail if trim == _LITERAL else word[: len(word) - trim] + tail), pos + length


class WordFile:
    """Such a file, opened. Raises ``DamagedError`` where it finds that the file is not what was written."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEAD + 4:
                raise DamagedError(path)
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (count,) = struct.unpack_from("<I", self._data, len(MAGIC))
        self._count: int = count
        self._start = _HEAD + 8 * count + 4
        if self._data[: len(MAGIC)] != MAGIC or self._start > size:
            raise DamagedError(path)
        self._index = memoryview(self._data)[_HEAD : self._start].cast("I")
        if self._start + self._index[2 * count] != size:
            raise DamagedError(path)
        # Words are asked for by their beginnings, one letter shorter each time, so the same blocks come again.
        self._first = lru_cache(maxsize=32768)(self._read_first)
        self._words = lru_cache(maxsize=4096)(self._read)
        try:
            self._landmarks = [self._read_first(block) for block in range(0, count, _LANDMARK)]
        except IndexError as error:
            raise DamagedError(path) from error

    def __len__(self) -> int:
        """The number of blocks."""
        return self._count

    def get(self, word: str) -> str | None:
        """The lemma of a word; None for a word that the file has not."""
        wanted = word.encode()
        try:
            block = self._block(wanted)
            lemma = self._words(block).get(wanted) if block >= 0 else None
            return None if lemma is None else lemma.decode()
        except (IndexError, UnicodeDecodeError) as error:
            raise DamagedError from error

    def _read_first(self, block: int) -> bytes:
        """The first word of a block."""
        length, pos = _number(self._data, self._start + self._index[2 * block] + 1)
        return self._data[pos : pos + length]

    def _block(self, wanted: bytes) -> int:
        """The last block of which the first word is not beyond this one; -1 where there is none."""
        near = bisect_right(self._landmarks, wanted) * _LANDMARK
        low, high = max(0, near - _LANDMARK), min(near, self._count)
        return bisect_right(range(self._count), wanted, low, high, key=self._first) - 1

    def _read(self, block: int) -> dict[bytes, bytes]:
        """The words of a block with their lemmas."""
        place = self._index[2 * block]
        following = self._index[2 * block + 2] if block + 1 < self._count else self._index[2 * self._count]
        data = self._data[self._start + place : self._start + following]
        if crc32(data) != self._index[2 * block + 1]:
            raise DamagedError
        return dict(_records(data))


def _records(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The words of a block with their lemmas. Most numbers are of one byte, and are read without a call."""
    pos = 0
    word = lemma = b""
    while pos < len(data):
        shared, length = data[pos], data[pos + 1]
        if shared > 127 or length > 127:
            shared, pos = _number(data, pos)
            length, pos = _number(data, pos)
        else:
            pos += 2
        word = word[:shared] + data[pos : pos + length]
        pos += length
        if data[pos] == _SAME:
            pos += 1
        else:
            lemma, pos = _lemma(data, pos, word, lemma)
        yield word, lemma
