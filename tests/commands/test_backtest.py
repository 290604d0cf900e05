"""``kbgen backtest``, on a small site with invented tickets."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest

from tests.sites import OWN, SiteFolder, make_site

END = date(2026, 11, 22)
WEEKS = 80
LEVELS = {"dns": 20, "mailbox": 50, "invoice": 10, "password": 20, "transfer": 5, "backup": 10, "webmail": 20}
OUTAGE = 70
"""The week in which everybody asks about backups."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The same levels all the time, but for one outage."""
    site = make_site(tmp_path_factory.mktemp("site"))
    site.settings(extra={"kbgen": OWN | {"timezone": "Europe/Tallinn"}})
    random = np.random.default_rng(3)
    rows = ["week,tag,count"]
    for week in range(WEEKS):
        day = END - timedelta(weeks=WEEKS - week)
        for topic, level in LEVELS.items():
            times = 5 if (week, topic) == (OUTAGE, "backup") else 1
            rows.append(f"{day},{topic},{random.poisson(level * times)}")
    site.write("counts.csv", "\n".join(rows) + "\n")
    called = site.kbgen("tickets", "import", "counts.csv")
    assert called.code == 0, called.err
    return site


def test_load_power_and_calibration_are_told_in_words(made: SiteFolder) -> None:
    called = made.kbgen("backtest", "--weeks", "20")
    assert called.code == 0, called.err
    assert "20 weeks up to 2026-11-22" in called.out
    assert "signals a week on average" in called.out
    assert "Questions three times as many for one week are seen more often than not from about" in called.out
    assert "spike     0.05  5.00 %" in called.out


def test_json_holds_every_week_and_the_outage_in_its_own(made: SiteFolder) -> None:
    value = json.loads(made.kbgen("backtest", "--weeks", "20", "--format", "json").out)
    assert len(value["weeks"]) == 20
    outage = next(week for week in value["weeks"] if week["week"] == str(END - timedelta(weeks=WEEKS - OUTAGE)))
    assert outage["signals"]["spike"] == 1
    assert value["signals_a_week"]["all"] <= 0.8
    shares = {(row["level"], row["factor"], row["weeks"]): row["share"] for row in value["power"]}
    assert shares[1, 2, 1] is None
    assert shares[20, 3, 1] > 0.8


def test_the_same_tickets_give_the_same_figures(made: SiteFolder) -> None:
    asked = ("backtest", "--weeks", "12", "--as-of", "2026-11-01", "--format", "json")
    first = made.kbgen(*asked).out
    assert made.kbgen(*asked).out == first
    assert json.loads(first)["as_of"] == "2026-11-01"


def test_markdown_goes_into_a_file(made: SiteFolder) -> None:
    called = made.kbgen("backtest", "--weeks", "10", "--format", "markdown", "--output", "backtest.md")
    assert (called.code, called.out) == (0, "")
    text = (made.root / "backtest.md").read_text("utf-8")
    assert text.startswith("# Backtest: 10 weeks up to 2026-11-22")
    assert "| usual a week |" in text


def test_too_short_a_past_is_said(made: SiteFolder) -> None:
    called = made.kbgen("backtest", "--as-of", "2025-08-03")
    assert called.code == 2
    assert "weeks of tickets, and a backtest needs 31 at least" in called.err


def test_without_tickets_the_way_to_them_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    called = make_site(tmp_path_factory.mktemp("empty")).kbgen("backtest")
    assert called.code == 2
    assert "kbgen tickets import" in called.err
