"""What ``kbgen topics check`` prints."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import click

from kbgen.problems import Problem
from kbgen.reports.topics_check import Checked, as_json, summary, text
from kbgen.tickets.statistics.signal import Notice
from kbgen.tickets.topics.usage import UnknownTag

DAY = datetime(2026, 11, 1, tzinfo=UTC)
CHECKED = Checked(
    (Problem("content/topics.yml", 3, "KB703", "“soon” is no length of work", "write “2 h”"),),
    topics=1,
    tags=1200,
    unknown=(UnknownTag("web-mail", 1300, DAY, "webmail", "mail"), UnknownTag("refund", 9, DAY)),
    unused=("imap", "pop"),
    breaks=(Notice("taxonomy-break", date(2026, 5, 4), "Three tags came, and three went.", ("a", "b", "c")),),
)


def test_everything_that_is_known_is_shown() -> None:
    """In the order in which it is mended."""
    assert click.unstyle(text(CHECKED, 1)).split("\n\n") == [
        "content/topics.yml:3: KB703 “soon” is no length of work\n    → write “2 h”",
        "Tags that no topic claims, each a topic of its own:\n    1,300  web-mail  → is it webmail (topic mail)?\n"
        "  and 1 more tag, by --limit",
        "Tags of the file that no ticket ever had:\n  imap, pop",
        "Weeks in which the tags were reordered:\n  2026-05-04  Three tags came, and three went.",
    ]
    assert summary(CHECKED) == "1 topic: 1 error; 2 of 1,200 tags belong to no topic"


def test_nothing_is_shown_of_what_is_not_known() -> None:
    """Without tickets there are only the problems; none of these, and there is nothing to say."""
    assert text(Checked((), 0), 20) == ""
    assert summary(Checked((), 0)) == "0 topics: no problems; no tickets to hold it against"


def test_json_has_all_of_it() -> None:
    """Whatever the limit of the terminal."""
    data = json.loads(as_json(CHECKED, 0))
    assert list(data) == ["problems", "topics", "tags", "unknown", "unused", "breaks"]
    assert [one["tag"] for one in data["unknown"]] == ["web-mail", "refund"]
    assert data["breaks"] == [
        {"week": "2026-05-04", "message": "Three tags came, and three went.", "tags": ["a", "b", "c"]}
    ]
