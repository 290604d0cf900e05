"""The facts of an article's languages side by side.

No language is taken for the right one. A fact is a difference where at least one language does not say it in the
blocks that belong together. To raise no false alarm, what a language says a few lines away is no difference, nor is
what it writes in another form (``kbgen.translation.likeness``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.allowed import Exceptions
from kbgen.translation.blocks import blocks_of
from kbgen.translation.counts import headings, labels, steps
from kbgen.translation.difference import Difference, Version, alone_in, version_of
from kbgen.translation.facts import Fact, FactKind
from kbgen.translation.facts.code import code_value, skeleton
from kbgen.translation.likeness import Key, is_said
from kbgen.translation.together import Group, Texts, groups

__all__ = ["Difference", "differences"]

_LEAST_PART = 0.34
"""A text with fewer blocks than this part of the longest is no translation yet, so that nothing in it can differ."""
_LONGEST_SHOWN = 400
_MOST = 100
"""Blocks that belong together and do not share more facts than this are another text; the first ones say enough."""


def differences(
    versions: Mapping[LanguageCode, Article],
    allowed: Exceptions = (),
    *,
    languages: Collection[LanguageCode] = (),
    known: Mapping[ArticleId, Collection[LanguageCode]] | None = None,
) -> list[Difference]:
    """What the languages of one article say differently, in the order of the text.

    ``languages``: compare only these; fewer than two have nothing to compare. ``known``: which articles there are in
    which languages, since no language can link to an article that it does not have.
    """
    cut = {code: blocks_of(article) for code, article in versions.items() if not languages or code in languages}
    longest = max(map(len, cut.values()), default=0)
    texts: Texts = {code: blocks for code, blocks in cut.items() if len(blocks) >= longest * _LEAST_PART}
    if len(texts) < 2:
        return []
    read = {code: version_of(versions[code], blocks, allowed) for code, blocks in texts.items()}
    found = list(headings(read, allowed))
    for group in groups(texts):
        found += _Compared(group, read, known or {}).differences()
        found += labels(group, read)
    found += steps(read, allowed)
    return _merged(found)


class _Compared:
    """Blocks that belong together, with what each language says in them."""

    def __init__(
        self, group: Group, read: Mapping[LanguageCode, Version], known: Mapping[ArticleId, Collection[LanguageCode]]
    ) -> None:
        self.group = group
        self.read = read
        self.known = known
        self.said = {code: version.said(group.blocks[code]) for code, version in read.items()}
        self.facts = {key: fact for facts in self.said.values() for key, (fact, _) in facts.items()}
        apart = [key for key in self.facts if any(key not in facts for facts in self.said.values())]
        self.apart = dict.fromkeys(apart[:_MOST])
        # What a language says instead, and the words of its blocks.
        self._others: dict[LanguageCode, tuple[list[Fact], str]] = {}

    def differences(self) -> Iterator[Difference]:
        """One for each sort of fact."""
        if not self.apart:
            return
        unlinked = {code for code in self.read if any(self._cannot_link(key, code) for key in self.apart)}
        missing = {key: [code for code in self.read if not self._has(key, code)] for key in self.apart}
        odd = [key for key in self.apart if missing[key] and not self._only_in(key, unlinked)]
        for keys in self._sorted(odd):
            replaced = {code for code, facts in self.said.items() if any(key in facts for key in keys)}
            if certain := [
                key for key in keys if any(code in replaced or not self._elsewhere(key, code) for code in missing[key])
            ]:
                yield self._difference(certain)

    def _sorted(self, keys: Sequence[Key]) -> Iterator[list[Key]]:
        """Keys of one sort, and of one kind where several languages say something of that kind.

        A price beside a bare number may be the same mistake; prices beside prices are not that of the days beside
        days.
        """
        for sort in dict.fromkeys(sort for sort, _ in keys):
            kinds: dict[FactKind, list[Key]] = {}
            for key in keys:
                if key[0] == sort:
                    kinds.setdefault(self.facts[key].kind, []).append(key)
            if all(sum(any(key in facts for key in own) for facts in self.said.values()) > 1 for own in kinds.values()):
                yield from kinds.values()
            else:
                yield [key for own in kinds.values() for key in own]

    def _cannot_link(self, key: Key, code: LanguageCode) -> bool:
        sort, article = key
        return sort == "link" and article in self.known and code not in self.known[article]

    def _only_in(self, key: Key, codes: Collection[LanguageCode]) -> bool:
        """Whether a fact is there because these languages say what an article that they lack would."""
        return bool(codes) and all(code in codes for code, facts in self.said.items() if key in facts)

    def _has(self, key: Key, code: LanguageCode) -> bool:
        """Whether a language says a fact, if in another form or a few lines away; or need not say it."""
        if key in self.said[code] or self._cannot_link(key, code) or self._moved(key, code):
            return True
        if code not in self._others:
            # A figure that all languages state cannot stand for another one too.
            own = [
                fact
                for other, (fact, _) in self.said[code].items()
                if other in self.apart or fact.kind is FactKind.DATE
            ]
            self._others[code] = own, self.read[code].text(self.group.blocks[code]).casefold()
        return is_said(self.facts[key], *self._others[code], code)

    def _moved(self, key: Key, code: LanguageCode) -> bool:
        """Whether a language says a fact in as many blocks of the section as others, though not in this one."""
        counted = {other: self._count(key, other) for other, facts in self.said.items() if key in facts}
        return 0 < self._count(key, code) >= min(counted.values())

    def _count(self, key: Key, code: LanguageCode) -> int:
        section = self.group.section[code]
        places = self.read[code].where.get(key, ())
        # A section is a stretch of the text.
        return sum(section[0] <= place <= section[-1] for place in places) if section else 0

    def _elsewhere(self, key: Key, code: LanguageCode) -> bool:
        """Whether a language says a fact anywhere in the article."""
        version = self.read[code]
        if key in version.where:
            own = self._count(key, code)
            others = {self._count(key, other) for other in self.read if other != code}
            # All others agree that it is said here once more.
            return not (own and len(others) == 1 and own < min(others) and len(self.read) > 2)
        fact = self.facts[key]
        if fact.kind not in (FactKind.CODE, FactKind.HOST):
            return False
        return any(is_said(fact, (), block.text.casefold(), code) for block in version.blocks)

    def _difference(self, keys: Sequence[Key]) -> Difference:
        values: dict[LanguageCode, tuple[str, ...]] = {}
        places: dict[LanguageCode, str] = {}
        for code, version in self.read.items():
            own = [self.said[code][key] for key in keys if key in self.said[code]]
            blocks = self.group.blocks[code]
            values[code] = tuple(dict.fromkeys(fact.text for fact, _ in own))
            places[code] = version.place(own[0][1] if own else blocks[0] if blocks else None)
        article = next(iter(self.read.values())).article.id
        sets = {code: frozenset(key for key in keys if self._has(key, code)) for code in self.read}
        return Difference(article, self.facts[keys[0]].kind, _shown(values), places, alone_in(sets))


def _shown(values: Mapping[LanguageCode, tuple[str, ...]]) -> dict[LanguageCode, tuple[str, ...]]:
    """Of code of many lines only those that are not in all languages, if that tells the languages apart."""
    said = [{_line(line) for value in own for line in value.split("\n")} for own in values.values() if own]
    shared = {"", *set.intersection(*said)} if len(said) > 1 else {""}
    found = {code: tuple(filter(None, (_without(shared, value) for value in own))) for code, own in values.items()}
    return found if any(found.values()) else {code: tuple(map(_cut, own)) for code, own in values.items()}


def _without(shared: Collection[str], value: str) -> str:
    rows = value.split("\n")
    return _cut("\n".join(row for row in rows if _line(row) not in shared) if len(rows) > 1 else value)


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"


def _line(line: str) -> str:
    """A line of code as it is compared."""
    return skeleton(code_value(line)).strip()


def _merged(found: Iterable[Difference]) -> list[Difference]:
    """The same difference at several places of an article is one."""
    times: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], Difference] = {}
    for one in found:
        key = (one.kind, tuple(one.values.items()))
        times[key] += 1
        first.setdefault(key, one)
    return [replace(one, times=times[key]) for key, one in first.items()]
