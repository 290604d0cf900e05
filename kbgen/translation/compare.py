"""The facts of an article's languages side by side.

No language is taken for the right one. A fact is a difference where at least one language does not say it in the
blocks that belong together. To raise no false alarm, what a language says a few lines away is no difference, nor is
what it writes in another form (``kbgen.translation.likeness``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kbgen.articles.article import Article, ArticleId
from kbgen.languages import LanguageCode
from kbgen.translation.allowed import Exceptions
from kbgen.translation.blocks import Block, blocks_of
from kbgen.translation.facts import Fact, FactKind, facts_of
from kbgen.translation.facts.code import code_value, skeleton
from kbgen.translation.likeness import Key, is_said, key_of
from kbgen.translation.together import Group, Texts, begins_section, groups

_LEAST_PART = 0.34
"""A text with fewer blocks than this part of the longest is no translation yet, so that nothing in it can differ."""
_LONGEST_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that the languages of an article do not share.

    ``values``: for each language what it says, as it is written; nothing where the fact is missing. ``places``: for
    each language ``path:line`` of the block that says it, or should. ``alone``: the languages that differ from what
    most say; empty where no greater part agrees. ``times``: at how many places of the article.
    """

    article: ArticleId
    kind: FactKind
    values: Mapping[LanguageCode, tuple[str, ...]]
    places: Mapping[LanguageCode, str]
    alone: tuple[LanguageCode, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class _Version:
    """One language of an article: its blocks and, block by block, its facts that have to be the same."""

    article: Article
    blocks: Sequence[Block]
    facts: Sequence[tuple[Fact, ...]]

    def said(self, places: Iterable[int]) -> dict[Key, tuple[Fact, int]]:
        """The facts of some blocks by their keys, each with the first block that has it."""
        found: dict[Key, tuple[Fact, int]] = {}
        for place in places:
            for fact in self.facts[place]:
                if fact.kind is not FactKind.LABEL:
                    found.setdefault(key_of(fact, self.article.id), (fact, place))
        return found

    def labels(self, place: int) -> tuple[str, ...]:
        """The labels of one block, in their order."""
        return tuple(fact.text for fact in self.facts[place] if fact.kind is FactKind.LABEL)

    def text(self, places: Iterable[int]) -> str:
        """The words of some blocks."""
        return " ".join(self.blocks[place].text for place in places)

    def place(self, block: int | None) -> str:
        """How messages name the place of a block; the file's first line for none."""
        return f"{self.article.path}:{self.blocks[block].line if block is not None else 1}"


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
    read = {code: _version(versions[code], blocks, allowed) for code, blocks in texts.items()}
    found = list(_headings(read, allowed))
    for group in groups(texts):
        found += _Compared(group, read, known or {}).differences()
        found += _labels(group, read)
    found += _steps(read, allowed)
    return _merged(found)


def _version(article: Article, blocks: Sequence[Block], allowed: Exceptions) -> _Version:
    def counts(fact: Fact) -> bool:
        return not any(entry.fits(fact, article.id) for entry in allowed)

    facts = [tuple(filter(counts, facts_of(block, article.language))) for block in blocks]
    return _Version(article, blocks, facts)


class _Compared:
    """Blocks that belong together, with what each language says in them."""

    def __init__(
        self, group: Group, read: Mapping[LanguageCode, _Version], known: Mapping[ArticleId, Collection[LanguageCode]]
    ) -> None:
        self.group = group
        self.read = read
        self.known = known
        self.said = {code: version.said(group.blocks[code]) for code, version in read.items()}
        self.facts = {key: fact for facts in self.said.values() for key, (fact, _) in facts.items()}
        self.apart = [key for key in self.facts if any(key not in facts for facts in self.said.values())]

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
        if key in self.said[code] or self._cannot_link(key, code):
            return True
        if self._moved(key, code):
            return True
        version = self.read[code]
        said = self.said[code].items()
        # A figure that all languages state cannot stand for another one too.
        own = [fact for other, (fact, _) in said if other in self.apart or fact.kind is FactKind.DATE]
        return is_said(self.facts[key], own, version.text(self.group.blocks[code]), code)

    def _moved(self, key: Key, code: LanguageCode) -> bool:
        """Whether a language says a fact in as many blocks of the section as others, though not in this one."""
        counted = {other: self._count(key, other) for other, facts in self.said.items() if key in facts}
        return 0 < self._count(key, code) >= min(counted.values())

    def _count(self, key: Key, code: LanguageCode) -> int:
        version = self.read[code]
        return sum(key in version.said((place,)) for place in self.group.section[code])

    def _elsewhere(self, key: Key, code: LanguageCode) -> bool:
        """Whether a language says a fact anywhere in the article."""
        version = self.read[code]
        everywhere = range(len(version.blocks))
        if key in version.said(everywhere):
            own = self._count(key, code)
            others = {self._count(key, other) for other in self.read if other != code}
            # All others agree that it is said here once more.
            return not (own and len(others) == 1 and own < min(others) and len(self.read) > 2)
        fact = self.facts[key]
        return fact.kind in (FactKind.CODE, FactKind.HOST) and is_said(fact, (), version.text(everywhere), code)

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
        return Difference(article, self.facts[keys[0]].kind, _shown(values), places, _alone(sets))


def _alone(said: Mapping[LanguageCode, object]) -> tuple[LanguageCode, ...]:
    """The languages that do not say what more than half of them say."""
    most, times = Counter(said.values()).most_common(1)[0]
    return tuple(code for code, own in said.items() if own != most) if 2 * times > len(said) else ()


def _shown(values: Mapping[LanguageCode, tuple[str, ...]]) -> dict[LanguageCode, tuple[str, ...]]:
    """Of code of many lines only those that are not in all languages."""
    said = [{_line(line) for value in own for line in value.split("\n")} for own in values.values() if own]
    shared = {"", *set.intersection(*said)}
    found = {}
    for code, own in values.items():
        parts = [
            "\n".join(line for line in value.split("\n") if _line(line) not in shared) if "\n" in value else value
            for value in own
        ]
        found[code] = tuple(
            part if len(part) <= _LONGEST_SHOWN else f"{part[:_LONGEST_SHOWN]}…" for part in parts if part
        )
    return found


def _line(line: str) -> str:
    """A line of code as it is compared."""
    return skeleton(code_value(line)).strip()


def _labels(group: Group, read: Mapping[LanguageCode, _Version]) -> Iterator[Difference]:
    """A numbered step in which one language names fewer labels of the screen than all the others, who agree.

    Labels are translated, and bold words may be mere emphasis: so only their number is compared, and only there. Of
    two languages, one must name none.
    """
    if not all(len(places) == 1 and read[code].blocks[places[0]].ordered for code, places in group.blocks.items()):
        return
    labels = {code: read[code].labels(places[0]) for code, places in group.blocks.items()}
    fewest = min(labels, key=lambda code: len(labels[code]))
    others = {len(own) for code, own in labels.items() if code != fewest}
    if len(others) == 1 and len(labels[fewest]) < min(others) and (len(labels) > 2 or not labels[fewest]):
        places = {code: read[code].place(group.blocks[code][0]) for code in read}
        alone = (fewest,) if len(labels) > 2 else ()
        yield Difference(next(iter(read.values())).article.id, FactKind.LABEL, labels, places, alone)


def _headings(read: Mapping[LanguageCode, _Version], allowed: Exceptions) -> Iterator[Difference]:
    places = {
        code: [i for i, block in enumerate(version.blocks) if begins_section(block)] for code, version in read.items()
    }
    counts = {code: len(own) for code, own in places.items()}
    first = {code: own[0] if own else 0 for code, own in places.items()}
    yield from _counted(FactKind.HEADINGS, counts, first, read, allowed)


def _steps(read: Mapping[LanguageCode, _Version], allowed: Exceptions) -> Iterator[Difference]:
    """Sections, by their order, whose numbered steps are not as many; nothing where sections do not match."""
    sections = {code: _step_places(version.blocks) for code, version in read.items()}
    lengths = {len(own) for own in sections.values()}
    for number in range(lengths.pop()) if len(lengths) == 1 else ():
        places = {code: own[number] for code, own in sections.items()}
        counts = {code: len(steps) for code, (_, steps) in places.items()}
        where = {code: steps[0] if steps else heading for code, (heading, steps) in places.items()}
        yield from _counted(FactKind.STEPS, counts, where, read, allowed)


def _step_places(blocks: Sequence[Block]) -> list[tuple[int, list[int]]]:
    """For each section the place of its heading, and those of its numbered steps."""
    found: list[tuple[int, list[int]]] = [(0, [])]
    for place, block in enumerate(blocks):
        if begins_section(block):
            found.append((place, []))
        elif block.ordered:
            found[-1][1].append(place)
    return found


def _counted(
    kind: FactKind,
    counts: Mapping[LanguageCode, int],
    places: Mapping[LanguageCode, int],
    read: Mapping[LanguageCode, _Version],
    allowed: Exceptions,
) -> Iterator[Difference]:
    """One difference where the languages do not have as many blocks of a sort."""
    article = next(iter(read.values())).article.id
    facts = [Fact(kind, str(count), str(count)) for count in counts.values()]
    if len(set(counts.values())) < 2 or any(entry.fits(fact, article) for entry in allowed for fact in facts):
        return
    yield Difference(
        article,
        kind,
        {code: (str(count),) for code, count in counts.items()},
        {code: version.place(places[code]) for code, version in read.items()},
        _alone(counts),
    )


def _merged(found: Iterable[Difference]) -> list[Difference]:
    """The same difference at several places of an article is one."""
    times: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], Difference] = {}
    for one in found:
        key = (one.kind, tuple(one.values.items()))
        times[key] += 1
        first.setdefault(key, one)
    return [replace(one, times=times[key]) for key, one in first.items()]
