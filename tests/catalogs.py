"""Catalogs without a disk: articles' texts by path → what a site would make of them."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

import pytest

from kbgen.articles.article import Article
from kbgen.articles.catalog import Catalog, assemble
from kbgen.articles.front_matter import parse
from kbgen.languages import Language

LANGUAGES = (
    Language("et", "Eesti", ("en", "ru")),
    Language("en", "English", ("et", "ru")),
    Language("ru", "Русский", ("en", "et")),
)


def article(path: str, text: str = "") -> Article:
    """The article of ``et/dns/records.md`` with this text; the text must be readable."""
    language, _, below = path.partition("/")
    made, problems = parse(text, id=below.removesuffix(".md"), language=language, path=f"content/{path}")
    assert made is not None, problems
    return made


def catalog_of(texts: Mapping[str, str]) -> Catalog:
    """The catalog of texts by their path below ``content/``; Estonian is the source, drafts are left out."""
    return assemble([article(path, text) for path, text in texts.items()], LANGUAGES, "et")[0]


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Fail the test instead of waiting for ever, and before memory runs out."""

    def too_long(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
