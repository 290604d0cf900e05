"""Finnish by Voikko: with it where it is installed, and without it everywhere else."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any

import pytest

from kbgen.search.analysis import voikko
from kbgen.search.analysis.lemmas import lemmas_of

CACHED = (voikko.analyser, voikko.version, voikko._opened, lemmas_of)


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """What was found once is looked for again, before and after."""
    for function in CACHED:
        function.cache_clear()
    yield
    for function in CACHED:
        function.cache_clear()


def test_without_the_module_the_dictionary_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "libvoikko":
            raise ImportError(name)
        return found(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert voikko.analyser() is None
    assert voikko.version() == ""
    assert lemmas_of("fi")("taloissa") == ("talo",)


class TestInstalled:
    """Where the module, the library and the dictionary are there."""

    @pytest.fixture(autouse=True)
    def needed(self) -> None:
        pytest.importorskip("libvoikko", reason="libvoikko is not installed: pip install 'kbgen[voikko]'")
        if voikko.analyser() is None:
            pytest.skip("Voikko's dictionary is not installed: apt install voikko-fi")

    @pytest.mark.parametrize(
        ("word", "lemma"),
        [
            ("verkkotunnuksissamme", "verkkotunnus"),
            ("sähköpostitilejä", "sähköpostitili"),
            ("salasanojen", "salasana"),
            ("uudelleenohjauksesta", "uudelleenohjaus"),
        ],
    )
    def test_compounds_have_a_lemma(self, word: str, lemma: str) -> None:
        assert lemma in lemmas_of("fi")(word)

    def test_unknown_words_are_left_to_the_dictionary(self) -> None:
        assert voikko.analyser() is not None
        assert lemmas_of("fi")("qwzx") == ("qwzx",)

    def test_version_is_known(self) -> None:
        assert voikko.version()
