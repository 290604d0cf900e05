"""Sets of queries with known answers: files ``<lang>.<set>[.<part>].tsv`` with ``query<TAB>page[,page]`` a line.

The part (``dev``, say) tells halves of one set apart that lie in different folders; it is not in the set's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path


class WrongQueriesError(Exception):
    """A file of queries cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the pages (article ids without the language) that answer it.

    ``meant``: the page that its file names first, for which it was written.
    """

    text: str
    pages: frozenset[str]
    meant: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class QuerySet:
    """The queries of one file, in its order."""

    language: str
    name: str
    part: str
    queries: tuple[Query, ...]

    @property
    def texts(self) -> list[str]:
        """What is typed."""
        return [query.text for query in self.queries]

    @property
    def expected(self) -> list[frozenset[str]]:
        """The right pages of each."""
        return [query.pages for query in self.queries]

    def halves(self) -> tuple[QuerySet, QuerySet]:
        """The half to work with, and the half that is held out: nobody looks at its queries one by one.

        A query stays in its half whatever is added or taken away, since a digest of its own text decides.
        """
        held = {query for query in self.queries if sha256(query.text.encode()).digest()[0] % 2}
        work = tuple(query for query in self.queries if query not in held)
        return replace(self, queries=work), replace(
            self, queries=tuple(query for query in self.queries if query in held)
        )


def parse(name: str, text: str) -> QuerySet:
    """A set from its file's name and text."""
    language, set_name, *part = name.removesuffix(".tsv").split(".")
    queries = [_query(f"{name}:{n}", line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    return QuerySet(language, set_name, ".".join(part), tuple(queries))


def _query(where: str, line: str) -> Query:
    text, tab, pages = line.partition("\t")
    right = [page for part in pages.split(",") if (page := part.strip())]
    if not tab or not text.strip() or not right:
        raise WrongQueriesError(f"{where}: expected query<TAB>page[,page]")
    return Query(text.strip(), frozenset(right), right[0])


def read(folder: Path) -> list[QuerySet]:
    """Every set below a folder, by language and name. Two parts of one set stay two."""
    found = [path for path in sorted(folder.glob("*.tsv")) if path.name.count(".") >= 2]
    if not found:
        raise WrongQueriesError(f"{folder}: no <lang>.<set>[.<part>].tsv in it")
    return [parse(path.name, path.read_text("utf-8")) for path in found]


def languages(sets: Sequence[QuerySet]) -> list[str]:
    """The languages of the sets, sorted."""
    return sorted({one.language for one in sets})
