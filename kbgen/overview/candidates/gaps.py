"""Gaps of translations → what asks to translate, revise, compare or confirm. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.articles.article import ArticleId
from kbgen.overview.candidates.keys import of_article, of_translation
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.work import Ask, Source, Work
from kbgen.translation import workload
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade, State
from kbgen.translation.workload import Gap


def work_of(row: Row) -> Work:
    """What closes a gap."""
    match row.state:
        case State.MISSING | State.STUB:
            return Work.TRANSLATE
        case State.AHEAD:
            return Work.UPDATE
        case State.UNCONFIRMED | State.ORPHAN:
            return Work.COMPARE if row.grade is Grade.CRITICAL else Work.CONFIRM
        case _:
            return Work.REVISE


def asks(pages: Pages, homes: Mapping[ArticleId, ArticleId]) -> Iterator[Ask]:
    """One for each gap that does any harm. ``homes``: articles that are brought up to date together with another."""
    for gap in pages.gaps:
        if gap.harm > 0:
            yield _ask(pages, gap, homes)


def _ask(pages: Pages, gap: Gap, homes: Mapping[ArticleId, ArticleId]) -> Ask:
    row = gap.row
    behind = row.state is State.AHEAD
    return Ask(
        # The work is on the source, as it is for reviews and for topics that rise.
        key=of_article(homes.get(row.article, row.article)) if behind else of_translation(row.article, row.language),
        work=work_of(row),
        source=Source.GAPS,
        subject=pages.subject(row.article),
        evidence=gap,
        effort=workload.minutes(row) / 60,
        terms=(pages.term(gap, workload.named(row), workload.weight(row, pages.weights)),),
        article=row.article,
        languages=(row.source if behind else row.language,),
        tickets=gap.demand.tickets,
        views=gap.demand.views,
        places=_places(pages, row),
        command=_command(row),
    )


def _places(pages: Pages, row: Row) -> tuple[str, ...]:
    """Those that findings name; else the file."""
    found = [note.place for note in row.findings if note.place]
    if row.state is State.AHEAD:
        found = [pages.source_path(row.article)]
    return tuple(dict.fromkeys(place for place in found if place)) or (row.path,)


def _command(row: Row) -> str:
    match row.state:
        case State.MISSING:
            return f"kbgen new {row.article} --lang {row.language}"
        case State.ORPHAN:
            return f"kbgen gaps {row.article}"
        case _:
            return f"kbgen diff {row.article} --to {row.language}"
