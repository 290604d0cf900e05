"""What a forecast rests on, as values; the reports say it in their own words and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kbgen.tickets.forecast.candidates import CANDIDATES, NAIVE

LEAST = 13
"""With fewer weeks there is nothing to say."""


class Chosen(StrEnum):
    """Why a method is used, or none."""

    NAIVE = "naive"
    """No other one was clearly better, in enough separate stretches of the past."""
    BETTER = "better"
    """Its error was clearly smaller than the naive one's."""
    LATELY_LITTLE = "lately-little"
    """Too little is known of the last weeks for any but the naive one."""
    LATELY_NOTHING = "lately-nothing"
    """Too little is known of the last weeks for any."""
    FEW_WEEKS = "few-weeks"
    """Too few weeks are known for any."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``smaller``: by what part its error was smaller than that of the naive one, where that is the reason."""

    chosen: Chosen
    smaller: float = 0.0


class Assumed(StrEnum):
    """What a scenario assumes of the years ahead."""

    SAME = "same"
    AS_LAST_YEAR = "as-last-year"
    """They grow as the last one did."""
    MORE = "more"
    FEWER = "fewer"


class Caution(StrEnum):
    """What a reader of a forecast has to know about it."""

    UNDER_A_YEAR = "under-a-year"
    """Nothing can be said of seasons."""
    CARRIED_ON = "carried-on"
    """Some ranges come from shorter spans, since none as long has ended yet."""
    ONE_STRETCH = "one-stretch"
    """The ranges of years come from a single stretch of the past."""


SAID: Mapping[Assumed, str] = {
    Assumed.SAME: "nothing changes",
    Assumed.AS_LAST_YEAR: "as last year",
    Assumed.MORE: "more tickets",
    Assumed.FEWER: "fewer tickets",
}

CAUTIONS: Mapping[Caution, str] = {
    Caution.UNDER_A_YEAR: (
        "only {weeks} weeks are known, less than a year: nothing can be said of seasons, and quarters to come may "
        "differ from those that were"
    ),
    Caution.CARRIED_ON: ("no span as long has ended yet; where that is so, the range is carried on from shorter ones"),
    Caution.ONE_STRETCH: "the ranges of years come from a single stretch of the past",
}


def said_of(choice: Choice, known: int) -> str:
    """A choice in English; ``known``: weeks with tickets."""
    match choice.chosen:
        case Chosen.NAIVE:
            return "no other method was clearly better, in enough separate stretches of the past"
        case Chosen.BETTER:
            smaller = f"{choice.smaller:.0%}".replace("%", " %")
            return f"its error was {smaller} smaller than that of the {CANDIDATES[NAIVE].said}"
        case Chosen.LATELY_LITTLE:
            return "too little is known of the last weeks for any other method"
        case Chosen.LATELY_NOTHING:
            return "too little is known of the last weeks"
        case Chosen.FEW_WEEKS:
            return f"tickets are known of {known} weeks; at least {LEAST} are needed"
