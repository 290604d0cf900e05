"""Two years of an invented web host, by the commands that people type: what is true is told, and nothing else is news.

Half the founding company's tickets; the truth is planted by kbgen/tickets/sample and stands in truth.json.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from kbgen import cli
from kbgen.errors import DONE, PROBLEMS_FOUND, WRONG_USE
from kbgen.tickets.sample.stories import RENAMED
from kbgen.tickets.sample.write import COUNTS, SEARCHES, TOPICS, TRUTH, VIEWS, ZENDESK, ZENDESK_JSON
from kbgen.tickets.sample.zendesk_json import LINKS_FIELD, MINUTES_FIELD
from tests.sites import SiteFolder, initialised

END = "2026-11-22"
A_YEAR = 42_000
ZONE = "Europe/Tallinn"
NEWS = {"new-tag", "spike", "trend"}

Json = dict[str, Any]


@dataclass(frozen=True)
class Host(SiteFolder):
    """A help site with the starter's articles and two years of tickets."""

    told: dict[str, Json] = field(default_factory=dict)

    def topics(self, day: str) -> Json:
        """What ``kbgen topics`` says on a day; it is asked once."""
        if day not in self.told:
            self.told[day] = self.kbgen_json("topics", "--as-of", day, "--format", "json")
        return self.told[day]

    def flags(self, day: str, *topics: str, news: bool = False) -> list[Json]:
        """The flags of some topics on a day; ``news``: without those of standing cost."""
        return [
            flag for flag in self.topics(day)["flags"] if flag["topic"] in topics and (not news or flag["lane"] in NEWS)
        ]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented exports."""
    folder = tmp_path_factory.mktemp("exports") / "synthetic"
    assert cli.run(["tickets", "sample", str(folder), "--end", END, "--tickets-a-year", str(A_YEAR)]) == DONE
    return folder


@pytest.fixture(scope="module")
def host(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """The project with all tickets, views and searches. Its tests only ask."""
    project = made(tmp_path_factory.mktemp("story"))
    summary = project.kbgen_json("tickets", "import", str(sample / ZENDESK), "--timezone", ZONE, "--format", "json")
    assert (summary["profile"], summary["rejected"], summary["updated"]) == ("zendesk", 0, 0)
    assert (summary["from"], summary["to"]) == ("2024-11-24", "2026-11-21")
    project.done("views", "import", str(sample / VIEWS), "--from", "2026-08-23", "--to", "2026-11-21")
    project.done("views", "import", str(sample / SEARCHES), "--from", "2026-08-23", "--to", "2026-11-21")
    return project


@pytest.fixture(scope="module")
def truth(sample: Path) -> dict[str, Json]:
    """Story → what is true of it."""
    return {one["story"]: one for one in json.loads((sample / TRUTH).read_text("utf-8"))["stories"]}


def made(root: Path) -> Host:
    """A new project, by ``kbgen init``."""
    return Host(initialised(root).root)


def notices(told: Json, kind: str) -> list[Json]:
    """The notices of a kind."""
    return [one for one in told["notices"] if one["kind"] == kind]


# -- what is news ----------------------------------------------------------------------------------------------------


def test_the_certificate_incident_is_seen_on_its_second_morning(host: Host, truth: dict[str, Json]) -> None:
    """As a tag that nobody had before, without an article; and not on the day before it."""
    for day in truth["certificate incident"]["ask"]:
        (flag,) = host.flags(day, "certificate-chain-expired")
        assert (flag["kind"], flag["lane"], flag["articles"]) == ("new", "new-tag", [])
        assert flag["q"] < 0.05
    assert host.flags("2026-11-08", "certificate-chain-expired") == []


def test_the_slow_rise_is_seen_while_it_goes_on(host: Host, truth: dict[str, Json]) -> None:
    """Its article is older than the rise."""
    for day in truth["slow rise"]["ask"]:
        (flag,) = host.flags(day, "two-step", news=True)
        assert (flag["kind"], flag["articles"]) == ("update", ["account/two-step-sign-in"])
        assert 1 < flag["rate_ratio"]["low"] < flag["rate_ratio"]["estimate"] < flag["rate_ratio"]["high"]
        assert 1.3 < flag["rate_ratio"]["estimate"] < 4
    assert host.flags("2026-07-05", "two-step", news=True) == []


def test_the_season_is_no_news(host: Host, truth: dict[str, Json]) -> None:
    """It was the same in the January before, of which the tickets know. The starter has the invoices under renewals."""
    for day in truth["season"]["ask"]:
        assert host.flags(day, "domain-renew", news=True) == [], day
        assert any("domain-renew" in one["tags"] for one in notices(host.topics(day), "seasonal")), day


def test_tidied_tags_are_announced_and_not_flagged(host: Host, truth: dict[str, Json]) -> None:
    """Neither the new names, which nobody had before, nor the old ones. The starter's topics know one of them by both
    names: it is one topic all the time, and needs no word.
    """
    unknown = {old: new for old, new in RENAMED.items() if new != "mail-setup"}
    for day in truth["tidied tags"]["ask"]:
        (notice,) = notices(host.topics(day), "taxonomy-break")
        assert set(unknown.values()) <= set(notice["tags"])
        assert not {"mail-setup", "email_setup"} & set(notice["tags"])
        assert host.flags(day, *RENAMED, *RENAMED.values(), news=True) == []
    assert set(unknown) <= set(notice["tags"])


def test_spam_is_announced_and_not_flagged(host: Host, truth: dict[str, Json]) -> None:
    """Also not the topic to which a trigger gave some of it."""
    (day,) = truth["spam"]["ask"]
    (notice,) = notices(host.topics(day), "spam")
    assert date.fromisoformat(notice["week"]) <= date.fromisoformat(truth["spam"]["first"])
    assert [flag for flag in host.topics(day)["flags"] if flag["lane"] in NEWS] == []


def test_ordinary_weeks_are_quiet(host: Host) -> None:
    """In ten weeks in which nothing happens there are fewer than one alarm a week."""
    weeks = [date(2026, 8, 16) - timedelta(days=7 * n) for n in range(10)]
    alarms = [
        (day.isoformat(), flag["topic"])
        for day in weeks
        for flag in host.topics(day.isoformat())["flags"]
        if flag["lane"] in NEWS and flag["topic"] != "wordpress-slow"
    ]
    assert len(alarms) < 10, alarms


# -- what stays ------------------------------------------------------------------------------------------------------


def test_standing_questions_get_the_advice_that_fits(host: Host, truth: dict[str, Json]) -> None:
    """One topic for each kind of work."""
    for name, kind in (
        ("link that nobody sends", "promote"),
        ("product that asks for questions", "fix-at-source"),
        ("article that nobody needs", "retire"),
        ("questions without an article", "new"),
    ):
        (flag,) = host.flags(END, *truth[name]["topics"])
        assert (flag["kind"], flag["lane"], flag["language"]) == (kind, "standing-cost", None), name
        assert flag["articles"] == ([truth[name]["article"]] if truth[name]["article"] else []), name
        assert truth[name]["expected"]["kind"] == kind


def test_only_the_article_that_nobody_needs_is_to_be_retired(host: Host) -> None:
    """No other stands in the list by mistake."""
    assert [flag["topic"] for flag in host.topics(END)["flags"] if flag["kind"] == "retire"] == ["wordpress-error"]


@pytest.mark.parametrize(("topic", "language"), [("name-servers", "ru"), ("php-version", "fi")])
def test_a_translation_is_wanted_where_it_is_asked_for(host: Host, topic: str, language: str) -> None:
    """In this language, and in none in which the article is there."""
    wanted = [flag for flag in host.flags(END, topic) if flag["kind"] == "translate"]
    assert [flag["language"] for flag in wanted] == [language]


def test_savings_are_ranges_and_the_ranking_begins_with_news(host: Host) -> None:
    """Nothing saves more than its tickets cost."""
    flags = host.topics(END)["flags"]
    for flag in flags:
        saving = flag["saving_hours_month"]
        assert 0 <= saving["low"] <= saving["estimate"] <= saving["high"], flag["topic"]
    assert {flag["topic"] for flag in flags[:2]} == {"two-step", "certificate-chain-expired"}
    bounces = next(place for place, flag in enumerate(flags) if flag["topic"] == "email-bounce")
    assert bounces < len(flags) / 2


def test_gaps_are_ranked_by_the_tickets_in_their_language(host: Host) -> None:
    """The name servers in Russian come first of what is missing; nothing that is missing is without a number."""
    found = host.kbgen_json("gaps", "--state", "missing", "--format", "json")["articles"]
    assert (found[0]["article"], found[0]["language"]) == ("dns/change-name-servers", "ru")
    assert found[0]["demand"]["tickets"] > 2
    harms = [one["harm"] for one in found]
    assert harms == sorted(harms, reverse=True)
    named = [(one["article"], one["language"]) for one in found]
    assert named.index(("hosting/change-php-version", "fi")) < named.index(("support/service-status", "fi"))


# -- what articles did -----------------------------------------------------------------------------------------------


def effect(host: Host, truth: dict[str, Json], name: str) -> Json:
    """The effect of a story's article, on the day on which it was written."""
    story = truth[name]
    told = host.kbgen_json(
        "effect", story["article"], "--topic", *story["topics"], "--date", story["expected"]["date"], "--format", "json"
    )
    (found,) = told["effects"]
    assert isinstance(found, dict)
    return found


