"""The last weeks, out of git and out of what reports have written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kbgen.overview import kept_history
from kbgen.overview.kept_history import Kept
from kbgen.overview.past import Moment, Origin, Past, past, week_ends
from kbgen.translation.tally import Standing, Tally
from tests.repositories import make_repo
from tests.sites import SiteFolder, make_site
from tests.translation.test_survey_law import TEXTS
from tests.translation.test_then import begun, commit

TODAY = date(2026, 11, 18)
ENDS = week_ends(TODAY)
FRESH = Tally({Standing.FRESH: 1})
MISSING = Tally({Standing.MISSING: 1})


def now(*languages: str) -> Moment:
    found = dict.fromkeys(languages, FRESH)
    return Moment(TODAY, Origin.DISK, found, {("", code): one for code, one in found.items()})


def of(site: SiteFolder, kept: Kept = kept_history.NOTHING, today: Moment | None = None) -> Past:
    return past(site.config, today or now("et", "ru"), kept)


def origins(found: Past) -> str:
    """A letter for each moment."""
    return "".join(moment.origin.value[0] for moment in found.moments)


@pytest.mark.parametrize("day", [date(2026, 11, 15) + timedelta(days=n) for n in range(8)])
def test_weeks_end_on_sundays_that_are_over(day: date) -> None:
    """Twelve of them, a week apart, the last of them within the seven days before."""
    ends = week_ends(day)
    assert len(ends) == 12
    assert {end.isoweekday() for end in ends} == {7}
    assert all(after - before == timedelta(weeks=1) for before, after in pairwise(ends))
    assert timedelta(0) < day - ends[-1] <= timedelta(weeks=1)


def test_git_comes_before_what_was_written_down(tmp_path: Path) -> None:
    """Weeks before its first commit are told by the file, others by nobody."""
    site = make_site(tmp_path, {"content/et/a.md": TEXTS["et"], "content/ru/a.md": TEXTS["ru, of a"]})
    repo = make_repo(tmp_path)
    commit(repo, ENDS[6])
    kept = kept_history.NOTHING
    for day in (ENDS[4], ENDS[5] - timedelta(days=2), ENDS[8]):
        kept = kept_history.with_day(kept, day, {"et": FRESH, "ru": MISSING})
    found = of(site, kept)
    assert origins(found) == "uuuuffggggggd"
    assert [moment.day for moment in found.moments] == [*ENDS, TODAY]
    assert found.moments[5].languages == {"et": FRESH, "ru": MISSING}
    assert found.moments[8].languages["ru"].counts == {Standing.FRESH: 1}
    assert (found.branch, found.begins) == ("main", ENDS[6])
    assert found.first is found.moments[4]


def test_without_git_and_file_only_today_is_known(tmp_path: Path) -> None:
    """And it is said what git lacks."""
    found = of(make_site(tmp_path / "site"))
    assert origins(found) == "uuuuuuuuuuuud"
    assert found.first is None
    assert found.trouble == "the articles are in no git repository"


def test_a_language_that_was_added_later_was_not_missing_before(tmp_path: Path) -> None:
    """It counts from its first article on; one that has none yet is missing all the time."""
    site, repo = begun(tmp_path)
    site.write("content/fi/a.md", TEXTS["et"])
    commit(repo, ENDS[10])
    today = now("et", "ru", "fi")
    found = of(site, today=replace(today, languages={**today.languages, "en": MISSING}))
    assert [sorted(moment.languages) for moment in found.moments[9:12]] == [
        ["en", "et", "ru"],
        ["en", "et", "fi", "ru"],
        ["en", "et", "fi", "ru"],
    ]
    assert ("", "fi") not in found.moments[9].categories
    assert found.added == {"fi": ENDS[10]}


def test_a_detached_commit_has_no_branch(tmp_path: Path) -> None:
    """As builds by others have it."""
    site, repo = begun(tmp_path)
    repo.git("checkout", "-q", "--detach")
    found = of(site)
    assert found.branch == ""
    assert origins(found) == "ggggggggggggd"
