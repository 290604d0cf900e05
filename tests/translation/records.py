"""Confirming translations in tests, without the command that people do it with."""

from __future__ import annotations

from datetime import date

from kbgen.articles.front_matter import parse
from kbgen.translation.confirming import confirmed
from kbgen.translation.facts import facts_of
from kbgen.translation.fingerprints import Text, text_of
from kbgen.translation.record import with_record
from tests.sites import SiteFolder

DAY = date(2026, 11, 1)


def _text(words: str, language: str, id: str) -> Text:
    article, problems = parse(words, id=id, language=language, path="")
    assert article is not None, problems
    return text_of(article, facts_of)


def recorded(own: str, source: str, *, to: str = "ru", of: str = "et", id: str = "dns/a", day: date = DAY) -> str:
    """A translation's file with the record that it says what the source says."""
    return with_record(own, confirmed(id, _text(own, to, id), _text(source, of, id), day))


def confirm(site: SiteFolder, id: str, to: str, of: str = "et", day: date = DAY) -> None:
    """The same for an article of a site."""
    own, source = site.read(f"content/{to}/{id}.md"), site.read(f"content/{of}/{id}.md")
    site.write(f"content/{to}/{id}.md", recorded(own, source, to=to, of=of, id=id, day=day))
