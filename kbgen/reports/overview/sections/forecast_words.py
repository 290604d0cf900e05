"""The sentences about what is to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.overview.forecast import Outlook
from kbgen.tickets.forecast.backtest import CLAIMED, Ahead
from kbgen.tickets.forecast.grounds import LEAST, Assumed, Caution, Chosen
from kbgen.tickets.forecast.people import Work
from kbgen.wording import Words, mark

_METHODS: Mapping[str, str] = {
    "mean-52": mark("Mean of the last 52 weeks"),
    "mean-13": mark("Mean of the last 13 weeks"),
    "same-week": mark("Same week of last year"),
    "blend": mark("Half mean, half season of last year"),
    "line": mark("Straight line through two years"),
    "damped-line": mark("Line that flattens"),
    "growth": mark("Growth of last year goes on"),
}

_ASSUMED: Mapping[Assumed, str] = {
    Assumed.SAME: mark("Nothing changes"),
    Assumed.AS_LAST_YEAR: mark("As last year"),
    Assumed.MORE: mark("More tickets"),
    Assumed.FEWER: mark("Fewer tickets"),
}

TOO_NARROW = 0.1
"""Ranges that held so much less than they claim were too narrow."""

FEW = 8
"""Of fewer ranges nobody knows whether they hold what they claim."""


def lead(part: Outlook, words: Words) -> str:
    """The one sentence that counts."""
    first, work = part.found.years[0], part.work
    tickets, people = words.figure(first.tickets, 0), words.figure(work.people(first.tickets))
    if first.low is None or first.high is None:
        ahead = words.gettext(
            "In the next 52 weeks about %(tickets)s tickets are to be expected, which need %(people)s people; how sure "
            "that is cannot be said yet.",
            tickets=tickets,
            people=people,
        )
    else:
        ahead = words.gettext(
            "In the next 52 weeks about %(tickets)s tickets are to be expected (%(low)s to %(high)s), which need "
            "%(people)s people.",
            tickets=tickets,
            low=words.figure(first.low, 0),
            high=words.figure(first.high, 0),
            people=people,
        )
    return f"{ahead} {_lately(part, words)}"


def _lately(part: Outlook, words: Words) -> str:
    """How many there were; where less than a year is known, how many a year of such weeks would have."""
    last = words.figure(part.found.last_year, 0)
    if part.is_short:
        return words.ngettext(
            "Tickets are known of %(num)s week; 52 weeks like it would have %(last)s.",
            "Tickets are known of %(num)s weeks; 52 weeks like these would have %(last)s.",
            part.found.known,
            last=last,
        )
    return words.gettext("In the last 52 weeks there were %(last)s.", last=last)


def interval(low: float | None, high: float | None, digits: int, words: Words) -> str:
    """The ends of a range; that there is none, where nobody knows one."""
    if low is None or high is None:
        return words.gettext("How sure this is cannot be said yet")
    return words.gettext("between %(low)s and %(high)s", low=words.figure(low, digits), high=words.figure(high, digits))


def between(low: str, high: str, words: Words) -> str:
    """The same, below a number in a table; nothing where nobody knows them."""
    return words.gettext("between %(low)s and %(high)s", low=low, high=high) if low and high else ""


def method_name(name: str, words: Words) -> str:
    """What a method is called."""
    return words.gettext(_METHODS[name])


def assumed(one: Assumed, words: Words) -> str:
    """What a scenario assumes."""
    return words.gettext(_ASSUMED[one])


def place(span: Ahead) -> int:
    """The first of its kind is 1."""
    return span.first // (span.end - span.first) + 1


def ahead(span: Ahead, words: Words) -> str:
    """Which year or quarter to come."""
    number = words.number(place(span))
    return (
        words.gettext("Year %(number)s", number=number)
        if span.is_year
        else words.gettext("Quarter %(number)s", number=number)
    )


def chosen(part: Outlook, words: Words) -> str:
    """Which method is used, and why; or why none."""
    found = part.found
    name = method_name(found.method, words) if found.method else ""
    match found.choice.chosen:
        case Chosen.NAIVE:
            return words.gettext(
                "Method: %(name)s. No other one was clearly better in the backtest, in enough separate stretches of "
                "the past.",
                name=name,
            )
        case Chosen.BETTER:
            return words.gettext(
                "Method: %(name)s. In the backtest its error was %(share)s smaller than that of the mean of the last "
                "52 weeks.",
                name=name,
                share=words.share(found.choice.smaller),
            )
        case Chosen.LATELY_LITTLE:
            return words.gettext(
                "Method: %(name)s. Too little is known of the last weeks for any other one.", name=name
            )
        case Chosen.LATELY_NOTHING:
            return words.gettext("There is no forecast: too little is known of the last weeks.")
        case Chosen.FEW_WEEKS:
            return words.ngettext(
                "There is no forecast: tickets are known of %(num)s week, and at least %(least)s are needed.",
                "There is no forecast: tickets are known of %(num)s weeks, and at least %(least)s are needed.",
                found.known,
                least=LEAST,
            )


def people(work: Work, words: Words) -> str:
    """What makes people of tickets."""
    hours, minutes = words.figure(work.hours, 0), words.figure(work.minutes)
    if work.tracked:
        return words.ngettext(
            "People: %(minutes)s minutes a ticket, the mean of %(num)s ticket of the last year whose time was tracked, "
            "and %(hours)s hours a person and year (`hours_per_person`).",
            "People: %(minutes)s minutes a ticket, the mean of %(num)s tickets of the last year whose time was "
            "tracked, and %(hours)s hours a person and year (`hours_per_person`).",
            work.tracked,
            minutes=minutes,
            hours=hours,
        )
    return words.gettext(
        "People: %(minutes)s minutes a ticket and %(hours)s hours a person and year, as `handling_minutes` and "
        "`hours_per_person` in `mkdocs.yml` say, since no time was tracked.",
        minutes=minutes,
        hours=hours,
    )


def cautions(part: Outlook, words: Words) -> Iterator[str]:
    """What keeps the forecast from being taken at its word."""
    for one in part.found.cautions:
        match one:
            case Caution.UNDER_A_YEAR:
                yield words.ngettext(
                    "Only %(num)s week is known, less than a year: nothing can be said of seasons.",
                    "Only %(num)s weeks are known, less than a year: nothing can be said of seasons.",
                    len(part.found.past),
                )
            case Caution.CARRIED_ON:
                yield words.gettext(
                    "The tickets do not reach back far enough for every range: where no span as long has ended yet, it "
                    "is carried on from shorter ones."
                )
            case Caution.ONE_STRETCH:
                yield words.gettext("The ranges of years come from a single stretch of the past.")
    for tried in part.tried:
        held = tried.held / tried.ranges if tried.ranges else 1.0
        if tried.used and tried.span.is_year and tried.ranges >= FEW and held < CLAIMED - TOO_NARROW:
            yield words.gettext(
                "%(span)s: the ranges held only %(held)s times of %(ranges)s, where %(claimed)s were claimed. The past "
                "had changes that nothing before them foretold, so expect more of them.",
                span=ahead(tried.span, words),
                held=words.number(tried.held),
                ranges=words.number(tried.ranges),
                claimed=words.share(CLAIMED),
            )


def method(words: Words) -> tuple[str, ...]:
    """How it is foreseen, for those who want to know."""
    return (
        words.gettext(
            "Every method foresees, from many moments of the past and only with what was known then, what is known "
            "now. Unless another one was clearly better, the mean of the last 52 weeks is used."
        ),
        words.gettext(
            "The ranges are made of the errors that the method made itself; they claim to hold %(share)s of what "
            "comes. “Range held” says how often they did.",
            share=words.share(CLAIMED),
        ),
        words.gettext("`kbgen forecast` looks up to five years ahead, and takes other scenarios (`--growth`)."),
    )
