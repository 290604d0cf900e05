"""Python-Markdown's inline processor, which tries a pattern only where something that it needs occurs.

Two thirds of the time that Python-Markdown takes go into trying every inline pattern on every piece of text, nearly
always where it cannot match, and into looking each of them up in a registry. The result of a pattern that does not
match is the unchanged text, so leaving out those tries changes no byte.

The trigger is looked for in the text as it stands when the pattern's turn has come: what earlier patterns put in its
place (placeholders hold letters, digits and a colon) may be what a later one needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown.inlinepatterns import InlineProcessor as NewStylePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from kbgen.markup.triggers import Trigger, trigger

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_APPLY = "_InlineProcessor__applyPattern"
_HANDLE = "_InlineProcessor__handleInline"
_PLACE = "_InlineProcessor__processPlaceholders"
_NEVER = re.compile(r"(?!)")


class TriggeredInlineProcessor(InlineProcessor):  # type: ignore[misc]  # Python-Markdown is untyped
    """As its parent, byte for byte. Replaces a private method of it; ``install`` looks whether that is still there."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[tuple[Any, Trigger | None]] = []
        self._any: re.Pattern[str] | None = _NEVER
        self._apply = getattr(self, _APPLY)
        self._place = getattr(super(), _PLACE)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Take the patterns as they are registered now, then go through the tree."""
        patterns = [(pattern, _trigger_of(pattern)) for pattern in self.inlinePatterns]
        if patterns != self._patterns:
            self._patterns, self._any = patterns, _any_of([needs for _, needs in patterns])
        changed: Element = super().run(tree, ancestors)
        return changed

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Process a text with the patterns from an index on; the parent's method of this name, without idle tries."""
        if isinstance(data, AtomicString) or (self._any is not None and not self._any.search(data)):
            return data
        apply, patterns = self._apply, self._patterns
        for index in range(patternIndex, len(patterns)):
            pattern, needs = patterns[index]
            if needs is not None:
                for one in needs:
                    if one in data:
                        break
                else:
                    continue
            data, matched, start = apply(pattern, data, index, 0)
            while matched:
                if needs is not None:
                    for one in needs:
                        if data.find(one, start) >= 0:
                            break
                    else:
                        break
                data, matched, start = apply(pattern, data, index, start)
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Element,
        isText: bool = True,  # noqa: N803
    ) -> list[tuple[Element, list[str]]]:
        """Put a text into its element; the parent's method of this name does it where elements are to be put back."""
        if data and INLINE_PLACEHOLDER_PREFIX in data:
            placed: list[tuple[Element, list[str]]] = self._place(data, parent, isText)
            return placed
        if data and isText:
            parent.text = parent.text + data if parent.text else data
        elif data:
            parent.tail = parent.tail + data if parent.tail else data
        return []


def _trigger_of(pattern: Any) -> Trigger | None:
    """Old-style patterns may match by other means than their expression, so they are always tried."""
    return trigger(pattern.getCompiledRegExp()) if isinstance(pattern, NewStylePattern) else None


def _any_of(triggers: list[Trigger | None]) -> re.Pattern[str] | None:
    """Matches where at least one pattern can; None where that cannot be told."""
    needed: set[str] = set()
    for one in triggers:
        if one is None:
            return None
        needed.update(one)
    # A single character stands for every longer trigger that begins with it, and is found faster.
    firsts = sorted({string[0] for string in needed})
    return re.compile("[" + "".join(re.escape(c) for c in firsts) + "]") if firsts else _NEVER


def install(md: Markdown) -> None:
    """Put the processor into a parser, where its own is Python-Markdown's and is built as we know it."""
    own = md.treeprocessors["inline"]
    if type(own) is InlineProcessor and all(hasattr(own, name) for name in (_APPLY, _HANDLE, _PLACE)):
        place = next(item.priority for item in md.treeprocessors._priority if item.name == "inline")
        md.treeprocessors.register(TriggeredInlineProcessor(md), "inline", place)
