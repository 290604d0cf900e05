"""Files that were made, kept as long as they are right and there is room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 192 * 1024 * 1024
"""Bytes that are kept. What is older goes first; it is made again when somebody asks for it."""


@dataclass(slots=True)
class Store:
    """By path, each with the fingerprint of what it was made of."""

    most: int = MOST
    _kept: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _size: int = 0

    @property
    def is_full(self) -> bool:
        """Whether another file would push one out."""
        return self._size > self.most * 9 // 10

    def get(self, path: str, fingerprint: str, make: Callable[[], str | bytes]) -> bytes:
        """The content that has this fingerprint; made if it is not here."""
        kept = self._kept.get(path)
        if kept and kept[0] == fingerprint:
            return kept[1]
        made = make()
        content = made.encode("utf-8") if isinstance(made, str) else made
        self._drop(path)
        self._kept[path] = (fingerprint, content)
        self._size += len(content)
        while self._size > self.most and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return content

    def keep_only(self, paths: set[str]) -> None:
        """Forget what the site does not have any more."""
        for path in self._kept.keys() - paths:
            self._drop(path)

    def _drop(self, path: str) -> None:
        if path in self._kept:
            self._size -= len(self._kept.pop(path)[1])
