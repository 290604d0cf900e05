"""Files of an index: columns of whole numbers and texts, packed with zlib.

A packed file is zlib's format, so browsers unpack it by themselves (``DecompressionStream("deflate")``) whatever their
server compresses, and its checksum tells a file that was cut off. Inside stand columns, each behind its length.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any


class Damaged(ValueError):
    """A file that does not hold what it should."""


def varint(number: int) -> bytes:
    """A whole number from 0, seven bits a byte, the lowest first; the highest bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers one behind the other."""
    listed = list(numbers)
    return bytes(listed) if max(listed, default=0) < 128 else b"".join(map(varint, listed))


def numbers(column: bytes) -> Iterator[int]:
    """What ``varints`` has packed."""
    value = shift = 0
    for byte in column:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
    if shift:
        raise Damaged("a number has no end")


def deltas(ascending: Iterable[int]) -> Iterator[int]:
    """Ascending numbers → the first, and each one's distance to the one before."""
    last = 0
    for number in ascending:
        yield number - last
        last = number


def sums(distances: Iterable[int]) -> Iterator[int]:
    """The inverse of ``deltas``."""
    total = 0
    for distance in distances:
        total += distance
        yield total


def as_json(value: Any) -> bytes:
    """A column of texts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def columns(parts: Iterable[bytes]) -> bytes:
    """Columns one behind the other, each behind its length."""
    return b"".join(varint(len(part)) + part for part in parts)


def cut(content: bytes) -> list[bytes]:
    """What ``columns`` has joined."""
    found, at = [], 0
    while at < len(content):
        length = shift = 0
        while True:
            if at >= len(content):
                raise Damaged("a column has no length")
            byte = content[at]
            at += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if at + length > len(content):
            raise Damaged("a column is cut off")
        found.append(content[at : at + length])
        at += length
    return found


def packed(content: bytes) -> bytes:
    """Compressed: as one, or where that is less, with a code of its own for each column."""
    return min(zlib.compress(content, 9), _by_column(content, zlib.Z_HUFFMAN_ONLY), _by_column(content), key=len)


def _by_column(content: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, strategy)
    out = []
    for column in cut(content):
        out += [deflate.compress(varint(len(column)) + column), deflate.flush(zlib.Z_BLOCK)]
    return b"".join([*out, deflate.flush()])


def unpacked(file: bytes) -> bytes:
    """The content of a packed file."""
    try:
        return zlib.decompress(file)
    except zlib.error as error:
        raise Damaged(str(error)) from None
