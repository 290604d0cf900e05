"""What comes from elsewhere than the help desk's tickets: plain counts, views of the help site, searches, topics."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import numpy as np

from kbgen.languages import LanguageCode
from kbgen.tickets.sample import host
from kbgen.tickets.sample.draw import DELETED
from kbgen.tickets.sample.stories import RENAMED, Span
from kbgen.tickets.sample.tickets import Row

VIEW_WEEKS = 13
VIEWS_A_TICKET = 6.0
VOTED = 0.04

SEARCHES: tuple[tuple[str, int, LanguageCode], ...] = (
    ("kiri tuli tagasi", 61, "et"),
    ("kirja ei saa kätte toimetada", 38, "et"),
    ("письмо вернулось", 44, "ru"),
    ("сервер имён", 57, "ru"),
    ("изменить ns", 41, "ru"),
    ("mail delivery failed", 22, "en"),
    ("php 8.5", 19, "en"),
    ("viesti palautui", 17, "fi"),
    ("php versio", 29, "fi"),
    ("nimipalvelin", 21, "fi"),
    ("kirjade edasisuunamine", 33, "et"),
    ("переадресация почты", 18, "ru"),
    ("sertifikaat aegunud", 26, "et"),
    ("certificate expired", 14, "en"),
    ("e-poe tarkvara", 9, "et"),
    ("node.js", 8, "en"),
)


def weekly_counts(file: TextIO, rows: Iterable[Row], span: Span) -> None:
    """``week,tag,count``, for whole weeks from Monday on."""
    monday = span.start + timedelta(days=-span.start.weekday() % 7)
    last = span.end - timedelta(days=span.end.weekday())
    zone = ZoneInfo(host.ZONE)
    found: Counter[tuple[date, str]] = Counter()
    for row in rows:
        if row.status != DELETED and "closed_by_merge" not in row.tags:
            day = datetime.fromtimestamp(row.created, zone).date()
            week = day - timedelta(days=day.weekday())
            if monday <= week < last:
                found.update((week, tag) for tag in row.tags)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("week", "tag", "count"))
    writer.writerows((week.isoformat(), tag, count) for (week, tag), count in sorted(found.items()))


def views(file: TextIO, rows: Iterable[Row], span: Span, dice: np.random.Generator) -> None:
    """``path,views,up,down`` of the last quarter of a year: readers look for what customers ask, and a few vote."""
    first = datetime.combine(span.day(7 * VIEW_WEEKS), datetime.min.time(), ZoneInfo(host.ZONE)).timestamp()
    old = {new: before for before, new in RENAMED.items()}
    asked = Counter((old.get(tag, tag), row.language) for row in rows if row.created >= first for tag in row.tags)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("path", "views", "up", "down"))
    for topic in host.ARTICLES:
        for code in host.LANGUAGES:
            if code not in host.NOT_TRANSLATED.get(topic.article, ()):
                seen = int(dice.poisson(VIEWS_A_TICKET * asked[topic.tag, code] + 1))
                votes = int(dice.binomial(seen, VOTED))
                up = int(dice.binomial(votes, topic.liked))
                writer.writerow((f"/{code}/{topic.article}/", seen, up, votes - up))


def empty_searches(file: TextIO) -> None:
    """``query,count,language``: what was sought on the help site and not found."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("query", "count", "language"))
    writer.writerows(SEARCHES)


def topics_file(tidied: bool) -> str:
    """The topics that have an article, as ``content/topics.yml`` has them. ``tidied``: some tags got other names."""
    import yaml

    topics: dict[str, Any] = {}
    for topic in host.ARTICLES:
        entry: dict[str, Any] = {"name": topic.names, "articles": [topic.article]}
        name = RENAMED.get(topic.tag, topic.tag) if tidied else topic.tag
        if name != topic.tag:
            entry["tags"] = [topic.tag]
        topics[name] = entry
    text: str = yaml.safe_dump({"topics": topics}, allow_unicode=True, sort_keys=False, width=120)
    return f"# Invented topics, which go with invented tickets.\n{text}"
