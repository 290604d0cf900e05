"""simplemma's dictionaries, looked up where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from kbgen.search.analysis import dictionaries, word_file
from kbgen.search.analysis.dictionaries import Dictionary


def stream(words: dict[str, str]) -> bytes:
    """Words as simplemma ships them, without the shortest ways to say it."""
    made = bytearray()
    for word, lemma in sorted((w.encode(), v.encode()) for w, v in words.items()):
        for text, before in ((word, b"\0"), (lemma, b"\xff")):
            size = bytes([len(text)]) if len(text) < 128 else bytes([len(text) & 127 | 128, len(text) >> 7])
            made += before + size + text
    return bytes(made)


def common(a: bytes, b: bytes) -> int:
    """How many bytes two words share at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def shortest(words: dict[str, str]) -> bytes:
    """Words as simplemma ships them: what each shares with the word before it is left out."""
    made = bytearray()
    before = lemma_before = b""
    for word, lemma in sorted((w.encode(), v.encode()) for w, v in words.items()):
        shared = common(before, word)
        kept = common(lemma, word)
        made += bytes([shared, len(word) - shared]) + word[shared:]
        made += b"\xfe" if lemma == lemma_before else bytes([len(word) - kept, len(lemma) - kept]) + lemma[kept:]
        before, lemma_before = word, lemma
    return bytes(made)


ENTRIES = st.dictionaries(st.text(max_size=60), st.text(max_size=60), max_size=100)


@given(ENTRIES, st.text(max_size=5))
def test_every_word_is_found_again_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, words: dict[str, str], other: str
) -> None:
    """What was written is read."""
    path = tmp_path_factory.mktemp("words") / "x.words"
    path.write_bytes(word_file.encoded(stream(words), 0))
    file = word_file.WordFile(path)
    assert {word: file.get(word) for word in words} == words
    assert file.get(other) == words.get(other)


@given(st.dictionaries(st.text("aeä", max_size=30), st.text("aeä", max_size=30), max_size=300), st.integers(0, 8))
def test_words_that_share_much_are_found_too(
    tmp_path_factory: pytest.TempPathFactory, words: dict[str, str], alike: int
) -> None:
    """Most words are passed over when the file is made; ``alike`` makes them share more, and have one lemma."""
    words |= {f"{'a' * alike * 4}{word}": "aa" for word in words} if alike else {}
    path = tmp_path_factory.mktemp("words") / "x.words"
    path.write_bytes(word_file.encoded(shortest(words), 0))
    file = word_file.WordFile(path)
    assert {word: file.get(word) for word in words} == words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the English words."""
    folder = tmp_path_factory.mktemp("cache")
    Dictionary("en", folder)
    return folder


def test_words_are_those_of_simplemma(folder: Path) -> None:
    """All of them."""
    known = DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")
    own = Dictionary("en", folder)
    for word in list(known)[::7]:
        assert own.get(word) == known[word]
        assert own.get(f"{word}qx") == known.get(f"{word}qx")


def test_second_process_makes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file serves all who come after."""
    monkeypatch.setattr(dictionaries, "_encoded", lambda code: pytest.fail("made again"))
    assert Dictionary("en", folder)["mailboxes"] == "mailbox"


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:100],
        lambda content: content[:-1],
        lambda content: b"x" + content[1:],
        lambda content: content[: len(content) // 2] + b"\xff" * (len(content) - len(content) // 2),
        lambda content: content[:-600_000] + bytes(600_000),
        lambda content: content[:12] + bytes(len(content) - 12),
    ],
)
def test_damaged_file_is_made_again(tmp_path: Path, damage: object) -> None:
    """Whether it shows at once or only at the word that is asked for."""
    assert callable(damage)
    Dictionary("en", tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    own = Dictionary("en", tmp_path)
    assert own.get("abandoned") == "abandon"
    assert own.get("mailboxes") == "mailbox"
    assert own.get("zoos") == "zoo"
    assert path.read_bytes() == whole


def test_without_a_folder_simplemma_reads_itself(tmp_path: Path) -> None:
    """A home that cannot be written to costs time, not lemmas."""
    (tmp_path / "file").write_text("")
    assert Dictionary("en", tmp_path / "file").get("mailboxes") == "mailbox"


def test_unknown_language_has_no_lemmas() -> None:
    """simplemma has no dictionary of it."""
    assert dictionaries.lookup("xx") is None
