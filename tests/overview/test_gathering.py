"""All parts of the report together."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.errors import KbgenError, WrongUse
from kbgen.overview import desk as desks
from kbgen.overview import gathering
from kbgen.overview.absent import Absent, Need
from kbgen.overview.desk import Desk
from tests.sites import SiteFolder

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("error", [KbgenError("the disk has gone"), WrongUse("the disk has gone")])
def test_a_part_that_fails_leaves_the_others(
    site: SiteFolder, error: KbgenError, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason in its place."""

    def fail(desk: Desk) -> Absent:
        raise error

    monkeypatch.setattr(gathering, "quality", fail)
    with desks.of_project(site.config, "en", DAY) as desk:
        found = gathering.overview(desk)
    assert found.quality == Absent((), "the disk has gone")
    assert not isinstance(found.coverage, Absent)


def test_a_mistake_of_kbgens_own_is_not_hidden(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes a report of a bug, not a gap that nobody notices."""
    monkeypatch.setattr(gathering, "quality", lambda desk: 1 // 0)
    with desks.of_project(site.config, "en", DAY) as desk, pytest.raises(ZeroDivisionError):
        gathering.overview(desk)


def test_sources_say_what_there_is(site: SiteFolder) -> None:
    """Of articles, how many there are; of the rest, what would bring it."""
    with desks.of_project(site.config, "en", DAY) as desk:
        found = gathering.overview(desk).sources
    assert (found.content.articles, found.content.pages, found.content.day) == (4, 11, DAY)
    assert found.git == Absent((Need.GIT,))
    assert found.tickets == Absent((Need.TICKETS,))
    assert found.topics_file == Absent((Need.TOPICS_FILE,))
    assert (found.views, found.votes) == (Absent((Need.VIEWS,)), Absent((Need.VOTES,)))
