"""When articles changed: by git, in real repositories, else by their front matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kbgen.articles.article import Article
from kbgen.articles.front_matter import parse
from kbgen.tickets.effect.changes import ArticleChange, Kind, Known, changes_of, days_by_topic, together
from kbgen.translation.grading import Grade
from kbgen.translation.history import History
from tests.repositories import Repo, make_repo

BODY = """
The mailbox is full when it holds more than it may, and then it takes in nothing.

Delete what you no longer need, from the largest message on, and empty the bin.

Or buy more space under “Services”.
"""
HEAD = "---\ntitle: Full mailbox\npublished: 2025-06-01\nupdated: 2026-02-01\n---\n"
TEXT = HEAD + BODY


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return make_repo(tmp_path / "repo")


def article(text: str = TEXT) -> Article:
    found, _ = parse(text, id="a", language="et", path="content/et/a.md")
    assert found is not None
    return found


def found(root: Path, *, exactly: bool = True) -> list[tuple[date, Kind, Known]]:
    with History(root / "content", ("et", "ru"), main_line=True) as history:
        changes = changes_of(article(), history, exactly=exactly)
    return [(change.day, change.kind, change.known) for change in changes]


def test_without_git_the_front_matter_tells(tmp_path: Path) -> None:
    """When it was published, and when it was updated."""
    assert found(tmp_path) == [
        (date(2025, 6, 1), Kind.WRITTEN, Known.FRONT_MATTER),
        (date(2026, 2, 1), Kind.CHANGED, Known.FRONT_MATTER),
    ]


def test_without_any_date_nothing_is_known(tmp_path: Path) -> None:
    """Somebody has to name the day."""
    with History(tmp_path / "content") as history:
        assert changes_of(article(BODY), history) == []


def test_git_tells_when_it_came_and_when_its_meaning_changed(repo: Repo) -> None:
    """A comma, a typo and new dates are no change that readers notice."""
    repo.commit()
    repo.commit(et=TEXT)
    repo.commit(et=TEXT.replace("may, and then", "may; then"))
    repo.commit(et=TEXT.replace("longer need", "longer ned"))
    repo.commit(et=TEXT.replace("2026-02-01", "2026-03-04"))
    new = TEXT.replace("Or buy more space", "The bin empties itself after 30 days. Or buy more space")
    repo.commit(et=new)
    assert found(repo.root) == [
        (date(2026, 3, 2), Kind.WRITTEN, Known.GIT),
        (date(2026, 3, 6), Kind.CHANGED, Known.GIT),
    ]


def test_looking_over_sees_many_words_and_passes_over_few(repo: Repo) -> None:
    """What is quick and enough for other topics."""
    repo.commit()
    repo.commit(et=TEXT)
    repo.commit(et=TEXT.replace("longer need", "longer want"))
    repo.commit(et=TEXT + "\nA whole new paragraph with many words that nobody has read before.\n")
    assert [day for day, *_ in found(repo.root, exactly=False)] == [date(2026, 3, 2), date(2026, 3, 4)]


def test_what_a_repository_began_with_is_as_old_as_it_says(repo: Repo) -> None:
    """The first commit brings in what was there before."""
    repo.commit(et=TEXT)
    assert found(repo.root) == [(date(2025, 6, 1), Kind.WRITTEN, Known.FRONT_MATTER)]


def test_a_draft_is_not_written_yet(repo: Repo) -> None:
    """Nobody can read it; it is written on the day on which it stops being one."""
    repo.commit()
    repo.commit(et=TEXT.replace("---\n\nThe", "draft: true\n---\n\nThe"))
    repo.commit(et=TEXT)
    assert found(repo.root) == [(date(2026, 3, 3), Kind.WRITTEN, Known.GIT)]


def test_a_renamed_article_keeps_its_days(repo: Repo) -> None:
    """It is the same text for its readers."""
    repo.commit()
    repo.write("content/et/old.md", TEXT)
    repo.commit()
    repo.move("content/et/old.md", "content/et/a.md")
    repo.commit()
    assert found(repo.root) == [(date(2026, 3, 2), Kind.WRITTEN, Known.GIT)]


CHANGE = ArticleChange("a", "et", date(2026, 3, 1), Kind.WRITTEN, Known.GIT)


def test_changes_within_four_weeks_are_one() -> None:
    """With the first one's day and the worst one's grade; of another language it is another."""
    later = replace(CHANGE, day=date(2026, 3, 20), kind=Kind.CHANGED, grade=Grade.CRITICAL)
    after = replace(later, day=date(2026, 4, 10))
    russian = replace(later, language="ru")
    assert together([after, russian, later, CHANGE]) == [
        replace(CHANGE, more=1, grade=Grade.CRITICAL),
        russian,
        after,
    ]


def test_a_topic_has_the_days_of_all_its_articles() -> None:
    """Sorted, each once."""
    days = {"a": [date(2026, 3, 2), date(2026, 3, 1)], "b": [date(2026, 3, 2)]}
    assert days_by_topic(days, {"mail": ("a", "b"), "dns": ("c",)}) == {
        "mail": (date(2026, 3, 1), date(2026, 3, 2)),
        "dns": (),
    }
