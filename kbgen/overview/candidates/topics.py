"""Flags of topics → what asks to write, update, translate, promote, mend or retire. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.overview.candidates.gaps import work_of
from kbgen.overview.candidates.keys import of_article, of_topic, of_translation
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.work import Ask, Key, Source, Subject, Work
from kbgen.tickets.flagging.kinds import Kind, Reason

if TYPE_CHECKING:
    from kbgen.tickets.flagging.flag import Flag

PART = 0.1
"""A language with less of the tickets than this is not named."""

WORKS: Mapping[Kind, Work] = {
    Kind.NEW: Work.NEW,
    Kind.UPDATE: Work.UPDATE,
    Kind.TRANSLATE: Work.TRANSLATE,
    Kind.PROMOTE: Work.PROMOTE,
    Kind.FIX: Work.FIX,
    Kind.RETIRE: Work.RETIRE,
}

_ON_ARTICLE = (Kind.UPDATE, Kind.RETIRE)


def homes(flags: Sequence[Flag]) -> dict[ArticleId, ArticleId]:
    """Articles that are brought up to date together: each goes with the first that a flag names. An article that a
    flag names first stays with itself, so that no chain of topics makes one piece of work of half the site."""
    named = sorted((flag for flag in flags if flag.kind in _ON_ARTICLE and flag.articles), key=lambda flag: flag.topic)
    found = {flag.articles[0]: flag.articles[0] for flag in named}
    for flag in named:
        for article in flag.articles:
            found.setdefault(article, flag.articles[0])
    return found


def asks(flags: Sequence[Flag], pages: Pages, lines: Mapping[str, str], source: LanguageCode) -> Iterator[Ask]:
    """One for each flag. ``lines``: where the topics file has a topic, ``path:line``; ``source``: the language in which
    new articles are first written."""
    for flag in flags:
        yield _ask(flag, pages, lines, source)


def _ask(flag: Flag, pages: Pages, lines: Mapping[str, str], source: LanguageCode) -> Ask:
    first = flag.articles[0] if flag.articles else ""
    known = pages.by_article.get(first, {})
    gap = known.get(flag.language) if flag.language else None
    work = Work.NOTICE if flag.incident else work_of(gap.row) if gap and gap.harm else WORKS[flag.kind]
    read = [gap] if gap else [one for id in flag.articles for one in pages.by_article.get(id, {}).values()]
    return Ask(
        key=_key(flag, first, work),
        work=work,
        source=Source.TOPICS,
        subject=pages.subject(first) if first and work is not Work.NOTICE else Subject(flag.name, flag.topic),
        evidence=flag,
        effort=flag.hours,
        saving=flag.saving.hours,
        urgent=flag.is_surge,
        article=first,
        topic=flag.topic,
        languages=(flag.language,) if flag.language else _asked_in(flag),
        tickets=round(flag.level.estimate, 2),
        views=pages.views(read),
        places=_places(flag, pages, lines, known[flag.language].row.path if gap and flag.language else ""),
        command=flag.command or _command(flag, work, source),
    )


def _key(flag: Flag, first: ArticleId, work: Work) -> Key:
    if work is Work.NOTICE:
        return of_topic(work.label, flag.topic)
    if flag.kind is Kind.TRANSLATE and flag.language:
        return of_translation(first, flag.language)
    if flag.kind in _ON_ARTICLE and first:
        return of_article(first)
    return of_topic(WORKS[flag.kind].label, flag.topic)


def _asked_in(flag: Flag) -> tuple[LanguageCode, ...]:
    """The languages of most of the tickets, the most first."""
    known = {code: number for code, number in flag.languages.items() if code}
    return tuple(code for code, number in known.items() if number >= PART * sum(known.values()))


def _places(flag: Flag, pages: Pages, lines: Mapping[str, str], page: str) -> tuple[str, ...]:
    if page:
        return (page,)
    files = tuple(path for article in flag.articles if (path := pages.source_path(article)))
    return files or ((lines[flag.topic],) if flag.topic in lines else ())


def _command(flag: Flag, work: Work, source: LanguageCode) -> str:
    """FOLDER is for the editor to choose. Tags are written by many, and editors copy this line into a shell."""
    if work is Work.NEW:
        article = f"FOLDER/{flag.topic.replace('_', '-')}"
        return f"kbgen new {shlex.quote(article)} --lang {source}"
    if Reason.BEHIND in flag.reasons:
        return f"kbgen gaps {flag.articles[0]}"
    return ""
