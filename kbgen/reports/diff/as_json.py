"""``{"diffs": [{"article", "language", "source", "state", "grade", "changes": […], "own_changes": […]}]}``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kbgen.reports.diff import Diff
from kbgen.translation.blocks import Block
from kbgen.translation.follow import Following, Step


def as_json(diffs: Sequence[Diff]) -> str:
    """All of them. A change's ``words`` are runs of ``[same | gone | new, text]``; texts are None where unknown."""
    return json.dumps({"diffs": [_value(diff) for diff in diffs]}, ensure_ascii=False, indent=2)


def _value(diff: Diff) -> dict[str, Any]:
    one = diff.assessment
    return {
        "article": one.article,
        "title": diff.title,
        "language": one.language,
        "source": one.source,
        "state": one.state.value,
        "grade": str(one.grade),
        "changed": one.changed,
        "blocks": one.blocks,
        "confirmed": one.record.day.isoformat() if one.record else None,
        "changes": _changes(diff, diff.source, "translation"),
        "own_changes": _changes(diff, diff.own, "source"),
        "findings": [{"kind": finding.kind.value, "message": finding.message} for finding in one.findings],
    }


def _changes(diff: Diff, following: Following, beside: str) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "kind": step.change.kind.value,
            "grade": str(step.change.grade),
            "heading": list(step.change.path),
            "old": step.change.old.text if step.change.old else None,
            "new": step.change.new.text if step.change.new else None,
            "words": [[said.value, text] for said, text in step.words],
            "place": diff.place(following.changed, step.change.new.line) if step.change.new else None,
            beside: _beside(diff, following, step.beside),
            "after": _beside(diff, following, step.after) if _is_to_be_written(step) else None,
        }
        for number, step in enumerate(following.steps, 1)
    ]


def _is_to_be_written(step: Step) -> bool:
    return step.beside is None and step.change.new is not None


def _beside(diff: Diff, following: Following, block: Block | None) -> dict[str, str] | None:
    return {"text": block.text, "place": diff.place(following.other, block.line)} if block else None
