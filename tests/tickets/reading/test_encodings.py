"""Encodings and delimiters: found where the file tells them, asked for where it does not."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.errors import WrongUse
from kbgen.tickets.reading import Wishes
from tests.tickets.reading.exports import SITE, TALLINN, of_bytes, of_text, site

HEADER = ("Id", "Subject", "Tags", "Group", "Created at")
WORDS = {
    "et": ("mägi", "õhtu", "küsimus", "šokolaad", "garaaž", "öö"),
    "fi": ("sähköposti", "lasku", "äly", "å"),
    "ru": ("почта", "домен", "оплата", "перенос", "сертификат", "настройка"),
}
PAGES = {"et": ["cp1257", "cp1252"], "fi": ["cp1252", "cp1257"], "ru": ["cp1251", "koi8-r"]}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def csv_text(rows: Sequence[tuple[str, ...]], delimiter: str, newline: str, *, first: str = "") -> str:
    """A CSV in which every cell that needs them has quotation marks."""

    def quoted(cell: str) -> str:
        needs = any(sign in cell for sign in (delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if needs else cell

    return first + "".join(delimiter.join(map(quoted, row)) + newline for row in rows)


@settings(max_examples=200, deadline=None)
@given(
    language=st.sampled_from(["et", "fi", "ru"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    said=st.booleans(),
    data=st.data(),
)
def test_encoding_delimiter_and_line_end_change_nothing(
    language: str, delimiter: str, newline: str, said: bool, data: st.DataObject
) -> None:
    """The same tickets come of every way in which a program may have written them."""
    # Enough words of a language, and one that is none of the others', make its code page certain.
    words = [*WORDS[language], *data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=5))]
    rows: list[tuple[str, ...]] = [HEADER]
    for number, word in enumerate(words):
        subject = data.draw(st.sampled_from(["", "-", "a, b; c", 'say "x"', f"two{newline}lines", "tab\there|"]))
        rows.append((str(100 + number), subject, f"{word} tag_{number}", word, f"2026-11-{number + 1:02} 10:00"))
    first = f"sep={delimiter}{newline}" if said else ""
    encoding = data.draw(st.sampled_from([*UNICODE, *PAGES[language]]))
    if encoding == "cp1252" and language == "et":
        rows = [tuple(cell.replace("š", "sh").replace("ž", "zh") for cell in row) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        text = csv_text(rows, delimiter, newline, first=first)
        found = of_bytes(Path(folder), text.encode(encoding))
    assert (found.one.delimiter, found.rejected, found.notices) == (delimiter, [], [])
    assert [(t.id, *t.tags, t.group, t.created.day) for t in found.tickets] == [
        (row[0], *row[2].split(), row[3], number + 1) for number, row in enumerate(rows[1:])
    ]


def export(*tags: str, group: str = "") -> str:
    rows = [HEADER, *((str(n), "x", tag, group, "2026-11-20 10:00") for n, tag in enumerate(tags, 1))]
    return csv_text(rows, ",", "\n")


@pytest.mark.parametrize(
    ("encoding", "tag"), [("cp1257", "garaaž"), ("cp1252", "sähköposti"), ("cp1251", "почта"), ("koi8-r", "почта")]
)
def test_a_code_page_that_alone_makes_words_is_certain(tmp_path: Path, encoding: str, tag: str) -> None:
    """By the letters of the site's languages."""
    more = ("настройка", "перенос", "оплата") if tag == "почта" else ()
    found = of_bytes(tmp_path, export(tag, *more).encode(encoding))
    assert found.tickets[0].tags == (tag,)
    if encoding != "cp1252":
        assert found.one.encoding == encoding


@pytest.mark.parametrize("tags", [("почта", "домен"), ("счёт", "вход"), ("перенос", "спам")])
def test_a_few_words_tell_cyrillic_code_pages_apart(tmp_path: Path, tags: tuple[str, ...]) -> None:
    """By their small letters, which the other one makes capitals of; where all are capitals, somebody has to say."""
    assert of_bytes(tmp_path, export(*tags).encode("cp1251")).one.encoding == "cp1251"
    with pytest.raises(WrongUse):
        of_bytes(tmp_path, export(*map(str.upper, tags)).encode("cp1251"))


