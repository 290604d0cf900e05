"""Counts that are kept of a text make the same index as the text itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbgen.publish import staff_index
from kbgen.search import counts, indexing
from kbgen.search.analysis import endings
from kbgen.search.analysis.lemmas import Lemmas, lemmas_of
from kbgen.search.documents import Document
from tests.search.contents import ROOT, documents
from tests.sites import SiteFolder


@pytest.mark.parametrize("language", ["et", "en", "ru", "fi"])
def test_an_index_of_kept_counts_is_that_of_the_texts(language: str) -> None:
    """Words, lemmas, postings, endings and pages."""
    lemmas = lemmas_of(language)
    kept = []
    for document in documents(ROOT / "content", language):
        text = counts.packed(counts.count(document, lemmas))
        kept.append(counts.unpacked(text, replace(document, sections=())))
    made = indexing.assemble(language, kept, lemmas).index
    assert made == indexing.build(language, documents(ROOT / "content", language))


def test_words_are_not_counted_again(site: SiteFolder, cache: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change, only those of the changed article; and none where the cache has them all."""
    counted: list[str] = []
    real = counts.count

    def count(document: Document, lemmas: Lemmas) -> counts.Counted:
        counted.append(f"{document.language}/{document.article}")
        return real(document, lemmas)

    monkeypatch.setattr(counts, "count", count)
    site.build(jobs=1)
    assert len(counted) == len(set(counted)) == len(list((site.root / "content").rglob("*.md")))
    counted.clear()
    site.replace("content/en/dns/records.md", "Text.", "Other text.")
    site.build(jobs=1)
    staff_index.up_to_date(site.config)
    assert counted == ["en/dns/records"]


def test_endings_are_not_learned_again_of_the_same_words(
    site: SiteFolder, cache: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number more is no form of a word; “recorded” is one."""
    learned: list[int] = []
    real = endings.learn

    def learn(groups: list[list[str]]) -> endings.Endings:
        learned.append(len(groups))
        return real(groups)

    monkeypatch.setattr(endings, "learn", learn)
    site.build(jobs=1)
    assert len(learned) == len(site.config.languages)
    site.replace("content/en/dns/records.md", "Text.", "Text 12345.")
    site.build(jobs=1)
    staff_index.up_to_date(site.config)
    assert len(learned) == len(site.config.languages)
    site.replace("content/en/dns/records.md", "Text 12345.", "Text. It was recorded, he is recording, she records.")
    site.build(jobs=1)
    assert len(learned) == len(site.config.languages) + 1
