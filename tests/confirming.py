"""Confirming translations in tests, as ``kbgen confirm`` does, on any day."""

from __future__ import annotations

from datetime import date

from kbgen.articles.front_matter import parse
from kbgen.translation.confirming import confirmed
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.record import with_record
from tests.sites import SiteFolder


def confirm(site: SiteFolder, article: str, language: str, source: str = "et") -> None:
    """Say that the article in a language says what the source says."""
    own, other = _text(site, article, language), _text(site, article, source)
    path = f"content/{language}/{article}.md"
    site.write(path, with_record(site.read(path), confirmed(article, own, other, date(2026, 11, 2))))


def _text(site: SiteFolder, article: str, language: str) -> Text:
    path = f"content/{language}/{article}.md"
    found, _ = parse(site.read(path), id=article, language=language, path=path)
    assert found
    return text_of(found, facts_of)
