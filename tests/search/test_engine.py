"""The browser's engine, in Node, as it is shipped: it answers as the Python module does, whatever is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kbgen import resources
from kbgen.languages import LanguageCode
from kbgen.search import encode, indexing, layouts, packing, rank
from kbgen.search.model import Index
from kbgen.search.reader import Memory
from tests.search import coverage
from tests.search.contents import ROOT, documents
from tests.search.test_golden import QUERIES, reader
from tests.search.test_learned import learn

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(not NODE, reason="Node is not installed, so the browser's engine is not compared")


def index(language: LanguageCode) -> Index:
    return reader(language).index


def ask(folder: Path, of: Index, queries: Sequence[str]) -> list[dict[str, Any]]:
    """What the shipped engine answers."""
    encoded = encode.encode(of)
    for name, content in {"head": encoded.head, **encoded.parts}.items():
        (folder / f"{name}.bin").write_bytes(packing.packed(content))
    script = Path(__file__).with_name("engine.mjs")
    done = subprocess.run(
        [str(NODE), str(script), str(resources.theme()), str(folder), "head.bin"],
        input="".join(json.dumps(query) + "\n" for query in queries),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def same(found: list[list[Any]], expected: Sequence[tuple[str, float]]) -> bool:
    """The same pages in the same order, with scores that differ by less than rounding does."""
    return [a for a, _ in found] == [a for a, _ in expected] and all(
        abs(x - y) < 2e-6 for (_, x), (_, y) in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("files", ["one file", "many files"])
@pytest.mark.parametrize("language", QUERIES)
def test_golden_queries_are_answered_alike(
    language: LanguageCode, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command line and by a browser."""
    if files == "many files":
        monkeypatch.setattr(encode, "SMALL", 0)
        monkeypatch.setattr(encode, "WORDS_A_PIECE", 300)
        monkeypatch.setattr(encode, "PAGES_IN_HEAD", 10)
        monkeypatch.setattr(encode, "PAGES_A_PART", 8)
    answers = ask(tmp_path, index(language), QUERIES[language])
    for query, answer in zip(QUERIES[language], answers, strict=True):
        expected = [(hit.page.address, hit.score) for hit in rank.search(reader(language), query)]
        assert same(answer["results"], expected), query


WORDS = [*index("et").words[::40], "nimeserverid", "pasword", "ж", "a", "dns", "e-mail", "webmail.virmaline.example"]
TYPED = [
    "vj;tn ,snm",
    "'rhfy",
    "rf;lsq c",
    "mx cgfv",
    "вты",
    "вты ftp",
    "ЗЩЫЕЛФЫЕ",
    "зщыелфые/",
    "jüõöä dssk",
    "q" * 2_000,
]
STRANGE = [
    "",
    "?!…",
    "a" * 10_000,
    "слово " * 2_000,
    "\u202edns\u202c",
    "\x00\x07dns",
    "дns кiri",
    "<img src=x onerror=alert(1)>",
    "__proto__ constructor",
    "😀 🇪🇪 𝒹𝓃𝓈",
    "\ud800",
    "İ ẞ ﬁ",
]


def test_learned_words_are_answered_alike(tmp_path: Path) -> None:
    """Those that only the translations of a page have, in its text or in its title."""
    site = {code: list(documents(ROOT / "content", code)) for code in ("et", "en")}
    told = learn(site)["et"]
    taught = indexing.build("et", site["et"], learned=told)
    queries = [*QUERIES["et"], *sorted({lemma for words in told.values() for lemma in words})[::9]]
    for query, answer in zip(queries, ask(tmp_path, taught, queries), strict=True):
        expected = [(hit.page.address, hit.score) for hit in rank.search(Memory(taught), query)]
        assert same(answer["results"], expected), query


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), st.text(max_size=40)), min_size=20)
)
def test_any_query_is_answered_alike_and_without_an_error(tmp_path: Path, queries: list[str]) -> None:
    """Words of the pages in any order, and any characters at all."""
    asked = [*STRANGE, *TYPED, *(q for q in queries if "\n" not in q)]
    answers = ask(tmp_path, index("et"), asked)
    for query, answer in zip(asked, answers, strict=True):
        expected = [(hit.page.address, hit.score) for hit in rank.search(reader("et"), query)]
        assert same(answer["results"], expected), query


@pytest.mark.parametrize("query", ["parool", "nimeserveritega", "kirjade", "paroll", "mis on nimeserver"])
def test_first_results_need_few_of_the_files(query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of words, their forms and slips: what stands near them in the vocabulary. The best page is mostly the same."""
    for name, value in {"SMALL": 0, "WORDS_A_PIECE": 100, "POSTINGS_A_SHARD": 100}.items():
        monkeypatch.setattr(encode, name, value)
    answer = ask(tmp_path, index("et"), [query])[0]
    assert answer["readEarly"] < 0.5 * answer["read"]
    assert answer["early"][0][0] in [address for address, _ in answer["results"][:3]]


def test_words_that_are_like_none_nearby_wait_for_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their first letters are wrong."""
    monkeypatch.setattr(encode, "SMALL", 0)
    monkeypatch.setattr(encode, "WORDS_A_PIECE", 100)
    answer = ask(tmp_path, index("et"), ["xqarool"])[0]
    assert answer["early"] is None
    assert answer["results"]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("unustasin paroli", "unustasin parooli"),
        ("dns kirje", ""),
        ("Nimeserberid?", "nimeserverid?"),
        ("qwrtpsdf", ""),
    ],
)
def test_slips_are_mended(query: str, meant: str, tmp_path: Path) -> None:
    """Only in words that no page has, and that are like one that some page has."""
    assert ask(tmp_path, index("et"), [query])[0]["meant"] == meant


@pytest.mark.parametrize("files", ["one file", "many files"])
@pytest.mark.parametrize("language", QUERIES)
def test_queries_typed_with_the_other_layout_are_understood_alike(
    language: LanguageCode, files: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same ones, in the same way, and with the same results: every beginning of some, and words side by side."""
    if files == "many files":
        monkeypatch.setattr(encode, "SMALL", 0)
        monkeypatch.setattr(encode, "WORDS_A_PIECE", 100)
        monkeypatch.setattr(encode, "POSTINGS_A_SHARD", 100)
    own = reader(language)
    texts = [*(query.text for query in coverage.sets(language)[0].queries[:12]), "?, . «dns»", "ЖЭ х: ЪЮ;ё/`"]
    typed = [other for text in texts if (other := coverage.typed_with_the_other(language, text))]
    queries = [typed[0][:length] for length in range(1, len(typed[0]))] + typed + TYPED
    understood = [layouts.meant(own, query) for query in queries]
    for query, as_meant, answer in zip(queries, understood, ask(tmp_path, own.index, queries), strict=True):
        assert answer["retyped"] == (as_meant if as_meant != query else ""), query
        assert same(answer["results"], [(hit.page.address, hit.score) for hit in rank.search(own, query)]), query
        assert answer["earlyRetyped"] in (None, answer["retyped"]), query
    assert sum(x != y for x, y in zip(queries, understood, strict=True)) > 15


def test_what_is_nothing_like_any_page_is_weak(tmp_path: Path) -> None:
    """Then other languages are looked at."""
    weak, strong, none = ask(tmp_path, index("et"), ["qwrtpsdf", "domeen", "?!"])
    assert (weak["weak"], strong["weak"], none["results"]) == (True, False, [])
