"""What a folder that is watched says after each export."""

from __future__ import annotations

from dataclasses import replace

from kbgen.tickets.flagging.flags import flags
from kbgen.tickets.flagging.news import News
from kbgen.tickets.statistics.signal import Lane
from tests.tickets.flagging.counted import counted, detected, signal
from tests.tickets.flagging.test_flags import known, weekly

COUNTS = counted(weekly(mail={"et": 9}, web={"et": 20}))
STANDING = flags(COUNTS, detected(COUNTS), known())
RISING = flags(COUNTS, detected(COUNTS, signal("mail", Lane.SPIKE, 20, 9)), known())


def test_each_flag_is_told_once() -> None:
    """And what is told again only when it was gone in between."""
    news = News()
    assert news.of(STANDING) == STANDING
    assert news.of(STANDING) == []
    assert news.of(RISING) == RISING[:1]
    assert news.of(STANDING) == []
    assert news.of(RISING) == RISING[:1]


def test_a_rise_that_grows_by_half_is_told_again() -> None:
    """From what was told last; standing cost is not, whatever the week."""
    news = News()
    news.of(RISING)
    grown = [replace(flag, tickets=29) for flag in RISING]
    assert news.of(grown) == []
    grown = [replace(flag, tickets=30) for flag in RISING]
    assert news.of(grown) == grown[:1]
    assert news.of([replace(flag, tickets=44) for flag in RISING]) == []
