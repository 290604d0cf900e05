"""Small stories, each with one truth in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kbgen.tickets.statistics import Lane, detect
from tests.tickets.statistics.weeks import counts_of, host, steady


def test_an_incident_is_flagged_in_its_first_week() -> None:
    tickets = host()
    tickets["outage-on-monday"] = np.zeros(120, np.int64)
    tickets["outage-on-monday"][-1] = 12
    found = detect(counts_of(tickets))
    assert [(one.topic, one.lane, one.tickets) for one in found.signals] == [("outage-on-monday", Lane.NEW_TAG, 12)]


def test_a_spike_of_a_known_topic_is_flagged_with_its_ratio() -> None:
    tickets = host()
    tickets["topic-m"][-1] *= 3
    (one,) = detect(counts_of(tickets)).signals
    assert (one.topic, one.lane, one.weeks) == ("topic-m", Lane.SPIKE, 1)
    assert 1 < one.ratio.low < one.ratio.estimate < one.ratio.high


def test_a_quiet_week_is_quiet() -> None:
    """Three of four weeks without any change have no signal at all, where two lanes allow a tenth of false ones
    each."""
    weeks = [(seed, week) for seed in range(20) for week in (-1, -6, -11, -16, -21)]
    quiet = sum(not detect(counts_of(host(seed=seed)), week).signals for seed, week in weeks)
    assert quiet >= 75


def test_an_agency_with_a_few_tickets_a_week_is_told_that_they_are_too_few() -> None:
    tickets = steady(dict.fromkeys("abcdefghijkl", 32 / 12), 60)
    found = detect(counts_of(tickets))
    assert not found.signals
    assert set(found.too_few) >= set("abcdefghijkl") - {"f"}
    assert 20 < sum(one.weekly for one in found.expected.values()) < 45


def test_three_tags_born_in_one_week_are_announced_instead_of_flagged() -> None:
    tickets = host()
    for name in ("mail-setup", "mail-quota", "mail-spam-filter"):
        tickets[name] = np.zeros(120, np.int64)
        tickets[name][-1] = 20
    found = detect(counts_of(tickets))
    assert not found.signals
    (notice,) = found.notices
    assert notice.kind == "taxonomy-break"
    assert set(notice.tags) == {"mail-setup", "mail-quota", "mail-spam-filter"} == set(found.suspended)


def test_a_slow_rise_is_a_trend() -> None:
    tickets = host()
    rise = np.linspace(1, 2.2, 24)
    tickets["topic-m"][-24:] = np.round(tickets["topic-m"][-24:] * rise)
    lanes = {one.topic: one.lane for week in range(-8, 0) for one in detect(counts_of(tickets), week).signals}
    assert lanes.get("topic-m") is Lane.TREND


def test_a_rise_that_has_lasted_for_half_a_year_is_no_news() -> None:
    tickets = host()
    tickets["topic-m"][-30:] *= 3
    assert "topic-m" in {one.topic for one in detect(counts_of(tickets), -29).signals}
    assert "topic-m" not in {one.topic for week in (-4, -3, -2, -1) for one in detect(counts_of(tickets), week).signals}


@pytest.mark.parametrize("weeks", [110, 156])
def test_what_rises_every_year_is_announced_instead_of_flagged(weeks: int) -> None:
    """Domains end with the year, and the questions about their renewal come with it."""
    tickets = host(weeks)
    for last in range(weeks, 0, -52):
        tickets["topic-m"][max(last - 3, 0) : last] *= 3
    found = detect(counts_of(tickets))
    assert "topic-m" not in {one.topic for one in found.signals}
    assert ("seasonal", ("topic-m",)) in {(one.kind, one.tags) for one in found.notices}


def test_more_than_the_season_is_flagged() -> None:
    tickets = host(156)
    for last in (52, 104, 156):
        tickets["topic-m"][last - 3 : last] *= 2 if last < 156 else 7
    assert "topic-m" in {one.topic for one in detect(counts_of(tickets)).signals}


def test_an_incident_a_year_ago_is_no_season() -> None:
    """With two earlier years, both must have had it."""
    tickets = host(156)
    for last in (104, 156):
        tickets["topic-m"][last - 1 : last] *= 4
    assert "topic-m" in {one.topic for one in detect(counts_of(tickets)).signals}


def retagged() -> dict[str, NDArray[np.int64]]:
    """Ten weeks before the end, three tags give way to four new ones."""
    tickets = host()
    for old, new in (("topic-p", "mail"), ("topic-q", "web"), ("topic-r", "dns"), ("topic-o", "shop")):
        tickets[new] = np.zeros(120, np.int64)
        tickets[new][-10:] = tickets[old][-10:]
        tickets[old][-10:] = 0
    return tickets


def test_a_retagging_week_is_announced_with_what_began_and_what_ended() -> None:
    found = detect(counts_of(retagged()), -9)
    assert not {"mail", "web", "dns", "shop"} & {one.topic for one in found.signals}
    (notice,) = (one for one in found.notices if one.kind == "taxonomy-break")
    assert set(notice.tags) == {"mail", "web", "dns", "shop", "topic-o", "topic-p", "topic-q", "topic-r"}
    assert notice.week == counts_of(retagged()).weeks.first_day(110)


def test_new_tags_are_tested_once_half_a_year_of_them_is_there() -> None:
    tickets = host(160)
    for name in ("mail", "web", "dns"):
        tickets[name] = np.zeros(160, np.int64)
        tickets[name][-40:] = np.random.default_rng(5).poisson(20, 40)
    tickets["mail"][-15] = 80
    tickets["mail"][-1] = 80
    counts = counts_of(tickets)
    assert "mail" in detect(counts, -15).suspended
    assert "mail" not in {one.topic for one in detect(counts, -15).signals}
    assert not detect(counts).suspended
    assert "mail" in {one.topic for one in detect(counts).signals}


def test_a_renamed_tag_is_no_incident() -> None:
    tickets = host()
    tickets["topic-mail"] = np.zeros(120, np.int64)
    tickets["topic-mail"][-2:] = tickets["topic-p"][-2:]
    tickets["topic-p"][-2:] = 0
    found = detect(counts_of(tickets))
    assert not {"topic-mail"} & {one.topic for one in found.signals}
    (notice,) = (one for one in found.notices if one.kind == "taxonomy-break")
    assert notice.tags == ("topic-p", "topic-mail")
    assert "renamed" in notice.message


def test_an_incident_is_not_taken_for_the_new_name_of_a_tag_that_ended() -> None:
    tickets = host()
    tickets["outage"] = np.zeros(120, np.int64)
    tickets["outage"][-1] = 70
    tickets["topic-p"][-1:] = 0
    assert "outage" in {one.topic for one in detect(counts_of(tickets)).signals}


def test_spam_is_announced_and_nothing_is_flagged() -> None:
    """A thousand tickets without a topic, and some that people took for questions."""
    tickets = host()
    tickets["topic-k"][-1] += 60
    topicless = np.full(120, 8)
    topicless[-1] = 1000
    found = detect(counts_of(tickets, topicless=topicless))
    assert not found.signals
    (notice,) = found.notices
    assert (notice.kind, notice.tags) == ("spam", ("topic-k",))


def test_spam_of_last_week_is_no_yardstick_for_this_one() -> None:
    tickets = host()
    marked = {name: row.copy() for name, row in tickets.items()}
    for row in marked.values():
        row[-6] *= 10
    calm, burst = (detect(counts_of(one)).expected for one in (tickets, marked))
    assert all(abs(calm[name].weekly - burst[name].weekly) < 0.1 * calm[name].weekly + 0.2 for name in tickets)


def test_a_doubled_volume_is_announced_and_does_not_flood() -> None:
    tickets = host()
    for row in tickets.values():
        row[-1] *= 2
    found = detect(counts_of(tickets))
    assert [one.kind for one in found.notices] == ["volume-shock"]
    assert len(found.signals) <= 1


def test_an_incident_that_doubles_the_volume_alone_is_flagged_and_no_shock() -> None:
    tickets = host()
    tickets["topic-k"][-1] += 700
    found = detect(counts_of(tickets))
    assert [one.topic for one in found.signals] == ["topic-k"]
    assert not found.notices


def test_versions_are_no_topics() -> None:
    """Each release brings a new tag, which is on most tickets for a month."""
    tickets = host()
    total = np.sum(list(tickets.values()), axis=0)
    for release in range(30):
        name = f"app-{100 + release}"
        tickets[name] = np.zeros(120, np.int64)
        tickets[name][release * 4 : release * 4 + 6] = (total[release * 4 : release * 4 + 6] * 0.5).astype(np.int64)
    counts = counts_of(tickets)
    assert not {one.topic for week in range(-8, 0) for one in detect(counts, week).signals if "app" in one.topic}


def test_topics_may_be_numbered() -> None:
    """Where hardly any other tags are left, they are no versions."""
    tickets = {f"topic-{number}": row for number, row in enumerate(host().values())} | steady({"other": 20.0})
    tickets["topic-12"][-1] *= 3
    found = detect(counts_of(tickets))
    assert [one.topic for one in found.signals] == ["topic-12"]
    assert found.system == ()
    everything = counts_of(tickets).exposure
    counts = replace(counts_of(tickets | {"web": everything}), exposure=everything, all_tickets=everything)
    assert detect(counts).system == ("web",)


def test_a_large_topic_is_one_beside_a_tag_on_all_tickets() -> None:
    """A third of the tickets is about it; what tells of the system is the tag that is on each of them."""
    tickets = host()
    tickets["websites"] = steady({"websites": 250.0})["websites"]
    tickets["websites"][-1] *= 2
    counts = counts_of(tickets)
    everything = counts.exposure
    marked = replace(counts_of(tickets | {"web": everything}), exposure=everything, all_tickets=everything)
    found = detect(marked)
    assert [one.topic for one in found.signals] == ["websites"]
    assert found.system == ("web",)


def test_numbered_incidents_are_topics() -> None:
    """Numbers alone do not make tags versions: these are on few tickets, and only now and then."""
    tickets = host()
    for number in (4711, 4790, 4802, 4850):
        tickets[f"incident-{number}"] = np.zeros(120, np.int64)
    tickets["incident-4711"][50] = 12
    tickets["incident-4790"][70] = 9
    tickets["incident-4850"][-1] = 14
    assert "incident-4850" in {one.topic for one in detect(counts_of(tickets)).signals}


def test_weeks_without_data_are_no_weeks_without_tickets() -> None:
    tickets = host()
    observed = np.ones(120, np.bool_)
    observed[-12:-2] = False
    found = detect(counts_of(tickets, observed=observed))
    assert not found.signals
    (notice,) = found.notices
    assert (notice.kind, notice.week) == ("no-data", counts_of(tickets).weeks.first_day(108))
    assert "10 weeks" in notice.message


def test_a_week_without_data_is_not_judged() -> None:
    tickets = host()
    observed = np.ones(120, np.bool_)
    observed[-1] = False
    found = detect(counts_of(tickets, observed=observed))
    assert not found.signals
    assert found.notices[0].kind == "no-data"


@pytest.mark.parametrize("weeks", [1, 4, 12])
def test_a_short_past_is_said_and_standing_costs_are_there(weeks: int) -> None:
    found = detect(counts_of(host(weeks)))
    assert not found.signals
    assert [one.kind for one in found.notices] == ["little-history"]
    assert found.expected["topic-t"].weekly > 50
    assert found.too_few


def test_a_new_tag_has_a_ratio_that_can_be_written_down() -> None:
    tickets = host()
    tickets["outage"] = np.zeros(120, np.int64)
    tickets["outage"][-1] = 200
    (one,) = detect(counts_of(tickets)).signals
    assert 1 < one.ratio.low <= one.ratio.estimate <= one.ratio.high <= 999


def test_a_store_without_topics_or_data_has_nothing_to_tell() -> None:
    none = counts_of({"a": np.zeros(60, np.int64)}, observed=np.zeros(60, np.bool_))
    assert not detect(none).signals
    empty = replace(none, topics=(), tickets=none.tickets[:0], observed=np.ones(60, np.bool_))
    assert not detect(empty).signals and not detect(empty).expected
    no_weeks = counts_of({"a": np.zeros(0, np.int64)})
    assert not detect(no_weeks).signals


def test_a_topic_that_nobody_asks_about_costs_nothing() -> None:
    found = detect(counts_of({"a": np.zeros(60, np.int64)}))
    assert not found.signals
    assert found.expected["a"].weekly == 0


def test_the_level_of_a_topic_is_that_of_the_last_half_year() -> None:
    tickets = host()
    tickets["topic-m"][:-26] *= 5
    found = detect(counts_of(tickets)).expected["topic-m"]
    true = float(tickets["topic-m"][-26:].mean())
    assert found.low < true < found.high
    assert abs(found.weekly - true) < 0.15 * true


def test_a_shock_does_not_make_topics_too_few() -> None:
    tickets = host()
    calm = set(detect(counts_of(tickets)).too_few)
    for row in tickets.values():
        row[-1] *= 3
    assert len(set(detect(counts_of(tickets)).too_few) - calm) <= 1
