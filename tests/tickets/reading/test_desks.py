"""Other desks than Zendesk, Parquet, and profiles of the project's own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from kbgen.errors import KbgenError, WrongUse
from kbgen.tickets.reading import Format, Wishes, files
from kbgen.tickets.ticket import Channel, Status, Ticket
from tests.tickets.reading.exports import TALLINN, ZENDESK, all_of, of_text, site

MORNING = datetime(2026, 11, 20, 7, 15, tzinfo=UTC)


def test_freshdesk(tmp_path: Path) -> None:
    """Tags may hold spaces, time is tracked in hours, minutes and seconds, customers are more or less happy."""
    text = (
        "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,"
        "Last update time,Initial response time,Time tracked,Agent interactions,Tags,Survey results,Product\n"
        "7,Hi,Resolved,Low,Portal,Question,Ann,Billing,2026-11-20 09:15:00,,,,2026-11-20 10:15:00,,01:30:30,2,"
        '"dns problem, email",Extremely Happy,\n'
        "8,Hi,Open,Low,Phone,,Ann,Billing,2026-11-20 09:15:00,,,,,,00:00:00,2,,Very Unhappy,\n"
    )
    found = of_text(tmp_path, text)
    assert found.one.profile.name == "freshdesk"
    assert found.tickets == [
        Ticket(
            "7", MORNING, datetime(2026, 11, 20, 8, 15, tzinfo=UTC), "", Channel.WEB, Status.SOLVED, "Billing", 90.5,
            True, ("dns problem", "email"),
        ),
        Ticket("8", MORNING, None, "", Channel.PHONE, Status.OPEN, "Billing", None, False, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Ticket Number;Date Created;Subject;Help Topic;Current Status;Source;Department",
        "Pileti number;Loomise kuupäev;Teema;Abiteema;Praegune olek;Allikas;Osakond",
        "Tiketin numero;Luontipäivä;Otsikko;Ohjeaihe;Nykyinen tila;Lähde;Osasto",
        "Номер заявки;Дата создания;Тема;Раздел помощи;Текущий статус;Источник;Отдел",
        "Ticketnummer;Erstellungsdatum;Betreff;Hilfethema;Aktueller Status;Quelle;Abteilung",
    ],
)
def test_osticket_in_the_agents_language(tmp_path: Path, header: str) -> None:
    """With the help topic in the place of tags."""
    row = "004521;20.11.2026 09:15;Küsimus;Domains / Transfer;Open;Email;Support"
    found = of_text(tmp_path, f"\ufeff{header}\r\n{row}\r\n")
    assert (found.one.profile.name, found.one.encoding, found.one.delimiter) == ("osticket", "utf-8-sig", ";")
    assert found.tickets == [
        Ticket("004521", MORNING, None, "", Channel.EMAIL, Status.OPEN, "Support", None, None, ("domains / transfer",))
    ]


def test_zammad_stops_at_six_thousand_rows(tmp_path: Path) -> None:
    """And the summary says that there may be more."""
    header = "#,Title,State,Priority,Group,Owner,Customer,Organization,Create Channel,Sender,Tags,Time Units Total,"
    header += "Created At,Updated At\n"
    rows = [
        f'{22000 + n},T,closed,2 normal,Users,-,Nicole,,web,Customer,"dns, ssl",15.0,2026-11-20T07:15:00Z,\n'
        for n in range(6000)
    ]
    found = of_text(tmp_path, header + "".join(rows), Wishes())
    assert found.one.profile.name == "zammad"
    assert found.tickets[0] == Ticket(
        "22000", MORNING, None, "", Channel.WEB, Status.CLOSED, "Users", 15.0, None, ("dns", "ssl")
    )
    assert ["6,000" in notice.text and notice.row == 6001 for notice in found.notices] == [True]
    fewer = of_text(tmp_path, header + "".join(rows[:-1]), Wishes())
    assert (len(fewer.tickets), fewer.notices) == (5999, [])


OWN = (
    "languages: [et, en, ru, fi]",
    "tickets:",
    "  profiles:",
    "    crm:",
    "      columns:",
    "        id: Case No",
    "        created: Opened",
    "        tags: [Area, Keywords]",
    "        minutes: Effort",
    "        group: Queue",
    "        channel: Origin",
    "        status: Outcome",
    "        articles: Links",
    '      delimiter: "|"',
    "      encoding: cp1252",
    "      timezone: Europe/Helsinki",
    '      dates: "%d/%b/%y %I:%M %p"',
    '      decimal: ","',
    '      tag_separator: "/"',
    "      time_unit: hours",
    '      language_tags: "kieli-*"',
    "      groups: {Tuki Helsinki: fi}",
    "      channels: {Kaveri: chat}",
    "      statuses: {Turha: spam}",
    "      row_cap: 2",
)
CRM = "\n".join(
    [
        "Case No|Area|Keywords|Opened|Effort|Queue|Origin|Outcome|Links",
        "A-1|Sähköposti|asennus / kieli-en|20/Nov/26 09:15 AM|1,5|Tuki Helsinki|Kaveri|Turha|",
        "A-2|Lasku||20/Nov/26 09:15 AM||Tuki Helsinki|Muu||",
        "",
    ]
)


def test_a_profile_of_the_projects_own(tmp_path: Path) -> None:
    """It needs no option: its columns tell that a file is of it."""
    path = tmp_path / "crm.txt"
    path.write_bytes(CRM.encode("cp1252"))
    (found,) = all_of(path, Wishes(), site(*OWN))
    assert (found.one.profile.name, found.one.encoding, found.one.delimiter) == ("crm", "cp1252", "|")
    assert found.tickets == [
        Ticket(
            "A-1", MORNING, None, "en", Channel.CHAT, Status.SPAM, "Tuki Helsinki", 90.0, None,
            ("sähköposti", "asennus", "kieli-en"), (),
        ),
        Ticket(
            "A-2", MORNING, None, "fi", Channel.OTHER, Status.UNKNOWN, "Tuki Helsinki", None, None, ("lasku",), (),
        ),
    ]  # fmt: skip
    assert ["2 rows" in notice.text for notice in found.notices] == [True]


def test_a_profile_like_one_of_kbgens_comes_before_it(tmp_path: Path) -> None:
    """So that a time zone has to be said only once."""
    config = site("tickets:", "  profiles:", "    ours:", "      like: zendesk", "      timezone: Europe/Tallinn")
    found = of_text(tmp_path, ZENDESK, Wishes(), config)
    assert (found.one.profile.name, found.one.zone, len(found.tickets)) == ("ours", "Europe/Tallinn", 3)


def test_two_profiles_that_fit_are_asked_about(tmp_path: Path) -> None:
    """What is right for one of them would be a guess for the other."""
    lines = ["tickets:", "  profiles:"]
    for name, zone in (("ours", "Europe/Tallinn"), ("theirs", "Europe/Helsinki")):
        lines += [f"    {name}:", "      like: zendesk", f"      timezone: {zone}"]
    with pytest.raises(WrongUse) as refused:
        of_text(tmp_path, ZENDESK, Wishes(), site(*lines))
    assert "--profile ours" in refused.value.hint
    assert of_text(tmp_path, ZENDESK, Wishes(profile="theirs"), site(*lines)).one.zone == "Europe/Helsinki"


def test_jiras_escapes(tmp_path: Path) -> None:
    """Quotation marks behind backslashes, and line breaks written as two characters."""
    text = (
        "Id,Subject,Tags,Created at\n"
        '1,"he said \\"no, thanks\\"\\nand left",dns,2026-11-20 09:15\n'
        '2,"plain",mail,2026-11-20 09:15\n'
    )
    found = of_text(tmp_path, text)
    assert [ticket.tags for ticket in found.tickets] == [("dns",), ("mail",)]
    assert found.one.escape == "\\"


def test_links_of_agents_become_articles(tmp_path: Path) -> None:
    """By address, old address, short link or id; links to elsewhere are nobody's."""
    for code, name, front in (
        ("en", "dns/records", "title: Records\nslug: dns-records\naliases: [old-records/]\nid: rec"),
        ("et", "dns/records", "title: Kirjed"),
        ("en", "mail/setup", "title: Mail"),
    ):
        path = tmp_path / "content" / code / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front}\n---\nText\n", "utf-8")
    lines = ["languages: [en, et]", "tickets:", "  profiles:", "    ours:", "      like: zendesk"]
    lines += ["      columns: {articles: Link}", "      article_tags: kb-*"]
    from dataclasses import replace

    config = replace(site(*lines), content_dir=tmp_path / "content")
    base = "https://help.example.com"
    cells = [
        f"{base}/en/dns/dns-records/#top",
        f"see {base}/en/old-records/ and {base}/k/rec",
        "mail/setup",
        "https://elsewhere.example/en/dns/dns-records/",
        "",
    ]
    rows = [f'{n},"{cell}",{"kb-mail-setup" if n == 1 else "x"},2026-11-20 09:15\n' for n, cell in enumerate(cells, 1)]
    found = of_text(tmp_path, "Id,Link,Tags,Created at\n" + "".join(rows), TALLINN, config)
    assert [ticket.articles for ticket in found.tickets] == [
        ("mail/setup", "dns/records"), ("dns/records",), ("mail/setup",), (), (),
    ]  # fmt: skip
    assert of_text(tmp_path, ZENDESK).tickets[0].articles is None


