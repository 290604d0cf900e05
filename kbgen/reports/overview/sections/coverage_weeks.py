"""How coverage has changed over the last weeks, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator

from kbgen.languages import LanguageCode
from kbgen.overview.absent import Need
from kbgen.overview.coverage import Part
from kbgen.overview.past import WEEKS, Moment, Origin, Past
from kbgen.reports.overview import needs, standings
from kbgen.reports.overview.cells import NONE, full_percents
from kbgen.reports.overview.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Details,
    Kind,
    Paragraph,
    Row,
    Stack,
    StackedBars,
    Table,
    Tone,
)
from kbgen.reports.overview.standings import percent
from kbgen.translation.tally import Tally
from kbgen.wording import Words


def blocks(past: Past, words: Words) -> Iterator[Block]:
    """The drawing of the weeks, each language's in a table, and what is not known and why."""
    if past.first is None:
        yield Paragraph(words.gettext("How coverage has changed is not known yet."), Tone.ABSENT)
    else:
        yield _chart(past, words)
        yield Details(words.gettext("The weeks of each language"), (_of_languages(past, words),))
    yield from (Paragraph(sentence, Tone.ABSENT) for sentence in _unknown(past, words))
    for code, day in past.added.items():
        yield Paragraph(
            words.gettext(
                "A language came in the week to %(day)s: %(name)s. Before, its pages are not counted.",
                day=words.day(day, "medium"),
                name=words.language_name(code),
            )
        )
    if past.problems:
        damaged = words.ngettext(
            "%(num)s line of the history file cannot be read. It is kept as it is.",
            "%(num)s lines of the history file cannot be read. They are kept as they are.",
            len(past.problems),
        )
        yield Paragraph(damaged, Tone.SERIOUS)
        yield Bullets(tuple(f"`{problem.path}:{problem.line}` {problem.message}" for problem in past.problems[:5]))


# -- drawing and tables ----------------------------------------------------------------------------------------------


def _chart(past: Past, words: Words) -> Chart:
    known = past.known
    stacks = tuple(
        Stack(group.title, group.tone, tuple(float(group.count(one.all)) for one in known))
        for group in standings.groups(words)
    )
    places = tuple(one.day for one in known)
    return Chart(
        "coverage-weeks",
        words.gettext("The last %(weeks)s weeks", weeks=words.number(WEEKS)),
        StackedBars(places, stacks, words.gettext("Pages")),
        _described(past, words),
        _table(past, words),
    )


def _described(past: Past, words: Words) -> str:
    first, last = past.known[0], past.known[-1]
    return words.gettext(
        "All pages at the end of each week, by how they stood; the last bar is today. Readers could trust %(before)s "
        "of them on %(first)s, and can trust %(now)s on %(last)s.",
        before=percent(first.all.covered, words),
        first=words.day(first.day, "medium"),
        now=percent(last.all.covered, words),
        last=words.day(last.day, "medium"),
    )


def _table(past: Past, words: Words) -> Table:
    columns = (
        Column("day", words.gettext("Day"), Kind.DAY),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        *standings.group_columns(standings.groups(words)),
        Column("source", words.gettext("Known from"), filtered=True),
        *standings.columns(words),
        Column("commit", "git", Kind.CODE, hidden=True),
    )
    rows = tuple(
        Row(
            (
                _day(one, words),
                *_cells(one.all, words),
                _origin(one, words),
                *standings.cells(one.all, words),
                Cell(one.commit, one.commit or None),
            )
        )
        for one in past.known
    )
    title = words.gettext("All languages, week by week")
    return Table("coverage-weeks", title, columns, rows, source=source(past, words), shown=WEEKS + 1)


