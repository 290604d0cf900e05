"""What is known to have happened in the Firefox questions, from the notes beside them."""

from __future__ import annotations

from datetime import date, timedelta
from fnmatch import fnmatchcase

SYSTEM = (
    "firefox",
    "firefox-*",
    "desktop",
    "windows-*",
    "windows*",
    "mac-os*",
    "macos",
    "linux",
    "ubuntu",
    "android",
    "ios",
    "mobile",
    "beta",
    "nightly",
    "seg-*",
    "needsinfo",
    "escalate",
    "undefined",
    "spam",
)
"""What a topics file would declare: tags of systems and versions, and those with which moderators work."""

INCIDENTS = ("incident*", "v98-download", "bug[0-9]*", "defaultsearch-ru")
"""Tags that moderators made for one incident each."""
LEAST = 5
"""An incident that is worth finding has so many questions in some seven days."""

TAXONOMY = (date(2024, 7, 8), date(2024, 9, 4), date(2025, 1, 9))
"""Weeks in which the tags were changed, by a day of each."""
SPAM = date(2025, 1, 6)
SHOCK = date(2025, 11, 10)


def is_incident(tag: str) -> bool:
    """Whether moderators made a tag for an incident."""
    return any(fnmatchcase(tag, pattern) for pattern in INCIDENTS)


def known(first: date) -> bool:
    """Whether the notes name something for the seven days from ``first`` on."""
    days = (*TAXONOMY, SPAM, SHOCK)
    return any(first <= day < first + timedelta(days=7) for day in days)
