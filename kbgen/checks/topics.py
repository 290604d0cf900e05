"""The topics file, which says what tickets are about."""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.checks.subject import Subject
from kbgen.problems import Problem
from kbgen.tickets.topics import load, usage


def wrong(subject: Subject) -> Iterable[Problem]:
    """Everything that can be seen without any tickets."""
    file, problems = load(subject.site.config)
    return [*problems, *usage.misspelt(file, subject.site.catalog)]
