"""What is counted over an article, since it cannot be compared word by word: headings, numbered steps, labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbgen.languages import LanguageCode
from kbgen.translation.allowed import Exceptions
from kbgen.translation.blocks import Block
from kbgen.translation.difference import Difference, Version, alone_in
from kbgen.translation.facts import Fact, FactKind
from kbgen.translation.together import Group, begins_section


def labels(group: Group, read: Mapping[LanguageCode, Version]) -> Iterator[Difference]:
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


def headings(read: Mapping[LanguageCode, Version], allowed: Exceptions) -> Iterator[Difference]:
    """Languages with more or fewer sections than others."""
    places = {
        code: [i for i, block in enumerate(version.blocks) if begins_section(block)] for code, version in read.items()
    }
    counts = {code: len(own) for code, own in places.items()}
    first = {code: own[0] if own else 0 for code, own in places.items()}
    yield from _counted(FactKind.HEADINGS, counts, first, read, allowed)


def steps(read: Mapping[LanguageCode, Version], allowed: Exceptions) -> Iterator[Difference]:
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
    read: Mapping[LanguageCode, Version],
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
        alone_in(counts),
    )
