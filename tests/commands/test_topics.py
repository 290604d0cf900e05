"""``kbgen topics`` as people call it, and what tickets change in ``kbgen gaps`` and ``kbgen next``."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kbgen.commands import topics
from kbgen.reports.topics.as_json import SCHEMA
from kbgen.tickets import demand
from kbgen.tickets.statistics.signal import Lane
from kbgen.tickets.store import place
from tests.sites import SiteFolder

END = date(2026, 11, 22)
TOPICS = """topics:
  records:
    name: {et: DNS-kirjed, en: DNS records, ru: DNS-записи, fi: DNS-tietueet}
    tags: [dns_records]
    articles: [dns/records]
  mail:
    name: {et: E-post, en: E-mail, ru: Почта, fi: Sähköposti}
    tags: [mail_setup]
    articles: [mail/setup]
    effort: 90 min
incidents: [outage_*]
"""


def export(weeks: int = 60, end: date = END, extra: dict[str, int] | None = None) -> str:
    """A year and more of a help desk: e-mail is asked about in Estonian and Russian, records in all languages, invoices
    without an article; ``extra`` tags come in the last week.
    """
    usual = {("mail_setup", "et"): 5, ("mail_setup", "ru"): 7, ("dns_records", "et"): 3, ("invoice", "et"): 6}
    rows: list[tuple[date, str]] = []
    for week in range(weeks):
        start = end - timedelta(weeks=weeks - week)
        for (tag, code), number in usual.items():
            rows += [(start + timedelta(days=n % 7), f"{tag} lang_{code}") for n in range(number + week % 2)]
    for tag, number in (extra or {}).items():
        rows += [(end - timedelta(days=1 + n % 7), f"{tag} lang_et") for n in range(number)]
    lines = [f"{1000 + n},{day.isoformat()} 1{n % 10}:00,{tags}" for n, (day, tags) in enumerate(rows)]
    return "\n".join(["Id,Created at,Tags", *lines]) + "\n"


def take_in(site: SiteFolder, text: str, name: str = "export.csv") -> None:
    site.write(name, text)
    done = site.kbgen("tickets", "import", name, "--timezone", "Europe/Tallinn")
    assert done.code == 0, done.err


def flags(site: SiteFolder, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.kbgen_json("topics", "--format", "json", *options)["flags"]
    return found


def keys(site: SiteFolder, *options: str) -> list[tuple[str, str, str, str | None]]:
    return [(one["topic"], one["kind"], one["lane"], one["language"]) for one in flags(site, *options)]


def test_a_first_look_takes_one_import_and_one_command(site: SiteFolder) -> None:
    """No topics file, no settings: each tag is a topic of its own."""
    take_in(site, export(extra={"outage_mail": 25}))
    found = site.kbgen_json("topics", "--format", "json")
    assert found["as_of"] == "2026-11-21"
    assert [(one["topic"], one["kind"], one["lane"]) for one in found["flags"]] == [
        ("outage_mail", "new", "new-tag"),
        ("mail_setup", "new", "standing-cost"),
        ("invoice", "new", "standing-cost"),
        ("dns_records", "new", "standing-cost"),
    ]
    schema = json.loads(site.kbgen("topics", "--schema").out)
    assert schema == json.loads(SCHEMA.read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    advice = {one["topic"]: one["advice"] for one in found["flags"]}
    assert "mail/setup is called like it" in advice["mail_setup"]
    assert "mail/setup" not in advice["invoice"]
    text = site.kbgen("topics").out
    assert "\x1b" not in text
    assert "1  Outage mail  new  new-tag" in text
    assert "There is no topics file" in text
    assert "15 a ticket" in text


def test_a_topics_file_says_what_answers(site: SiteFolder) -> None:
    """Then languages without an article come to light; tags that it does not name stay topics of their own."""
    site.write("content/topics.yml", TOPICS)
    take_in(site, export(extra={"outage_mail": 25}))
    assert keys(site) == [
        ("outage_mail", "new", "new-tag", None),
        ("mail", "translate", "standing-cost", "ru"),
        ("invoice", "new", "standing-cost", None),
    ]
    notice, ru, invoice = flags(site, "--lang", "en")
    assert notice["incident"] and "status page" in notice["advice"]
    assert (ru["name"], ru["articles"], ru["languages"]) == ("E-mail", ["mail/setup"], {"ru": 195, "et": 143})
    assert ru["command"] == "kbgen new mail/setup --lang ru"
    assert invoice["expected"] == pytest.approx(6.5, abs=0.3)
    low, best, high = (ru["saving_hours_month"][key] for key in ("low", "estimate", "high"))
    assert low < best < high


def test_an_article_older_than_a_rise_that_stays_is_not_forgotten(site: SiteFolder) -> None:
    """Half a year after it the rise is usual; once the article was changed, there is nothing to say."""
    site.write("content/topics.yml", TOPICS)
    path = "content/et/dns/records.md"
    text = site.read(path)
    lines = export(weeks=110).splitlines()
    rose = (END - timedelta(weeks=30)).isoformat()
    more = [line.replace(",", "-1,", 1) for line in lines if "dns_records" in line and line.split(",")[1] >= rose]
    more += [line.replace("-1,", "-2,", 1) for line in more]
    take_in(site, "\n".join([*lines, *more]) + "\n")
    assert all(one["topic"] != "records" for one in flags(site))
    site.write(path, text.replace("updated: 2026-08-01", "updated: 2026-03-15"))
    found = [one for one in flags(site) if one["topic"] == "records"]
    assert [(one["kind"], one["lane"]) for one in found] == [("update", "standing-cost")]
    assert "a rise that has stayed (2026-04-" in found[0]["advice"]


def test_a_week_that_is_only_partly_known_is_said_to_be(site: SiteFolder) -> None:
    """Where the asked day lies behind the last ticket; two days without any are a weekend."""
    take_in(site, export(end=END - timedelta(weeks=4)))
    assert site.kbgen_json("topics", "--format", "json")["notices"] == []
    for day, kinds in (("2026-10-26", []), ("2026-10-29", ["partly-known"]), ("2026-11-12", ["no-data"])):
        found = site.kbgen_json("topics", "--format", "json", "--as-of", day)["notices"]
        assert [one["kind"] for one in found] == kinds, day
    text = site.kbgen("topics", "--as-of", "2026-10-29").out
    assert "so the last 4 days of this week are not known" in " ".join(text.split())


def test_before_the_first_ticket_nothing_can_be_told(site: SiteFolder) -> None:
    """That is something else than having nothing to do."""
    take_in(site, "Id,Created at,Tags\n1,2026-11-20 10:00,dns\n")
    assert "Dns" in site.kbgen("topics").out
    assert site.kbgen("topics", "--as-of", "2026-11-20").out.startswith("No ticket is known of the weeks before")


def test_names_that_are_missing_do_not_drown_the_report(site: SiteFolder) -> None:
    """“kbgen topics propose --write” names each topic in one language; that is for “kbgen topics check” to list."""
    site.write(
        "content/topics.yml", "topics:\n  mail_setup:\n  invoice:\n    name: {et: Arve}\n    articles: [no/such]\n"
    )
    take_in(site, export())
    told = site.kbgen("topics").err
    assert "KB706" not in told
    assert "2 topics have no name in a language of the site" in told
    assert "KB704" in told


def test_a_topics_file_that_cannot_be_read_is_no_empty_one(site: SiteFolder) -> None:
    """Every tag would be a topic of its own, and nobody would see why the report is another one today."""
    site.write("content/topics.yml", "topics:\n  mail\n    name: {et: E-post}\n")
    take_in(site, export())
    for command in (("topics",), ("effect",), ("tickets", "weekly")):
        done = site.kbgen(*command)
        assert (done.code, done.out) == (1, ""), command
        assert "KB701" in done.err


def test_filters_and_exit_codes(site: SiteFolder) -> None:
    """What is shown decides what fails."""
    site.write("content/topics.yml", TOPICS)
    take_in(site, export(extra={"outage_mail": 25}))
    assert [key[0] for key in keys(site, "--kind", "translate")] == ["mail"]
    assert [key[0] for key in keys(site, "--lane", "new-tag", "--lane", "spike")] == ["outage_mail"]
    assert site.kbgen("topics", "--fail-on", "new-tag").code == 1
    assert site.kbgen("topics", "--fail-on", "new-tag", "--kind", "translate").code == 0
    assert site.kbgen("topics", "--fail-on", "retire").code == 0
    assert site.kbgen("topics", "--format", "html", "-o", "topics.html").code == 0
    assert site.read("topics.html").startswith("<!doctype html>")


def test_only_what_was_asked_before_a_day_counts(site: SiteFolder) -> None:
    """Midnight in the site's zone; before the rise there was none, and before the first ticket nothing at all."""
    take_in(site, export(extra={"outage_mail": 25}))
    assert "outage_mail" not in {key[0] for key in keys(site, "--as-of", "2026-11-15")}
    assert site.kbgen_json("topics", "--format", "json", "--as-of", "2026-11-15")["as_of"] == "2026-11-15"
    assert flags(site, "--as-of", "2020-01-01") == []
    assert site.kbgen("topics", "--as-of", "2020-01-01").code == 0


