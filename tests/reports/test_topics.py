"""Reports of topics in every form; ``python -m tests.reports.test_topics`` writes the golden files anew."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from kbgen.reports.sparks import sparkline
from kbgen.reports.topics import FORMATS, as_csv, as_html, as_json, as_markdown, renderer, report, terminal
from kbgen.reports.topics.report import Report
from kbgen.tickets.flagging.flag import Flag, Flagged, Search
from kbgen.tickets.flagging.flags import flags
from kbgen.tickets.flagging.kinds import ArticleFacts, Standing
from kbgen.tickets.flagging.making import Known
from kbgen.tickets.statistics.signal import Lane, Notice
from kbgen.tickets.store.records import TopicWork
from tests.tickets.flagging.counted import UNTIL, counted, detected, signal

GOLDEN = Path(__file__).with_name("golden") / "topics"
EVIL = '=cmd|"/c calc"!A1<script>alert(1)</script>{{ rows }}|\x1b[2J'
NAMES = {
    "mail": "Setting up e-mail",
    "cert": "Certificate expired",
    "dns": "Name servers",
    "password": "Forgotten password",
}


def found() -> Flagged:
    """An incident, an article that lags behind, a language without one, a topic without one, and one nobody needs."""
    weekly = {
        "mail": {"et": [6] * 58 + [9, 18], "ru": [2] * 60},
        "cert": {"et": [0] * 59 + [31]},
        "dns": {"et": [3] * 60, "ru": [5] * 60},
        "password": {"et": [8, 9, 10] * 20, "": [1] * 60},
        "host": {"et": [4, 5] * 30},
    }
    counts = counted(weekly)
    signals = (
        replace(signal("cert", Lane.NEW_TAG, 31, 0.01), expected=0.01),
        signal("mail", Lane.SPIKE, 20, 8.3),
        signal("mail", Lane.TREND, 47, 33, weeks=4),
    )
    both = {"et": Standing.GOOD, "ru": Standing.GOOD}
    articles = {
        "mail": (ArticleFacts("email/set-up", both, changed=date(2026, 3, 1)),),
        "dns": (ArticleFacts("dns/name-servers", {"et": Standing.GOOD, "ru": Standing.MISSING}),),
        "password": (ArticleFacts("account/forgotten", both),),
        "fax": (ArticleFacts("mail/fax", both, views=0.3),),
    }
    known = Known(
        name=lambda topic: NAMES.get(topic, topic.capitalize()),
        hours=lambda topic: 1.5 if topic == "mail" else None,
        incident=lambda topic: topic == "cert",
        minutes=15,
        articles=articles,
        work={
            "password": TopicWork(
                500, tracked=100, minutes=9.0, told=300, linked=280, articles={"account/forgotten": 280}
            )
        },
        translating={("dns/name-servers", "ru"): 42.0},
    )
    detection = detected(counts, *signals)
    notice = Notice(
        "taxonomy-break", date(2026, 10, 11), "Five tags were renamed in one week: a, b, c, d, e.", ("a", "b")
    )
    return Flagged(
        flags=flags(counts, detection, known),
        notices=[notice],
        too_few=["host", "small"],
        suspended={},
        versions=["php-81", "php-82", "php-83"],
        as_of=date(2026, 11, 22),
        until=UNTIL,
        zone="Europe/Tallinn",
        weeks=60,
        tickets=int(counts.all_tickets.sum()),
        imported=datetime(2026, 11, 21, 21, 5, tzinfo=UTC),
        tracked=100,
        default_minutes=15,
        names={"host": "Host", "small": "Small"},
        described=True,
        searches=[Search("ipv6", "et", 3.5), Search("nimeserver", "et", 1.2, "host")],
    )


FOUND = found()


def made(shown: Sequence[Flag] = FOUND.flags, width: int | None = None, most: int | None = None) -> Report:
    return Report("Abi", FOUND, shown, width, most)


GOLDENS = {
    "text.txt": ("text", None),
    "narrow.txt": ("text", 60),
    "folded.txt": ("text", 110),
    "topics.json": ("json", None),
    "topics.csv": ("csv", None),
    "topics.md": ("markdown", None),
    "topics.html": ("html", None),
}


def golden(name: str) -> str:
    form, width = GOLDENS[name]
    return click.unstyle(renderer(form)(made(width=width))) + "\n"


@pytest.mark.parametrize("name", GOLDENS)
def test_reports_are_as_they_were(name: str) -> None:
    """Each form as a file beside this one."""
    assert (GOLDEN / name).read_bytes().decode() == golden(name)


def test_json_is_as_its_schema_says() -> None:
    """And has the keys that other programs were promised."""
    data = json.loads(as_json.render(made()))
    assert list(Draft202012Validator(json.loads(as_json.SCHEMA.read_text("utf-8"))).iter_errors(data)) == []
    assert list(data)[:4] == ["as_of", "flags", "notices", "too_few"]
    promised = ["topic", "kind", "lane", "language", "tickets", "expected", "rate_ratio", "q", "saving_hours_month"]
    assert list(data["flags"][0])[:11] == [*promised, "articles", "advice"]
    assert {flag["kind"] for flag in data["flags"]} == {"new", "update", "translate", "fix-at-source", "retire"}


@pytest.mark.parametrize("width", [40, 60, 80, 110, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Whatever has to be folded."""
    lines = click.unstyle(terminal.render(made(width=width))).split("\n")
    assert max(map(len, lines)) <= width
    assert sum("Setting up" in line for line in lines) >= 1


