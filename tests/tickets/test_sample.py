"""Invented tickets: always the same, as a web host's would be, and with the truth in them that truth.json tells."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import yaml
from click.testing import CliRunner
from numpy.typing import NDArray

from kbgen.commands.tickets.sample import command
from kbgen.errors import WrongUse
from kbgen.tickets.sample import host, stories
from kbgen.tickets.sample.draw import CHAT, CLOSED, DELETED, EMAIL, NO_TOPIC, PHONE, Drawn, draw
from kbgen.tickets.sample.stories import RENAMED, Span, Story
from kbgen.tickets.sample.tickets import local, rows, utc
from kbgen.tickets.sample.write import COUNTS, README, SEARCHES, TOPICS, TRUTH, VIEWS, ZENDESK, ZENDESK_JSON, write

ROOT = Path(__file__).resolve().parents[2]
END = date(2026, 11, 22)
SPAN = Span(END, 104 * 7)
ZONE = ZoneInfo(host.ZONE)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """Two years of the founding company."""
    return draw(SPAN, stories.of(SPAN), 1, 84_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smaller one, on disk."""
    path = tmp_path_factory.mktemp("sample") / "sample"
    write(path, SPAN, seed=1, a_year=6_000)
    return path


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def story(name: str) -> Story:
    """By its name."""
    return next(one for one in stories.of(SPAN) if one.name == name)


