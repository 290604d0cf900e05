"""What happens at the invented web host, when, and what kbgen should say of it.

Days are counted back from the end, the first day without tickets, so that what goes on is going on now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kbgen.tickets.sample import host

Factors = NDArray[np.float64]
"""One for each day, the oldest first: how many times as much is asked as would be otherwise."""

RENAMED = {
    "email_setup": "mail-setup",
    "email_webmail": "mail-webmail",
    "email_forwarding": "mail-forwarding",
    "email_alias": "mail-alias",
    "email_attachments": "mail-attachments",
}
"""The team's tags before and after they were tidied."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are told of: ``end`` is the first after them."""

    end: date
    days: int

    @property
    def start(self) -> date:
        """The first day."""
        return self.end - timedelta(days=self.days)

    def day(self, back: int) -> date:
        """The day so many days before the end."""
        return self.end - timedelta(days=back)

    def has(self, day: date) -> bool:
        """Whether tickets of this day are told."""
        return self.start <= day < self.end

    def ago(self) -> NDArray[np.int64]:
        """How many days before the end each day is, the oldest first."""
        return np.arange(self.days, 0, -1)


@dataclass(frozen=True, slots=True)
class Story:
    """``first`` and ``last`` day of what happens. ``ask``: moments of asking (``--as-of``) at which ``expected``
    holds: the keys of a flag that must be there, or ``flagged: False`` for one that must not. ``history``: so many days
    have to lie before it, for there to be something to compare with.
    """

    name: str
    topics: tuple[str, ...]
    says: str
    first: date
    last: date
    ask: tuple[date, ...]
    expected: dict[str, Any]
    article: str = ""
    history: int = 26 * 7
    factor: Callable[[Span], Factors] | None = field(default=None, compare=False)


def of(span: Span) -> tuple[Story, ...]:
    """The stories for which the span is long enough."""
    return tuple(one for one in _all(span) if (one.first - span.start).days >= one.history)


def _all(span: Span) -> Iterator[Story]:
    yield from _incidents(span)
    yield from _articles(span)
    yield from _standing(span)
    yield from _tidying(span)


# -- what rises ------------------------------------------------------------------------------------------------------

INCIDENT_BACK = 4
RISE_BACK = 11 * 7
RISE_TO = 2.6
JANUARY = 2.8


def _incidents(span: Span) -> Iterator[Story]:
    yield Story(
        "certificate incident",
        (host.INCIDENT.tag,),
        "An intermediate certificate expired; nobody had the tag before.",
        span.day(INCIDENT_BACK),
        span.day(1),
        (span.day(INCIDENT_BACK - 1), span.end),
        {"kind": "new", "lane": "new-tag"},
        history=52 * 7,
    )
    yield Story(
        "slow rise",
        ("two-step",),
        f"More customers turn on two-step sign-in every week: {RISE_TO} times as many questions after eleven weeks.",
        span.day(RISE_BACK),
        span.day(1),
        (span.day(14), span.end),
        {"kind": "update", "lanes": ["trend", "spike"]},
        article="account/two-step-sign-in",
        factor=lambda s: 1 + (RISE_TO - 1) * np.clip((RISE_BACK - s.ago()) / RISE_BACK, 0, 1),
    )
    for year in range(span.start.year, span.end.year + 1):
        # The first January is like the second; only the second can be known for what it is.
        first = date(year, 1, 4)
        if span.has(first) and span.has(first + timedelta(days=27)):
            yield Story(
                "season",
                ("domain-renewal-invoice",),
                f"Most renewal invoices go out in January: {JANUARY} times as many questions, every year.",
                first,
                first + timedelta(days=27),
                (first + timedelta(days=7), first + timedelta(days=14), first + timedelta(days=28)),
                {"flagged": False, "lanes": ["spike", "trend", "new-tag"]},
                history=53 * 7,
            )


def season(span: Span) -> Factors:
    """Of the invoices: every January, whether the story is told or not."""
    days = [span.start + timedelta(days=n) for n in range(span.days)]
    return np.array([JANUARY if day.month == 1 and 4 <= day.day <= 31 else 1.0 for day in days])


# -- what articles do ------------------------------------------------------------------------------------------------

LOWERED_BACK = 20 * 7
LOWERED_TO = 0.5
SPIKE_BACK = 25 * 7
NOT_LOWERED_BACK = 22 * 7
SPIKE = 3.5


