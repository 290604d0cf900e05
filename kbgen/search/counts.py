"""What is known of one text alone, kept between builds: its words, counted, with their lemmas.

An index is made of the counts of all articles; to make it again after one of them has changed takes no tokens and no
dictionary but for that one.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kbgen.search.analysis.lemmas import Lemmas
from kbgen.search.documents import Document, Section
from kbgen.search.indexing import Counted


def packed(counted: Counted, lemmas: Lemmas) -> str:
    """The counts of a document, and the lemmas of its words, as JSON."""
    words = {word for field in counted.fields.values() for word in field}
    said = {word: found for word in sorted(words) if (found := lemmas(word)) != (word,)}
    headings = [(section.anchor, section.heading) for section in counted.document.sections]
    data = (headings, counted.fields, counted.sections, said, [word for word in sorted(words) if word not in said])
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, document: Document, lemmas: dict[str, tuple[str, ...]]) -> Counted:
    """The counts again. ``document``: the same without its sections; its words' lemmas are added to ``lemmas``."""
    headings, fields, sections, said, own = json.loads(text)
    lemmas.update(zip(said, map(tuple, said.values()), strict=True))
    lemmas.update(zip(own, zip(own, strict=True), strict=True))
    bare = replace(document, sections=tuple(Section(anchor, heading, "") for anchor, heading in headings))
    return Counted(bare, fields, sections)