def weekly(drawn: Drawn, tag: str) -> NDArray[np.int64]:
    """How often a topic was asked in each block of seven days, the oldest first."""
    topic = [one.tag for one in drawn.topics].index(tag)
    end = datetime.combine(END, time(), ZONE).timestamp()
    back = ((end - drawn.seconds[drawn.topic == topic]) // (7 * 86400)).astype(int)
    return np.bincount(np.clip(103 - back, 0, 103), minlength=104)


# -- always the same -------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    """Byte for byte, the packed one too."""
    written = write(tmp_path / "again", SPAN, seed=1, a_year=6_000)
    assert sorted(written.files) == sorted(path.name for path in folder.iterdir())
    for name in written.files:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_another_seed_gives_other_tickets(drawn: Drawn) -> None:
    """But nearly as many, and about the same topics."""
    other = draw(SPAN, stories.of(SPAN), 2, 84_000)
    assert len(other) != len(drawn)
    assert abs(len(other) / len(drawn) - 1) < 0.03
    place = [one.tag for one in drawn.topics].index("password-reset")
    assert (other.topic == place).sum() == pytest.approx((drawn.topic == place).sum(), rel=0.1)


# -- as a web host's would be ----------------------------------------------------------------------------------------


def test_there_are_as_many_tickets_as_asked_for(drawn: Drawn) -> None:
    """In the last year."""
    year = datetime.combine(END - timedelta(days=364), time(), ZONE).timestamp()
    assert (drawn.seconds >= year).sum() == pytest.approx(84_000, rel=0.04)


def test_languages_and_channels_have_the_shares_of_the_host(drawn: Drawn) -> None:
    """Estonian half, Russian a fifth; two thirds by mail, a fifth by phone."""
    known = drawn.language[drawn.language >= 0]
    for place, (code, share) in enumerate(host.LANGUAGES.items()):
        assert (known == place).mean() == pytest.approx(share, abs=0.02), code
    assert (drawn.language < 0).mean() == pytest.approx(0.03, abs=0.005)
    for channel, share in zip((EMAIL, PHONE, CHAT), host.CHANNELS.values(), strict=True):
        assert (drawn.channel == channel).mean() == pytest.approx(share, abs=0.01)


def test_a_few_topics_make_most_of_the_work(drawn: Drawn) -> None:
    """And many topics the rest."""
    counts = sorted(np.bincount(drawn.topic[drawn.topic != NO_TOPIC]), reverse=True)
    assert sum(counts[:8]) / sum(counts) > 0.3
    assert len(counts) > 75
    assert (drawn.topic == NO_TOPIC).mean() == pytest.approx(0.11, abs=0.02)


def test_people_ask_on_workdays_and_by_day(drawn: Drawn) -> None:
    """In the host's time zone; nobody answers the phone at night or at weekends."""
    when = [datetime.fromtimestamp(second, ZONE) for second in drawn.seconds[::10].tolist()]
    days = Counter(one.weekday() for one in when)
    assert days[0] > days[4] > days[5] > days[6]
    assert sum(9 <= one.hour < 17 for one in when) / len(when) > 0.6
    calls = [datetime.fromtimestamp(second, ZONE) for second in drawn.seconds[drawn.channel == PHONE][::10].tolist()]
    assert {one.weekday() for one in calls} <= {0, 1, 2, 3, 4}
    assert {one.hour for one in calls} <= set(range(8, 18))


def test_weeks_vary_more_than_by_chance_alone(drawn: Drawn) -> None:
    """The variance of a steady topic's weeks is well above their mean."""
    weeks = weekly(drawn, "password-reset")
    assert weeks.var() > 2 * weeks.mean()


def test_some_tickets_are_merged_deleted_or_open(drawn: Drawn) -> None:
    """As in every help desk; only the newest are open."""
    assert 0.015 < drawn.merged.mean() < 0.03
    assert 0.01 < (drawn.status == DELETED).mean() < 0.02
    old = drawn.seconds < drawn.seconds[-1] - 60 * 86400
    assert set(np.unique(drawn.status[old])) == {CLOSED, DELETED}
    assert len(set(np.unique(drawn.status))) == 5


def test_all_articles_are_those_of_the_starter_content() -> None:
    """With the languages in which it has them."""
    for topic in host.ARTICLES:
        for code in host.LANGUAGES:
            there = (ROOT / "content" / code / f"{topic.article}.md").is_file()
            assert there == (code not in host.NOT_TRANSLATED.get(topic.article, ())), (topic.article, code)


# -- with the truth in them ------------------------------------------------------------------------------------------


def test_two_years_hold_every_story_and_half_a_year_only_those_that_fit() -> None:
    """A story without anything before it could not be told from an ordinary week."""
    assert len(stories.of(SPAN)) == 13
    short = stories.of(Span(END, 26 * 7))
    assert {one.name for one in short} >= {"link that nobody sends", "questions without an article"}
    assert "certificate incident" not in {one.name for one in short}
    for one in stories.of(SPAN):
        assert SPAN.start <= one.first <= one.last < END
        assert all(one.first <= day <= END for day in one.ask), one.name


def test_the_incident_comes_from_nothing(drawn: Drawn) -> None:
    """In the last days; and nobody had its tag before."""
    weeks = weekly(drawn, host.INCIDENT.tag)
    assert weeks[:-1].sum() == 0
    assert weeks[-1] > 50


def test_the_rise_is_slow(drawn: Drawn) -> None:
    """No week is far above the one before."""
    weeks = weekly(drawn, "two-step")
    assert weeks[-4:].mean() / weeks[-40:-12].mean() > 1.8
    assert weeks[-12:-8].mean() < weeks[-8:-4].mean() < weeks[-4:].mean()


def test_every_january_is_the_season_of_invoices(drawn: Drawn) -> None:
    """The one like the other."""
    weeks = weekly(drawn, "domain-renewal-invoice")
    high = [week for week in range(104) if weeks[week] > 1.8 * np.median(weeks)]
    months = {(END - timedelta(days=7 * (104 - week) - 3)).strftime("%Y-%m") for week in high}
    assert months == {"2025-01", "2026-01"}


def test_one_article_helps_and_the_other_does_not(drawn: Drawn) -> None:
    """Both look as if they did, if one compares with the weeks just before."""
    helped, not_helped = weekly(drawn, "mailbox-full"), weekly(drawn, "wordpress-slow")
    assert helped[-20:].mean() / helped[-46:-20].mean() == pytest.approx(0.5, abs=0.07)
    assert not_helped[-22:].mean() / not_helped[-25:-22].mean() < 0.45
    assert not_helped[-22:].mean() / not_helped[-60:-25].mean() == pytest.approx(1, abs=0.2)


def test_tags_get_other_names_on_one_day(drawn: Drawn) -> None:
    """Before it only the old ones are used, after it only the new ones."""
    day = story("tidied tags").first
    change = datetime.combine(day, time(10, 20), ZONE).timestamp()
    end = int(datetime.combine(END, time(), ZONE).timestamp())
    for row in rows(drawn, end):
        banned = RENAMED.values() if row.created < change else RENAMED
        assert not set(row.tags) & set(banned)


def test_spam_comes_in_a_burst(drawn: Drawn) -> None:
    """In English, by mail, on two days; hardly any of it has a topic."""
    first = story("spam").first
    days = {datetime.fromtimestamp(second, ZONE).date() for second in drawn.seconds[drawn.spam].tolist()}
    assert days == {first, first + timedelta(days=1)}
    assert (drawn.topic[drawn.spam] == NO_TOPIC).mean() > 0.8
    assert set(drawn.channel[drawn.spam]) == {EMAIL}
    assert drawn.spam.sum() > 600


def test_one_topic_leans_to_a_language_without_the_article(drawn: Drawn) -> None:
    """Name servers to Russian, PHP to Finnish."""
    codes = list(host.LANGUAGES)
    for tag, code in (("name-servers", "ru"), ("php-version", "fi")):
        of_it = drawn.topic == [one.tag for one in drawn.topics].index(tag)
        assert (drawn.language[of_it] == codes.index(code)).mean() > 0.3


def test_links_are_sent_or_not(drawn: Drawn) -> None:
    """Hardly ever the good one, nearly always the one that does not help."""
    linked = {
        one.tag: float(drawn.linked[(drawn.topic == place) & ~drawn.merged].mean())
        for place, one in enumerate(host.TOPICS)
    }
    assert linked["sftp"] < 0.04
    assert linked["password-reset"] > 0.78
    assert linked["email-bounce"] == 0
    assert weekly(drawn, "wordpress-error")[52:].sum() == 0 < weekly(drawn, "wordpress-error")[:30].min()


# -- in files --------------------------------------------------------------------------------------------------------


def test_every_file_says_that_it_is_synthetic(folder: Path) -> None:
    """By its name, and the others by what they say."""
    assert {path.name for path in folder.iterdir() if not path.name.startswith("synthetic-")} == {README, TRUTH}
    assert (folder / README).read_text("utf-8").startswith("SYNTHETIC DATA.")
    assert json.loads((folder / TRUTH).read_text("utf-8"))["synthetic"] is True


def test_csv_and_json_hold_the_same_tickets(folder: Path) -> None:
    """The one in the account's time without a zone, the other in UTC."""
    found = table(folder / ZENDESK)
    with gzip.open(folder / ZENDESK_JSON, "rt", encoding="utf-8") as file:
        objects: list[dict[str, Any]] = [json.loads(line)["ticket"] for line in file]
    assert [int(row["Id"]) for row in found] == [one["id"] for one in objects]
    for row, one in zip(found, objects, strict=True):
        assert row["Tags"].split() == one["tags"]
        assert row["Status"].lower() == one["status"]
        instant = datetime.fromisoformat(one["created_at"])
        assert instant.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") == row["Created at"]


def test_exports_hold_invented_people(folder: Path) -> None:
    """At a domain that nobody can own, so that tests can look for them where they must not be."""
    found = table(folder / ZENDESK)
    assert all(row["Requester email"].endswith("@customer.example") for row in found)
    assert all(row["Requester"].startswith("Invented Customer") for row in found)
    assert len({row["Requester email"] for row in found}) > 3000


def test_weekly_counts_add_up_to_the_tickets(folder: Path) -> None:
    """For weeks from Monday on, all of them whole."""
    counts = table(folder / COUNTS)
    weeks = sorted({date.fromisoformat(row["week"]) for row in counts})
    assert {week.weekday() for week in weeks} == {0}
    assert len(weeks) == 103
    asked = sum(
        1
        for row in table(folder / ZENDESK)
        if "invoice-copy" in row["Tags"].split()
        and row["Status"] != "Deleted"
        and "closed_by_merge" not in row["Tags"]
        and weeks[0] <= datetime.strptime(row["Created at"], "%Y-%m-%d %H:%M").date() < weeks[-1] + timedelta(days=7)
    )
    assert sum(int(row["count"]) for row in counts if row["tag"] == "invoice-copy") == asked


def test_views_and_searches_are_of_the_site(folder: Path) -> None:
    """Nobody sees a page that is not there; the liked article is liked."""
    views = {row["path"]: row for row in table(folder / VIEWS)}
    assert "/ru/dns/change-name-servers/" not in views
    assert int(views["/en/wordpress/white-screen/"]["views"]) < 10
    liked = [row for path, row in views.items() if "upload-files-sftp" in path]
    assert sum(int(row["up"]) for row in liked) > 5 * sum(int(row["down"]) for row in liked)
    assert {row["language"] for row in table(folder / SEARCHES)} == {"et", "ru", "en", "fi"}


def test_topics_file_names_topics_in_four_languages(folder: Path) -> None:
    """With both names of tags that were tidied."""
    topics = yaml.safe_load((folder / TOPICS).read_text("utf-8"))["topics"]
    assert topics["mail-setup"]["tags"] == ["email_setup"]
    assert all(set(one["name"]) == {"et", "en", "ru", "fi"} and one["articles"] for one in topics.values())


def test_hours_are_written_as_clocks_show_them() -> None:
    """Also in the nights when clocks change."""
    autumn = int(datetime(2026, 10, 25, 0, 59, tzinfo=UTC).timestamp())
    assert [local(autumn), local(autumn + 60)] == ["2026-10-25 03:59", "2026-10-25 03:00"]
    spring = int(datetime(2026, 3, 29, 0, 59, tzinfo=UTC).timestamp())
    assert [local(spring), local(spring + 60)] == ["2026-03-29 02:59", "2026-03-29 04:00"]
    assert utc(autumn + 5) == "2026-10-25T00:59:05Z"


# -- the command -----------------------------------------------------------------------------------------------------


def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    """With the time zone that the import will ask for; the folder may be filled again."""
    for _ in range(2):
        arguments = [str(tmp_path / "try"), "--weeks", "26", "--end", "2026-11-22", "--tickets-a-year", "500"]
        called = CliRunner().invoke(command, arguments, standalone_mode=False)
        assert called.exception is None
        assert f"kbgen tickets import {tmp_path / 'try' / ZENDESK} --timezone Europe/Tallinn" in called.output
    assert "--weeks 26 --end 2026-11-22" in (tmp_path / "try" / README).read_text("utf-8")


@pytest.mark.parametrize("other", ["notes.txt", TRUTH])
def test_invented_tickets_never_lie_among_other_files(tmp_path: Path, other: str) -> None:
    """Nothing is written there; a file that happens to have the name of ours is none of ours."""
    (tmp_path / other).write_text("[]", "utf-8")
    with pytest.raises(WrongUse, match="holds other files"):
        write(tmp_path, SPAN, seed=1, a_year=1000)
    assert [path.name for path in tmp_path.iterdir()] == [other]
    with pytest.raises(WrongUse, match="is not a folder"):
        write(tmp_path / other, SPAN, seed=1, a_year=1000)


def test_days_before_help_desks_are_refused(tmp_path: Path) -> None:
    """A slip of the hand, as a rule."""
    called = CliRunner().invoke(command, [str(tmp_path / "try"), "--end", "0226-11-22"], standalone_mode=False)
    assert isinstance(called.exception, WrongUse)
    assert not (tmp_path / "try").exists()
