"""What was made of cells: exports repeat the same few words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Memo(dict[str, T]):
    """Makes a value of a text once. It forgets all when it becomes large, so that no file can fill the memory."""

    def __init__(self, make: Callable[[str], T], most: int = 1 << 16) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[text] = self._make(text)
        return made