@pytest.mark.parametrize(
    "wrong",
    [("--as-of", "soon"), ("--lang", "lv"), ("--lang", "et,ru"), ("--kind", "old"), ("--watch", "nowhere"), ("chek",)],
)
def test_what_makes_no_sense_is_refused(site: SiteFolder, wrong: tuple[str, ...]) -> None:
    """With exit code 2, and no traceback."""
    done = site.kbgen("topics", *wrong)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("Error:") == 1


def test_without_tickets_it_says_what_to_do(site: SiteFolder) -> None:
    """As it does when all of them were taken out again."""
    done = site.kbgen("topics")
    assert (done.code, "kbgen tickets import" in done.err) == (2, True)
    take_in(site, export())
    site.kbgen("tickets", "undo")
    done = site.kbgen("topics")
    assert (done.code, "kbgen tickets import" in done.err) == (2, True)


def test_few_tickets_still_get_a_ranking_by_cost(site: SiteFolder) -> None:
    """And nothing is told of as rising."""
    lines = export(weeks=10).splitlines()
    take_in(site, "\n".join([lines[0], *lines[1::8]]) + "\n")
    found = site.kbgen_json("topics", "--format", "json")
    assert {one["lane"] for one in found["flags"]} == {"standing-cost"}
    assert found["too_few"]
    assert "Too few tickets" in site.kbgen("topics").out


