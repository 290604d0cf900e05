"""The sentences about effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kbgen.overview.effect import Effects, Outcome, Saving
from kbgen.reports.overview import durations, labels
from kbgen.tickets.effect.causes import Cause, Why
from kbgen.tickets.effect.changes import ArticleChange, Kind
from kbgen.tickets.effect.effect import ASKED, Comparison, Verdict
from kbgen.tickets.effect.findings import FALSE_DISCOVERIES
from kbgen.tickets.effect.placebos import LEAST, LEAST_TOPICS
from kbgen.tickets.effect.windows import AFTER, BEFORE, LEAST_AFTER, LEAST_BEFORE, LEFT_OUT
from kbgen.wording import Words, mark

_VERDICTS: Mapping[Verdict, str] = {
    Verdict.LOWERED: mark("Tickets fell"),
    Verdict.NO_CHANGE: mark("No change seen"),
    Verdict.ROSE: mark("Tickets rose"),
    Verdict.NOT_MEASURABLE: mark("Not measurable"),
}

_KINDS: Mapping[Kind, str] = {
    Kind.WRITTEN: mark("Written"),
    Kind.CHANGED: mark("Changed"),
    Kind.ASKED: mark("Day given by hand"),
}


def verdict(one: Verdict, words: Words) -> str:
    """The answer in two words."""
    return words.gettext(_VERDICTS[one])


def happened(change: ArticleChange, words: Words) -> str:
    """What happened when, and to which language."""
    said = words.gettext(_KINDS[change.kind])
    if change.language:
        said = f"{said} ({labels.language(change.language, words)})"
    said = f"{said}, {words.day(change.day, 'medium')}"
    if not change.more:
        return said
    more = words.ngettext(
        "%(num)s more change within four weeks", "%(num)s more changes within four weeks", change.more
    )
    return f"{said}; {more}"


def asked(one: Outcome, words: Words) -> str:
    """Which tickets are counted."""
    if one.effect.language:
        return words.gettext(
            "Topic: %(topic)s; only tickets in: %(name)s",
            topic=one.name,
            name=words.language_name(one.effect.language),
        )
    return words.gettext("Topic: %(topic)s", topic=one.name)


def saved(saving: Saving, words: Words) -> str:
    """By the month."""
    return words.gettext(
        "Saved a month: %(tickets)s tickets, %(time)s of work.",
        tickets=words.figure(saving.tickets, 0),
        time=durations.text(saving.hours, words),
    )


def lead(part: Effects, words: Words) -> str:
    """The one sentence that counts."""
    since, total = words.day(part.since, "medium"), len(part.outcomes)
    if not total:
        return words.gettext("No article that answers a topic has changed since %(day)s.", day=since)
    fell = part.count(Verdict.LOWERED)
    open = part.count(Verdict.NOT_MEASURABLE)
    if not fell:
        return words.ngettext(
            "%(num)s change since %(day)s: no fall of tickets can be shown; not measurable: %(open)s.",
            "%(num)s changes since %(day)s: no fall of tickets can be shown; not measurable: %(open)s.",
            total,
            day=since,
            open=words.number(open),
        )
    return words.ngettext(
        "%(num)s change since %(day)s: tickets fell after %(fell)s, by about %(tickets)s a month; not measurable: "
        "%(open)s.",
        "%(num)s changes since %(day)s: tickets fell after %(fell)s of them, by about %(tickets)s a month; not "
        "measurable: %(open)s.",
        total,
        day=since,
        fell=words.number(fell),
        tickets=words.figure(part.saved.tickets, 0),
        open=words.number(open),
    )


def percent(ratio: float, words: Words) -> str:
    """A ratio as a change: ``−38 %``, ``+4 %``."""
    change = round(100 * (ratio - 1)) / 100
    return f"+{words.share(change)}" if change > 0 else words.share(change)


def span(comparison: Comparison, words: Words) -> str:
    """The ends of the interval, as changes."""
    ratio = comparison.ratio
    return words.gettext("between %(low)s and %(high)s", low=percent(ratio.low, words), high=percent(ratio.high, words))


def answer(one: Outcome, words: Words) -> str:
    """What the tickets did, in a sentence."""
    effect, comparison = one.effect, one.effect.comparison
    if comparison and effect.verdict in (Verdict.LOWERED, Verdict.ROSE):
        fell = words.gettext(
            "%(change)s beside what was to be expected (%(span)s).",
            change=percent(comparison.ratio.estimate, words),
            span=span(comparison, words),
        )
        return f"{fell} {saved(one.saving, words)}" if one.saving and effect.verdict is Verdict.LOWERED else fell
    why = because(effect.cause, words) if effect.cause else ""
    if comparison and effect.verdict is Verdict.NO_CHANGE:
        possible = words.gettext("Possible: %(span)s.", span=span(comparison, words))
        return f"{why} {possible}".strip()
    return f"{why} {needed(one, words)}".strip()


def because(cause: Cause, words: Words) -> str:
    """Why nothing is claimed."""
    number = words.number(round(cause.number))
    share = words.share(cause.number)
    day = words.day(cause.day, "medium") if cause.day else ""
    match cause.why:
        case Why.FEW_WEEKS_BEFORE:
            return words.ngettext(
                "Tickets are known of only %(num)s week before; %(least)s are needed.",
                "Tickets are known of only %(num)s weeks before; %(least)s are needed.",
                round(cause.number),
                least=LEAST_BEFORE,
            )
        case Why.TOO_EARLY:
            return words.ngettext(
                "Too early: %(num)s whole week has passed since; %(least)s are needed.",
                "Too early: %(num)s whole weeks have passed since; %(least)s are needed.",
                round(cause.number),
                least=LEAST_AFTER,
            )
        case Why.OWN_TAGS_CHANGED:
            return words.gettext("The topic’s own tags were changed in the week of %(day)s.", day=day)
        case Why.TAGS_CHANGED:
            return words.gettext(
                "Tags were changed in the week of %(day)s; those that came or went have %(share)s of all uses.",
                day=day,
                share=share,
            )
        case Why.UNKNOWN_BEFORE:
            return words.gettext("Tickets are known of fewer than %(least)s of the weeks before.", least=LEAST_BEFORE)
        case Why.UNKNOWN_AFTER:
            return words.gettext("Tickets are known of fewer than %(least)s of the weeks after.", least=LEAST_AFTER)
        case Why.UNUSED:
            return words.gettext("The topic had no ticket at all for weeks, as when tags are renamed.")
        case Why.FEW_COMPARISONS:
            return words.gettext(
                "Only %(number)s comparisons without a change could be made; %(least)s are needed.",
                number=number,
                least=LEAST,
            )
        case Why.FEW_TOPICS:
            return words.gettext(
                "Topics with enough tickets to compare with: %(number)s; %(least)s are needed.",
                number=number,
                least=LEAST_TOPICS,
            )
        case Why.FEW_TICKETS:
            return words.gettext("Too few tickets: %(number)s a week.", number=words.figure(cause.number))
        case Why.RISEN_BEFORE:
            return words.gettext("They had risen before the change already, and did not come down.")
        case Why.HIDDEN:
            return words.gettext("A fall by less than %(share)s can hardly be told from chance.", share=share)
        case Why.WOULD_BE_SEEN:
            return words.gettext("A fall by %(share)s would have been seen in every second case.", share=share)
        case Why.BY_CHANCE:
            return words.gettext(
                "They fell, but of %(of)s changes about %(number)s fall as far by chance.",
                of=words.number(cause.of),
                number=words.figure(cause.number),
            )


def needed(one: Outcome, words: Words) -> str:
    """At which volume it would be measurable; nothing where that is not what is missing."""
    effect, comparison = one.effect, one.effect.comparison
    if effect.verdict is not Verdict.NOT_MEASURABLE:
        return ""
    fall = words.share(1 - ASKED)
    if effect.needed and comparison is None:
        return words.gettext(
            "At about %(needed)s tickets a week, %(fall)s fewer would be seen.",
            needed=words.figure(effect.needed, 0),
            fall=fall,
        )
    if effect.needed and comparison and effect.needed > comparison.before.weekly:
        return words.gettext(
            "At about %(needed)s tickets a week, %(fall)s fewer would be seen; now it is %(now)s.",
            needed=words.figure(effect.needed, 0),
            fall=fall,
            now=words.figure(comparison.before.weekly),
        )
    if effect.needed is None and comparison:
        return words.gettext(
            "Topics rise and fall so much by themselves here that %(fall)s fewer would not be seen of any.", fall=fall
        )
    return ""


def details(one: Outcome, words: Words) -> Iterator[str]:
    """What can be opened below a row."""
    effect, comparison = one.effect, one.effect.comparison
    if comparison:
        yield words.gettext(
            "Before: %(before)s tickets a week. After: %(after)s a week, where %(expected)s were to be expected as the "
            "other topics went.",
            before=words.figure(comparison.before.weekly),
            after=words.figure(comparison.after.weekly),
            expected=words.figure(comparison.expected / comparison.after.weeks),
        )
        if effect.verdict is Verdict.ROSE:
            yield words.ngettext(
                "Of %(num)s comparison without a change, %(rose)s rose as far (p = %(p)s).",
                "Of %(num)s comparisons without a change, %(rose)s rose as far (p = %(p)s).",
                comparison.placebos,
                rose=words.number(round(comparison.p_rise * (comparison.placebos + 1)) - 1),
                p=words.figure(comparison.p_rise, 3),
            )
        else:
            yield words.ngettext(
                "Of %(num)s comparison without a change, %(fell)s fell as far (p = %(p)s).",
                "Of %(num)s comparisons without a change, %(fell)s fell as far (p = %(p)s).",
                comparison.placebos,
                fell=words.number(comparison.rank - 1),
                p=words.figure(comparison.p, 3),
            )
        if comparison.risen:
            yield words.gettext("Tickets had risen just before, which may be why somebody wrote.")
        if comparison.outbreaks:
            yield words.ngettext(
                "%(num)s week of an outbreak before it counts for less.",
                "%(num)s weeks of an outbreak before it count for less.",
                len(comparison.outbreaks),
            )
    if effect.wait:
        yield words.ngettext(
            "After %(num)s more week the whole period is there.",
            "After %(num)s more weeks the whole period is there.",
            effect.wait,
        )
    for day in effect.near:
        yield words.gettext(
            "Another change for this topic, on %(day)s, is in the same weeks.", day=words.day(day, "medium")
        )
    if effect.unknown:
        yield words.gettext(
            "The language of %(share)s of the topic’s tickets is unknown.", share=words.share(effect.unknown)
        )


def method(words: Words) -> tuple[str, ...]:
    """How it is measured, for those who want to know."""
    return (
        words.gettext(
            "The topic’s share of all tickets in the %(after)s weeks after a change is held against that of the "
            "%(before)s weeks before. The last %(left)s weeks before the change are left out, since articles are often "
            "written because of a rise.",
            after=AFTER,
            before=BEFORE,
            left=LEFT_OUT,
        ),
        words.gettext(
            "The same comparison is made for topics and weeks in which no article changed. Tickets are said to have "
            "fallen only where hardly any of these fell as far."
        ),
        words.gettext(
            "With many changes some fall by chance alone: of those that are said to have lowered tickets, at most "
            "%(share)s should be wrong.",
            share=words.share(FALSE_DISCOVERIES),
        ),
        words.gettext(
            "Where several changes answer one topic, they saved the same tickets, and only the greatest saving counts "
            "in the sum."
        ),
        words.gettext("`kbgen effect ARTICLE` shows the figures of one article."),
    )
