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

from kbgen.translation import survey, then
from kbgen.translation.kept_moments import FILE
from kbgen.translation.tally import Standing, Tally, standing_of, tally
from tests.repositories import Repo, make_repo
from tests.sites import SiteFolder, make_site
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
        do(site, *step)
        return
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


# -- what repositories are like ----------------------------------------------------------------------------------------


def begun(root: Path, below: str = "") -> tuple[SiteFolder, Repo]:
    """A repository with a confirmed translation, in a site that is itself or in a folder of it."""
    files: dict[str, str | bytes] = {"content/et/a.md": TEXTS["et"], "content/ru/a.md": TEXTS["ru, of a"]}
    site = make_site(root / below, files)
    site.write(".gitignore", ".kbgen\n")
    repo = make_repo(root)
    commit(repo, FIRST)
    return site, repo


def counts(one: Counted, language: str, category: str = "") -> dict[str, int]:
    return {standing.value: count for standing, count in one[category, language].counts.items()}


def test_a_commit_without_changes_shows_what_is_now(tmp_path: Path) -> None:
    """Today's survey and the commit say the same."""
    site, _ = begun(tmp_path)
    assert told(site, [FIRST]) == {FIRST: surveyed(site, FIRST)}


def test_what_is_not_committed_is_not_in_the_past(tmp_path: Path) -> None:
    """Nor is it mistaken for what was there."""
    site, _ = begun(tmp_path)
    site.write("content/et/a.md", TEXTS["et, later"])
    assert counts(surveyed(site, FIRST), "ru") == {"critical": 1}
    assert counts(told(site, [FIRST])[FIRST], "ru") == {"fresh": 1}


def test_a_content_folder_within_a_larger_repository(tmp_path: Path) -> None:
    """Files outside of it are not looked at."""
    site, repo = begun(tmp_path, "help/site")
    repo.write("content/ru/other.md", "Not ours.\n")
    commit(repo, FIRST + WEEK)
    found = told(site, [FIRST, FIRST + WEEK])
    assert counts(found[FIRST + WEEK], "ru") == {"fresh": 1}


def test_a_content_folder_that_was_moved_is_followed(tmp_path: Path) -> None:
    """With the old words of its articles."""
    site, repo = begun(tmp_path)
    site.write("content/et/a.md", TEXTS["et, later"])
    commit(repo, FIRST + WEEK)
    site.settings(docs_dir="pages")
    repo.move("content", "pages")
    commit(repo, FIRST + 2 * WEEK)
    found = told(site, [FIRST, FIRST + WEEK, FIRST + 2 * WEEK])
    assert [counts(one, "ru") for one in found.values()] == [{"fresh": 1}, {"critical": 1}, {"critical": 1}]


def test_what_others_committed_counts_from_the_merge_on(tmp_path: Path) -> None:
    """The main line is that of first parents, whatever the days of other commits are."""
    site, repo = begun(tmp_path)
    repo.git("checkout", "-q", "-b", "other")
    site.write("content/et/a.md", TEXTS["et, later"])
    commit(repo, FIRST + WEEK)
    repo.git("checkout", "-q", "main")
    site.write("content/en/a.md", TEXTS["draft"])
    commit(repo, FIRST + WEEK)
    when = f"{FIRST + 2 * WEEK}T20:00:00+0200"
    repo.git("merge", "-q", "--no-ff", "-m", "x", "other", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
    found = told(site, [FIRST + WEEK, FIRST + 2 * WEEK])
    assert [counts(one, "ru") for one in found.values()] == [{"fresh": 1}, {"critical": 1}]
    assert then.told(site.config, [FIRST]).branch == "main"


def test_before_the_first_commit_nothing_is_known(tmp_path: Path) -> None:
    """And the day on which it begins is told."""
    site, _ = begun(tmp_path)
    found = then.told(site.config, [FIRST - WEEK, FIRST])
    assert list(found.days) == [FIRST]
    assert (found.begins, found.shallow, found.trouble) == (FIRST, False, "")


def test_a_shallow_clone_knows_the_newest_weeks(tmp_path: Path) -> None:
    """It says that it is shallow, and more is known as soon as the rest was fetched."""
    site, repo = begun(tmp_path / "whole")
    for number in (1, 2):
        site.write("content/et/a.md", TEXTS["et, later"] if number == 1 else TEXTS["et"])
        commit(repo, FIRST + number * WEEK)
    days = [FIRST + number * WEEK for number in range(3)]
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(tmp_path / "clone"))
    clone = SiteFolder(tmp_path / "clone")
    found = then.told(clone.config, days)
    assert (list(found.days), found.shallow, found.begins) == (days[2:], True, days[2])
    Repo(clone.root).git("fetch", "-q", "--unshallow")
    assert told(clone, days) == told(site, days)


