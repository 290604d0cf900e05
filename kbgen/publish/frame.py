"""Frames: Material's page with holes in it, rendered once for all pages that share it.

Material's ``main.html`` costs over a millisecond a page, and nearly all of what it makes is the same for every page of
a language. So it is rendered once with a marker in each place that belongs to one page (a slot), and cut at the
markers; a page is then the frame's pieces joined with the page's own.

An override of a template that looks at ``page`` outside the slots would be wrong on all pages but one. The page that
a frame is rendered with therefore answers to nothing: such a template is noticed, and rendered for each page anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

SLOTS = ("head", "topic", "languages", "navigation", "contents", "hero", "content", "pager")
_MARK = re.compile(r"\x02(\w+)\x03")

Slots = Mapping[str, str]


class UsesPage(Exception):
    """A template asked for something of the page itself while the frame was rendered."""


class AnyPage:
    """Stands for the page while a frame is rendered."""

    def __getattr__(self, name: str) -> Any:
        if name == "toc":
            # Material's base.html makes a skip link for the first heading, outside of every block.
            return [{"url": "#kb-content"}]
        raise UsesPage(name)

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Frame:
    """Pieces of HTML and the names of the slots between them: one more piece than slots."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, slots: Slots) -> str:
        """The page."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts.append(slots[slot])
            parts.append(piece)
        return "".join(parts)


def cut(html: str) -> Frame:
    """Cut rendered HTML at its markers."""
    parts = _MARK.split(html)
    return Frame(tuple(parts[0::2]), tuple(parts[1::2]))


def marker(slot: str) -> str:
    """What a template writes where a slot is."""
    if slot not in SLOTS:
        raise KeyError(f"there is no slot {slot}")
    return f"\x02{slot}\x03"


def render(template: Callable[..., str], context: Mapping[str, Any]) -> Frame | None:
    """Render the frame; None where the templates look at the page itself, so that there can be none."""
    try:
        return cut(template(**context, page=AnyPage(), slot=marker))
    except UsesPage:
        return None


def render_whole(template: Callable[..., str], context: Mapping[str, Any], page: Any, slots: Slots) -> str:
    """One page without a frame."""
    return template(**context, page=page, slot=lambda name: slots[name])
