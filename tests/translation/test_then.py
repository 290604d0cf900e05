"""What git tells of earlier days equals what surveys said on those days; what cannot be known is said."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbgen.articles import starter
from kbgen.translation import survey, then
from kbgen.translation.kept_moments import FILE
from kbgen.translation.survey import Surveyor
from kbgen.translation.tally import Standing, Tally, standing_of, tally
from tests.repositories import Repo, make_repo
from tests.sites import SiteFolder, make_site
from tests.translation.records import confirm
from tests.translation.test_survey_law import ALLOW, CONFIRM, DELETE, TEXTS, WRITE, do

FIRST = date(2026, 8, 30)
WEEK = timedelta(weeks=1)

Counted = Mapping[tuple[str, str], Tally]


def commit(repo: Repo, day: date) -> None:
    """Everything that has changed, on the evening of a day."""
    when = f"{day}T20:00:00+0200"
    repo.git("add", "-A")
    repo.git("commit", "-q", "--allow-empty", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def surveyed(site: SiteFolder, day: date) -> Counted:
    """What a survey says now."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for row in survey.of_project(site.config, day).rows:
        found.setdefault((row.category, row.language), []).append(standing_of(row.state, row.grade))
    return {key: tally(part) for key, part in found.items()}


def told(site: SiteFolder, days: Sequence[date]) -> dict[date, Counted]:
    return {day: dict(seen.tallies) for day, seen in then.told(site.config, days).days.items()}


def forget(site: SiteFolder) -> None:
    """Without any cache."""
    shutil.rmtree(site.root / ".kbgen", ignore_errors=True)


RENAME = st.tuples(st.just("rename"), st.sampled_from(["et", "ru"]), st.sampled_from(["a", "b"]), st.just(""))


def change(site: SiteFolder, step: tuple[str, str, str, str]) -> None:
    """One thing that people do to the files, or a name that they change."""
    what, language, id, _ = step
    if what != "rename":
        return do(site, *step)
    old = site.root / f"content/{language}/{id}.md"
    new = site.root / f"content/{language}/sub/{id}.md"
    if old.is_file():
        new.parent.mkdir(exist_ok=True)
        old.replace(new)


# A text goes back to what it was; a source changes, and then the translation's record comes from a name that is lost.
@example([[("write", "et", "a", "et, later")], [("write", "et", "a", "et")], []], [True] * 3)
@example([[("write", "et", "a", "et, later")], [("rename", "ru", "a", "")], [("write", "ru", "a", "ru")]], [True] * 3)
# What is confirmed was never committed as it was; later it is.
@example([[("write", "et", "a", "et, later"), ("confirm", "ru", "a", "")], [("write", "et", "a", "et")]], [False, True])
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(WRITE | WRITE | DELETE | CONFIRM | ALLOW | RENAME, max_size=3), min_size=2, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_git_tells_what_surveys_said(weeks: list[list[tuple[str, str, str, str]]], committed: list[bool]) -> None:
    """Week by week; whatever was done, with and without what later surveys remember. A week without a commit is told
    as the one before."""
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder) / "site", {"content/et/a.md": TEXTS["et"], "content/ru/a.md": TEXTS["ru, of a"]})
        site.write(".gitignore", ".kbgen\n")
        repo = make_repo(site.root)
        commit(repo, FIRST)
        said = {FIRST: surveyed(site, FIRST)}
        for number, (steps, now) in enumerate(zip(weeks, committed, strict=False), 1):
            day = FIRST + number * WEEK
            for step in steps:
                change(site, step)
            if now:
                commit(repo, day)
                said[day] = surveyed(site, day)
            else:
                said[day] = said[day - WEEK]
        survey.of_project(site.config, FIRST)
        expected = {day: one for day, one in said.items() if one}
        assert told(site, list(said)) == expected
        assert told(site, list(said)) == expected, "remembered"
        forget(site)
        assert told(site, list(said)) == expected, "without a cache"
