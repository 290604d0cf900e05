"""``kbgen effect`` and ``kbgen forecast``, on a small site with two years of invented tickets."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from tests.sites import OWN, SiteFolder, make_site

END = date(2026, 11, 22)
WEEKS = 104
TOPICS = (
    *("dns", "mailbox", "invoice", "password", "transfer", "backup", "certificate", "webmail"),
    *("migration", "spam-filter", "database", "phone"),
)
TOPICS_FILE = """topics:
  dns:
    name: {et: Nimeserverid, en: Name servers}
    articles: [dns/records]
  mailbox:
    name: {et: Postkast, en: Mailbox}
    articles: [mail/setup]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Half the questions about “dns” are left since 1 August 2026, when its article was updated; of “mailbox” all."""
    site = make_site(tmp_path_factory.mktemp("site"))
    site.settings(extra={"kbgen": OWN | {"timezone": "Europe/Tallinn"}})
    site.write("content/topics.yml", TOPICS_FILE)
    random = np.random.default_rng(5)
    rows = ["week,tag,count,language"]
    for week in range(WEEKS):
        day = END - timedelta(weeks=WEEKS - week)
        for place, topic in enumerate(TOPICS):
            level = (8 + 2 * place) * (0.5 if topic == "dns" and day >= date(2026, 8, 1) else 1)
            rows += [f"{day},{topic},{random.poisson(level)},{language}" for language in ("et", "en")]
    site.write("counts.csv", "\n".join(rows) + "\n")
    called = site.kbgen("tickets", "import", "counts.csv")
    assert called.code == 0, called.err
    return site


def test_an_article_that_helped_is_told_with_its_figures(made: SiteFolder) -> None:
    """By the day of its front matter; the other topics are what it is held against."""
    called = made.kbgen("effect", "dns/records")
    assert called.code == 0, called.err
    assert "changed 2026-08-01 in Estonian → Nimeserverid (dns)" in called.out
    assert "tickets fell by 5" in called.out
    assert "comparisons without a change" in called.out
    assert "Days are from the front matter: the articles are in no git repository" in called.out


def test_an_article_can_be_named_by_its_file_and_a_day_given(made: SiteFolder) -> None:
    """As people have it before them."""
    called = made.kbgen("effect", "content/et/mail/setup.md", "--date", "2026-08-01", "--format", "json")
    (effect,) = json.loads(called.out)["effects"]
    assert (effect["topic"], effect["verdict"], effect["change"]["known_from"]) == (
        "mailbox",
        "no-change-seen",
        "by hand",
    )
    assert effect["rate_ratio"]["low"] < 1 < effect["rate_ratio"]["high"]


def test_json_is_as_the_schema_says(made: SiteFolder) -> None:
    """Of one article, of all, of one that is too young, and of a forecast."""
    schema = json.loads(made.kbgen("effect", "--schema").out)
    for asked in (("dns/records",), (), ("dns/records", "--date", "2026-11-15"), ("dns/records", "--lang", "en")):
        called = made.kbgen("effect", *asked, "--format", "json")
        assert called.code == 0, called.err
        Draft202012Validator(schema).validate(json.loads(called.out))
    forecast = json.loads(made.kbgen("forecast", "--format", "json").out)
    Draft202012Validator(json.loads(made.kbgen("forecast", "--schema").out)).validate(forecast)


def test_only_what_was_known_then_counts(made: SiteFolder) -> None:
    """Two weeks after the change it is too early."""
    called = made.kbgen("effect", "dns/records", "--as-of", "2026-08-16", "--format", "json")
    assert [(one["verdict"], one["wait_weeks"]) for one in json.loads(called.out)["effects"]][-1] == (
        "not-measurable",
        11,
    )


def test_a_translation_is_measured_by_its_tickets(made: SiteFolder) -> None:
    """With --lang, and by itself where the change is one of a translation."""
    called = made.kbgen("effect", "dns/records", "--lang", "en", "--date", "2026-08-01", "--format", "json")
    (effect,) = json.loads(called.out)["effects"]
    assert (effect["language"], effect["verdict"]) == ("en", "lowered")
    everything = json.loads(made.kbgen("effect", "dns/records", "--format", "json").out)["effects"]
    assert {(one["change"]["language"], one["language"]) for one in everything} >= {("et", None), ("en", "en")}


def test_without_an_article_all_changes_of_the_quarter_are_shown(made: SiteFolder) -> None:
    """Here of the quarter before 1 October, in which one article changed."""
    called = made.kbgen("effect", "--as-of", "2026-10-04")
    assert called.code == 0, called.err
    assert "dns/records" in called.out
    assert "mail/setup" not in called.out
    assert "Changes since 2026-07-05: 1" in called.out
    assert "No article that answers a topic has changed since 2026-08-23." in made.kbgen("effect").out


def test_markdown_is_a_table(made: SiteFolder) -> None:
    """For a wiki."""
    out = made.kbgen("effect", "dns/records", "--format", "markdown").out
    assert out.startswith("# Effects of articles: Help, 2026-11-22\n")
    assert "| DNS-kirjed (dns/records) | changed 2026-08-01 in Estonian |" in out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("dns/recrods",), "there is no article dns/recrods"),
        (("dns/records", "--topic", "mailbx"), "no ticket is about a topic “mailbx”"),
        (("index",), "no topic is answered by index"),
        (("--date", "2026-08-01"), "--topic and --date need an article"),
        (("dns/records", "--lang", "et,en"), "--lang takes one language here"),
        (("dns/records", "--date", "yesterday"), "Invalid value for '--date'"),
    ],
)
def test_wrong_use_is_told(made: SiteFolder, asked: tuple[str, ...], said: str) -> None:
    """With what to do, and without a traceback."""
    called = made.kbgen("effect", *asked)
    assert called.code == 2
    assert said in called.err


def test_a_forecast_shows_years_people_scenarios_and_its_backtest(made: SiteFolder) -> None:
    """Without tracked time, the minutes are those of the settings."""
    called = made.kbgen("forecast", "--growth", "20")
    assert called.code == 0, called.err
    assert "mean of the last 52 weeks" in called.out
    assert "15 minutes a ticket (tickets: handling_minutes in mkdocs.yml, for no time was tracked)" in called.out
    assert "+20 % a year" in called.out
    assert "Backtest" in called.out


def test_a_forecast_reads_into_a_spreadsheet(made: SiteFolder) -> None:
    """Years and quarters, by as many columns as it has heads."""
    rows = list(csv.DictReader(io.StringIO(made.kbgen("forecast", "--format", "csv").out.lstrip("\ufeff"))))
    assert [row["kind"] for row in rows[:10]] == ["year"] * 2 + ["quarter"] * 8
    assert rows[0]["from"] == "2026-11-22"
    assert 20_000 < float(rows[0]["tickets"]) < 60_000
    assert float(rows[0]["people"]) == pytest.approx(float(rows[0]["tickets"]) * 0.25 / 1500, abs=0.01)


def test_a_forecast_of_three_years_and_as_of_an_earlier_day(made: SiteFolder, tmp_path: Path) -> None:
    """Into a file."""
    file = tmp_path / "forecast.md"
    called = made.kbgen(
        "forecast", "--years", "3", "--as-of", "2026-01-04", "--format", "markdown", "--output", str(file)
    )
    assert (called.code, called.out) == (0, "")
    assert file.read_text("utf-8").count("| 2026-01-04 |") == 2


@pytest.mark.parametrize("command", ["effect", "forecast"])
def test_without_tickets_it_is_said_where_to_begin(tmp_path: Path, command: str) -> None:
    """Nothing is made on the disk."""
    site = make_site(tmp_path)
    called = site.kbgen(command)
    assert called.code == 2
    assert "kbgen tickets import" in called.err
    assert not (site.root / ".kbgen").exists()
