"""What the figures of the report come from, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kbgen.overview.absent import Absent, Need

if TYPE_CHECKING:
    from kbgen.overview.desk import Desk
    from kbgen.tickets.situation import Situation


@dataclass(frozen=True, slots=True)
class Content:
    """``articles`` in any language; ``pages``: those that there are in each language, added up."""

    articles: int
    pages: int
    day: date


@dataclass(frozen=True, slots=True)
class Tickets:
    """``last``: the last day that counts; ``imported``: the day of the last import."""

    tickets: int
    weeks: int
    last: date
    imported: date | None


@dataclass(frozen=True, slots=True)
class TopicsFile:
    """``answered``: topics with an article that answers them."""

    topics: int
    answered: int


@dataclass(frozen=True, slots=True)
class Readers:
    """Views or votes of some days, both ends included."""

    number: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class History:
    """Commits with content. ``whole``: not only the newest part of the history was cloned."""

    commits: int
    first: date
    last: date
    whole: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """All of them."""

    content: Content
    git: History | Absent
    tickets: Tickets | Absent
    topics_file: TopicsFile | Absent
    views: Readers | Absent
    votes: Readers | Absent


def sources(desk: Desk) -> Sources:
    """What there is, and what is not."""
    there = desk.situation
    no_views = desk.tickets if isinstance(desk.tickets, Absent) and Need.TICKETS_EXTRA in desk.tickets.needs else None
    return Sources(
        content=_content(desk),
        git=_history(desk),
        tickets=desk.tickets if isinstance(desk.tickets, Absent) else _tickets(desk),
        topics_file=_topics_file(desk),
        views=_readers(there, "reader_view", "views") if there else no_views or Absent((Need.VIEWS,)),
        votes=_readers(there, "reader_vote", "up + down") if there else no_views or Absent((Need.VOTES,)),
    )


def _content(desk: Desk) -> Content:
    from kbgen.translation.standing import State

    rows = list(desk.survey.rows)
    return Content(len(desk.survey.articles), sum(row.state is not State.MISSING for row in rows), desk.today)


def _tickets(desk: Desk) -> Tickets | Absent:
    found = desk.flagged
    if found is None:
        return Absent((Need.TICKETS,))
    zone = desk.situation.zone if desk.situation else None
    imported = found.imported.astimezone(zone).date() if found.imported else None
    return Tickets(found.tickets, found.weeks, last_day(desk), imported)


def last_day(desk: Desk) -> date:
    """The last day of which tickets count."""
    there = desk.situation
    if there is None:
        return desk.today
    return there.last_day


def _topics_file(desk: Desk) -> TopicsFile | Absent:
    from kbgen.tickets.topics import load

    file, _ = load(desk.config)
    if not file.topics:
        return Absent((Need.TOPICS_FILE,))
    if desk.situation:
        return TopicsFile(len(file.topics), sum(topic in desk.situation.answers for topic in file.topics))
    return TopicsFile(len(file.topics), sum(bool(topic.articles) for topic in file.topics.values()))


def _readers(there: Situation, table: str, sum_of: str) -> Readers | Absent:
    from kbgen.tickets.readers import keeping

    nothing = Absent((Need.VIEWS if table == "reader_view" else Need.VOTES,))
    if not keeping.is_there(there.store.connection):
        return nothing
    row = there.store.connection.execute(
        f"SELECT sum({sum_of})::BIGINT, min(first), max(last) FROM {table} WHERE first < $today", {"today": there.today}
    ).fetchone()
    if row is None or row[1] is None:
        return nothing
    return Readers(int(row[0]), row[1], row[2] - timedelta(days=1))


def _history(desk: Desk) -> History | Absent:
    """Commits up to the day of the report."""
    from kbgen.translation import git

    try:
        repository = git.find(desk.config.content_dir)
        log = repository.run(["log", "--format=%cs", "HEAD", "--", repository.prefix or "."])
    except git.NothingKnown:
        return Absent((Need.GIT,))
    days = [day for line in log.decode("ascii", "replace").split() if (day := date.fromisoformat(line)) <= desk.today]
    return History(len(days), min(days), max(days), not repository.shallow) if days else Absent((Need.GIT,))
