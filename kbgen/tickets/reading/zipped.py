"""The members of a zip, also of one whose end is missing: there they follow from the headers before each of them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kbgen.errors import WrongUse
from kbgen.tickets.reading.results import NoExport

MAGICS = (b"PK\x03\x04", b"PK\x05\x06")

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_ENCRYPTED, _SIZES_BEHIND, _UTF_8 = 1, 8, 0x800
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_UNKNOWN = 0xFFFFFFFF
_PIECE = 1 << 16

_OFFICE = ("xl/workbook", "word/document", "content.xml", "Index/Document.iwa")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip. ``offset``: where its data begin; ``size``: how many bytes they are there, None where only the
    data tell; ``crc``: the checksum of what is in it, None where it is not known.
    """

    name: str
    offset: int
    size: int | None
    deflated: bool
    crc: int | None = None


def members(path: Path) -> list[Member]:
    """The files in a zip, without folders and what systems add to archives. Raises WrongUse where there is none that
    can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            infos = [info for info in archive.infolist() if not _is_clutter(info.filename)]
            _refuse(path, [info.filename for info in infos], any(info.flag_bits & _ENCRYPTED for info in infos))
            if any(info.compress_type not in (_STORED, _DEFLATED) for info in infos):
                raise WrongUse(f"{path.name} is packed in a rare way", hint="unpack it and import what is in it")
            found = [_of_info(file, info) for info in infos]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        found = _without_end(path)
    if not found:
        raise NoExport(f"{path.name} has no file in it that can be read", hint="download or pack it again")
    return found


def _refuse(path: Path, names: list[str], encrypted: bool) -> None:
    if any(name.startswith(_OFFICE) for name in names):
        raise NoExport(f"{path.name} is a workbook or document, not an export", hint="save it as CSV in UTF-8")
    if encrypted:
        raise WrongUse(f"{path.name} is encrypted", hint="unpack it and import what is in it")


def _is_clutter(name: str) -> bool:
    """Folders, and what systems add on their own."""
    return name.endswith("/") or name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _of_info(file: BinaryIO, info: zipfile.ZipInfo) -> Member:
    file.seek(info.header_offset)
    header = _LOCAL.unpack(file.read(_LOCAL.size))
    offset = info.header_offset + _LOCAL.size + header[9] + header[10]
    return Member(info.filename, offset, info.compress_size, info.compress_type == _DEFLATED, info.CRC)


def _without_end(path: Path) -> list[Member]:
    """The members of a zip that is cut off or damaged, as far as one header leads to the next."""
    found: list[Member] = []
    with path.open("rb") as file:
        while member := _next(file):
            if not _is_clutter(member.name):
                found.append(member)
    _refuse(path, [member.name for member in found], False)
    return found


def _next(file: BinaryIO) -> Member | None:
    """The member whose header stands here; afterwards the file is at the next header, or at its end."""
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return None
    magic, _, flags, method, _, _, crc, packed, _, name_length, extra_length = _LOCAL.unpack(head)
    raw = file.read(name_length)
    offset = file.tell() + extra_length
    if magic != MAGICS[0] or len(raw) < name_length or flags & _ENCRYPTED or method not in (_STORED, _DEFLATED):
        return None
    name = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
    file.seek(offset)
    if flags & _SIZES_BEHIND or packed == _UNKNOWN:
        if method == _STORED:
            return None
        _skip_deflated(file)
        return Member(name, offset, None, True)
    file.seek(offset + packed)
    return Member(name, offset, packed, method == _DEFLATED, crc)


def _skip_deflated(file: BinaryIO) -> None:
    """Go behind data that tell themselves where they end, and to the header after them."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not inflate.eof and (piece := file.read(_PIECE)):
            while piece and not inflate.eof:
                inflate.decompress(piece, _PIECE)
                piece = inflate.unconsumed_tail
    except zlib.error:
        file.seek(0, 2)
        return
    file.seek(-len(inflate.unused_data), 1)
    behind = file.read(_LOCAL.size)
    at = behind.find(MAGICS[0])
    file.seek(at - len(behind) if at >= 0 else 0, 1)


def data_of(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The bytes of a member as they are packed."""
    file.seek(member.offset)
    left = member.size
    while left != 0 and (piece := file.read(_PIECE if left is None else min(left, _PIECE))):
        yield piece
        left = None if left is None else left - len(piece)