def test_names_of_lanes_and_of_the_store_are_those_of_their_owners() -> None:
    """They are written twice so that nobody has to wait for numpy or DuckDB."""
    assert [lane.value for lane in Lane] == list(topics.LANES)
    assert demand.STORE.endswith(place.NAME)


# -- gaps and next ---------------------------------------------------------------------------------------------------


def test_gaps_rank_by_the_tickets_of_their_language(site: SiteFolder) -> None:
    """Also where the article is missing; without tickets all count the same."""
    site.write("content/topics.yml", TOPICS)
    before = site.kbgen_json("gaps", "--format", "json", "mail/setup", "dns/records")
    assert {one["demand"]["tickets"] for one in before["articles"]} == {None}
    take_in(site, export())
    after = site.kbgen_json("gaps", "--format", "json", "mail/setup", "dns/records")["articles"]
    tickets = {(one["article"], one["language"]): one["demand"]["tickets"] for one in after}
    assert after[0]["article"] == "mail/setup" and after[0]["language"] == "ru"
    assert tickets["mail/setup", "ru"] == pytest.approx(7.4, abs=0.3)
    assert sum(tickets["mail/setup", code] for code in ("et", "en", "ru", "fi")) == pytest.approx(13, abs=0.2)
    assert tickets["mail/setup", "fi"] == 0
    assert "tickets" in site.kbgen("gaps").out
    piece = site.kbgen_json("next", "--reads", "et,en,ru,fi", "--minutes", "60", "--format", "json")["pieces"][0]
    assert (piece["article"], piece["language"]) == ("mail/setup", "ru")


def test_a_tag_that_was_given_up_asks_for_no_article_any_more(site: SiteFolder) -> None:
    """Most of the weeks that tell the demand were before its end; those who ask now do so under another tag."""
    site.write("content/topics.yml", TOPICS)
    end = (END - timedelta(weeks=2)).isoformat()
    lines = export().splitlines()
    after = [line.replace("mail_setup", "mail_settings") if line.split(",")[1] >= end else line for line in lines[1:]]
    take_in(site, "\n".join([lines[0], *after]) + "\n")
    rows = site.kbgen_json("gaps", "--format", "json", "mail/setup", "dns/records")["articles"]
    tickets = {(one["article"], one["language"]): one["demand"]["tickets"] for one in rows}
    assert {tickets["mail/setup", code] for code in ("et", "en", "ru", "fi")} == {0}
    assert tickets["dns/records", "et"] == pytest.approx(3.5, abs=0.5)
    site.write("content/topics.yml", TOPICS.replace("[mail_setup]", "[mail_setup, mail_settings]"))
    rows = site.kbgen_json("gaps", "--format", "json", "mail/setup")["articles"]
    assert sum(one["demand"]["tickets"] for one in rows) == pytest.approx(13, abs=0.2)


