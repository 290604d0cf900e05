"""What is wrong with the topics file, and what the tickets say about it: for the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from kbgen.problems import Problem
from kbgen.reports import problem_list
from kbgen.reports.problem_list import counted
from kbgen.reports.silent import harmless
from kbgen.tickets.topics.usage import UnknownTag

if TYPE_CHECKING:
    from kbgen.tickets.statistics.signal import Notice


@dataclass(frozen=True, slots=True)
class Checked:
    """``topics``: how many the file has. The rest is known only from tickets: how many ``tags`` these have (None
    without tickets), those that nobody claims, those of the file that no ticket ever had, and the weeks in which tags
    were reordered.
    """

    problems: tuple[Problem, ...]
    topics: int
    tags: int | None = None
    unknown: tuple[UnknownTag, ...] = ()
    unused: tuple[str, ...] = ()
    breaks: tuple[Notice, ...] = ()


_WRAPPED: Mapping[str, Any] = {"initial_indent": "  ", "subsequent_indent": "  ", "break_on_hyphens": False}


def text(checked: Checked, limit: int) -> str:
    """The problems, the tags that nobody claims (``limit`` of them), and the weeks in which tags were reordered."""
    blocks = [problem_list.text(checked.problems)] if checked.problems else []
    if checked.unknown and limit:
        head = click.style("Tags that no topic claims, each a topic of its own:", bold=True)
        more = len(checked.unknown) - limit
        tail = [f"  and {counted(more, 'more tag')}, by --limit"] if more > 0 else []
        blocks.append("\n".join([head, *map(_unknown, checked.unknown[:limit]), *tail]))
    if checked.unused:
        head = click.style("Tags of the file that no ticket ever had:", bold=True)
        blocks.append("\n".join([head, *wrap(", ".join(checked.unused), 100, **_WRAPPED)]))
    if checked.breaks:
        head = click.style("Weeks in which the tags were reordered:", bold=True)
        blocks.append("\n".join([head, *(f"  {one.week}  {one.message}" for one in checked.breaks)]))
    return "\n\n".join(blocks)


def _unknown(one: UnknownTag) -> str:
    same = "" if one.like == one.topic else f" (topic {one.topic})"
    hint = click.style(f"  → is it {one.like}{same}?", dim=True) if one.like else ""
    return f"{one.tickets:>9,}  {harmless(one.tag)}{hint}"


def summary(checked: Checked) -> str:
    """``12 topics: 1 error, 2 warnings; 41 of 97 tags are unknown to the file``."""
    found = f"{counted(checked.topics, 'topic')}: {problem_list.summary(checked.problems)}"
    if checked.tags is None:
        return f"{found}; no tickets to hold it against"
    return f"{found}; {len(checked.unknown):,} of {counted(checked.tags, 'tag')} belong to no topic"


def as_json(checked: Checked, limit: int) -> str:
    """``{"problems", "topics", "tags", "unknown", "unused", "breaks"}``, all of it whatever the limit."""
    data: dict[str, Any] = json.loads(problem_list.as_json(checked.problems))
    data |= {
        "topics": checked.topics,
        "tags": checked.tags,
        "unknown": [
            {"tag": one.tag, "tickets": one.tickets, "like": one.like or None, "topic": one.topic or None}
            for one in checked.unknown
        ],
        "unused": list(checked.unused),
        "breaks": [{"week": str(one.week), "message": one.message, "tags": list(one.tags)} for one in checked.breaks],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Checked, int], str]] = {"text": text, "json": as_json}