def test_parquet(tmp_path: Path) -> None:
    """Its types are what they say: lists of tags, times with and without a zone."""
    path = tmp_path / "t.parquet"
    duckdb.sql(
        "COPY (SELECT 7::BIGINT id, ['DNS Problem', 'mail'] tags, TIMESTAMP '2026-11-20 09:15:00' created_at, "
        f"'solved' status UNION ALL SELECT NULL, NULL, NULL, NULL) TO '{path}'"
    )
    (found,) = all_of(path)
    assert found.one.format is Format.PARQUET
    assert found.tickets == [Ticket("7", MORNING, status=Status.SOLVED, tags=("dns problem", "mail"))]
    assert [row.row for row in found.rejected] == [3]
    with pytest.raises(WrongUse):
        all_of(path, Wishes())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(KbgenError):
        all_of(path)


@pytest.mark.parametrize(("rows", "noticed"), [(2, 0), (3, 1), (4, 0)])
def test_a_file_that_ends_with_the_last_row_of_a_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, noticed: int
) -> None:
    """Excel saves that many and drops the rest; a file with more was not saved by Excel."""
    monkeypatch.setattr(files, "EXCEL_CAP", 4)
    path = tmp_path / "tickets.csv"
    path.write_text(
        "Id,Tags,Created at\n" + "".join(f"{n},dns,2026-11-20 09:15\n" for n in range(1, rows + 1)), "utf-8"
    )
    (result,) = all_of(path)
    assert len(result.tickets) == rows
    assert len(result.notices) == noticed
