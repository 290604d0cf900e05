"""Every kind of export that kbgen reads by itself, as a small file."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kbgen.errors import WrongUse
from kbgen.tickets.reading import Wishes
from kbgen.tickets.ticket import Channel, Status, TagCount, Ticket
from tests.tickets.reading.exports import TALLINN, ZENDESK, all_of, of_text

DOMAIN = Ticket(
    "101",
    datetime(2026, 11, 20, 7, 15, tzinfo=UTC),
    datetime(2026, 11, 21, 8, 0, tzinfo=UTC),
    "et",
    Channel.EMAIL,
    Status.SOLVED,
    "Tugi",
    10.0,
    True,
    ("domain_transfer", "lang_et"),
)
MAIL = Ticket(
    "102",
    datetime(2026, 11, 20, 21, 30, tzinfo=UTC),
    datetime(2026, 11, 21, 8, 0, tzinfo=UTC),
    "ru",
    Channel.WEB,
    Status.OPEN,
    "Support",
    None,
    None,
    ("mail_setup",),
)


def test_zendesk_account_csv(tmp_path: Path) -> None:
    """Nothing of it is kept that says who asked, or what."""
    found = of_text(tmp_path, ZENDESK)
    assert (found.one.profile.name, found.one.encoding, found.one.delimiter) == ("zendesk", "utf-8", ",")
    assert found.tickets[:2] == [DOMAIN, MAIL]
    assert found.tickets[2].status is Status.MERGED
    assert found.tickets[2].satisfied is False
    assert (found.rejected, found.notices) == ([], [])


def test_three_columns_are_enough_in_any_order_and_case(tmp_path: Path) -> None:
    """Id, Tags and Created at tell that it is Zendesk's."""
    found = of_text(tmp_path, "tags;CREATED AT;id\nDNS, mail;2026-11-20T10:00:00Z;7\n", Wishes())
    assert found.tickets == [Ticket("7", datetime(2026, 11, 20, 10, tzinfo=UTC), tags=("dns", "mail"))]
    assert (found.one.delimiter, found.one.zone) == (";", "")


def zendesk_object(id: int, **more: object) -> dict[str, object]:
    """A ticket as Zendesk's API gives it."""
    return {
        "id": id,
        "created_at": "2026-11-20T07:15:00Z",
        "updated_at": "2026-11-21T08:00:00Z",
        "tags": ["domain_transfer", "lang_et"],
        "via": {"channel": "email", "source": {"from": {"address": "mari@example.ee"}}},
        "status": "solved",
        "satisfaction_rating": {"score": "good"},
        **more,
    }


WANTED = DOMAIN._replace(group="", minutes=None)


def test_zendesk_one_object_a_line(tmp_path: Path) -> None:
    """With and without “ticket” around each; a broken line takes no other with it."""
    lines = [
        json.dumps({"ticket": zendesk_object(101)}),
        '{"ticket": {"id": 5, "tags": [',
        json.dumps(zendesk_object(102)),
        "",
        '{"ticket": {"id": 9}}',
    ]
    found = of_text(tmp_path, "\n".join(lines), Wishes())
    assert found.tickets == [WANTED, WANTED._replace(id="102")]
    assert [(row.row, row.line) for row in found.rejected] == [(2, 2), (4, 5)]
    assert found.one.profile.name == "zendesk-json"


@pytest.mark.parametrize("indent", [None, 2])
def test_zendesk_pages_of_the_api(tmp_path: Path, indent: int | None) -> None:
    """Of one or more lines, one or more pages, with other things beside the tickets."""
    users = [{"id": 1, "created_at": "2020-01-01T00:00:00Z", "tags": ["vip"]}]
    pages = [
        {"count": 2, "tickets": [zendesk_object(101), zendesk_object(102)], "end_of_stream": False},
        {"users": users, "tickets": [zendesk_object(103)], "end_of_stream": True},
    ]
    found = of_text(tmp_path, "\n".join(json.dumps(page, indent=indent) for page in pages), Wishes())
    assert found.tickets == [WANTED._replace(id=str(id)) for id in (101, 102, 103)]
    assert (found.rejected, found.notices) == ([], [])


