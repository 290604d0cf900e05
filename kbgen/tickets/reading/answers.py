"""Objects that a help desk's interface has answered with → tickets, by the same rules as files and without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kbgen.config import Config
from kbgen.errors import WrongUse
from kbgen.problems import did_you_mean
from kbgen.tickets.reading.containers import Part
from kbgen.tickets.reading.files import Row, context_of, said_of_cells, tickets_of
from kbgen.tickets.reading.known import KNOWN
from kbgen.tickets.reading.objects import NO_TICKET, Found, is_ticket
from kbgen.tickets.reading.own import own_profiles
from kbgen.tickets.reading.recognised import Format, Recognised
from kbgen.tickets.reading.results import Rejected, Wishes
from kbgen.tickets.reading.rows import Tally

Reader = Callable[[Iterable[Mapping[str, Any]]], Iterator[Row]]


def reader(wishes: Wishes, config: Config) -> Reader:
    """What makes tickets of objects, by the profile that is wished for. Raises WrongUse where there is none such."""
    every = {name: one for name, one in {**KNOWN, **own_profiles(config)}.items() if one.json}
    if wishes.profile not in every:
        hint = did_you_mean(wishes.profile, every) or f"there are {', '.join(every)}"
        raise WrongUse(f"there is no profile “{wishes.profile}” for JSON", hint=hint)
    profile = every[wishes.profile]
    one = Recognised(Part(Path("account")), Format.JSON_PAGES, profile, config, places=profile.picked, wishes=wishes)

    def read(objects: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
        tally, context = Tally(), context_of(one)
        yield from tickets_of(one, _numbered(objects), context, tally)
        yield from said_of_cells(context, tally)

    return read


def _numbered(objects: Iterable[Mapping[str, Any]]) -> Iterator[Found | Rejected]:
    for row, data in enumerate(objects, 1):
        yield Found(row, 0, dict(data)) if is_ticket(data) else Rejected(row, 0, NO_TICKET)