def test_the_article_that_helped_is_told(host: Host, truth: dict[str, Json]) -> None:
    """Half of the questions are left, nearly."""
    found = effect(host, truth, "article that helped")
    assert found["verdict"] == "lowered"
    assert found["rate_ratio"]["low"] < 0.55
    assert found["rate_ratio"]["high"] > 0.45
    assert found["p"] < 0.05


def test_the_article_that_came_after_a_spike_gets_no_credit(host: Host, truth: dict[str, Json]) -> None:
    """Questions fell to a third of those of the bad weeks, as they would have without it."""
    found = effect(host, truth, "article that did not help")
    assert found["verdict"] != "lowered"
    assert found["risen_before"] is True
    assert found["rate_ratio"]["low"] < 1 < found["rate_ratio"]["high"]


def test_the_forecast_is_the_last_year_with_its_range(host: Host) -> None:
    """Two years ahead, in tickets and in people; with two years of tickets, no cleverer method is believed."""
    told = host.kbgen_json("forecast", "--as-of", END, "--format", "json")
    assert told["method"] == "mean-52"
    assert told["last_52_weeks"] == pytest.approx(A_YEAR, rel=0.08)
    assert len(told["years"]) == 2
    for year in told["years"]:
        tickets, people = year["tickets"], year["people"]
        assert tickets["low"] < tickets["estimate"] == told["last_52_weeks"] < tickets["high"]
        assert 0 < people["low"] < people["estimate"] < people["high"] < 20


