"""The next piece of work for somebody who reads these languages and has so many minutes. Pure.

First rows are put into the order of harm that a minute takes away; then the best of them are cut down to what fits,
to the paragraph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.alignment import counterparts, place_behind
from kbgen.translation.appraisal import Appraisal, concerns
from kbgen.translation.blocks import Kind, heading_path
from kbgen.translation.changes import Change, ChangeKind
from kbgen.translation.fingerprints import Text
from kbgen.translation.lines import block_of, difference_note, words_of
from kbgen.translation.row import Row
from kbgen.translation.standing import Grade
from kbgen.translation.state import Assessment, State
from kbgen.translation.workload import PACE, Gap, Pace, minutes

UNFINISHED = 0.5
"""What a part of a translation is worth beside the same part of one that can be finished: readers do not see it yet."""


class Task(StrEnum):
    """What there is to do. To revise is to follow what has changed in the other language."""

    TRANSLATE = "translate"
    REVISE = "revise"
    COMPARE = "compare"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that somebody can work on, ``source`` beside it, ``minutes`` in all."""

    gap: Gap
    source: LanguageCode
    minutes: float


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the work. ``language``: in which something may have to be written, at ``place``.

    ``place`` and ``source_place`` are ``path:line``; a paragraph that is new belongs behind the one at ``place``.
    ``headings``: those above it in the text that is the model. ``before``, ``after``: what that text said and says,
    empty where it is not known or gone; ``text``: what stands in the other language now. ``note``: what differs.
    """

    language: LanguageCode
    place: str
    source_place: str
    headings: tuple[str, ...]
    change: str
    grade: Grade
    before: str
    after: str
    text: str
    note: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work that fits. ``left``: so many parts of the same row did not."""

    gap: Gap
    task: Task
    source: LanguageCode
    parts: tuple[Part, ...]
    left: int
    minutes: float

    @property
    def harm(self) -> float:
        """What of the row's harm it takes away, by its share of the work."""
        return self.gap.harm * len(self.parts) / (len(self.parts) + self.left)


# -- which row -------------------------------------------------------------------------------------------------------


def candidates(gaps: Sequence[Gap], reads: Collection[LanguageCode], time: float, pace: Pace = PACE) -> list[Candidate]:
    """The rows that somebody can work on, the one with the most harm a minute first."""
    fresh: dict[ArticleId, list[LanguageCode]] = {}
    for gap in gaps:
        if gap.row.state is State.FRESH:
            fresh.setdefault(gap.row.article, []).append(gap.row.language)
    found = [
        Candidate(gap, source, minutes(gap.row, pace))
        for gap in gaps
        if gap.harm and (source := _source(gap.row, reads, fresh.get(gap.row.article, ())))
    ]
    found.sort(key=lambda one: (-_worth(one, time), one.gap.row.article, one.gap.row.language))
    return found


def _source(row: Row, reads: Collection[LanguageCode], fresh: Sequence[LanguageCode]) -> LanguageCode:
    """The language to work from; empty where this person cannot do it."""
    if row.language not in reads or row.is_source:
        return ""
    if row.source in reads and row.state is not State.ORPHAN:
        return row.source
    if row.state in (State.MISSING, State.STUB, State.ORPHAN):
        return next((code for code in fresh if code in reads and code != row.language), "")
    return ""


def _worth(one: Candidate, time: float) -> float:
    """Harm a minute. What has to be finished to be of use counts less where the time is too short for it."""
    finished = one.minutes <= time or one.gap.row.state in (State.STALE, State.AHEAD, State.DIVERGED)
    return one.gap.harm / one.minutes * (1 if finished else UNFINISHED)


def next_pieces(
    ordered: Iterable[tuple[Candidate, Appraisal | None]], time: float, count: int = 1, pace: Pace = PACE
) -> list[Piece]:
    """The first pieces that fit into the time. ``ordered``: candidates with all that is known of their articles."""
    found: list[Piece] = []
    for candidate, known in ordered:
        if known and (piece := piece_of(candidate, known, time, pace)):
            found.append(piece)
            if len(found) == count:
                break
    return found


# -- which part of it ------------------------------------------------------------------------------------------------


def piece_of(candidate: Candidate, known: Appraisal, time: float, pace: Pace = PACE) -> Piece | None:
    """As much of a row as fits; None where nothing does."""
    one = known.assessments.get(candidate.gap.row.language)
    if one is None or one.state is not candidate.gap.row.state:
        # Somebody has saved the file meanwhile.
        return None
    task, parts = _parts(one, known, candidate.source, pace)
    taken: list[Part] = []
    spent = pace.begin
    for part in parts:
        if spent + part.minutes > time:
            break
        taken.append(part)
        spent += part.minutes
    if not any(part.minutes for part in taken):
        return None
    return Piece(candidate.gap, task, candidate.source, tuple(taken), len(parts) - len(taken), spent)


