"""``kbgen topics check`` and ``kbgen topics propose``: the topics file held against tickets."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sites import SiteFolder, make_site

END = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAMES = "name: {et: Post, en: Mail, ru: Почта, fi: Posti}"
TOPICS = f"""\
# Ours.
topics:
  mail:
    {NAMES}
    tags: [imap, smtp-*]  # servers
    articles: [mail/setup]
ignored: [test]
"""


def tickets(weeks: int, **tags: int) -> str:
    """A Zendesk export: each tag with so many tickets a week; underscores are dashes, “and” joins two tags."""
    rows = ["Id,Tags,Created at"]
    for week in range(weeks):
        for tag, number in tags.items():
            for n in range(number):
                at = END - timedelta(weeks=week, hours=n % 160)
                rows.append(f"{len(rows)},{tag.replace('_and_', ' ').replace('_', '-')},{at:%Y-%m-%dT%H:%M:%SZ}")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a topics file, and sixty weeks of tickets."""
    made = make_site(tmp_path_factory.mktemp("imported") / "site")
    made.write("content/topics.yml", TOPICS)
    made.write("tickets.csv", tickets(60, mail=3, dns_records=2, dns_record_and_mail=1, mail_setup=1, test=1, imaps=1))
    made.write("old.csv", f"Id,Tags,Created at\n99999,imap,{END - timedelta(weeks=59):%Y-%m-%dT%H:%M:%SZ}\n")
    assert made.kbgen("tickets", "import", "tickets.csv", "old.csv").code == 0
    return made.root


@pytest.fixture
def site(imported: Path, tmp_path: Path) -> SiteFolder:
    """A copy of it, to be changed."""
    return SiteFolder(shutil.copytree(imported, tmp_path / "site"))


def test_check_without_tickets_reads_the_file(tmp_path: Path) -> None:
    """And says that there was nothing to hold it against."""
    site = make_site(tmp_path)
    assert site.kbgen("topics", "check").err == "0 topics: no problems; no tickets to hold it against\n"
    site.write("content/topics.yml", "topics:\n  mail:\n    name: Mail\n    tag: [imap]\n    effort: soon\n")
    called = site.kbgen("topics", "check")
    assert (called.code, called.out.splitlines()[::2]) == (
        1,
        [
            "content/topics.yml:4: KB702 unknown word “tag”",
            "content/topics.yml:5: KB703 “soon” is no length of work",
        ],
    )
    assert not (site.root / ".kbgen" / "tickets.duckdb").exists()


def test_check_holds_the_file_against_the_tickets(site: SiteFolder) -> None:
    """Dead tags are warnings; unknown ones are no mistake, and come with what they look like."""
    called = site.kbgen("topics", "check")
    assert called.code == 0
    assert called.out.splitlines() == [
        "content/topics.yml:5: KB708 no ticket had “imap” in the last year; the last was on 2025-10-03",
        "    → take it out, or say since when it is gone: until",
        "",
        "Tags that no topic claims, each a topic of its own:",
        "      120  dns-records",
        "       60  dns-record",
        "       60  imaps  → is it imap (topic mail)?",
        "       60  mail-setup",
        "",
        "Tags of the file that no ticket ever had:",
        "  smtp-*",
    ]
    assert called.err == "1 topic: 1 warning; 4 of 7 tags belong to no topic\n"
    assert site.kbgen("topics", "check", "--strict").code == 1
    assert "and 3 more tags" in site.kbgen("topics", "check", "-n", "1").out
    data = site.kbgen_json("topics", "check", "--format", "json")
    assert (data["topics"], data["tags"], len(data["problems"]), data["unused"]) == (1, 7, 1, ["smtp-*"])
    assert data["unknown"][2] == {"tag": "imaps", "tickets": 60, "like": "imap", "topic": "mail"}


def test_proposals_are_yaml_to_paste(site: SiteFolder) -> None:
    """Variants together, with the articles that search finds well."""
    called = site.kbgen("topics", "propose")
    assert called.err == "“imaps” (60) looks like “imap” of the topic mail.\n"
    assert called.out.splitlines() == [
        "topics:",
        "  # 180 tickets",
        "  dns-records:",
        "    name: {en: Dns records}",
        "    tags: [dns-record]",
        "    articles: [dns/records]",
        "  # 60 tickets",
        "  mail-setup:",
        "    name: {en: Mail setup}",
    ]
    assert site.read("content/topics.yml") == TOPICS


def test_proposals_say_what_comes_along(site: SiteFolder) -> None:
    """Half of the tickets or more, by the tag that gives the entry its name."""
    site.write("more.csv", tickets(4, webmail_and_mail=9, refund=8).replace("\n", "\n9"))
    assert site.kbgen("tickets", "import", "more.csv").code == 0
    out = site.kbgen("topics", "propose", "--min-tickets", "30").out
    assert "  # 36 tickets; 100 % of them are about mail, too\n  webmail:" in out
    assert "  # 32 tickets\n  refund:\n    name: {en: Refund}\n" in out


def test_proposals_are_written_behind_what_is_there(site: SiteFolder) -> None:
    """The file is valid afterwards, and there is nothing left to propose but what belongs to a known tag."""
    called = site.kbgen("topics", "propose", "--write", "--limit", "1")
    assert called.out.startswith("1 entry added to content/topics.yml")
    text = site.read("content/topics.yml")
    assert text.startswith(TOPICS.partition("ignored")[0]) and text.endswith("ignored: [test]\n")
    assert site.kbgen("topics", "propose", "--write").code == 0
    checked = site.kbgen_json("topics", "check", "--format", "json")
    assert [one["tag"] for one in checked["unknown"]] == ["imaps"]
    assert {problem["severity"] for problem in checked["problems"]} == {"warning"}
    assert "Every tag of 5 tickets or more has a topic." in site.kbgen("topics", "propose").err


def test_a_file_that_cannot_be_read_is_not_written(site: SiteFolder) -> None:
    """Neither one that leaves no place for an entry."""
    for text, told in (("topics: [", "cannot be read"), ("topics: {mail: }\n", "write them on lines of their own")):
        site.write("content/topics.yml", text)
        called = site.kbgen("topics", "propose", "--write")
        assert (called.code != 0, told in called.err, site.read("content/topics.yml")) == (True, True, text)


def test_without_a_file_one_is_begun(site: SiteFolder) -> None:
    """With a line that says what it is."""
    site.delete("content/topics.yml")
    assert site.kbgen("topics", "propose", "--write", "-n", "2").code == 0
    assert site.read("content/topics.yml").startswith("# Which tags of the help desk mean the same")
    assert site.kbgen("topics", "check").code == 0


def test_proposing_needs_tickets(tmp_path: Path) -> None:
    """And says where they come from."""
    called = make_site(tmp_path).kbgen("topics", "propose")
    assert (called.code, "kbgen tickets import" in called.err) == (2, True)
