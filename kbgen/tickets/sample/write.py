"""Invented tickets → a folder of files, each of which says by its name that it is synthetic."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from kbgen.errors import OutputError, WrongUse
from kbgen.tickets.sample import host, others, stories, truth, zendesk_csv, zendesk_json
from kbgen.tickets.sample.draw import draw
from kbgen.tickets.sample.stories import Span
from kbgen.tickets.sample.tickets import rows

README = "README.txt"
TRUTH = "truth.json"
ZENDESK, ZENDESK_JSON = "synthetic-zendesk.csv", "synthetic-zendesk.ndjson.gz"
COUNTS, VIEWS = "synthetic-weekly-counts.csv", "synthetic-views.csv"
SEARCHES, TOPICS = "synthetic-empty-searches.csv", "synthetic-topics.yml"

ABOUT = """\
SYNTHETIC DATA. Nobody in these files exists, and nothing in them happened.

kbgen made them by “kbgen tickets sample --seed {seed} --weeks {weeks} --end {end}”: {tickets:,} tickets of an
invented web host in four languages, from {start} to the day before {end}, in the time zone {zone}.

{csv:30}the tickets, as Zendesk’s account export has them
{ndjson:30}the same tickets, as its JSON export has them
{counts:30}how often each tag was used in each week
{views:30}views and votes of the help site’s articles in the last {quarter} weeks
{searches:30}what was sought there and not found
{topics:30}topics, for a content/topics.yml in a site that has none
{truth:30}what really happens in them, and when

Try it in a project that “kbgen init” has made, whose articles and topics fit these tickets:

    kbgen tickets import …/{csv} --timezone {zone}
    kbgen topics
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: files by name, and how many tickets they hold."""

    files: tuple[str, ...]
    tickets: int
    stories: int


def write(folder: Path, span: Span, *, seed: int, a_year: float) -> Written:
    """Write everything. With the same seed, span and number, every file is the same. Raises WrongUse where the folder
    holds something else, OutputError where it cannot be written.
    """
    _refuse_foreign(folder)
    told = stories.of(span)
    drawn = draw(span, told, seed, a_year)
    end = int(datetime.combine(span.end, time(), ZoneInfo(host.ZONE)).timestamp())
    every = list(rows(drawn, end))
    tidied = any(story.name == "tidied tags" for story in told)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The mark by which a later call knows the folder comes first.
        (folder / TRUTH).write_text(truth.as_json(span, told, drawn, seed), "utf-8", newline="\n")
        with (folder / ZENDESK).open("w", encoding="utf-8", newline="") as file:
            zendesk_csv.write(file, every)
        with (
            (folder / ZENDESK_JSON).open("wb") as raw,
            # Without a time or a name in its header, so that it is the same every time.
            gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as lines,
        ):
            lines.writelines(map(zendesk_json.line, every))
        with (folder / COUNTS).open("w", encoding="utf-8", newline="") as file:
            others.weekly_counts(file, every, span)
        with (folder / VIEWS).open("w", encoding="utf-8", newline="") as file:
            others.views(file, every, span, np.random.default_rng(seed))
        with (folder / SEARCHES).open("w", encoding="utf-8", newline="") as file:
            others.empty_searches(file)
        (folder / TOPICS).write_text(others.topics_file(tidied), "utf-8", newline="\n")
        (folder / README).write_text(_about(span, seed, len(every)), "utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{error.filename or folder} cannot be written: {error.strerror}") from None
    return Written((ZENDESK, ZENDESK_JSON, COUNTS, VIEWS, SEARCHES, TOPICS, TRUTH, README), len(every), len(told))


def _about(span: Span, seed: int, tickets: int) -> str:
    return ABOUT.format(
        seed=seed,
        weeks=span.days // 7,
        start=span.start,
        end=span.end,
        tickets=tickets,
        zone=host.ZONE,
        csv=ZENDESK,
        ndjson=ZENDESK_JSON,
        counts=COUNTS,
        views=VIEWS,
        searches=SEARCHES,
        topics=TOPICS,
        truth=TRUTH,
        quarter=others.VIEW_WEEKS,
    )


def _refuse_foreign(folder: Path) -> None:
    """Invented tickets never lie among other files, where somebody might take them for real ones."""
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is not a folder", hint="name one that is empty, or that does not exist yet")
    if folder.is_dir() and any(folder.iterdir()) and not _is_ours(folder / TRUTH):
        raise WrongUse(f"{folder} holds other files", hint="name a folder that is empty, or that does not exist yet")


def _is_ours(path: Path) -> bool:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("synthetic") is True
