"""Files as they arrive: plain, gzipped, or several in a zip. Bytes come out as far as they can be had."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.reading import zipped
from kbgen.tickets.reading.zipped import Member

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 18

GZIP_MAGIC = b"\x1f\x8b"

CUT_OFF = "the file is cut off"
DAMAGED = "the compressed data are damaged"


class Packing(StrEnum):
    """How the bytes of a part are packed."""

    PLAIN = ""
    GZIP = "gzip"


@dataclass(frozen=True, slots=True)
class Part:
    """One export: a file, or a member of a zip. ``name`` is what messages call it."""

    path: Path
    within: Member | None = None
    packing: Packing = Packing.PLAIN

    @property
    def name(self) -> str:
        """The file's own name, with that of the member after it."""
        return f"{self.path.name}: {self.within.name.rpartition('/')[2]}" if self.within else self.path.name

    @property
    def is_plain(self) -> bool:
        """Whether the file on the disk is the export itself, so that other programs can read it."""
        return not self.within and self.packing is Packing.PLAIN


def parts(path: Path) -> tuple[Part, ...]:
    """The exports that a file holds. Raises WrongUse for a file that cannot be read or is of quite another kind."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except FileNotFoundError:
        raise WrongUse(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise WrongUse(f"{path} is a folder", hint="name the files in it") from None
    except OSError as error:
        raise WrongUse(f"{path}: {error.strerror}") from None
    if magic in zipped.MAGICS:
        return tuple(_unpacked(Part(path, member)) for member in zipped.members(path))
    return (_unpacked(Part(path)),)


def _unpacked(part: Part) -> Part:
    """The part with its packing."""
    with opened(part) as stream:
        magic = stream.read(2)
    return Part(part.path, part.within, Packing.GZIP) if magic == GZIP_MAGIC else part


class Stream(io.RawIOBase):
    """The bytes of a part. It never raises for damage: it ends there, and ``damage`` says what it was."""

    def __init__(self, part: Part) -> None:
        self.damage = ""
        self._file: BinaryIO | None = None
        self._left = memoryview(b"")
        chunks = self._of_zip(part, part.within) if part.within else self._of_file(part)
        self._chunks = self._gunzipped(chunks) if part.packing is Packing.GZIP else chunks

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; 0 at the end."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        into = memoryview(buffer).cast("B")
        size = min(len(into), len(self._left))
        into[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        """Close the files below."""
        self._chunks = iter(())
        if self._file:
            self._file.close()
        super().close()

    def _of_file(self, part: Part) -> Iterator[bytes]:
        try:
            self._file = file = part.path.open("rb", buffering=0)
            while chunk := file.read(CHUNK):
                yield chunk
        except OSError as error:
            raise KbgenError(f"{part.name}: {error.strerror}") from None

    def _of_zip(self, part: Part, member: Member) -> Iterator[bytes]:
        try:
            self._file = file = part.path.open("rb", buffering=0)
            packed = zipped.data_of(file, member)
            crc = 0
            for chunk in self._inflated(packed, -zlib.MAX_WBITS) if member.deflated else packed:
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except OSError as error:
            raise KbgenError(f"{part.name}: {error.strerror}") from None
        if member.crc is not None and crc != member.crc and not self.damage:
            self.damage = DAMAGED if member.deflated else CUT_OFF

    def _gunzipped(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The members of a gzip one after the other; zeros behind the last one are padding."""
        rest = b""
        while chunk := (rest or next(chunks, b"")).lstrip(b"\0"):
            whole: list[bytes] = []
            yield from self._inflated(chain([chunk], chunks), 16 + zlib.MAX_WBITS, whole)
            rest = whole[0] if whole else b""

    def _inflated(self, chunks: Iterator[bytes], window: int, behind: list[bytes] | None = None) -> Iterator[bytes]:
        """Deflated data up to their end, and into ``behind`` what was read of what follows them."""
        inflate = zlib.decompressobj(window)
        for chunk in chunks:
            while chunk and not inflate.eof:
                before = inflate.copy()
                try:
                    data = inflate.decompress(chunk, CHUNK)
                except zlib.error:
                    yield from _before_damage(before, chunk)
                    self.damage = DAMAGED
                    return
                yield data
                chunk = inflate.unconsumed_tail
            if inflate.eof:
                if behind is not None:
                    behind.append(inflate.unused_data)
                return
        # With the last piece read, a little may still be held back by the limit of what came out at once.
        yield inflate.flush()
        if not inflate.eof:
            self.damage = self.damage or CUT_OFF


def _before_damage(inflate: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """zlib gives nothing of a piece that has a damage in it: what stands before it comes byte by byte."""
    found = bytearray()
    try:
        for place in range(len(chunk)):
            found += inflate.decompress(chunk[place : place + 1])
            if len(found) > CHUNK:
                yield bytes(found)
                found.clear()
    except zlib.error:
        pass
    yield bytes(found)


def opened(part: Part) -> io.BufferedReader:
    """The bytes of a part; ``.raw`` is its Stream."""
    return io.BufferedReader(Stream(part), CHUNK)
