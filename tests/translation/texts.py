"""Articles for the tests of translations: bodies that hypothesis makes, and the ways to lay them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from kbgen.languages import LanguageCode
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.record import Record
from kbgen.translation.state import Assessment, Evidence, Version, Whole, assess, version_of
from tests.catalogs import article

LANGUAGES = ("et", "en", "ru", "fi")


def text(language: LanguageCode, body: str, title: str = "Title", id: str = "dns/records") -> Text:
    """An article with this body, cut into its blocks."""
    return text_of(article(f"{language}/{id}.md", f"---\ntitle: {title}\n---\n\n{body}"), facts_of)


# Words that begin no line with a mark of Markdown, wherever the line is broken.
WORDS = st.sampled_from(
    "domain server add the record 15 minutes 1,50 € **Save** [link](a.md) `mx 10` e-mail õun слово 5. - a|b".split()
)
SAFE = st.sampled_from("domain server add the record 15 minutes **Save** [link](a.md) `mx` e-mail õun слово".split())


@dataclass(frozen=True)
class Piece:
    """A block as an author means it: what it is, its words, and how deep it is in a list."""

    kind: str
    words: tuple[str, ...]
    depth: int = 0


def words(min_size: int = 1, max_size: int = 8) -> st.SearchStrategy[tuple[str, ...]]:
    """Words of a block."""
    return st.lists(SAFE, min_size=min_size, max_size=max_size).map(tuple)


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """The body of an article, block by block."""
    kinds = st.sampled_from(["paragraph", "heading", "subheading", "item", "nested", "code", "quote", "row", "note"])
    found: list[Piece] = []
    for kind in draw(st.lists(kinds, max_size=10)):
        own = draw(words())
        if kind == "nested" and not (found and found[-1].kind in ("item", "nested")):
            kind = "item"
        found.append(Piece(kind, own))
    return found


@dataclass(frozen=True)
class Layout:
    """One of the many ways to lay out the same text."""

    width: int = 80
    bullet: str = "-"
    trailing: str = ""
    blank: int = 1
    pad: str = " "
    newline: str = "\n"


LAYOUTS = st.builds(
    Layout,
    width=st.sampled_from([1, 20, 40, 1000]),
    bullet=st.sampled_from(["-", "*", "+", "1.", "2)"]),
    trailing=st.sampled_from(["", " ", "   ", "\t"]),
    blank=st.integers(1, 3),
    pad=st.sampled_from([" ", "   "]),
    newline=st.sampled_from(["\n", "\r\n"]),
)


def laid_out(body: list[Piece], layout: Layout) -> str:
    """The Markdown of a body in a layout."""
    rows: list[str] = []
    before = ""
    for piece in body:
        own = _rows(piece, layout)
        tight = before in ("item", "nested") and piece.kind in ("item", "nested")
        tight = tight or (before == "row" and piece.kind == "row")
        if rows and not (tight and (layout.blank == 1 or piece.kind == "row")):
            rows += [layout.trailing] * layout.blank
        if piece.kind == "row" and before != "row":
            own = [*own, "|" + layout.pad + "---" + layout.pad + "|---|"]
        rows += own
        before = piece.kind
    return layout.newline.join(row if row.endswith("```") else row + layout.trailing for row in rows)


def _rows(piece: Piece, layout: Layout) -> list[str]:
    match piece.kind:
        case "heading" | "subheading":
            return ["#" * (2 if piece.kind == "heading" else 3) + " " + " ".join(piece.words)]
        case "code":
            return ["```", " ".join(piece.words).replace("`", ""), "```"]
        case "row":
            return ["|" + layout.pad + " ".join(piece.words) + layout.pad + "|" + layout.pad + "cell |"]
        case "item":
            return _wrapped(piece.words, layout, f"{layout.bullet} ", "    ")
        case "nested":
            return _wrapped(piece.words, layout, f"    {layout.bullet} ", "        ")
        case "quote":
            return _wrapped(piece.words, layout, "> ", "> ")
        case "note":
            return ['!!! note "Label"', *_wrapped(piece.words, layout, "    ", "    ")]
        case _:
            return _wrapped(piece.words, layout, "", "")


def _wrapped(words: tuple[str, ...], layout: Layout, first: str, next_ones: str) -> list[str]:
    rows = [first + words[0]]
    for word in words[1:]:
        if len(rows[-1]) + len(word) >= layout.width:
            rows.append(next_ones + word)
        else:
            rows[-1] += f" {word}"
    return rows


def versions_of(bodies: Mapping[LanguageCode, str], records: Mapping[LanguageCode, Record | str] = {}) -> Whole:
    """The article dns/records in these languages, with these records in its files; Estonian is the source."""
    return whole({code: (body, str(records.get(code, ""))) for code, body in bodies.items()})


def whole(files: Mapping[LanguageCode, tuple[str, str]], id: str = "dns/records") -> Whole:
    """An article of bodies and records by language."""
    return Whole(id, "et", {code: version(code, *file, id=id) for code, file in files.items()})


def version(language: LanguageCode, body: str, record: str = "", id: str = "dns/records") -> Version:
    """One file, as it is read."""
    line = f"translation: {record}\n" if record else ""
    made = article(f"{language}/{id}.md", f"---\ntitle: Title\n{line}---\n\n{body}")
    return version_of(made, facts_of, LANGUAGES)


def assessed(one: Whole, evidence: Evidence | None = None) -> dict[LanguageCode, Assessment]:
    """The states of an article of a site without any other article."""
    evidence = evidence or Evidence({})
    return assess(one, LANGUAGES, lambda id, language: id == one.id and language in one.versions, evidence)
