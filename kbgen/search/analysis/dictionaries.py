"""simplemma's dictionaries, looked up without being loaded.

simplemma reads a whole dictionary into memory before the first word: a tenth of a second for English, three seconds
and hundreds of megabytes for Finnish. Here each dictionary is turned once into a ``word_file`` in the user's own
cache folder, named by its language and by the size and time of simplemma's file, so that a new version makes it
anew. Where the folder cannot be written, simplemma's own reader serves.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from kbgen.languages import LanguageCode
from kbgen.search.analysis import word_file
from kbgen.user_cache import user_cache

Lookup = Callable[[str], str | None]


@cache
def lookup(language: LanguageCode) -> Lookup | None:
    """What finds the lemma of a word in lower case, or None where there is none; None for a language without words."""
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    code = language.split("-")[0]
    if code not in SUPPORTED_LANGUAGES:
        return None
    strategy = DefaultStrategy(dictionary_factory=_Kept())
    return lambda word: strategy.get_lemma(word, code)


class _Kept:
    """Gives simplemma its dictionaries (its ``DictionaryFactory``)."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The words of a language with their lemmas."""
        return dictionary(lang)


@cache
def dictionary(code: str) -> Mapping[str, str]:
    """The words of a language that simplemma knows, with their lemmas."""
    return Dictionary(code, user_cache() / "words")


class Dictionary(Mapping[str, str]):
    """The words of a language with their lemmas, as simplemma asks for them: one by one."""

    def __init__(self, code: str, folder: Path) -> None:
        self._code = code
        self._path = folder / _name(code)
        self._words = self._opened()

    def get(self, word: str, default: object = None) -> str | None:  # type: ignore[override]  # asked for no other default
        """The lemma of a word, or None. A file that turns out to be damaged is made again."""
        try:
            return self._words.get(word)
        except word_file.DamagedError:
            self._path.unlink(missing_ok=True)
            self._words = self._opened()
            return self._words.get(word)

    def __getitem__(self, word: str) -> str:
        """The lemma of a word."""
        if (lemma := self.get(word)) is None:
            raise KeyError(word)
        return lemma

    def __iter__(self) -> Iterator[str]:
        """No one asks for all words: simplemma would have to be read for that."""
        raise NotImplementedError

    def __len__(self) -> int:
        """No one asks for the number either."""
        raise NotImplementedError

    def _opened(self) -> word_file.WordFile | Mapping[str, str]:
        with contextlib.suppress(OSError, word_file.DamagedError):
            return word_file.WordFile(self._path)
        try:
            _write(self._path, _encoded(self._code))
            return word_file.WordFile(self._path)
        except OSError:
            # No folder to write to: simplemma's own reader takes a second or two, and serves.
            from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

            return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(self._code)


def _source(code: str) -> Path:
    from simplemma.strategies.dictionaries.dictionary_factory import DATA_FOLDER

    return DATA_FOLDER / f"{code}.plzma"


def _name(code: str) -> str:
    """The name of a dictionary's file: another version of simplemma brings another size, and has another number."""
    from importlib.metadata import version

    return f"{code}-{version('simplemma')}-{_source(code).stat().st_size}.words"


def _encoded(code: str) -> bytes:
    import lzma

    from simplemma.strategies.dictionaries import frontcode

    stream = lzma.decompress(_source(code).read_bytes())
    backwards, _, start = frontcode._read_header(stream)
    if backwards:
        # Sorted by the words' ends. None of the languages that help sites are in is, and few are at all.
        raise OSError("a dictionary that is sorted backwards")
    return word_file.encoded(stream, start)


def _write(path: Path, content: bytes) -> None:
    """Write a file at one stroke, so that another process sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
