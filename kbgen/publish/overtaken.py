"""Translations that their source has overtaken in something critical, so that their readers should be told.

This needs no more than committed files: the record in a translation's front matter, and the two texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbgen.articles.article import Article, ArticleId, plain
from kbgen.articles.catalog import Catalog
from kbgen.articles.files import ArticleFile, read_article
from kbgen.languages import LanguageCode
from kbgen.translation.blocks import Block, Kind, blocks_of
from kbgen.translation.facts.fact import Fact, FactKind
from kbgen.translation.fingerprints import Text, digest_of
from kbgen.translation.record import Record

MOST_SECTIONS = 3
"""A notice that names more of the sections is as good as one that names none."""

Concerned = tuple[LanguageCode, tuple[str, ...]]
"""The language of the source, and the headings of the translation that it concerns; none where that is not known."""


@dataclass(frozen=True)
class Overtaking:
    """Finds what has overtaken a translation. ``folder``: that of the content, where texts are read if need be."""

    catalog: Catalog
    folder: Path
    _blocks: dict[tuple[ArticleId, LanguageCode], tuple[Block, ...]] = field(default_factory=dict)

    def of(self, version: Article) -> Concerned | None:
        """What readers of this text should know; None where nothing critical has changed since it was confirmed."""
        record = self._claim(version)
        if record is None or record.source == version.language:
            return None
        source = self.catalog.get(version.id, record.source)
        if source is None:
            return None
        blocks = self._blocks_of(source)
        if digest_of(blocks) == record.source_prints.digest:
            return None
        return self._since(record, blocks, version)

    def is_in_step(self, version: Article, source: LanguageCode) -> bool:
        """Whether this text is the source, or was confirmed to say the same and nothing critical has changed since."""
        if version.language == source:
            return True
        record = self._claim(version)
        return record is not None and record.source == source and self.of(version) is None

    def _claim(self, version: Article) -> Record | None:
        """The record that holds for this article; none that came along with a copy."""
        if not version.meta.translation:
            return None
        from kbgen.translation import record
        from kbgen.translation.state import holds

        found, _ = record.read(version, self.catalog.fallbacks)
        exists = self.catalog.get
        return found if found and holds(found, version.id, version.language, lambda *key: bool(exists(*key))) else None

    def _blocks_of(self, version: Article) -> tuple[Block, ...]:
        """The blocks of an article's text; of one that is gone in this moment, none."""
        key = (version.id, version.language)
        if key not in self._blocks:
            source = f"{self.folder}/{version.language}/{version.id}.md"
            whole, _ = read_article(ArticleFile(version.id, version.language, version.path, source))
            self._blocks[key] = blocks_of(whole) if whole else ()
        return self._blocks[key]

    def _since(self, record: Record, blocks: tuple[Block, ...], version: Article) -> Concerned | None:
        from kbgen.translation.alignment import languages
        from kbgen.translation.changes import changes_since
        from kbgen.translation.grading import Grade

        source = _text(record.source, blocks)
        changes = changes_since(record.source_prints, source)
        critical = [change for change in changes if change.grade is Grade.CRITICAL]
        if not critical:
            return None
        own = _text(version.language, self._blocks_of(version))
        beside = {
            step.old: step.new for step in languages(source, own) if step.old is not None and step.new is not None
        }
        if own.prints.digest != record.own_prints.digest:
            # Somebody has worked on the translation without confirming it: what is right by now is right.
            critical = [c for c in critical if c.new is None or not _says_the_same(source, c.place, own, beside)]
        if not critical:
            return None
        return record.source, _headings(source, own, beside, [change.place for change in critical])


def _text(language: LanguageCode, blocks: tuple[Block, ...]) -> Text:
    from kbgen.translation.facts import facts_of

    return Text(language, blocks, tuple(facts_of(block, language) for block in blocks))


def _says_the_same(source: Text, place: int, own: Text, beside: Mapping[int, int]) -> bool:
    """Whether a block's counterpart has its facts. Names of buttons are translated, so they tell nothing."""
    if place not in beside:
        return False

    def facts(text: Text, where: int) -> list[Fact]:
        return sorted(replace(f, text="") for f in text.facts[where] if f.kind is not FactKind.LABEL)

    wanted = facts(source, place)
    return bool(wanted) and wanted == facts(own, beside[place])


def _headings(source: Text, own: Text, beside: Mapping[int, int], places: Iterable[int]) -> tuple[str, ...]:
    """The translation's headings above the counterparts of these blocks; none where one of them is not known."""
    sections = [_section(source, place) for place in places]
    found = {plain(own.blocks[beside[one]].text): None for one in sections if one in beside}
    return tuple(found) if all(one in beside for one in sections) and len(found) <= MOST_SECTIONS else ()


def _section(text: Text, place: int) -> int:
    """The place of the heading that a block belongs to; −1 above the first."""
    if place < 0:
        return -1
    return place if text.blocks[place].kind is Kind.HEADING else text.blocks[place].section