# -- importing -------------------------------------------------------------------------------------------------------


def rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *found = csv.reader(file)
    return header, found


def write(path: Path, header: list[str], found: list[list[str]], **form: Any) -> None:
    """Write a CSV."""
    with path.open("w", encoding=form.pop("encoding", "utf-8"), newline="") as file:
        csv.writer(file, **form).writerows([header, *found])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small firm's exports, for tests that import."""
    folder = tmp_path_factory.mktemp("small") / "synthetic"
    arguments = ["--end", END, "--tickets-a-year", "3000", "--weeks", "70", "--seed", "3"]
    assert cli.run(["tickets", "sample", str(folder), *arguments]) == DONE
    return folder


def test_the_time_zone_is_asked_for(small: Path, tmp_path: Path) -> None:
    """A wrong one would move tickets to other days; nothing is imported until it is known."""
    project = made(tmp_path)
    code, _, said = project.kbgen("tickets", "import", str(small / ZENDESK))
    assert code == WRONG_USE
    assert "--timezone" in said
    assert "like: zendesk" in said
    assert project.kbgen("topics")[0] == WRONG_USE


def test_an_import_can_be_repeated_and_undone(small: Path, tmp_path: Path) -> None:
    """The same rows again change nothing; the second import can go, and then the first."""
    project = made(tmp_path)
    first = project.kbgen_json("tickets", "import", str(small / ZENDESK), "--timezone", ZONE, "--format", "json")
    told = project.kbgen_json("topics", "--as-of", END, "--format", "json")
    again = project.kbgen_json("tickets", "import", str(small / ZENDESK), "--timezone", ZONE, "--format", "json")
    assert again["updated"] == again["kept"] == first["kept"]
    assert without_basis(project.kbgen_json("topics", "--as-of", END, "--format", "json")) == without_basis(told)
    project.done("tickets", "undo", "2")
    assert without_basis(project.kbgen_json("topics", "--as-of", END, "--format", "json")) == without_basis(told)
    project.done("tickets", "undo", "1")
    code, _, said = project.kbgen("topics")
    assert (code, "no tickets" in said) == (WRONG_USE, True)


