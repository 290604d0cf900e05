"""What is new among flags since somebody was last told of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kbgen.tickets.flagging.flag import Flag

GROWN = 1.5
"""A rise is told of again when it has this many times as many tickets as when it was last told of."""

Key = tuple[str, str, str, str]


@dataclass
class News:
    """Remembers what was told: of each flag, with how many tickets."""

    told: dict[Key, int] = field(default_factory=dict)

    def of(self, flags: Iterable[Flag]) -> list[Flag]:
        """Those that are new, and rises that have grown by half; from now on they are told. What has gone and comes
        back is new again."""
        found = list(flags)
        new = [flag for flag in found if self._is_new(flag)]
        self.told = {_key(flag): self.told.get(_key(flag), flag.tickets) for flag in found}
        self.told |= {_key(flag): flag.tickets for flag in new}
        return new

    def _is_new(self, flag: Flag) -> bool:
        before = self.told.get(_key(flag))
        return before is None or (flag.is_surge and flag.tickets >= max(GROWN * before, before + 1))


def _key(flag: Flag) -> Key:
    return (flag.topic, flag.kind.value, flag.lane.value, flag.language or "")
