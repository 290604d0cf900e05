"""Records that follow when articles move: to the new name, and to links that were rewritten.

A move rewrites the targets of links, which are facts. What the records hold is brought to the new texts in the same
stroke, so that a move makes no translation stale.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kbgen.articles import front_matter
from kbgen.articles.article import ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation import record as records
from kbgen.translation.fingerprints import PARTLY, BlockPrint, FactsOf, Prints, Text, text_of

Texts = Mapping[tuple[ArticleId, LanguageCode], str]
"""The files of articles as they stand, by the names that the articles had before the move."""


def carried(
    before: Texts,
    after: Texts,
    moves: Mapping[ArticleId, ArticleId],
    languages: Collection[LanguageCode],
    facts_of: FactsOf,
) -> dict[tuple[ArticleId, LanguageCode], str]:
    """The files of ``after`` whose record changes, with that record. ``after`` may leave out what did not change."""
    made: dict[tuple[ArticleId, LanguageCode], str] = {}
    pairs = _Pairs(before, after, facts_of)
    for (id, language), text in before.items():
        if f"{records.KEY}:" not in text:
            continue
        article, _ = front_matter.parse(text, id=id, language=language, path="")
        record = records.read(article, languages)[0] if article else None
        if record is None:
            continue
        new = replace(
            record,
            article=moves.get(record.article, record.article),
            source_prints=pairs.followed(record.source_prints, id, record.source),
            own_prints=pairs.followed(record.own_prints, id, language),
        )
        if new != record:
            made[id, language] = records.with_record(after.get((id, language), text), new)
    return made


class _Pairs:
    """Texts before and after the move, read where a record asks for them."""

    def __init__(self, before: Texts, after: Texts, facts_of: FactsOf) -> None:
        self.before = before
        self.after = after
        self.facts_of = facts_of

    def followed(self, recorded: Prints, id: ArticleId, language: LanguageCode) -> Prints:
        """Recorded prints, those of blocks that the move has rewritten as they are now."""
        key = (id, language)
        if key not in self.before or self.after.get(key, self.before[key]) == self.before[key]:
            return recorded
        old, new = self._text(self.before[key], *key), self._text(self.after[key], *key)
        if old is None or new is None or old.prints.digest == new.prints.digest:
            return recorded
        pairs = zip(old.prints_by(recorded.grain).blocks, new.prints_by(recorded.grain).blocks, strict=True)
        now: dict[BlockPrint, BlockPrint] = dict(pairs)
        blocks = tuple(now.get(one, one) for one in recorded.blocks)
        if recorded.digest == old.prints.digest:
            return Prints(new.prints.digest, blocks, recorded.grain)
        # Of a text that has changed since, nobody knows what it would be with the new links; its prints are enough.
        return recorded if blocks == recorded.blocks else Prints(PARTLY, blocks, recorded.grain)

    def _text(self, text: str, id: ArticleId, language: LanguageCode) -> Text | None:
        article, _ = front_matter.parse(text, id=id, language=language, path="")
        return text_of(article, self.facts_of) if article else None