def _parts(one: Assessment, known: Appraisal, source: LanguageCode, pace: Pace) -> tuple[Task, list[Part]]:
    match one.state:
        case State.MISSING | State.STUB:
            return Task.TRANSLATE, list(_to_translate(one, known, source, pace))
        case State.STALE | State.AHEAD | State.DIVERGED:
            parts = [*_to_follow(one, known, pace)]
            parts.sort(key=lambda part: -part.grade)
            return Task.REVISE, parts
        case _:
            if parts := list(_to_compare(one, known, source, pace)):
                return Task.COMPARE, parts
            return Task.CONFIRM, list(_to_read(one, known, source, pace))


def _path(known: Appraisal, language: LanguageCode) -> str:
    """The file of the article in a language, whether it is there or not."""
    articles = {**known.reading.drafts, **known.reading.articles}
    if language in articles:
        return articles[language].path
    other = next(iter(articles.values()))
    head, _, tail = other.path.rpartition(f"/{other.language}/{other.id}.md")
    return f"{head or tail}/{language}/{other.id}.md"


def _to_translate(one: Assessment, known: Appraisal, source: LanguageCode, pace: Pace) -> Iterator[Part]:
    text = known.texts.get(source)
    for place, block in enumerate(text.blocks if text else ()):
        yield Part(
            language=one.language,
            place=_path(known, one.language),
            source_place=f"{_path(known, source)}:{block.line}",
            headings=heading_path(text.blocks, place) if text else (),
            change="",
            grade=Grade.NONE,
            before="",
            after=block.text,
            text="",
            note="",
            minutes=0.0 if block.kind is Kind.CODE else words_of([block]) / pace.translate,
        )


def _to_follow(one: Assessment, known: Appraisal, pace: Pace) -> Iterator[Part]:
    sides = ((one.source, one.source_changes, one.language), (one.language, one.own_changes, one.source))
    for model, changes, follower in sides:
        if changes and model in known.texts and follower in known.texts:
            yield from _following(known, model, changes, follower, pace)


def _following(
    known: Appraisal, model: LanguageCode, changes: Sequence[Change], follower: LanguageCode, pace: Pace
) -> Iterator[Part]:
    """What has changed in one language, beside what has to follow in the other."""
    text, other = known.texts[model], known.texts[follower]
    beside = counterparts(text, other)
    for change in changes:
        place = _beside(change, beside)
        block = other.blocks[place] if 0 <= place < len(other.blocks) else None
        there = text.blocks[change.place].line if change.place >= 0 else known.reading.articles[model].first_line
        changed = block_of(change)
        yield Part(
            language=follower,
            place=f"{_path(known, follower)}:{block.line if block else known.reading.articles[follower].first_line}",
            source_place=f"{_path(known, model)}:{there}",
            headings=change.path,
            change=change.kind.value,
            grade=change.grade,
            before=change.old.text if change.old else "",
            after=change.new.text if change.new else "",
            text=block.text if block and change.kind is not ChangeKind.ADDED else "",
            note="",
            minutes=(words_of([changed]) or 1 if changed else 1) / pace.revise,
        )


def _beside(change: Change, beside: Mapping[int, int]) -> int:
    """The place in the other language; of what is new, or gone without leaving a trace, that before it."""
    if change.kind in (ChangeKind.CHANGED, ChangeKind.MOVED) and change.place in beside:
        return beside[change.place]
    return place_behind(beside, change.place + (change.kind is ChangeKind.REMOVED))


def _to_compare(one: Assessment, known: Appraisal, source: LanguageCode, pace: Pace) -> Iterator[Part]:
    for difference in known.differences:
        if not concerns(difference, one.language, source):
            continue
        note = difference_note(difference, one.language, source)
        headings, theirs = _at(known.texts[source], note.source_place)
        yield Part(
            language=one.language,
            place=note.place,
            source_place=note.source_place,
            headings=headings,
            change="",
            grade=Grade.CRITICAL,
            before="",
            after=theirs,
            text=_at(known.texts[one.language], note.place)[1],
            note=note.message,
            minutes=pace.compare,
        )


def _at(text: Text, place: str) -> tuple[tuple[str, ...], str]:
    """The headings above the block at ``path:line``, and its words."""
    line = int(place.rpartition(":")[2])
    for number, block in enumerate(text.blocks):
        if block.line == line:
            return heading_path(text.blocks, number), block.text
    return (), ""


def _to_read(one: Assessment, known: Appraisal, source: LanguageCode, pace: Pace) -> Iterator[Part]:
    if one.language not in known.texts or source not in known.texts:
        return
    yield Part(
        language=one.language,
        place=f"{_path(known, one.language)}:1",
        source_place=f"{_path(known, source)}:1",
        headings=(),
        change="",
        grade=Grade.NONE,
        before="",
        after="",
        text="",
        note="",
        minutes=words_of(known.texts[one.language].blocks) / pace.read,
    )
