"""How many people read an article, how many of them it helped, and what they looked for in vain.

Exports overlap: somebody imports March again, or the whole quarter after its months. Of a page, each day counts as the
last import says that covers the day and names the page; so nothing counts twice, and a new import mends an old one. An
export of a month counts evenly for each of its days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.tickets.readers import keeping
from kbgen.tickets.readers.pages import Page, Pages
from kbgen.tickets.readers.rows import Kind

if TYPE_CHECKING:
    import duckdb


class Share(NamedTuple):
    """A share of votes with its 95 % interval."""

    estimate: float
    low: float
    high: float


def wilson(up: int, down: int) -> Share:
    """The share of ``up`` among both, with Wilson's score interval (Wilson 1927): it stays between 0 and 1, and is wide
    where there are few votes. There must be one.
    """
    z, n = 1.959964, up + down
    share = up / n
    centre = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Share(share, max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


@dataclass(frozen=True, slots=True)
class Readership:
    """Of an article in one language. ``views_week``: views in a week, over the days that imports cover; None where no
    import tells of views. ``up`` and ``down``: the votes, helpful or not.
    """

    views_week: float | None = None
    up: int = 0
    down: int = 0

    @property
    def helpful(self) -> Share | None:
        """The share of readers whom it helped; None without votes."""
        return wilson(self.up, self.down) if self.up + self.down else None


@dataclass(frozen=True, slots=True)
class EmptySearch:
    """Words that found nothing, and how often in a week they were searched for."""

    query: str
    language: LanguageCode
    searches: int
    searches_week: float


# Every day of every source in the window; then for each page and day only the latest source that names the page.
_BY_DAY = """
WITH source AS (
    SELECT s.number, greatest(s.first, $since) AS first, least(s.last, $until) AS last
    FROM reader_source s WHERE s.first < $until AND s.last > $since
), day AS (
    SELECT number, unnest(range(first::TIMESTAMP, last::TIMESTAMP, INTERVAL 1 DAY))::DATE AS day FROM source
), named AS (SELECT DISTINCT source, {key} FROM {table}),
ruling AS (
    SELECT {key}, day, max(source) AS source FROM named JOIN day ON day.number = named.source GROUP BY ALL
)
SELECT {found} FROM ruling r JOIN {table} v USING (source, {key})
WHERE r.day >= v.first AND r.day < v.last GROUP BY {key}
"""


def of(store: Any, pages: Pages, since: date, until: date) -> Mapping[tuple[ArticleId, LanguageCode], Readership]:
    """The readership of each article and language between two days (the second one excluded) of which anything is
    known. ``store``: a ``tickets.store.Store``; ``pages``: of the site as it is now, by which old addresses count.
    """
    connection = store.connection
    if not keeping.is_there(connection):
        return {}
    weeks = _covered_days(connection, "view", since, until) / 7
    views: dict[Page, float] = {}
    for page, (number,) in _rows(connection, pages, "reader_view", ("views",), since, until):
        views[page] = views.get(page, 0.0) + number
    votes: dict[Page, tuple[float, float]] = {}
    for page, (up, down) in _rows(connection, pages, "reader_vote", ("up", "down"), since, until):
        before = votes.get(page, (0.0, 0.0))
        votes[page] = (before[0] + up, before[1] + down)
    found: dict[tuple[ArticleId, LanguageCode], Readership] = {}
    for page in (*views, *(page for page in votes if page not in views)):
        up, down = votes.get(page, (0.0, 0.0))
        week = views.get(page, 0.0) / weeks if weeks else None
        found[page.article, page.language] = Readership(week, round(up), round(down))
    return found


def empty_searches(store: Any, since: date, until: date) -> Mapping[LanguageCode, tuple[EmptySearch, ...]]:
    """What was searched for in vain between two days (the second excluded), by language, the most frequent first."""
    connection = store.connection
    if not keeping.is_there(connection):
        return {}
    weeks = _covered_days(connection, "search", since, until) / 7
    found_columns = f"language, query, {_summed('searches')}"
    rows = _by_day(connection, "reader_search", "language, query", found_columns, since, until)
    found: dict[LanguageCode, list[EmptySearch]] = {}
    for language, query, number in rows:
        if times := round(number):
            found.setdefault(language, []).append(EmptySearch(query, language, times, number / weeks))
    return {
        language: tuple(sorted(found[language], key=lambda one: (-one.searches, one.query)))
        for language in sorted(found)
    }


def told(store: Any, kind: Kind, since: date, until: date) -> tuple[date, date] | None:
    """The first and the last day between two days (the second excluded) of which imports tell of views, votes or
    searches; None where none does."""
    connection = store.connection
    if not keeping.is_there(connection):
        return None
    first, last = connection.execute(
        "SELECT min(first), max(last) FROM reader_source WHERE kind = ? AND first < ? AND last > ?",
        [kind.value, until, since],
    ).fetchall()[0]
    return (max(first, since), min(last, until) - timedelta(days=1)) if first else None


def _rows(
    connection: duckdb.DuckDBPyConnection,
    pages: Pages,
    table: str,
    measures: tuple[str, ...],
    since: date,
    until: date,
) -> list[tuple[Page, list[float]]]:
    """Measures by page of today; an address that is nobody's any more counts for the article that it was kept for."""
    found = []
    columns = ", ".join(["address", "any_value(v.article)", "any_value(v.language)", *map(_summed, measures)])
    for address, article, language, *numbers in _by_day(connection, table, "address", columns, since, until):
        page = pages.known.get(address) or Page(article, language)
        if page.article:
            found.append((page, numbers))
    return found


def _summed(measure: str) -> str:
    return f"sum(v.{measure} / (v.last - v.first))"


def _by_day(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, columns: str, since: date, until: date
) -> list[Any]:
    query = _BY_DAY.format(table=table, key=key, found=columns)
    return connection.execute(query, {"since": since, "until": until}).fetchall()


def _covered_days(connection: duckdb.DuckDBPyConnection, kind: str, since: date, until: date) -> int:
    """Days of the window of which any import of this kind tells."""
    rows = connection.execute(
        "SELECT first, last FROM reader_source WHERE kind = ? AND first < ? AND last > ? ORDER BY first",
        [kind, until, since],
    ).fetchall()
    days, reached = 0, since
    for first, last in rows:
        begin, end = max(first, reached), min(last, until)
        if end > begin:
            days += (end - begin) // timedelta(days=1)
            reached = end
    return days
