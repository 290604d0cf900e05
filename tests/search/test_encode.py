"""Files of browsers' indexes: nothing is lost, nothing damaged is believed, and a small change changes few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.search import encode, gaps, indexing, letters, packing
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
    """An index without what the files leave out, the pages numbered by their addresses."""
    pages = sorted(index.pages.items(), key=lambda item: (item[1].address, item[0]))
    places = {number: place for place, (number, _) in enumerate(pages)}
    postings = [sorted(zip((places[n] for n in p.pages), p.marks, strict=True)) for p in index.postings]
    return replace(
        index,
        pages={places[number]: replace(page, article="", headings=()) for number, page in pages},
        postings=tuple(Postings(tuple(n for n, _ in p), bytes(m for _, m in p), bytes(len(p))) for p in postings),
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


@given(
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.sets(st.integers(0, n - 1), min_size=1))))
)
def test_places_come_back(case: tuple[int, list[set[int]]]) -> None:
    """Few of many, and all of them."""
    places, taken = case
    lists = [sorted(one) for one in taken]
    assert list(gaps.unpacked(gaps.packed(lists, places), map(len, lists), places)) == lists


def test_cut_off_places_are_noticed() -> None:
    """Not read as if nothing followed."""
    content = gaps.packed([[1, 50, 99], [3, 7]], 100)
    with pytest.raises(Damaged):
        list(gaps.unpacked(content[:-2], [3, 2], 100))


@given(st.sets(st.text(min_size=1, max_size=64)))
def test_words_come_back(words: set[str]) -> None:
    """Of any script."""
    assert list(letters.unpacked(*letters.packed(sorted(words)))) == sorted(words)


def test_words_of_more_letters_than_a_piece_names_come_back() -> None:
    """Then a letter has three bytes."""
    words = sorted(f"{chr(0x4E00 + i)}{chr(0x5E00 - i)}" for i in range(500))
    own, content = letters.packed(words)
    assert len(own) < 200
    assert list(letters.unpacked(own, content)) == words


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
        marks = bytes(draw(st.integers(0, STRONGEST)) + 64 * draw(st.integers(0, 3)) for _ in pages)
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
@settings(deadline=None)
@given(index=indexes())
def test_any_index_comes_back(small: int, index: Index) -> None:
    """Whether it is one file or many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "SMALL", small)
        patch.setattr(encode, "WORDS_A_PIECE", 4)
        patch.setattr(encode, "POSTINGS_A_SHARD", 5)
        patch.setattr(encode, "PAGES_IN_HEAD", 3)
        patch.setattr(encode, "PAGES_A_PART", 2)
        encoded = encode.encode(index)
    assert bool(encoded.parts) is (small == 0)
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