def _of_languages(past: Past, words: Words) -> Table:
    columns = (
        Column("day", words.gettext("Day"), Kind.DAY),
        Column("language", words.gettext("Language"), filtered=True),
        Column("pages", words.gettext("Pages"), Kind.NUMBER),
        Column("covered", words.gettext("Can be trusted"), Kind.NUMBER),
        *standings.group_columns(standings.groups(words)),
        *standings.columns(words),
    )
    rows = tuple(
        Row(
            (
                _day(moment, words),
                Cell(words.language_name(code), code),
                *_cells(one, words),
                *standings.cells(one, words),
            )
        )
        for moment in past.known
        for code, one in moment.languages.items()
    )
    title = words.gettext("Each language, week by week")
    return Table("coverage-weeks-languages", title, columns, rows, source=source(past, words), shown=10)


def _day(moment: Moment, words: Words) -> Cell:
    return Cell(words.day(moment.day, "medium"), moment.day)


def _cells(one: Tally, words: Words) -> tuple[Cell, ...]:
    return (
        standings.number(one.pages, words),
        standings.share(one.covered, words),
        *standings.group_cells(standings.groups(words), one, words),
    )


def _origin(moment: Moment, words: Words) -> Cell:
    match moment.origin:
        case Origin.GIT:
            return Cell("git", moment.origin.value, note=f"`{moment.commit[:10]}`")
        case Origin.FILE:
            return Cell(words.gettext("earlier reports"), moment.origin.value)
        case Origin.DISK | Origin.UNKNOWN:
            return Cell(words.gettext("the files of today"), moment.origin.value)


def spark(past: Past, language: LanguageCode, words: Words) -> Cell:
    """A language's trusted share in percent, week by week; nothing for a week of which nothing is known."""
    shares = [one.languages[language].covered if language in one.languages else None for one in past.moments]
    percents = tuple(None if share is None else full_percents(share) for share in shares)
    known = [share for share in shares if share is not None]
    said = words.gettext(
        "from %(first)s to %(last)s",
        first=percent(known[0] if known else None, words),
        last=percent(known[-1] if known else None, words),
    )
    return Cell(said if len(known) > 1 else "", None, weeks=percents if len(known) > 1 else ())


def change(one: Part, words: Words) -> str:
    """By how many percentage points the trusted share has changed since the first known week; a dash where nobody
    knows."""
    if one.change is None:
        return NONE
    points = round(100 * one.change)
    return f"{'+' if points > 0 else '−' if points < 0 else '±'}{words.number(abs(points))}"


def note(one: Part, words: Words) -> str:
    """The same below the share; nothing where nothing has changed, or nobody knows."""
    return change(one, words) if one.change and round(100 * one.change) else ""


# -- where it comes from ---------------------------------------------------------------------------------------------


def source(past: Past, words: Words) -> str:
    """Where the weeks come from."""
    origins = {one.origin for one in past.known}
    if {Origin.GIT, Origin.FILE} <= origins:
        return words.gettext(
            "From git and what earlier reports have written down; the last line from the files of today."
        )
    if Origin.GIT in origins and past.branch:
        return words.gettext(
            "From the commits of the branch `%(branch)s`; the last line from the files of today, committed or not.",
            branch=past.branch,
        )
    if Origin.GIT in origins:
        return words.gettext("From git's commits; the last line from the files of today, committed or not.")
    return words.gettext("From what earlier reports have written down; the last line from the files of today.")


def _unknown(past: Past, words: Words) -> Iterator[str]:
    """What keeps weeks from being known, and what would bring them."""
    unknown = sum(1 for one in past.moments if not one.known)
    if not unknown:
        return
    yield words.ngettext("Of %(num)s week nothing is known.", "Of %(num)s weeks nothing is known.", unknown)
    if past.none:
        yield needs.sentence(Need.GIT, words)
    elif past.trouble:
        yield words.gettext("git cannot tell: %(reason)s.", reason=past.trouble)
        if past.hint:
            yield words.gettext("What to do: %(hint)s", hint=past.hint)
    elif past.shallow and past.begins:
        yield words.gettext(
            "This clone has only the newest commits, from %(day)s on; `git fetch --unshallow` gets the others.",
            day=words.day(past.begins, "medium"),
        )
    elif past.begins:
        yield words.gettext("There are commits from %(day)s on.", day=words.day(past.begins, "medium"))
    yield words.gettext("Each report writes down the day's figures, so they will be known from now on.")
