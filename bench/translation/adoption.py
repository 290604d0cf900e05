"""How often ``kbgen adopt`` is right, where each translation names the commit of the source that it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.translation.replay import Replay
from kbgen.translation.adopt import Stage, Sureness, propose, real
from kbgen.translation.commits import Version

VERDICTS = ("right", "older", "newer")


@dataclass(frozen=True)
class Judged:
    """One proposal. ``verdict``: right, or a version of the source that is older or newer than the one that was named.

    ``by_date``: the same of the version at the translation's last commit.
    """

    path: str
    sureness: Sureness
    verdict: str
    by_date: str


def judged(replay: Replay, key: str) -> Iterator[Judged]:
    """Every translation that names a commit at which its source is known."""
    for path, source in replay.translations():
        own, theirs = replay.versions(path), replay.versions(source)
        named = _named(replay, own, key) if own and theirs else ""
        blob = _blob(replay, named, theirs) if named else ""
        truth = replay.text(blob) if blob else None
        stages, sources = _stages(replay, own), _stages(replay, theirs)
        if truth is None or not stages or not sources:
            continue
        states = [stage.text.prints.blocks for stage in real(sources)]
        if truth.prints.blocks not in states:
            continue
        wanted = _last(states, truth.prints.blocks)
        proposal = propose(sources, stages)
        touched = own[0].commit.place
        at_that_time = [s for s in sources if s.commit and s.commit.place <= touched]
        dated = _last(states, at_that_time[-1].text.prints.blocks) if at_that_time else 0
        proposed = len(states) - 1 - proposal.later
        yield Judged(path, proposal.sureness, _verdict(proposed, wanted, states), _verdict(dated, wanted, states))


def _last(states: list[tuple[object, ...]] | list, wanted: object) -> int:  # type: ignore[type-arg]
    return max(k for k, state in enumerate(states) if state == wanted)


def _verdict(found: int, wanted: int, states: list) -> str:  # type: ignore[type-arg]
    if states[found] == states[wanted]:
        return "right"
    return "older" if found < wanted else "newer"


def _named(replay: Replay, own: tuple[Version, ...], key: str) -> str:
    content = replay.read(own[0].blob) or b""
    found = re.search(rf"^{re.escape(key)}:\s*([0-9a-f]{{40}})", content.decode("utf-8", "replace"), re.MULTILINE)
    return found[1] if found else ""


def _blob(replay: Replay, commit: str, theirs: tuple[Version, ...]) -> str:
    """The source at a commit, under any of the names that it had."""
    for path in dict.fromkeys(version.path for version in theirs):
        said = replay.repository.run(["cat-file", "--batch-check"], f"{commit}:{path}\n".encode()).decode().split()
        if len(said) == 3 and said[1] == "blob":
            return said[0]
    return ""


def _stages(replay: Replay, versions: tuple[Version, ...]) -> list[Stage]:
    texts = ((version, replay.text(version.blob)) for version in reversed(versions))
    return [Stage(text, version.commit) for version, text in texts if text]


def table(found: Iterable[Judged]) -> str:
    """By sureness, and for the rule of dates, how often the version was right, older or newer."""
    all_ = list(found)
    rows = [(f"adopt, {sureness}", [one.verdict for one in all_ if one.sureness is sureness]) for sureness in Sureness]
    rows.append(("adopt, all", [one.verdict for one in all_]))
    rows.append(("adopt, likely and sure", [one.verdict for one in all_ if one.sureness >= Sureness.LIKELY]))
    rows.append(("the source at the last commit", [one.by_date for one in all_]))
    lines = ["| rule | translations | right | older | newer |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, verdicts in rows:
        counts = Counter(verdicts)
        shares = " | ".join(f"{counts[word] / (len(verdicts) or 1):.1%}" for word in VERDICTS)
        lines.append(f"| {name} | {len(verdicts)} | {shares} |")
    return "\n".join(lines)
