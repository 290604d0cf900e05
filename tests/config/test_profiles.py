"""``tickets: profiles``: read as it stands, every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.config import load_text, schema
from kbgen.config.settings import TicketProfile
from kbgen.errors import ConfigError
from kbgen.problems import Problem
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.profile import Field
from kbgen.tickets.ticket import Channel, Status

HERE = Path("/srv/help/mkdocs.yml")


def settings(*lines: str) -> str:
    """A file with this profile; the first of its lines is on line 7."""
    above = ["site_name: Help", "plugins:", "  - kbgen:", "      tickets:", "        profiles:", "          ours:"]
    return "\n".join([*above, *(f"            {line}" for line in lines), ""])


def profile(*lines: str) -> TicketProfile:
    (found,) = load_text(settings(*lines), HERE)[0].tickets.profiles
    return found


def mistakes(*lines: str) -> list[Problem]:
    with pytest.raises(ConfigError) as refused:
        load_text(settings(*lines), HERE)
    return list(refused.value.problems)


def test_everything_that_a_profile_can_say() -> None:
    """One text or a list of them, where there may be several."""
    found = profile(
        "columns: {id: Nr, created: Opened, tags: [Area, 7]}",
        "delimiter: tab",
        "encoding: CP1257",
        "timezone: Europe/Tallinn",
        'dates: ["%d.%m.%Y", day-first]',
        'decimal: ","',
        'tag_separator: ""',
        "time_unit: hours",
        'escape: "\\\\"',
        "language_tags: lang_*",
        "article_tags: [kb_*]",
        "groups: {Tugi: et}",
        "channels: {Kiri: email}",
        "statuses: {Tehtud: solved}",
        "row_cap: 1000",
    )
    assert found == TicketProfile(
        "ours", "", {"id": ("Nr",), "created": ("Opened",), "tags": ("Area", "7")}, "\t", "CP1257", "Europe/Tallinn",
        ("%d.%m.%Y", "day-first"), ",", "", "hours", "\\", ("lang_*",), ("kb_*",), {"Tugi": "et"}, {"Kiri": "email"},
        {"Tehtud": "solved"}, 1000, 6,
    )  # fmt: skip


def test_a_profile_may_be_like_another() -> None:
    """And say no more than what is different."""
    assert profile("like: zendesk", "timezone: Europe/Tallinn").tag_separator is None


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("like: zendesc", "KB003", "“like” cannot be “zendesc”", "did you mean zendesk?"),
        ("colums: {}", "KB002", "unknown setting “colums” in ours", "did you mean columns?"),
        ("columns: {subject: Title}", "KB002", "kbgen keeps nothing called “subject”", ""),
        ("columns: {statu: State}", "KB002", "kbgen keeps nothing called “statu”", "did you mean status?"),
        ("columns: {status: [A, B]}", "KB003", "“status” can only be one column", "several are for tags and articles"),
        ("columns: {status: }", "KB003", "“status” should be the name of a column", ""),
        ("columns: [id]", "KB003", "“columns” should be keys with values", ""),
        ("delimiter: ab", "KB003", "“delimiter” should be one character", "such as “;” or “tab”"),
        ("encoding: cp12577", "KB003", "there is no encoding “cp12577”", "such as utf-8, cp1257 or cp1251"),
        ("timezone: Tallinn", "KB003", "“timezone” should be the name of a time zone, such as Europe/Tallinn", ""),
        ("dates: dd.mm.yyyy", "KB003", "“dd.mm.yyyy” is no format of dates",
         "such as “%d.%m.%Y %H:%M”, or day-first or month-first"),
        ("decimal: ;", "KB003", "“decimal” cannot be “;”", "one of: . ,"),
        ("time_unit: days", "KB003", "“time_unit” cannot be “days”", "one of: minutes seconds hours"),
        ("language_tags: lang", "KB003", "“lang” should have one “*”", "such as “lang_*”"),
        ("groups: {Tugi: de}", "KB003", "the site has no language “de”", "one of: et en ru fi"),
        ("channels: {Kiri: mail}", "KB003", "there is no channel “mail”", "did you mean email?"),
        ("statuses: {Tehtud: done}", "KB003", "there is no status “done”",
         "one of: open pending solved closed spam merged deleted"),
        ("row_cap: many", "KB003", "“row_cap” should be a whole number, 0 or more", ""),
    ],
)  # fmt: skip
def test_mistakes_have_their_line(line: str, code: str, message: str, hint: str) -> None:
    """And the nearest right word."""
    before = "columns: {id: A, created: B}" if line.startswith("like") else "like: zendesk"
    (found,) = mistakes(before, line)
    assert (found.line, found.code, found.message) == (8, code, message)
    assert hint == "" or found.hint == hint


def test_a_profile_needs_a_name_of_its_own_and_columns() -> None:
    """It would hide one of kbgen's, or find no ticket."""
    own = settings("like: zendesk").replace("ours:", "zendesk:")
    with pytest.raises(ConfigError) as refused:
        load_text(own, HERE)
    assert [(p.line, p.hint) for p in refused.value.problems] == [
        (6, "give it another name, such as our-zendesk, and say “like: zendesk”")
    ]
    (found,) = mistakes("columns: {id: Nr}")
    assert found.line == 6
    assert "does not say where tickets are" in found.message


def test_the_words_of_settings_are_those_of_tickets() -> None:
    """The settings are read without importing anything of tickets, so that they have lists of their own."""
    assert tuple(Field) == schema.PROFILE_COLUMNS
    assert tuple(KNOWN) == schema.PROFILES
    assert tuple(filter(None, Channel)) == schema.CHANNELS
    assert tuple(filter(None, Status)) == schema.STATUSES
