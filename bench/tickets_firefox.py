"""The Firefox help questions as weekly counts: 2020 to 2026, real topics, known incidents and changes of tags.

Their times were written in Pacific time although they are labelled ``Z``, so the weeks are Pacific ones.
"""

from __future__ import annotations

import csv
import gzip
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from kbgen.tickets.counts import WeeklyCounts
from kbgen.tickets.ticket import Channel
from kbgen.tickets.weeks import Weeks

FILE = "firefox_tickets_no_text.csv.gz"
ZONE = ZoneInfo("America/Los_Angeles")
UNTIL = datetime(2026, 6, 14)
WEEKS = 296

SYSTEM = re.compile(
    r"(firefox|windows|mac-?os|linux|android|ios|thunderbird|release|esr|seg-).*|desktop|mobile|needsinfo|other|beta"
    r"|nightly|undefined|escalate"
)
"""Tags that say what somebody uses, or what a moderator did, and not what is asked."""


def load(folder: Path) -> WeeklyCounts:
    """All weeks of all topic tags, in all languages together."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as file:
        rows = [(datetime.fromisoformat(row["created_at"][:19]), row["tags"].split()) for row in csv.DictReader(file)]
    topics = sorted({tag for _, tags in rows for tag in tags if not SYSTEM.fullmatch(tag)})
    place = {topic: row for row, topic in enumerate(topics)}
    tickets = np.zeros((len(topics), WEEKS), np.int64)
    exposure, everything = np.zeros(WEEKS, np.int64), np.zeros(WEEKS, np.int64)
    for created, tags in rows:
        week = WEEKS - 1 - (UNTIL - timedelta(microseconds=1) - created) // timedelta(days=7)
        if not 0 <= week < WEEKS:
            continue
        own = {place[tag] for tag in tags if tag in place}
        everything[week] += 1
        exposure[week] += bool(own)
        for row in own:
            tickets[row, week] += 1
    return WeeklyCounts(
        weeks=Weeks(UNTIL.replace(tzinfo=ZONE), ZONE, WEEKS),
        topics=tuple(topics),
        languages=("",),
        channels=(Channel.UNKNOWN,),
        tickets=tickets,
        by_language=tickets[:, np.newaxis],
        by_channel=tickets[:, np.newaxis],
        exposure=exposure,
        exposure_by_language=exposure[np.newaxis],
        all_tickets=everything,
        observed=np.ones(WEEKS, np.bool_),
    )
