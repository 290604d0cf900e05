"""Editors' groups of words that mean the same → lemmas that stand for one another."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from kbgen.search.analysis.lemmas import Lemmas
from kbgen.search.analysis.tokens import tokens

WEIGHT = 80
"""What a synonym counts beside the word itself, in hundredths; the words of a longer entry share it."""

Groups = Sequence[Sequence[str]]


def said(groups: Groups, lemmas: Lemmas, known: Container[str]) -> set[str]:
    """The words of entries of one word, of the groups of which some page has a word: who searches may use them all.

    ``known``: the lemmas of the pages.
    """
    found: set[str] = set()
    for group in groups:
        entries = [_entry(entry) for entry in group]
        if any(lemma in known for entry in entries for word in entry for lemma in lemmas(word)):
            found.update(entry[0] for entry in entries if len(entry) == 1)
    return found


def synonyms(
    groups: Groups, lemmas: Lemmas, ids: Mapping[str, int], common: Container[int]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Lemma → the lemmas of the other entries of its groups, with their weights. ``common`` ones say nothing."""
    found: dict[int, dict[int, int]] = {}
    for group in groups:
        entries = [
            [tuple(ids[lemma] for lemma in lemmas(word) if lemma in ids) for word in _entry(entry)] for entry in group
        ]
        for one in entries:
            for other in entries:
                if one is other or len(one) > 1:
                    continue
                for source in one[0]:
                    own = found.setdefault(source, {})
                    for target in {lemma for word in other for lemma in word} - {source}:
                        if len(other) == 1 or target not in common:
                            own[target] = max(own.get(target, 0), WEIGHT // len(other))
    return {i: tuple(sorted(found[i].items())) for i in sorted(found) if found[i]}


def _entry(entry: str) -> list[str]:
    """The words of an entry of a group; a technical word is one."""
    found = list(tokens(entry))
    return (
        [found[0].word]
        if found and found[0].whole and found[0].end - found[0].start == len(entry.strip())
        else [token.word for token in found if not token.whole]
    )