def without_basis(told: Json) -> Json:
    """What is told, without the number of imports."""
    return {name: value for name, value in told.items() if name != "basis"}


def test_csv_in_pieces_in_any_order_says_what_one_export_says(small: Path, tmp_path: Path) -> None:
    """Monthly exports that overlap, with semicolons, tabs and columns in another order."""
    whole, parts = made(tmp_path / "whole"), made(tmp_path / "parts")
    whole.done("tickets", "import", str(small / ZENDESK), "--timezone", ZONE)
    header, found = rows(small / ZENDESK)
    mixed = random.Random(1).sample(range(len(header)), len(header))
    third = len(found) // 3
    write(tmp_path / "a.csv", header, found[2 * third - 200 :], delimiter=";")
    write(tmp_path / "b.csv", [header[n] for n in mixed], [[row[n] for n in mixed] for row in found[: third + 100]])
    write(tmp_path / "c.csv", header, found[third : 2 * third], delimiter="\t", encoding="utf-16")
    for name in "abc":
        parts.done("tickets", "import", str(tmp_path / f"{name}.csv"), "--timezone", ZONE)
    assert without_basis(parts.kbgen_json("topics", "--as-of", END, "--format", "json")) == without_basis(
        whole.kbgen_json("topics", "--as-of", END, "--format", "json")
    )


OUR_JSON = f"""plugins:
  - kbgen:
      timezone: {ZONE}
      tickets:
        profiles:
          our-zendesk:
            like: zendesk-json
            time_unit: seconds
            columns:
              minutes: custom_fields.{MINUTES_FIELD}
              articles: custom_fields.{LINKS_FIELD}"""


