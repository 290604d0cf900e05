"""The values of the report → a document in its language."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.overview.absent import Absent
from kbgen.overview.gathering import Overview
from kbgen.overview.sources import Content, History, Readers, Tickets, TopicsFile
from kbgen.reports.overview import needs
from kbgen.reports.overview.document import Document, Section, Source
from kbgen.reports.overview.sections import articles, coverage, effect, forecast, quality, topics, week
from kbgen.wording import Words


def document(overview: Overview, words: Words, *, charts: bool) -> Document:
    """The whole report. ``charts``: whether they can be drawn."""
    sections = (
        week.section(overview.week, words),
        coverage.section(overview.coverage, words),
        topics.section(overview.topics, words),
        articles.section(overview.articles, words),
        effect.section(overview.effect, words),
        forecast.section(overview.forecast, words),
        quality.section(overview.quality, words),
    )
    return Document(
        title=words.gettext("Editors’ report"),
        site=overview.site,
        language=words.language,
        as_of=overview.day,
        lead=_lead(sections[0], words),
        sections=sections,
        sources=tuple(_sources(overview, words, charts)),
    )


def _lead(first: Section, words: Words) -> str:
    """The first thing to do, and why."""
    for table in first.tables():
        for row in table.rows:
            told = {column.name: cell.text for column, cell in zip(table.columns, row.cells, strict=True)}
            return words.gettext(
                "Begin with “%(subject)s”: %(work)s. %(why)s",
                subject=told["subject"],
                work=told["work"][:1].lower() + told["work"][1:],
                why=told["why"],
            )
        break
    return first.lead


def _sources(overview: Overview, words: Words, charts: bool) -> Iterator[Source]:
    found = overview.sources
    yield _source("content", words.gettext("Articles"), found.content, words)
    yield _source("git", words.gettext("History"), found.git, words)
    yield _source("tickets", words.gettext("Tickets"), found.tickets, words)
    yield _source("topics_file", words.gettext("Topics file"), found.topics_file, words)
    yield _source("views", words.gettext("Views"), found.views, words)
    yield _source("votes", words.gettext("Votes"), found.votes, words)
    drawn = words.gettext("Drawn in the page, and beside it as SVG and Vega-Lite.")
    without = words.gettext("Not drawn; their tables are there. `pip install 'kbgen[report]'` brings what draws them.")
    yield Source("charts", words.gettext("Charts"), drawn if charts else without, missing=not charts)


Found = Content | History | Tickets | TopicsFile | Readers | Absent


def _source(name: str, title: str, found: Found, words: Words) -> Source:
    if isinstance(found, Absent):
        return Source(name, title, " ".join(needs.sentences(found, words)), missing=True)
    return Source(name, title, _state(name, found, words))


def _state(name: str, found: Content | History | Tickets | TopicsFile | Readers, words: Words) -> str:
    match found:
        case Content():
            pages = words.ngettext("%(num)s page", "%(num)s pages", found.pages)
            return words.ngettext(
                "%(num)s article, in all languages together %(pages)s, as they lie on the disk; days are counted to "
                "%(day)s.",
                "%(num)s articles, in all languages together %(pages)s, as they lie on the disk; days are counted to "
                "%(day)s.",
                found.articles,
                pages=pages,
                day=words.day(found.day, "medium"),
            )
        case History():
            part = words.gettext("Only the newest part of the history was cloned.")
            return _commits(found, words) + ("" if found.whole else f" {part}")
        case Tickets():
            return _tickets(found, words)
        case TopicsFile():
            return words.ngettext(
                "%(num)s topic, of which %(answered)s with an article that answers it.",
                "%(num)s topics, of which %(answered)s with an article that answers them.",
                found.topics,
                answered=words.number(found.answered),
            )
        case Readers() if name == "views":
            return words.ngettext(
                "%(num)s view from %(first)s to %(last)s.",
                "%(num)s views from %(first)s to %(last)s.",
                found.number,
                **_days(found, words),
            )
        case Readers():
            return words.ngettext(
                "%(num)s vote from %(first)s to %(last)s.",
                "%(num)s votes from %(first)s to %(last)s.",
                found.number,
                **_days(found, words),
            )


def _tickets(found: Tickets, words: Words) -> str:
    weeks = words.ngettext("%(num)s week", "%(num)s weeks", found.weeks)
    said = words.ngettext(
        "%(num)s ticket, until %(day)s (%(weeks)s).",
        "%(num)s tickets, until %(day)s (%(weeks)s).",
        found.tickets,
        weeks=weeks,
        day=words.day(found.last, "medium"),
    )
    if found.imported is None:
        return said
    imported = words.gettext("Last import: %(day)s.", day=words.day(found.imported, "medium"))
    return f"{said} {imported}"


def _days(found: History | Readers, words: Words) -> dict[str, str]:
    return {"first": words.day(found.first, "medium"), "last": words.day(found.last, "medium")}


def _commits(found: History, words: Words) -> str:
    """How many there are, and of which days."""
    days = _days(found, words)
    if days["first"] == days["last"]:
        return words.ngettext(
            "%(num)s commit on %(day)s.", "%(num)s commits on %(day)s.", found.commits, day=days["first"]
        )
    return words.ngettext(
        "%(num)s commit from %(first)s to %(last)s.",
        "%(num)s commits from %(first)s to %(last)s.",
        found.commits,
        **days,
    )
