"""Headers of exports → which column is what, and which program wrote it.

Known are Matomo (page URLs and site search, with technical or translated names), GoatCounter, Plausible (the
dashboard's files and the whole export), Google Analytics 4 (pages and screens), and plain files with names that people
choose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.tickets.readers.rows import Kind


class Column(StrEnum):
    """What a column holds."""

    PATH = "path"
    URL = "url"
    HOST = "host"
    VIEWS = "views"
    UP = "helpful"
    DOWN = "unhelpful"
    DATE = "date"
    QUERY = "query"
    SEARCHES = "count"
    LANGUAGE = "language"
    BOT = "bot"
    EVENT = "event"


# Names as ``plain`` leaves them, the better one first: pageviews say more about a page than visitors do. Matomo's are
# its own in English, Estonian, Finnish and Russian; GA4's in English.
NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.PATH: (
        "path", "page", "page path", "page path and screen class", "page path + query string", "url path", "pathname",
        "address", "label", "name", "leht", "aadress", "sivu", "osoite", "страница", "адрес",
    ),
    Column.URL: ("metadata url", "url", "page url", "page location", "full page url", "sivun url", "lehe url"),
    Column.HOST: ("hostname", "host", "host name"),
    Column.VIEWS: (
        "nb hits", "pageviews", "page views", "views", "screen page views", "hits", "vaatamisi", "vaatamised",
        "lehevaatamised", "sivunäytöt", "sivulataukset", "näytöt", "katselut", "просмотры страниц", "просмотры",
        "unique pageviews", "nb visits", "visits", "visitors", "külastusi", "käynnit", "визиты",
    ),
    Column.UP: ("helpful", "up", "upvotes", "yes", "votes up", "kasulik", "hyödyllinen", "полезно"),
    Column.DOWN: ("unhelpful", "not helpful", "down", "downvotes", "no", "votes down", "ei ole kasulik",
                  "ei hyödyllinen", "бесполезно"),
    Column.DATE: ("date", "day", "time", "timestamp", "kuupäev", "päev", "päivä", "päivämäärä", "дата", "день"),
    Column.QUERY: (
        "query", "keyword", "search term", "search keyword", "search", "words", "otsing", "otsisõna", "märksõna",
        "haku", "hakusana", "avainsana", "запрос", "ключевое слово", "поисковый запрос",
    ),
    Column.SEARCHES: (
        "count", "searches", "nb hits", "nb visits", "times", "number", "total", "otsinguid", "arv", "hakuja", "haut",
        "määrä", "kpl", "число", "количество", "поиски",
    ),
    Column.LANGUAGE: ("language", "lang", "locale", "keel", "kieli", "язык"),
    Column.BOT: ("bot",),
    Column.EVENT: ("event",),
}  # fmt: skip

_VIEW_COLUMNS = (
    Column.PATH, Column.URL, Column.HOST, Column.VIEWS, Column.UP, Column.DOWN, Column.DATE, Column.BOT, Column.EVENT,
)  # fmt: skip
_SEARCH_COLUMNS = (Column.QUERY, Column.SEARCHES, Column.LANGUAGE, Column.DATE)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file is: ``form`` is the program or ``plain``; ``places``: the column of each thing. ``unsure``: the
    words may be searches, or titles of pages.
    """

    form: str
    kind: Kind
    places: Mapping[Column, int]
    unsure: bool = False


def plain(name: str) -> str:
    """``Metadata: url`` and ``nb_hits`` as the table above has them."""
    return " ".join(re.sub(r"[\s_:.\u00a0]+", " ", name.replace("\ufeff", "")).lower().split())


def recognise(header: Sequence[str], first: Sequence[Sequence[str]] = ()) -> Layout | None:
    """What a header tells; ``first``: the cells of some rows below it, for names that leave it open whether a page or
    words are meant. None for a header that tells nothing of the kind.
    """
    names = [plain(name) for name in header]
    if names and re.fullmatch(r"\d{1,2}path", names[0]):
        # GoatCounter puts the version of the form before the first name. Each row is one view.
        return Layout("goatcounter", Kind.VIEW, _places(["path", *names[1:]], _VIEW_COLUMNS))
    searches = _places(names, _SEARCH_COLUMNS)
    if Column.QUERY in searches:
        return Layout(_form(names, search=True), Kind.SEARCH, searches)
    views = _places(names, _VIEW_COLUMNS)
    if not views.keys() & {Column.PATH, Column.URL} or _is_other(names):
        return None
    if names[0] == "label" and Column.URL not in views and not _are_pages(first, views[Column.PATH]):
        places = searches | {Column.QUERY: views[Column.PATH]}
        return Layout("matomo", Kind.SEARCH, places, unsure=True) if Column.SEARCHES in searches else None
    if Column.VIEWS in views:
        return Layout(_form(names), Kind.VIEW, views)
    return Layout("plain", Kind.VOTE, views) if views.keys() & {Column.UP, Column.DOWN} else None


def _places(names: Sequence[str], columns: Sequence[Column]) -> dict[Column, int]:
    """The place of each column that is there, by the best of its names."""
    found = {}
    for column in columns:
        place = next((names.index(name) for name in NAMES[column] if name in names), None)
        if place is not None:
            found[column] = place
    return found


def _is_other(names: Sequence[str]) -> bool:
    """Whether a file counts something else by page or name: Plausible's entries, exits, events, browsers, countries."""
    if {"nb hits", "pageviews", "page views", "views"} & set(names):
        return False
    return bool({"events", "entrances", "exits", "unique entrances", "unique exits"} & set(names)) or (
        "name" in names and "visitors" in names
    )


def _form(names: Sequence[str], *, search: bool = False) -> str:
    there = set(names)
    if there & {"nb hits", "nb visits", "metadata url"} or (names[0] == "label" and not search):
        return "matomo"
    if there & {"page path and screen class", "page location", "full page url", "page path + query string"}:
        return "ga4"
    if not search and (there >= {"hostname", "page", "pageviews"} or there >= {"name", "visitors", "pageviews"}):
        return "plausible"
    return "plain"


def _are_pages(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether most cells look like addresses: Matomo calls the column of pages and that of words the same."""
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    return sum("/" in cell for cell in cells) * 2 > len(cells)
