"""Shares of counts, with their intervals: votes, links, languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.languages import LanguageCode


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, as a share from 0 to 1 with its 95 % interval."""

    part: int
    whole: int
    estimate: float
    low: float
    high: float


def share(part: int, whole: int) -> Share | None:
    """With Wilson's interval; None where nothing was counted."""
    if whole <= 0:
        return None
    from kbgen.tickets.readers.readership import wilson

    found = wilson(part, whole - part)
    # Rounding must not leave all of something outside its own interval.
    return Share(part, whole, found.estimate, min(found.low, found.estimate), max(found.high, found.estimate))


PRIOR_WEIGHT = 1.0
"""How much the languages of all tickets count beside those of a topic of few tickets (the c of the formula)."""

PRIOR_TICKETS = 20.0
"""What is known of a topic outweighs what is known of all once it has more tickets than this."""


def rates_by_language(
    tickets: Mapping[LanguageCode, float],
    rate: float,
    shares: Mapping[LanguageCode, float],
    weeks: float,
) -> dict[LanguageCode, float]:
    """Tickets a week of a topic in each language, steadied by the languages of all tickets.

    ``tickets``: the topic's in ``weeks`` weeks, by language, without those whose language is unknown; ``rate``: all of
    the topic's a week; ``shares``: each language's of all tickets, adding up to 1. The rate in a language is
    (y + c·s·r·m) / (n + c·m), with y its tickets, s its share of all, r the topic's rate and n the weeks; m is n too
    as long as the topic has ``PRIOR_TICKETS`` at most, and so many weeks that it had these otherwise: nobody who has
    had 300 questions about a thing, all in one language, should be told of a demand in the others. The rates add up to
    ``rate``: tickets whose language is unknown are taken to be like the others.
    """
    if weeks <= 0 or rate <= 0:
        return dict.fromkeys(shares, 0.0)
    known = sum(tickets.get(code, 0.0) for code in shares) / weeks
    if not known:
        return {code: part * rate for code, part in shares.items()}
    prior = PRIOR_WEIGHT * min(weeks, PRIOR_TICKETS / known)
    return {
        code: rate / known * (tickets.get(code, 0.0) + part * known * prior) / (weeks + prior)
        for code, part in shares.items()
    }
