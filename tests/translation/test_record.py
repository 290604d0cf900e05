"""The line in the front matter that says what a translation was made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kbgen.articles.front_matter import parse as parse_article
from kbgen.translation.confirming import confirmed, objections
from kbgen.translation.fingerprints import BlockPrint, Prints
from kbgen.translation.presence import Stub
from kbgen.translation.record import DamagedRecord, Record, parse, read, with_record
from tests.catalogs import article
from tests.translation.texts import LANGUAGES, text

LAW = settings(max_examples=200, deadline=None)
DAY = date(2026, 11, 22)
LETTERS = "abcXYZ019-_"

BLOCKS = st.builds(
    BlockPrint,
    st.text(alphabet=LETTERS, min_size=4, max_size=4),
    st.one_of(st.just(""), st.text(alphabet=LETTERS, min_size=3, max_size=3)),
    st.one_of(st.just(""), st.text(alphabet=LETTERS, min_size=2, max_size=2)),
)
PRINTS = st.builds(
    Prints,
    st.text(alphabet=LETTERS + "S", min_size=10, max_size=10),
    st.lists(BLOCKS, max_size=5).map(tuple),
    st.integers(0, 7),
)
RECORDS = st.builds(
    Record,
    language=st.sampled_from(["ru", "pt-BR"]),
    article=st.text(alphabet="aõЯ1 /:#%'\"-_.{}[]&*!|>", min_size=1, max_size=8).filter(lambda id: bool(id.strip())),
    source=st.sampled_from(LANGUAGES),
    day=st.dates(),
    source_prints=PRINTS,
    own_prints=PRINTS,
    flags=st.sets(st.sampled_from(["despite-facts", "despite-stub"])).map(lambda flags: tuple(sorted(flags))),
    by=st.text(alphabet="aÕ @:#.", max_size=6),
)


@LAW
@given(RECORDS)
def test_a_written_record_is_read_again(record: Record) -> None:
    """From its words, and from the front matter of a file, whatever the article is called."""
    assert parse(str(record)) == record
    made, problems = parse_article(with_record("---\ntitle: T\n---\n\ntext\n", record), id="a", language="ru", path="a")
    assert made is not None, problems
    assert parse(made.meta.translation) == record
    assert made.body == "\ntext\n"


@LAW
@given(RECORDS, st.data())
def test_a_record_that_was_changed_is_never_believed(record: Record, data: st.DataObject) -> None:
    """Not with one letter more, less, or another; a line that was wrapped or indented anew is the same."""
    line = str(record)
    place = data.draw(st.integers(0, len(line) - 1))
    letter = data.draw(st.sampled_from(["", "x", "0", " ", ",", "~"]))
    other = line[:place] + letter + line[place + 1 :]
    assume(other.split() != line.split())
    with pytest.raises(DamagedRecord):
        parse(other)
    assert parse(line.replace(" ", "\n    ")) == record


@pytest.mark.parametrize(
    "raw", ["1", "yes", "1 ru a from et", "x " * 12, "1 " * 12, "2 ru a from et 2026-11-22 x", "\u2028"]
)
def test_any_other_line_is_a_damaged_record(raw: str) -> None:
    """Never a traceback."""
    with pytest.raises(DamagedRecord):
        parse(raw)


def test_a_damaged_record_is_a_problem_with_its_line() -> None:
    """And with what to do."""
    record = confirmed("dns/records", text("ru", "Текст."), text("et", "Tekst."), DAY)
    made = article("ru/dns/records.md", f"---\ntitle: T\ntranslation: {record}x\n---\n")
    found, problems = read(made, LANGUAGES)
    assert found is None
    assert [(p.path, p.line, p.code) for p in problems] == [("content/ru/dns/records.md", 3, "KB601")]
    assert "kbgen confirm dns/records --lang ru" in problems[0].hint


def test_a_record_that_names_an_unknown_language_is_a_problem() -> None:
    """It is not taken for one."""
    record = confirmed("dns/records", text("ru", "Текст."), text("et", "Tekst."), DAY)
    made = article("ru/dns/records.md", f"---\ntitle: T\ntranslation: {replace(record, source='lv')}\n---\n")
    found, problems = read(made, LANGUAGES)
    assert (found, [p.code for p in problems]) == (None, ["KB603"])


def test_a_record_of_another_type_is_a_problem() -> None:
    """A list, for example."""
    made, problems = parse_article("---\ntitle: T\ntranslation: [a]\n---\n", id="a", language="ru", path="a.md")
    assert made is not None
    assert [p.code for p in problems] == ["KB104"]


def test_a_stub_and_other_facts_speak_against_confirming() -> None:
    """A person may do it anyway, and the record says so."""
    found = objections(Stub("copied", "is the text of “et”"), differs=True)
    assert [(o.flag, o.reason) for o in found] == [
        ("despite-stub", "it is the text of “et”"),
        ("despite-facts", "its facts differ from the source’s"),
    ]
    assert objections(None, differs=False) == ()


def test_confirming_again_changes_nothing() -> None:
    """Not even the day; a changed text gets a new record."""
    own, source = text("ru", "Текст."), text("et", "Tekst.")
    first = confirmed("a", own, source, DAY)
    assert confirmed("a", own, source, date(2027, 1, 1), before=first) is first
    assert confirmed("a", own, text("et", "Muu."), date(2027, 1, 1), before=first).day == date(2027, 1, 1)
    assert confirmed("a", own, source, DAY, before=first, flags=["despite-facts"]).flags == ("despite-facts",)
