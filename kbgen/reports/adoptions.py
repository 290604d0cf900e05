"""What translations without a record were probably made from: as a table for the terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import click

from kbgen.reports.problem_list import counted
from kbgen.translation.adopt import Sureness
from kbgen.translation.adoptions import Adoption
from kbgen.translation.history import Gap

_COLOURS = {Sureness.SURE: "green", Sureness.LIKELY: "yellow", Sureness.UNSURE: "red"}
_HEAD = ("article", "language", "made from", "sureness", "changed since")


def text(rows: Sequence[Adoption]) -> str:
    """A line a translation, in columns; the reason below what is unsure."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(cell[column]) for cell in cells) for column in range(len(_HEAD))]
    lines = [click.style(_line(_HEAD, widths), bold=True)] if rows else []
    for row, cell in zip(rows, cells[1:], strict=True):
        sureness = row.proposal.sureness if row.proposal else None
        line = _line(cell, widths)
        lines.append(click.style(line, fg=_COLOURS[sureness]) if sureness is not None else click.style(line, dim=True))
        if row.proposal and row.proposal.sureness is not Sureness.SURE:
            lines.append(click.style(f"    → {row.proposal.reason}", dim=True))
    return "\n".join(lines)


def _cells(row: Adoption) -> tuple[str, ...]:
    if row.proposal is None:
        return (row.article, row.language, "–", "no translation", row.stub.message if row.stub else "")
    if row.proposal.basis is None:
        return (row.article, row.language, "no version that is known", str(row.proposal.sureness), "")
    commit = row.proposal.basis.commit
    version = f"{row.source} of {commit.day} ({commit.id[:8]})" if commit else f"{row.source} as it is now"
    changed = f"{len(row.changes)} of {row.blocks} blocks, {row.grade}" if row.changes else "nothing"
    return (row.article, row.language, version, str(row.proposal.sureness), changed)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def summary(rows: Sequence[Adoption]) -> str:
    """``12 translations without a record: 7 sure, 3 likely, 1 unsure, 1 no translation``."""
    counts = Counter(str(row.proposal.sureness) if row.proposal else "no translation" for row in rows)
    names = [*(str(sureness) for sureness in sorted(Sureness, reverse=True)), "no translation"]
    parts = ", ".join(f"{counts[name]} {name}" for name in names if counts[name])
    head = f"{counted(len(rows), 'translation')} without a record"
    return f"{head}: {parts}" if parts else head


def gaps(found: Sequence[Gap]) -> str:
    """Why git's history tells nothing, or not all."""
    return "\n".join(f"{gap.reason}{f'; {gap.hint}' if gap.hint else ''}" for gap in found)


def as_json(rows: Sequence[Adoption], found: Sequence[Gap]) -> str:
    """``{"adoptions": [{"article", "language", "source", "commit", "day", "sureness", …}], "gaps": […]}``."""
    return json.dumps(
        {"adoptions": [_row(row) for row in rows], "gaps": [gap.reason for gap in found]},
        ensure_ascii=False,
        indent=2,
    )


def _row(row: Adoption) -> dict[str, object]:
    commit = row.proposal.basis.commit if row.proposal and row.proposal.basis else None
    return {
        "article": row.article,
        "language": row.language,
        "source": row.source,
        "commit": commit.id if commit else None,
        "day": commit.day.isoformat() if commit else None,
        "sureness": str(row.proposal.sureness) if row.proposal else None,
        "reason": row.proposal.reason if row.proposal else row.stub.message if row.stub else "",
        "stub": row.stub.kind if row.stub else None,
        "changed": len(row.changes),
        "blocks": row.blocks,
        "grade": str(row.grade),
        "record": str(row.record) if row.record else None,
    }
