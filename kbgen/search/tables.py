"""What an index has besides its postings, as a file: words with their lemmas, endings, pages.

Ranking looks up words by their beginnings and by their letters; so they are read at once, and only the postings of the
lemmas that a query means are read one by one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kbgen.search.model import Heading, Index, Page, Postings

FORMAT = 1


def packed(index: Index, names: Sequence[str]) -> bytes:
    """The index without its postings. ``names``: every lemma as a word, by its number."""
    data = {
        "language": index.language,
        "words": "\n".join(index.words),
        "lemmas": [ids[0] if len(ids) == 1 else ids for ids in index.lemmas],
        "names": "\n".join(names),
        "endings": index.endings,
        "synonyms": list(index.synonyms.items()),
        "pages": [(number, *_row(page)) for number, page in index.pages.items()],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(content: bytes, postings: Sequence[Postings]) -> Index:
    """The index again, with postings from elsewhere."""
    data = json.loads(content)
    return Index(
        language=data["language"],
        pages={number: _page(row) for number, *row in data["pages"]},
        words=_lines(data["words"]),
        lemmas=tuple((ids,) if isinstance(ids, int) else tuple(ids) for ids in data["lemmas"]),
        postings=postings,
        endings={ending: tuple(others) for ending, others in data["endings"].items()},
        synonyms={lemma: tuple((other, weight) for other, weight in others) for lemma, others in data["synonyms"]},
    )


def names(content: bytes) -> tuple[str, ...]:
    """Every lemma as a word, by its number."""
    return _lines(json.loads(content)["names"])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _row(page: Page) -> tuple[object, ...]:
    headings = [(h.anchor, h.text) for h in page.headings]
    return (page.article, page.address, page.title, page.category, headings, page.title_weight)


def _page(row: list[Any]) -> Page:
    article, address, title, category, headings, weight = row
    return Page(article, address, title, category, tuple(Heading(*heading) for heading in headings), weight)
