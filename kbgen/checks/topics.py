"""The topics file, which says what tickets are about."""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.checks.subject import Subject
from kbgen.problems import Problem
from kbgen.tickets.topics import load


def wrong(subject: Subject) -> Iterable[Problem]:
    """Everything that can be seen without any tickets."""
    return load(subject.site.config)[1]
