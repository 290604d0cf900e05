"""Coverage by category and language, on a small site with a history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.overview import desk as desks
from kbgen.overview.absent import Absent, Need
from kbgen.overview.coverage import Coverage, coverage
from kbgen.overview.past import Origin, week_ends
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State
from kbgen.translation.tally import TRUSTED, Standing, Tally, standing_of, tally, together
from kbgen.translation.workload import is_covered
from tests.repositories import make_repo
from tests.sites import SiteFolder, make_site
from tests.translation.records import recorded
from tests.translation.test_survey_law import TEXTS
from tests.translation.test_then import commit

TODAY = date(2026, 11, 18)

PAGE = Row("a", "ru", State.FRESH, Grade.NONE, "et", 0, 1, (), "", "", "", None, None, 0, False)
STANDINGS = st.lists(st.sampled_from(Standing), max_size=30)


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("state", State)
def test_what_can_be_trusted_is_what_gaps_calls_covered(state: State, grade: Grade) -> None:
    """Whatever the state and the grade."""
    page = PAGE._replace(state=state, grade=grade)
    assert (standing_of(state, grade) in TRUSTED) == is_covered(page)


@given(STANDINGS, STANDINGS)
def test_parts_add_up(one: list[Standing], other: list[Standing]) -> None:
    """Whichever way they are counted."""
    assert together([tally(one), tally(other)]) == tally([*one, *other])
    assert tally(one).pages == len(one)
    assert 0 <= (tally(one).covered or 0) <= 1


def site_with_history(root: Path) -> SiteFolder:
    """Two categories; in the last week the source of one article has changed, and another was written."""
    texts: dict[str, str | bytes] = {
        "content/et/dns/index.md": "---\ntitle: Nimeserverid\n---\n",
        "content/et/dns/a.md": TEXTS["et"],
        "content/ru/dns/a.md": recorded(TEXTS["ru"], TEXTS["et"], id="dns/a"),
        "content/et/mail/b.md": TEXTS["et"],
        "content/ru/mail/b.md": recorded(TEXTS["ru"], TEXTS["et"], id="mail/b"),
        "content/en/mail/b.md": "---\ntitle: Password\n---\n\nThe link is valid for 15 minutes.\n",
    }
    site = make_site(root, texts)
    repo = make_repo(root)
    commit(repo, week_ends(TODAY)[0])
    site.write("content/et/dns/a.md", TEXTS["et, later"])
    site.write("content/et/mail/c.md", TEXTS["et"])
    commit(repo, TODAY)
    return site


def found(site: SiteFolder, language: str = "en", history: Path | None = None) -> Coverage:
    with desks.of_project(site.config, language, TODAY, history=history) as desk:
        return coverage(desk)


def test_each_category_and_language_has_its_pages(tmp_path: Path) -> None:
    """The one where readers suffer most stands first; categories are called as their index is."""
    told = found(site_with_history(tmp_path))
    assert [(one.folder, one.title, one.language) for one in told.categories] == [
        ("dns", "Nimeserverid", "et"),
        ("mail", "", ""),
    ]
    russian = told.categories[0].parts["ru"]
    assert russian.standings.counts == {Standing.CRITICAL: 1, Standing.MISSING: 1}
    assert russian.total.covered == 0
    assert told.categories[1].parts["ru"].standings.counts == {Standing.FRESH: 1, Standing.MISSING: 1}
    assert told.whole.total.pages == 4 * 4
    assert told.languages["et"].total.covered == 1


def test_what_has_changed_is_told_for_each_part(tmp_path: Path) -> None:
    """Since the first week that is known."""
    told = found(site_with_history(tmp_path))
    assert told.past.first
    assert told.past.first.day == week_ends(TODAY)[0]
    assert told.categories[0].parts["ru"].before == Tally({Standing.FRESH: 1, Standing.MISSING: 1})
    assert told.categories[0].parts["ru"].change == -0.5
    assert told.languages["ru"].change == pytest.approx(1 / 4 - 2 / 3)


def test_today_is_counted_as_the_weeks_are(tmp_path: Path) -> None:
    """The last moment says the same as the whole."""
    told = found(site_with_history(tmp_path))
    assert told.today.origin is Origin.DISK
    assert told.today.all == told.whole.standings
    assert {code: one.standings for code, one in told.languages.items()} == told.today.languages


def test_without_tickets_it_is_said_what_would_bring_demand(tmp_path: Path) -> None:
    """And all pages weigh the same."""
    told = found(site_with_history(tmp_path))
    assert told.demand == Absent((Need.TICKETS,))
    assert told.whole.total.covered_demand == told.whole.total.covered


def test_a_site_without_articles_has_no_categories(tmp_path: Path) -> None:
    """Nor any share."""
    told = found(make_site(tmp_path, {}))
    assert told.categories == ()
    assert told.whole.total.covered is None


def test_the_same_project_is_told_the_same(tmp_path: Path) -> None:
    """With what was remembered, and without."""
    site = site_with_history(tmp_path)
    once = found(site)
    assert found(site) == once
    assert replace(found(site, "ru"), categories=()) == replace(once, categories=())