def test_a_code_page_that_makes_no_words_is_asked_for(tmp_path: Path) -> None:
    """With what each would make of it, and never with a word of the file."""
    data = export("ŗakstï", "ûdens").encode("cp1257", "replace")
    with pytest.raises(WrongUse) as refused:
        of_bytes(tmp_path, data)
    assert "--encoding" in refused.value.hint
    assert "words with letters beyond ASCII" in refused.value.message
    assert "dens" not in refused.value.message
    told = of_bytes(tmp_path, data, Wishes(timezone="Europe/Tallinn", encoding="cp1257"))
    assert len(told.tickets) == 2


def test_letters_outside_of_what_is_kept_are_no_reason_to_ask(tmp_path: Path) -> None:
    """Names of customers may be in any code page."""
    text = export("dns", "mail").replace(",x,", ",Łukasz Wałęsa,")
    found = of_bytes(tmp_path, text.encode("cp1250"))
    assert [ticket.tags for ticket in found.tickets] == [("dns",), ("mail",)]


def test_the_languages_of_the_site_decide(tmp_path: Path) -> None:
    """On an English site, nothing tells what letters beyond ASCII are."""
    with pytest.raises(WrongUse):
        of_bytes(tmp_path, export("garaaž").encode("cp1257"), TALLINN, site("languages: [en]"))


def test_bytes_that_are_no_utf_8_cost_their_row_where_they_are_kept(tmp_path: Path) -> None:
    """In a file that otherwise is UTF-8; in a cell that nobody keeps they do no harm."""
    text = export(*["küsimus"] * 6).encode().replace(b"1,x,", b"1,\xff,", 1)
    broken = text.replace("küsimus".encode(), b"k\xffsimus", 1)
    found = of_bytes(tmp_path, broken)
    assert found.one.encoding == "utf-8"
    assert found.ids == ["2", "3", "4", "5", "6"]
    assert [(row.row, row.reason) for row in found.rejected] == [(2, "a byte does not belong to the encoding")]


def test_a_legacy_file_with_ascii_only_is_utf_8(tmp_path: Path) -> None:
    """There is nothing to ask."""
    assert of_bytes(tmp_path, export("dns").encode("cp1257")).one.encoding == "utf-8"


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        (Wishes(encoding="cp12577"), "there is no encoding “cp12577”"),
        (Wishes(encoding="base64"), "there is no encoding “base64”"),
        (Wishes(delimiter="ab"), "“ab” is no delimiter"),
        (Wishes(language="de"), "the site has no language “de”"),
        (Wishes(timezone="Europe/Tallin"), "there is no time zone “Europe/Tallin”"),
        (Wishes(profile="zendesc"), "there is no profile “zendesc”"),
    ],
)
def test_wishes_that_nobody_can_fulfil(tmp_path: Path, wishes: Wishes, message: str) -> None:
    """With a hint at what was meant."""
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, export("dns"), wishes, SITE)
    assert refused.value.message == message
    assert refused.value.hint


@pytest.mark.parametrize(("mark", "name"), [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16")])
def test_a_code_page_that_the_first_bytes_deny(tmp_path: Path, mark: str, name: str) -> None:
    """The mark at the beginning of a file is no letter of any code page."""
    data = export("dns").encode(mark)
    with pytest.raises(WrongUse) as refused:
        of_bytes(tmp_path, data, replace(TALLINN, encoding="cp1252"))
    assert refused.value.message == f"x.csv begins with the mark of {name}, so it is not in cp1252"
    assert "leave --encoding out" in refused.value.hint
    assert of_bytes(tmp_path, data, replace(TALLINN, encoding=name)).ids == of_bytes(tmp_path, data).ids


def test_a_header_in_another_alphabet_tells_its_code_page(tmp_path: Path) -> None:
    """Only one of them makes names of columns of it."""
    text = "Номер заявки;Дата создания;Раздел помощи\r\n7;20.11.2026 09:15;юг\r\n"
    for page in ("cp1251", "koi8-r"):
        found = of_bytes(tmp_path, text.encode(page))
        assert (found.one.encoding, found.tickets[0].tags) == (page, ("юг",))