def test_a_topic_in_two_lanes_has_one_row() -> None:
    """With the evidence of the more urgent one."""
    works = report.works(FOUND.flags)
    assert [(work.first.topic, work.lanes) for work in works][:2] == [
        ("cert", "new-tag"),
        ("mail", "spike, trend"),
    ]
    assert len(works) < len(FOUND.flags)


def test_long_lists_are_cut() -> None:
    """And it is said how to see the rest."""
    text = click.unstyle(terminal.render(made(most=2)))
    assert "4 more; --all shows them." in text
    assert "Name servers" not in text


def test_nothing_to_do() -> None:
    """Is said, with the figures that it rests on."""
    for form in FORMATS:
        text = renderer(form)(made(shown=[]))
        assert ("Nothing to do" in text) == (form not in ("json", "csv"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_no_name_is_more_than_words(form: str) -> None:
    """Neither a formula, nor markup, nor a place to fill, nor a command to a terminal."""
    evil = [replace(flag, name=EVIL, advice=EVIL) for flag in FOUND.flags]
    text = renderer(form)(made(shown=evil))
    assert "<script>alert" not in text.replace("\\<", "") or form in ("text", "csv")
    assert "\x1b[2J" not in text or form != "text"
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not any(cell.startswith("=") for cell in cells)
    if form == "html":
        assert "{{ rows }}" in text


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    """So that it can be sent by mail."""
    page = as_html.render(made())
    assert "://" not in page
    assert "default-src 'none'" in page


def test_a_sparkline_tells_none_from_unknown() -> None:
    """The highest week is a full bar."""
    assert sparkline([None, 0, 1, 4, 8]) == "·▁▂▅█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""
    assert sparkline([0.1, 0.3, 0.7000000000000001]) == "▂▄█"


def test_spreadsheets_get_a_line_for_each_flag() -> None:
    """With a head."""
    rows = list(csv.reader(io.StringIO(as_csv.render(made()).removeprefix("\ufeff"))))
    assert len(rows) == len(FOUND.flags) + 1
    assert {len(row) for row in rows} == {len(as_csv.HEAD)}


def test_markdown_tables_have_as_many_cells_as_heads() -> None:
    """In every row."""
    rows = [line for line in as_markdown.render(made()).split("\n") if line.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in GOLDENS:
        (GOLDEN / name).write_bytes(golden(name).encode())