def test_gzip_and_zip_with_several_members(tmp_path: Path) -> None:
    """Each member is an export by itself; a packed one may be in a zip again."""
    packed = tmp_path / "z.csv.gz"
    packed.write_bytes(gzip.compress(ZENDESK.encode()))
    assert all_of(packed)[0].ids == ["101", "102", "103"]
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("2026/tickets.csv", ZENDESK)
        made.writestr("__MACOSX/._tickets.csv", b"\x00\x05")
        made.writestr("tickets.json.gz", gzip.compress(json.dumps(zendesk_object(7)).encode()))
        made.writestr("read-me.txt", "Hello there")
    first, second = all_of(archive)
    assert (first.ids, second.ids) == (["101", "102", "103"], ["7"])
    assert [first.one.source, second.one.source] == ["all.zip: tickets.csv", "all.zip: tickets.json.gz"]
    assert [notice.text for notice in first.notices] == ["all.zip: read-me.txt is no export and was left out"]


def test_counts_by_week(tmp_path: Path) -> None:
    """A week is named by its first day or its number; its days are the site's."""
    found = of_text(tmp_path, "week,tag,count\n2026-W07,DNS,12\n2026-02-16,mail,3\n23.02.2026,ssl,4\n")
    week = [datetime(2026, 2, day, 22, tzinfo=UTC) for day in (8, 15, 22)] + [datetime(2026, 3, 1, 22, tzinfo=UTC)]
    assert found.counts == [
        TagCount(week[0], week[1], "dns", 12),
        TagCount(week[1], week[2], "mail", 3),
        TagCount(week[2], week[3], "ssl", 4),
    ]


def test_counts_without_weeks_need_a_period(tmp_path: Path) -> None:
    """Both of its days belong to it."""
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, "tag\tcount\ndns\t12\n")
    assert "--from" in refused.value.hint
    october = Wishes(timezone="Europe/Tallinn", period=(date(2026, 10, 1), date(2026, 10, 31)))
    found = of_text(tmp_path, "tag\tcount\ndns\t12\n", october)
    first, end = datetime(2026, 9, 30, 21, tzinfo=UTC), datetime(2026, 10, 31, 22, tzinfo=UTC)
    assert found.counts == [TagCount(first, end, "dns", 12)]


def test_times_without_a_zone_are_asked_for(tmp_path: Path) -> None:
    """With the lines for mkdocs.yml; never guessed."""
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, ZENDESK, Wishes())
    assert "its times name no time zone" in refused.value.message
    assert "--timezone" in refused.value.hint
    assert "like: zendesk" in refused.value.hint
    assert "where the first of these lines are there already" in refused.value.hint
    assert TALLINN.timezone in refused.value.hint


def zip_of(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("_", "/") if name.startswith("xl") else name, content)
    return path


def test_files_that_are_no_exports_are_refused_with_what_to_do(tmp_path: Path) -> None:
    """Each by what it is."""
    (tmp_path / "empty.csv").write_text("\n\n")
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "users.json").write_text('{"users": [{"id": 1}]}\n')
    zip_of(tmp_path / "book.xlsx", **{"xl_workbook.xml": "<x/>"})
    zip_of(tmp_path / "none.zip")
    told = {
        "missing.csv": "there is no such file",
        ".": "is a folder",
        "empty.csv": "is empty",
        "paper.csv": "is no export that kbgen reads",
        "users.json": "is JSON, but not of tickets",
        "book.xlsx": "is a workbook or document",
        "none.zip": "has no file in it",
    }
    for name, message in told.items():
        with pytest.raises(WrongUse) as refused:
            all_of(tmp_path / name)
        assert message in refused.value.message
