"""Files as they arrive: plain, gzipped, or several in a zip. Bytes come out as far as they can be had."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kbgen.errors import KbgenError, WrongUse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 18

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")

CUT_OFF = "the file is cut off"
DAMAGED = "the compressed data are damaged"

_OFFICE = ("xl/workbook", "word/document", "content.xml", "Index/Document.iwa")


class Packing(StrEnum):
    """How the bytes of a part are packed."""

    PLAIN = ""
    GZIP = "gzip"


@dataclass(frozen=True, slots=True)
class Part:
    """One export: a file, or a member of a zip. ``name`` is what messages call it."""

    path: Path
    member: str = ""
    packing: Packing = Packing.PLAIN

    @property
    def name(self) -> str:
        """The file's own name, with that of the member after it."""
        return f"{self.path.name}: {self.member.rpartition('/')[2]}" if self.member else self.path.name

    @property
    def is_plain(self) -> bool:
        """Whether the file on the disk is the export itself, so that other programs can read it."""
        return not self.member and self.packing is Packing.PLAIN


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
    if magic in ZIP_MAGICS:
        return tuple(_unpacked(part) for part in _members(path))
    return (_unpacked(Part(path)),)


def _unpacked(part: Part) -> Part:
    """The part with its packing."""
    with opened(part) as stream:
        magic = stream.read(2)
    return Part(part.path, part.member, Packing.GZIP) if magic == GZIP_MAGIC else part


def _members(path: Path) -> list[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        hint = "download or pack it again, or unpack what can be unpacked and import that"
        raise WrongUse(f"{path.name} is a zip that is cut off or damaged", hint=hint) from None
    if any(info.filename.startswith(_OFFICE) for info in infos):
        raise WrongUse(f"{path.name} is a workbook or document, not an export", hint="save it as CSV in UTF-8")
    if any(info.flag_bits & 1 for info in infos):
        raise WrongUse(f"{path.name} is encrypted", hint="unpack it and import what is in it")
    if not infos:
        raise WrongUse(f"{path.name} has no file in it")
    return [Part(path, info.filename) for info in infos]


def _is_clutter(name: str) -> bool:
    """What systems add to archives on their own."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


class Stream(io.RawIOBase):
    """The bytes of a part. It never raises for damage: it ends there, and ``damage`` says what it was."""

    def __init__(self, part: Part) -> None:
        self.damage = ""
        self._open: list[BinaryIO | zipfile.ZipFile] = []
        self._left = memoryview(b"")
        chunks = self._raw(part)
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
        while self._open:
            self._open.pop().close()
        super().close()

    def _raw(self, part: Part) -> Iterator[bytes]:
        """The bytes as they lie in the file or in the zip."""
        try:
            if part.member:
                archive = zipfile.ZipFile(part.path)
                self._open.append(archive)
                file: BinaryIO = archive.open(part.member)  # type: ignore[assignment]
            else:
                file = part.path.open("rb", buffering=0)
            self._open.append(file)
            while chunk := file.read(CHUNK):
                yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            self.damage = DAMAGED
        except OSError as error:
            raise KbgenError(f"{part.name}: {error.strerror}") from None

    def _gunzipped(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The members of a gzip one after the other; zeros behind the last one are padding."""
        inflate = zlib.decompressobj(31)
        begun = False
        for chunk in chunks:
            while chunk:
                if inflate.eof:
                    inflate, begun = zlib.decompressobj(31), False
                if not begun and not (chunk := chunk.lstrip(b"\0")):
                    break
                begun = True
                before = inflate.copy()
                try:
                    data = inflate.decompress(chunk, CHUNK)
                except zlib.error:
                    yield from _before_damage(before, chunk)
                    self.damage = DAMAGED
                    return
                yield data
                chunk = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        if begun and not inflate.eof:
            self.damage = self.damage or CUT_OFF


def _before_damage(inflate: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """zlib gives nothing of a piece that has a damage in it: what stands before it comes byte by byte."""
    try:
        for place in range(len(chunk)):
            yield inflate.decompress(chunk[place : place + 1])
    except zlib.error:
        return


def opened(part: Part) -> io.BufferedReader:
    """The bytes of a part; ``.raw`` is its Stream."""
    return io.BufferedReader(Stream(part), CHUNK)