def test_a_store_that_cannot_be_read_does_not_hide_the_gaps(site: SiteFolder) -> None:
    """It is told, and tickets are left out."""
    take_in(site, export())
    site.write(demand.STORE, b"no database")
    done = site.kbgen("gaps")
    assert done.code == 0
    assert "mail/setup" in done.out
    assert "Tickets are left out" in done.err


# -- readers ---------------------------------------------------------------------------------------------------------


def test_views_votes_and_searches_join_the_tickets(site: SiteFolder) -> None:
    """An article that nobody asks about and nobody reads can go; one that readers do not like is mended first."""
    site.write("content/topics.yml", TOPICS + "ignored: [dns_records]\n")
    site.replace("content/topics.yml", "    tags: [dns_records]\n", "")
    site.write(
        "views.csv", "path,views,up,down\n/et/dns/records/,3,0,0\n/et/mail/setup/,900,4,60\n/ru/mail/setup/,40,0,0\n"
    )
    site.write("searches.csv", "query,count,language\nE-post,90,et\nipv6,26,ru\n")
    take_in(site, export())
    for name in ("views.csv", "searches.csv"):
        done = site.kbgen("views", "import", name, "--from", "2026-08-23", "--to", "2026-11-21")
        assert done.code == 0, done.err
    found = site.kbgen_json("topics", "--format", "json")
    told = {(one["topic"], one["kind"], one["language"]): one for one in found["flags"]}
    assert told["mail", "update", None]["reasons"] == ["unhelpful"]
    assert "4 of 64 votes" in told["mail", "update", None]["advice"]
    assert told["records", "retire", None]["articles"] == ["dns/records"]
    assert [(one["query"], one["topic"]) for one in found["searches"]] == [("e-post", "mail"), ("ipv6", None)]
    assert "Looked for in vain" in site.kbgen("topics").out
    rows = site.kbgen_json("gaps", "--format", "json", "mail/setup")["articles"]
    views = {one["language"]: one["demand"]["views"] for one in rows}
    assert views["et"] == pytest.approx(900 / 13, rel=0.02)
    assert views["ru"] == pytest.approx(40 / 13, rel=0.05)


def test_options_before_a_command_below_hold_for_it(site: SiteFolder) -> None:
    """“kbgen topics -f FILE check” looks at that file's site."""
    site.write("content/topics.yml", TOPICS.replace("mail/setup", "mail/gone"))
    done = site.kbgen("topics", "-f", str(site.root / "mkdocs.yml"), "check")
    assert "mail/gone" in done.out
    done = site.kbgen("topics", "-f", "elsewhere.yml", "check")
    assert (done.code, "elsewhere.yml" in done.err) == (2, True)


# -- watching --------------------------------------------------------------------------------------------------------


def test_a_watched_folder_says_what_is_new(site: SiteFolder) -> None:
    """After each export that arrives; one that is no export is told of and ends nothing."""
    inbox = site.root / "inbox"
    inbox.mkdir()
    site.settings(
        plugins=[
            {
                "kbgen": site_plugin(site)
                | {"tickets": {"profiles": {"desk": {"like": "zendesk", "timezone": "Europe/Tallinn"}}}}
            }
        ]
    )
    out = site.root / "out.txt"
    with out.open("w") as written:
        running = subprocess.Popen(
            [sys.executable, "-m", "kbgen", "topics", "--watch", "inbox"],
            cwd=site.root,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            arrive(inbox / "1.csv", export())
            wait_for(out, "invoice", running)
            arrive(inbox / "broken.csv", "nothing\n1\n")
            wait_for(out, "broken.csv", running)
            arrive(inbox / "2.csv", export(extra={"outage_mail": 25}))
            wait_for(out, "Outage mail", running)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(20)
    assert running.returncode == 130
    last = out.read_text("utf-8").partition("2.csv")[2]
    assert "new-tag" in last
    assert "Invoice" not in last


def site_plugin(site: SiteFolder) -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(site.read("mkdocs.yml"))["plugins"][0]["kbgen"]
    return found


def arrive(path: Path, text: str) -> None:
    path.with_suffix(".part").write_text(text, "utf-8")
    path.with_suffix(".part").rename(path)


def wait_for(out: Path, words: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while words.casefold() not in out.read_text("utf-8").casefold():
        assert running.poll() is None, out.read_text("utf-8")
        assert time.monotonic() < until, out.read_text("utf-8")
        time.sleep(0.1)
