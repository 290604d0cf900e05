"""Laws about damaged files: nothing but KbgenError, and a bad row never takes a good one with it."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kbgen.errors import KbgenError
from kbgen.tickets.reading import Wishes
from tests.tickets.reading.exports import TALLINN, ZENDESK, Result, all_of

MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ROWS = 12
HEADER = "Id,Requester,Subject,Tags,Status,Created at,Updated at\n"


def row(number: int) -> str:
    """A row with a name, a quoted delimiter and, here and there, a line break in a cell."""
    subject = "two\nlines" if number % 4 == 0 else "one, line"
    return (
        f'{1000 + number},Secretname{number},"secret {subject} ""said""",tag_{number} mail,Open,'
        f"2026-11-{number % 28 + 1:02} 10:{number % 60:02},2026-11-30 12:00\n"
    )


GOOD = [row(number) for number in range(ROWS)]
WHOLE = (HEADER + "".join(GOOD)).encode()
ENDS = [len((HEADER + "".join(GOOD[: n + 1])).encode()) for n in range(ROWS)]


@contextmanager
def written(data: bytes, name: str = "x.csv") -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def read_all(data: bytes, wishes: Wishes = TALLINN, name: str = "x.csv") -> list[Result]:
    with written(data, name) as path:
        return all_of(path, wishes)


def ids_of(data: bytes) -> list[str]:
    return [id for result in read_all(data) for id in result.ids]


def good_before(place: int) -> list[str]:
    """The numbers of the tickets whose rows end before a place of the file."""
    return [str(1000 + n) for n, end in enumerate(ENDS) if end <= place]


def test_the_whole_file_is_read() -> None:
    """Otherwise the laws below would say nothing."""
    (result,) = read_all(WHOLE)
    assert result.ids == [str(1000 + n) for n in range(ROWS)]
    assert (result.rejected, result.notices) == ([], [])


@MANY
@given(st.integers(len(HEADER) + 1, len(WHOLE)))
def test_rows_before_a_cut_survive(place: int) -> None:
    """And of the one that is cut, nothing comes in that is not whole."""
    (result,) = read_all(WHOLE[:place])
    found, before = result.ids, good_before(place)
    assert found[: len(before)] == before
    # Only the last cell can be incomplete without anybody seeing it, and it is a time that must be readable.
    assert len(found) <= len(before) + 1
    if len(found) == len(before) and place not in ENDS and place > len(HEADER) + 4:
        assert result.rejected


@pytest.mark.parametrize("time", ["2026-11-18 10:00", "2026-11-18T10:00:00Z", "18.11.2026 13:05"])
def test_a_time_that_is_cut_is_no_other_time(time: str) -> None:
    """A file that is whole may do without an end of its last line."""
    text = "Id,Tags,Created at\n" + "".join(f"{number},mail,{time}\n" for number in range(1, 4))
    assert read_all(text.rstrip("\n").encode())[0].ids == ["1", "2", "3"]
    for cut in range(2, len(time)):
        (result,) = read_all(text[:-cut].encode())
        assert (result.ids, [one.row for one in result.rejected]) == (["1", "2"], [4]), cut


@MANY
@given(st.data())
def test_rows_before_flipped_bytes_survive(data: st.DataObject) -> None:
    """Whatever a byte behind them became."""
    place = data.draw(st.integers(ENDS[2], len(WHOLE) - 1))
    value = data.draw(st.integers(0, 127))
    damaged = WHOLE[:place] + bytes([value]) + WHOLE[place + 1 :]
    found = ids_of(damaged)
    before = good_before(place)
    assert found[: len(before)] == before


@MANY
@given(st.integers(0, ROWS - 2), st.data())
def test_a_stray_quotation_mark_costs_its_own_row_at_most(number: int, data: st.DataObject) -> None:
    """Ordinary readers lose all rows up to the next one."""
    start = ENDS[number - 1] if number else len(HEADER)
    place = data.draw(st.integers(start, ENDS[number] - 1))
    damaged = WHOLE[:place] + b'"' + WHOLE[place:]
    lost = {str(1000 + n) for n in range(ROWS)} - {*ids_of(damaged)}
    assert lost <= {str(1000 + number)}


@MANY
@given(st.integers(0, ROWS - 1), st.sampled_from([b";", b"\t", b"|"]))
def test_a_row_with_other_delimiters_is_rejected_alone(number: int, sign: bytes) -> None:
    """As when two exports were pasted together."""
    start = ENDS[number - 1] if number else len(HEADER)
    damaged = WHOLE[:start] + WHOLE[start : ENDS[number]].replace(b",", sign) + WHOLE[ENDS[number] :]
    (result,) = read_all(damaged)
    assert result.ids == [str(1000 + n) for n in range(ROWS) if n != number]
    assert result.rejected


@MANY
@given(st.binary(max_size=400))
def test_no_bytes_make_anything_but_an_error_of_kbgen(data: bytes) -> None:
    """Whatever somebody takes for an export."""
    assume(data)
    for name in ("x.csv", "x.json.gz", "x.zip"):
        try:
            read_all(data, name=name)
        except KbgenError:
            continue