def _articles(span: Span) -> Iterator[Story]:
    written = span.day(LOWERED_BACK)
    yield Story(
        "article that helped",
        ("mailbox-full",),
        f"The article was rewritten; a quarter of a year on, {LOWERED_TO:.0%} of the questions are left.",
        written,
        span.day(1),
        (span.end,),
        {"effect": "lowered", "date": written.isoformat(), "ratio": LOWERED_TO},
        article="email/full-mailbox",
        factor=lambda s: np.where(s.ago() <= LOWERED_BACK, LOWERED_TO, 1.0),
    )
    late = span.day(NOT_LOWERED_BACK)
    yield Story(
        "article that did not help",
        ("wordpress-slow",),
        "Written after three bad weeks, which would have passed without it: questions fell to what they always were.",
        span.day(SPIKE_BACK),
        late,
        (span.end,),
        {"effect": "none", "date": late.isoformat(), "ratio": 1.0},
        article="wordpress/slow-site",
        factor=lambda s: np.where((s.ago() <= SPIKE_BACK) & (s.ago() > NOT_LOWERED_BACK), SPIKE, 1.0),
    )


# -- what stays ------------------------------------------------------------------------------------------------------

FADING = (64 * 7, 54 * 7)


def _standing(span: Span) -> Iterator[Story]:
    begun, now = span.start, (span.end,)
    for tag, language, article in (
        ("name-servers", "ru", "dns/change-name-servers"),
        ("php-version", "fi", "hosting/change-php-version"),
    ):
        yield Story(
            f"no translation: {language}",
            (tag,),
            f"Asked more than anywhere else in “{language}”, where the article is missing.",
            begun,
            span.day(1),
            now,
            {"kind": "translate", "language": language},
            article=article,
            history=0,
        )
    yield Story(
        "link that nobody sends",
        ("sftp",),
        "Readers like the article, but agents hardly ever link it.",
        begun,
        span.day(1),
        now,
        {"kind": "promote"},
        article="hosting/upload-files-sftp",
        history=0,
    )
    yield Story(
        "product that asks for questions",
        ("password-reset",),
        "The article is fresh, linked in most answers and liked, and the questions go on.",
        begun,
        span.day(1),
        now,
        {"kind": "fix-at-source"},
        article="account/forgotten-password",
        history=0,
    )
    yield Story(
        "article that nobody needs",
        ("wordpress-error",),
        "A new version of WordPress ended it; nobody has asked for over a year.",
        span.day(FADING[0]),
        span.day(FADING[1]),
        now,
        {"kind": "retire"},
        article="wordpress/white-screen",
        factor=lambda s: np.clip((s.ago() - FADING[1]) / (FADING[0] - FADING[1]), 0, 1),
    )
    yield Story(
        "questions without an article",
        ("email-bounce",),
        "Asked steadily, answered at length each time, and there is no article.",
        begun,
        span.day(1),
        now,
        {"kind": "new", "lane": "standing-cost"},
        history=0,
    )


# -- what is no news -------------------------------------------------------------------------------------------------

RENAMED_BACK = 41 * 7 + 3
SPAM_BACK = 30 * 7 + 5
SPAM_DAYS = 2


def _tidying(span: Span) -> Iterator[Story]:
    renamed = span.day(RENAMED_BACK)
    yield Story(
        "tidied tags",
        (*RENAMED, *RENAMED.values()),
        "Five tags got other names on one day: " + ", ".join(f"{old} → {new}" for old, new in RENAMED.items()) + ".",
        renamed,
        renamed,
        (renamed + timedelta(days=5), renamed + timedelta(days=12)),
        {"notice": "taxonomy-break", "flagged": False, "lanes": ["new-tag", "spike", "trend"]},
        history=52 * 7,
    )
    spam = span.day(SPAM_BACK)
    yield Story(
        "spam",
        ("contact-form",),
        "Two days of unwanted messages in English; a third is deleted, most of the rest closed without a topic, and a "
        "trigger gives some of them a tag by a word in them.",
        spam,
        spam + timedelta(days=SPAM_DAYS - 1),
        (spam + timedelta(days=5),),
        {"notice": "spam", "flagged": False, "lanes": ["spike"]},
        history=26 * 7,
    )
