"""Bring a site to a destination: look, decide, write down what is to come, do it, write down what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kbgen.delivery import record
from kbgen.delivery.carrier import Carrier, Found
from kbgen.delivery.decide import Changes, Put, Remove, Step, compare, decide
from kbgen.delivery.files import File
from kbgen.delivery.record import Entry

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was to be done; without ``dry_run`` it is done. ``adopted``: files that somebody else had put there."""

    steps: tuple[Step, ...]
    changes: Changes
    size: int
    damaged: bool = False
    adopted: tuple[str, ...] = ()


def deliver(carrier: Carrier, files: Sequence[File], *, dry_run: bool, progress: Progress) -> Delivery:
    """Make the destination hold these files. What it does not have yet is sent, what is kbgen's and gone is deleted."""
    wanted = carrier.wanted(files)
    found = carrier.look(wanted)
    changes = compare(wanted, found.there)
    steps = decide(changes)
    sent = {path for step in steps if isinstance(step, Put) for path in step.paths}
    delivery = Delivery(
        steps,
        changes,
        size=sum(file.size for file in files if file.path in sent),
        damaged=found.damaged,
        adopted=tuple(p for p in changes.changed if found.record is not None and p not in found.record),
    )
    if not dry_run:
        _act(carrier, delivery, wanted, found, progress)
    return delivery


def _act(carrier: Carrier, delivery: Delivery, wanted: Mapping[str, str], found: Found, progress: Progress) -> None:
    known = dict(found.record or {})
    sent = {*delivery.changes.added, *delivery.changes.changed}
    ours = {
        path: known.get(path, Entry(digest)) if path not in sent else Entry(digest, carrier.promise(path))
        for path, digest in wanted.items()
    }
    written = found.record
    if delivery.steps:
        written = {**known, **ours}
        if written != found.record:
            carrier.note(record.text(written))
    total = sum(len(step.paths) for step in delivery.steps)
    done = 0

    def arrived(path: str, tag: str) -> None:
        nonlocal done
        done += 1
        if path in ours:
            ours[path] = ours[path]._replace(tag=tag)
        progress("files", done, total)

    for step in delivery.steps:
        match step:
            case Put():
                carrier.put(step.paths, arrived)
            case Remove():
                carrier.remove(step.paths, arrived)
    if ours != written:
        carrier.note(record.text(ours))
