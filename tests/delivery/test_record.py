"""The record at the destination: written whole, and believed only where it makes sense."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.delivery import record
from kbgen.delivery.files import RECORD, fit
from kbgen.delivery.record import Entry
from kbgen.errors import WrongUse
from kbgen.publish.output import MARK

ENTRIES = st.builds(Entry, st.text("0123456789abcdef"), st.text())
RECORDS = st.dictionaries(st.text(min_size=1).filter(fit).filter(lambda p: p not in (RECORD, MARK)), ENTRIES)


@given(RECORDS)
def test_a_record_is_read_as_it_was_written(written: dict[str, Entry]) -> None:
    assert record.parse(record.text(written), "there") == written


@given(
    st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_anything_else_is_no_record(data: bytes) -> None:
    assert record.parse(data, "there") is None


@pytest.mark.parametrize(
    "path", ["../passwd", "/etc/passwd", "a/../../b", "a//b", "", ".", "a\\..\\b", "a\nb", "a\0b", RECORD, MARK]
)
def test_a_record_that_names_what_is_not_kbgens_is_damaged(path: str) -> None:
    """So nobody who can write there makes kbgen delete what is elsewhere."""
    assert record.parse(json.dumps({"kbgen": 1, "files": {path: ["1", ""]}}).encode(), "there") is None


@pytest.mark.parametrize(
    "files", [{"a": ["1"]}, {"a": 1}, {"a": ["1", 2]}, {"a": ["1", "", ""]}, [], None, {"a": None}]
)
def test_entries_of_another_form_are_damage(files: object) -> None:
    found = record.parse(json.dumps({"kbgen": 1, "files": files}).encode(), "there")
    assert found is None or found == {"a": Entry("1")}


def test_the_record_of_a_newer_kbgen_is_not_passed_over() -> None:
    with pytest.raises(WrongUse, match="there was published by a newer kbgen"):
        record.parse(b'{"kbgen": 2}', "there")


def test_the_record_has_a_line_for_each_file_and_nothing_private() -> None:
    assert record.text({"b": Entry("2", "t"), "ä": Entry("1")}).decode() == (
        '{"kbgen":1,"files":{\n"b":["2", "t"],\n"ä":["1", ""]\n}}\n'
    )
