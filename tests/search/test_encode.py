"""Files of browsers' indexes: nothing is lost, nothing damaged is believed, and a small change changes few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search import encode, indexing, packing
from kbgen.search.decode import decode
from kbgen.search.documents import Document, Section
from kbgen.search.encode import Encoded
from kbgen.search.model import STRONGEST, Index, Page, Postings, quantised
from kbgen.search.packing import Damaged
from tests.search.contents import ROOT, documents


def read(encoded: Encoded) -> Index:
    """The index that a browser gets."""
    return decode(packing.packed(encoded.head), lambda name: packing.packed(encoded.parts[name]))


def shown(index: Index) -> Index:
    """An index without what the files leave out."""
    return replace(
        index,
        pages={n: replace(page, article="", headings=()) for n, page in index.pages.items()},
        postings=tuple(replace(p, sections=bytes(len(p.pages))) for p in index.postings),
    )


NUMBERS = st.integers(0, 2**40)
WORDS = st.text(st.characters(max_codepoint=0xFFFF, categories=["L", "Nd"]), min_size=1, max_size=12)


@given(st.lists(NUMBERS))
def test_numbers_come_back(numbers: list[int]) -> None:
    """Small ones in one byte, large ones in as many as they need."""
    assert list(packing.numbers(packing.varints(numbers))) == numbers
    ascending = sorted(numbers)
    assert list(packing.sums(packing.deltas(ascending))) == ascending


@given(st.lists(st.binary(max_size=300)))
def test_columns_come_back(parts: list[bytes]) -> None:
    """Empty ones too."""
    assert packing.cut(packing.columns(parts)) == parts


@st.composite
def indexes(draw: st.DrawFn) -> Index:
    """Any index: words with one lemma or several, lemmas on some pages, endings and synonyms of any kind."""
    words = sorted(draw(st.sets(WORDS, max_size=25)))
    numbers = sorted(draw(st.sets(st.integers(0, 300), min_size=1, max_size=12)))
    seen, lemmas = 0, []
    for _ in words:
        new = draw(st.integers(0, 2))
        old = draw(st.lists(st.integers(0, seen - 1), unique=True, max_size=2)) if seen else []
        own = [*old, *range(seen, seen + new)] or [seen]
        seen = max(seen, max(own) + 1)
        lemmas.append(tuple(own))
    postings = []
    for _ in range(seen):
        pages = sorted(draw(st.sets(st.sampled_from(numbers), min_size=1)))
        marks = bytes(draw(st.integers(1, STRONGEST)) + 128 * draw(st.booleans()) for _ in pages)
        postings.append(Postings(tuple(pages), marks, bytes(len(pages))))
    titles = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    pages_by_number = {
        n: Page(f"a{n}", f"en/{draw(WORDS)}/", draw(titles), draw(titles), (), draw(st.integers(0, 999)))
        for n in numbers
    }
    pairs = draw(st.sets(st.tuples(st.text("abc", max_size=2), st.text("abc", max_size=2)), max_size=8))
    endings = {x: tuple(sorted(y for a, y in pairs if a == x)) for x in sorted({x for x, _ in pairs})}
    same = {0: ((seen - 1, 80),)} if seen > 1 else {}
    return Index("en", pages_by_number, tuple(words), tuple(lemmas), tuple(postings), endings, same)


@pytest.mark.parametrize("small", [10**9, 0], ids=["one file", "many files"])
@given(index=indexes())
def test_any_index_comes_back(small: int, index: Index) -> None:
    """Whether it is one file or many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "SMALL", small)
        patch.setattr(encode, "WORDS_A_PIECE", 4)
        patch.setattr(encode, "BYTES_A_SHARD", 12)
        encoded = encode.encode(index)
    assert bool(encoded.parts) is (small == 0 and bool(index.words))
    assert read(encoded) == shown(index)


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_index_of_the_starter_comes_back_from_one_file(language: str) -> None:
    """Small sites have one."""
    index = indexing.build(language, documents(ROOT / "content", language))
    encoded = encode.encode(index)
    assert encoded.parts == {}
    assert read(encoded) == shown(index)


def test_damage_is_noticed() -> None:
    """A file that was cut off, or a page in its place."""
    head = packing.packed(encode.encode(indexing.build("en", documents(ROOT / "content", "en"))).head)
    for wrong in (b"", head[:-1], head[: len(head) // 2], b"<!doctype html>", head[:50] + b"x" + head[51:]):
        with pytest.raises((Damaged, ValueError)):
            decode(wrong, dict[str, bytes]().__getitem__)


def many(count: int) -> list[Document]:
    """Articles with words of their own and words that they share."""
    return [
        Document(
            f"a/{i}",
            "en",
            f"en/a/{i}/",
            f"Title {i}",
            "",
            (),
            (Section("", "", " ".join(f"word{chr(97 + (i * k) % 26)}{(i * k) % 997}" for k in range(1, 120))),),
        )
        for i in range(count)
    ]


def parts(articles: list[Document]) -> Mapping[str, bytes]:
    return encode.encode(indexing.build("en", articles)).parts


def test_new_article_leaves_most_files_as_they_are() -> None:
    """Those of the other blocks of pages, and the pieces of the vocabulary where it has no new word."""
    before = parts(many(300))
    article = replace(many(1)[0], article="b/new", address="en/b/new/", title="Brand new")
    after = parts([*many(300), article])
    assert len(before) > 8
    assert len(before.keys() & after.keys()) >= len(before) * 0.4


@given(st.floats(0.001, 500))
def test_strength_is_between_one_and_the_strongest(frequency: float) -> None:
    """Whatever the frequency."""
    assert 1 <= quantised(frequency) <= STRONGEST