def test_json_says_what_the_csv_says(small: Path, tmp_path: Path) -> None:
    """With a profile for the account's own fields. Its times are UTC; the site's days are those of its settings."""
    by_csv, by_json = made(tmp_path / "csv"), made(tmp_path / "json")
    for project in (by_csv, by_json):
        path = project.root / "mkdocs.yml"
        path.write_text(path.read_text("utf-8").replace("plugins:\n  - kbgen:", OUR_JSON), "utf-8")
    by_csv.done("tickets", "import", str(small / ZENDESK), "--timezone", ZONE)
    summary = by_json.kbgen_json(
        "tickets", "import", str(small / ZENDESK_JSON), "--profile", "our-zendesk", "--format", "json"
    )
    assert (summary["profile"], summary["rejected"], summary["from"]) == ("our-zendesk", 0, "2025-07-20")
    told = [
        without_basis(project.kbgen_json("topics", "--as-of", END, "--format", "json")) for project in (by_csv, by_json)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("day", [END, "2026-03-31", "2026-10-27"])
def test_weeks_end_at_midnight_of_the_help_desks_clock(host: Host, sample: Path, day: str) -> None:
    """Also those in which clocks change: what is counted are the tickets of seven days, as the export shows them."""
    header, found = rows(sample / ZENDESK)
    created, tags, status = (header.index(name) for name in ("Created at", "Tags", "Status"))
    first = (date.fromisoformat(day) - timedelta(days=7)).isoformat()
    starter = yaml.safe_load((host.root / "content" / "topics.yml").read_text("utf-8"))["topics"]
    topic_of = {tag: topic for topic, said in starter.items() for tag in said.get("tags", ())}
    asked: Counter[str] = Counter()
    for row in found:
        if first <= row[created] < day and row[status] != "Deleted" and "closed_by_merge" not in row[tags]:
            asked.update({topic_of.get(tag, tag) for tag in row[tags].split()})
    flags = [flag for flag in host.topics(day)["flags"] if flag["weeks"] == 1 and flag["kind"] != "translate"]
    assert len(flags) > 40
    assert {flag["topic"]: flag["tickets"] for flag in flags} == {flag["topic"]: asked[flag["topic"]] for flag in flags}


def test_plain_weekly_counts_are_enough_for_a_first_look(host: Host, sample: Path, tmp_path: Path) -> None:
    """The slow rise is in them, too; neither the languages nor the help desk's own tags are topics."""
    project = made(tmp_path)
    summary = project.kbgen_json("tickets", "import", str(sample / COUNTS), "--timezone", ZONE, "--format", "json")
    assert (summary["profile"], summary["rejected"]) == ("weekly-counts", 0)
    told = project.kbgen_json("topics", "--as-of", "2026-11-16", "--format", "json")
    assert "two-step" in {flag["topic"] for flag in told["flags"] if flag["lane"] in NEWS}
    assert not [flag["topic"] for flag in told["flags"] if flag["topic"].startswith(("lang_", "zopim", "web_"))]


def test_the_invented_topics_file_fits_the_starter(host: Host, sample: Path, tmp_path: Path) -> None:
    """It has no mistake, and with it old and new names of the tidied tags are one topic."""
    project = made(tmp_path)
    (project.root / "content" / "topics.yml").write_bytes((sample / TOPICS).read_bytes())
    shutil.copytree(host.root / ".kbgen", project.root / ".kbgen")
    code, _, said = project.kbgen("check")
    assert "KB7" not in said
    assert code in (DONE, PROBLEMS_FOUND)
    told = project.kbgen_json("topics", "--as-of", "2026-02-10", "--lang", "en", "--format", "json")
    assert [flag for flag in told["flags"] if flag["topic"] == "mail-setup" and flag["lane"] in NEWS] == []
    names = {flag["topic"]: flag["name"] for flag in told["flags"]}
    assert names["name-servers"] == "Changing name servers"


def test_a_first_look_needs_no_topics_file(host: Host, tmp_path: Path) -> None:
    """In a site without topics and articles each tag is a topic, but for those that the help desk sets by itself."""
    assert cli.run(["init", str(tmp_path / "empty"), "--empty"]) == DONE
    project = Host(tmp_path / "empty")
    assert not (project.root / "content" / "topics.yml").exists()
    shutil.copytree(host.root / ".kbgen", project.root / ".kbgen")
    told = project.topics(END)
    news = {flag["topic"]: flag["lane"] for flag in told["flags"] if flag["lane"] in NEWS}
    assert news["certificate-chain-expired"] == "new-tag"
    assert "two-step" in news
    assert {flag["kind"] for flag in told["flags"]} == {"new"}
    assert not [flag["topic"] for flag in told["flags"] if flag["topic"].startswith(("lang_", "zopim", "web_"))]


def test_nothing_personal_is_kept(small: Path, tmp_path: Path) -> None:
    """No name, address, telephone number or text of an export is anywhere below .kbgen, nor is a ticket's number."""
    project = made(tmp_path)
    project.done("tickets", "import", str(small / ZENDESK), "--timezone", ZONE)
    project.done("tickets", "import", str(small / ZENDESK_JSON))
    project.done("topics")
    with gzip.open(small / ZENDESK_JSON, "rt", encoding="utf-8") as file:
        one = json.loads(file.readline())["ticket"]
    names = [one["via"]["source"]["from"]["name"], one["via"]["source"]["from"]["address"], "customer.example"]
    for words in (*names, one["subject"], one["description"][:20], "+372 5550", "Invented Customer", "Agent "):
        for path in files(project.root / ".kbgen"):
            assert words.encode() not in path.read_bytes(), (words, path.name)


def files(folder: Path) -> Iterator[Path]:
    """Every file below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())
