"""Topics in words: what customers ask most, what rises, and where it would pay to answer."""

from __future__ import annotations

from kbgen.overview.absent import Absent
from kbgen.overview.topics import Topics
from kbgen.overview.trend import QUARTER
from kbgen.reports.overview import cells, durations, needs
from kbgen.reports.overview.document import Block, KeyFigure, KeyFigures, Section
from kbgen.reports.overview.sections.topics_asked import by_channel, by_language, most_asked
from kbgen.reports.overview.sections.topics_data import data, searches
from kbgen.reports.overview.sections.topics_effort import effort, first_hours
from kbgen.reports.overview.sections.topics_rises import rises
from kbgen.wording import Words


def section(part: Topics | Absent, words: Words) -> Section:
    """The section of the report."""
    title = words.gettext("Topics")
    if isinstance(part, Absent):
        lead = words.gettext("What customers ask is not known yet.")
        return Section("topics", title, lead, needs.paragraphs(part, words))
    blocks: list[Block] = [
        _figures(part, words),
        *rises(part, words),
        most_asked(part, words),
        by_language(part, words),
        by_channel(part, words),
        *effort(part, words),
        *searches(part, words),
        *data(part, words),
    ]
    return Section("topics", title, _lead(part, words), tuple(blocks))


def _lead(part: Topics, words: Words) -> str:
    if not part.asked:
        return words.gettext("No ticket has a topic yet.")
    first = part.asked[0].name
    rising = len(part.news) + len(part.rises)
    if rising:
        return words.ngettext(
            "%(num)s topic rises more than chance explains. Most asked: %(first)s.",
            "%(num)s topics rise more than chance explains. Most asked: %(first)s.",
            rising,
            first=first,
        )
    return words.gettext("Nothing rises more than chance explains. Most asked: %(first)s.", first=first)


def _figures(part: Topics, words: Words) -> KeyFigures:
    found = [
        KeyFigure(
            "tickets_quarter",
            words.ngettext("tickets in %(num)s week", "tickets in %(num)s weeks", QUARTER),
            words.number(part.all.trend.tickets),
            part.all.trend.tickets,
            note=_against(part, words),
        ),
        KeyFigure(
            "topics_asked",
            words.gettext("topics that are asked about"),
            words.number(part.found),
            part.found,
            note=_too_few(part, words),
        ),
        KeyFigure(
            "answered",
            words.gettext("of the questions are about topics with an article"),
            words.share(part.answered),
            round(part.answered, 4),
            note=words.gettext("as far as it is known which articles answer which topics"),
        ),
        KeyFigure(
            "topics_rising",
            words.gettext("topics that rise"),
            words.number(len(part.news) + len(part.rises)),
            len(part.news) + len(part.rises),
            note=words.gettext("new tags among them: %(number)s", number=words.number(len(part.news))),
        ),
    ]
    saved = first_hours(part)
    if saved.high:
        found.append(
            KeyFigure(
                "saving_hours_month",
                words.gettext("can be saved a month by the ten best pieces of work"),
                durations.text(saved.estimate, words),
                round(saved.estimate, 1),
                note=words.gettext("%(hours)s; an estimate, no promise", hours=durations.between(saved, words)),
            )
        )
    return KeyFigures(tuple(found))


def _against(part: Topics, words: Words) -> str:
    ratio = part.all.trend.ratio
    if ratio is None:
        return words.gettext("there is no quarter before to compare with")
    return words.gettext("%(change)s against the quarter before", change=cells.change_with_interval(ratio, words))


def _too_few(part: Topics, words: Words) -> str:
    if not part.too_few:
        return ""
    return words.ngettext(
        "%(num)s of them with too few tickets to tell a rise",
        "%(num)s of them with too few tickets to tell a rise",
        len(part.too_few),
    )