@MANY
@given(st.data())
def test_no_damage_makes_anything_but_an_error_of_kbgen(data: st.DataObject) -> None:
    """Pieces taken out, doubled, or made of random bytes, in a CSV, JSON, gzip or zip."""
    whole = data.draw(st.sampled_from(PACKED))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 40)))
        whole = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    try:
        results = read_all(whole)
    except KbgenError as error:
        messages = [error.message, error.hint]
    else:
        messages = [row.reason for one in results for row in one.rejected]
        messages += [notice.text for one in results for notice in one.notices]
    assert not any(re.search("secret", message, re.IGNORECASE) for message in messages)


def objects() -> list[str]:
    return [
        json.dumps({"id": 1000 + n, "created_at": "2026-11-20T10:00:00Z", "tags": ["secret"], "subject": "Secret"})
        for n in range(ROWS)
    ]


def zipped(data: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", data)
        archive.writestr("b.json", "\n".join(objects()))
    return made.getvalue()


PACKED = [
    WHOLE,
    ZENDESK.encode(),
    ZENDESK.encode("utf-16"),
    ZENDESK.replace("Mägi", "Magi").encode("cp1251"),
    "\n".join(objects()).encode(),
    ('{"tickets": [' + ",".join(objects()) + "]}").encode(),
    b"week,tag,count\n" + b"2026-W07,secret,12\n" * 5,
    gzip.compress(WHOLE),
    zipped(WHOLE),
]


@MANY
@given(st.integers(0, ROWS - 1), st.data())
def test_a_broken_object_costs_itself_alone(number: int, data: st.DataObject) -> None:
    """On lines of their own."""
    lines = objects()
    place = data.draw(st.integers(1, len(lines[number]) - 1))
    lines[number] = lines[number][:place]
    assert ids_of("\n".join(lines).encode()) == [str(1000 + n) for n in range(ROWS) if n != number]


@MANY
@given(st.integers(0, ROWS - 2), st.integers(1, 40))
def test_a_broken_object_of_a_page_costs_itself_alone(number: int, length: int) -> None:
    """Reading goes on at the next one."""
    lines = objects()
    lines[number] = lines[number][:-length]
    whole = '{"tickets": [' + ", ".join(lines) + '], "end_of_stream": true}'
    assert ids_of(whole.encode()) == [str(1000 + n) for n in range(ROWS) if n != number]


@MANY
@given(st.data())
def test_rows_before_a_cut_in_a_gzip_survive(data: st.DataObject) -> None:
    """As many as can be unpacked, and the summary says that the file is cut off."""
    rows = random_rows(200)
    packed = gzip.compress((HEADER + "".join(rows)).encode())
    place = data.draw(st.integers(len(packed) // 4, len(packed) - 1))
    unpacked = zlib.decompressobj(31).decompress(packed[:place])
    whole = sum(len((HEADER + "".join(rows[: n + 1])).encode()) <= len(unpacked) for n in range(200))
    (result,) = read_all(packed[:place])
    assert result.ids[:whole] == [str(1000 + n) for n in range(whole)]
    assert any("cut off" in notice.text for notice in result.notices)


class Pipe(BytesIO):
    """Where nothing can be written again: sizes then stand behind the data, as in zips that servers make."""

    def seekable(self) -> bool:
        return False


def random_rows(count: int) -> list[str]:
    """Rows that do not pack well, so that a cut has a place among them."""
    return [row(n).replace("secret", sha256(str(n).encode()).hexdigest()) for n in range(count)]


@pytest.mark.parametrize("made", [BytesIO, Pipe])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@MANY
@given(data=st.data())
def test_rows_before_a_cut_in_a_zip_survive(made: type[BytesIO], method: int, data: st.DataObject) -> None:
    """A zip keeps its list of members at its end: without it, they are found by what stands before each."""
    if made is Pipe and method == zipfile.ZIP_STORED:
        return
    rows, second = random_rows(60), (HEADER + row(99)).encode()
    file = made()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a/first.csv", HEADER + "".join(rows))
        archive.writestr("second.csv", second)
    packed = file.getvalue()
    begin = packed.index(b"a/first.csv") + len("a/first.csv")
    place = data.draw(st.integers(begin + 200, len(packed) - 1))
    first, *more = read_all(packed[:place], name="x.zip")
    raw = packed[begin:place]
    text = zlib.decompressobj(-15).decompress(raw) if method == zipfile.ZIP_DEFLATED else raw
    whole = sum(len((HEADER + "".join(rows[: n + 1])).encode()) <= len(text) for n in range(60))
    assert first.ids[:whole] == [str(1000 + n) for n in range(whole)]
    if more:
        assert len(first.ids) == 60
    else:
        assert whole == 60 or any("cut off" in notice.text for notice in first.notices)


@MANY
@given(st.data())
def test_rows_before_a_damage_in_packed_data_survive(data: st.DataObject) -> None:
    """zlib by itself would give nothing of the piece in which it stands."""
    rows = random_rows(200)
    packed = bytearray(gzip.compress((HEADER + "".join(rows)).encode()))
    place = data.draw(st.integers(len(packed) // 4, len(packed) - 9))
    before = zlib.decompressobj(31).decompress(bytes(packed[:place]))
    packed[place] ^= data.draw(st.integers(1, 255))
    whole = sum(len((HEADER + "".join(rows[: n + 1])).encode()) <= len(before) for n in range(200))
    (result,) = read_all(bytes(packed))
    # What is unpacked before the damage is known has been right up to a block of deflate's.
    assert result.ids[: whole - 1] == [str(1000 + n) for n in range(whole - 1)]
    assert len(result.ids) == 200 or result.notices
