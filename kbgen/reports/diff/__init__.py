"""What changed in a source since its translation was made: for the terminal, for programs, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.languages import LanguageCode
from kbgen.translation.follow import Following, Said
from kbgen.translation.state import Assessment, State

MARKS: Mapping[Said, tuple[str, str]] = {Said.SAME: ("", ""), Said.GONE: ("[-", "-]"), Said.NEW: ("{+", "+}")}
"""What stands around words where there is no colour, as in ``git diff --word-diff``."""


@dataclass(frozen=True, slots=True)
class Diff:
    """A translation beside its source. ``paths``: the files of both, by language.

    ``source``: what changed in the source; ``own``: what changed in the translation itself.
    """

    title: str
    assessment: Assessment
    paths: Mapping[LanguageCode, str]
    source: Following
    own: Following

    @property
    def language(self) -> LanguageCode:
        """That of the translation."""
        return self.assessment.language

    def place(self, language: LanguageCode, line: int) -> str:
        """``path:line``."""
        return f"{self.paths[language]}:{line}"


_NOTHING: Mapping[State, str] = {
    State.FRESH: "is up to date",
    State.MISSING: "is not there yet",
    State.ORPHAN: "was made from a text that is gone",
    State.UNCONFIRMED: "was never confirmed, so nobody knows from which text it was made",
    State.STUB: "is no translation yet",
}
_MOVED: Mapping[State, str] = {
    State.STALE: "has not followed its source",
    State.AHEAD: "has gone on without its source",
    State.DIVERGED: "and its source have both gone on",
}


def summary(diff: Diff) -> str:
    """One sentence about the translation, without a full stop: ``is up to date``."""
    one = diff.assessment
    if one.state in _NOTHING:
        return _NOTHING[one.state]
    since = f", since {one.record.day.isoformat()}" if one.record else ""
    return f"{_MOVED[one.state]}: {one.changed} of {one.blocks} paragraphs, {one.grade}{since}"


def advice(diff: Diff) -> str:
    """What to do next; empty where there is nothing to do."""
    one = diff.assessment
    confirm = f"kbgen confirm {one.article} --lang {one.language}"
    match one.state:
        case State.FRESH:
            return ""
        case State.MISSING:
            return f"make it with: kbgen new {one.article} --lang {one.language}"
        case State.UNCONFIRMED:
            return f"read both, then: {confirm} (“kbgen adopt” looks in git for what it was made from)"
        case State.STUB | State.ORPHAN:
            return f"when it is translated: {confirm}"
        case State.AHEAD:
            back = f"kbgen confirm {one.article} --lang {one.language}"
            return f"carry it over to “{one.source}” if it belongs there, then: {back}"
        case _:
            return f"when the translation says the same: {confirm}"