def test_without_git_the_reason_is_told(tmp_path: Path) -> None:
    """No day is known."""
    site = make_site(tmp_path / "site")
    found = then.told(site.config, [FIRST])
    assert not found.days
    assert (found.none, found.trouble) == (True, "the articles are in no git repository")
    Repo(site.root).git("init", "-q")
    found = then.told(site.config, [FIRST])
    assert (found.none, found.trouble) == (True, "nothing has been committed yet")


def test_a_git_that_gives_no_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is another matter than no history."""
    site, _ = begun(tmp_path)
    monkeypatch.setenv("PATH", "")
    found = then.told(site.config, [FIRST])
    assert (found.none, found.trouble) == (False, "there is no program “git” on this computer")


def test_a_partial_clone_tells_what_it_can(tmp_path: Path) -> None:
    """Contents that it lacks are not fetched behind anybody's back."""
    site, repo = begun(tmp_path / "whole")
    site.write("content/et/a.md", TEXTS["et, later"])
    commit(repo, FIRST + WEEK)
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.root}", str(tmp_path / "clone"))
    found = then.told(SiteFolder(tmp_path / "clone").config, [FIRST, FIRST + WEEK])
    assert list(found.days) == [FIRST + WEEK]
    assert found.trouble == "the clone lacks contents of earlier commits"


def test_a_language_in_a_repository_of_its_own(tmp_path: Path) -> None:
    """Both are at the commits that they had."""
    site, _ = begun(tmp_path)
    own = make_repo(site.root / "content/fi")
    own.write("a.md", TEXTS["et"])
    commit(own, FIRST + WEEK)
    found = told(site, [FIRST, FIRST + WEEK])
    assert [sum(one["", "fi"].counts.get(gap, 0) for gap in (Standing.MISSING,)) for one in found.values()] == [1, 0]


# -- what is remembered -----------------------------------------------------------------------------------------------


def test_what_was_found_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where git no longer has the files."""
    site, repo = begun(tmp_path)
    site.write("content/et/a.md", TEXTS["et, later"])
    commit(repo, FIRST + WEEK)
    before = told(site, [FIRST, FIRST + WEEK])
    monkeypatch.setattr("kbgen.translation.archive.Archive.files", _refuse)
    assert told(site, [FIRST, FIRST + WEEK]) == before


def _refuse(*asked: object) -> None:
    raise AssertionError("a commit is looked at again")


def test_a_foreign_or_damaged_cache_is_not_believed(tmp_path: Path) -> None:
    """It is as good as none."""
    site, _ = begun(tmp_path)
    expected = told(site, [FIRST])
    cache = site.root / FILE
    good = cache.read_text("ascii")
    assert '"fresh":1' in good
    for bad in (good.replace('"fresh":1', '"fresh":9'), good[:40], "\x00\n\t\t\n", good.replace("\t", " ")):
        cache.write_text(bad, "ascii")
        assert told(site, [FIRST]) == expected


def test_other_exceptions_or_languages_are_another_question(tmp_path: Path) -> None:
    """What is remembered depends on the settings that decide it."""
    site, _ = begun(tmp_path)
    assert ("", "fi") in told(site, [FIRST])[FIRST]
    site.settings(plugins=[{"kbgen": {"source_language": "et", "languages": {"et": {}, "ru": {}}}}])
    assert {language for _, language in told(site, [FIRST])[FIRST]} == {"et", "ru"}
