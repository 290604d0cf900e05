"""What is planted in the starter, so that there is something to find: ``story.yml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

STORY: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("story.yml").read_text("utf-8"))


def edits(*kinds: str) -> Iterator[tuple[str, str, str]]:
    """The planted changes of these kinds: file, old words, new words."""
    for kind in kinds:
        for one in STORY[kind]:
            for language, words in one["edits"].items():
                before, after = (text.replace("␣", "\u00a0") for text in words)
                yield f"content/{language}/{one['article']}.md", before, after


def undone(path: str, text: str) -> str:
    """The text of a file as it was before anything was planted."""
    for planted, before, after in edits(*STORY):
        if planted == path:
            text = text.replace(after, before)
    return text
