"""The tables of a run, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.search.against import Comparison
from bench.search.engines import Costs
from bench.search.quality import Difference, Quality
from bench.search.typing import FIRST, Typing
from bench.table import markdown, number

Qualities = Mapping[str, Mapping[str, Mapping[str, Quality]]]
"""Engine → language → set."""
AllCosts = Mapping[str, Mapping[str, Costs]]
"""Engine → language."""

YARDSTICKS = ("pagefind", "material")
COLUMNS: Sequence[tuple[str, Callable[[Costs], float | None], int]] = (
    ("KiB before the first result", lambda c: c.first_kib, 0),
    ("KiB before the last", lambda c: c.final_kib, 0),
    ("whole index KiB", lambda c: c.index_kib, 0),
    ("ready ms", lambda c: c.ready_ms, 0),
    ("query ms, median", lambda c: c.median_ms, 2),
    ("p95", lambda c: c.p95_ms, 2),
    ("build s", lambda c: c.build_s, 2),
    ("one article s", lambda c: c.update_s, 2),
    ("one article KiB", lambda c: c.update_kib, 0),
)
TYPED = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)


def quality(found: Qualities) -> str:
    """A row for each engine and set: MRR@10 by language, then means over the languages of it and of the rest."""
    languages = sorted({language for by_language in found.values() for language in by_language})
    head = ["engine, set", *languages, "MRR@10", "recall@1", "recall@5", "recall@10", "nothing found"]
    rows = []
    for engine, by_language in found.items():
        for name in dict.fromkeys(name for sets in by_language.values() for name in sets):
            own = {code: sets[name] for code, sets in by_language.items() if name in sets}
            each = [number(own[code].mrr10 if code in own else None, 3) for code in languages]
            values = [[q.mrr10, q.r1, q.r5, q.r10, q.zero] for q in own.values()]
            means = [sum(column) / len(own) for column in zip(*values, strict=True)]
            rows.append([f"{engine}, {name}", *each, *(number(value, 3) for value in means)])
    return markdown(head, rows)


def costs(found: AllCosts) -> str:
    """What each engine costs in each language."""
    head = ["engine", *(name for name, _, _ in COLUMNS)]
    rows = [
        [f"{engine}, {language}", *(number(of(one), digits) for _, of, digits in COLUMNS)]
        for engine, by_language in found.items()
        for language, one in by_language.items()
    ]
    return markdown(head, rows)


def ratios(found: AllCosts) -> str | None:
    """Every engine's costs as parts of a yardstick's: medians over the languages; None where no yardstick ran."""
    rows = []
    for yardstick in (name for name in YARDSTICKS if name in found):
        for engine in (name for name in found if name not in YARDSTICKS):
            shared = [language for language in found[engine] if language in found[yardstick]]
            cells = [
                _ratio([of(found[engine][code]) for code in shared], [of(found[yardstick][code]) for code in shared])
                for _, of, _ in COLUMNS
            ]
            rows.append([f"{engine} / {yardstick}", *cells])
    return markdown(["ratio of the means", *(name for name, _, _ in COLUMNS)], rows) if rows else None


def _ratio(ours: Sequence[float | None], theirs: Sequence[float | None]) -> str:
    if any(value is None for value in (*ours, *theirs)):
        return number(None)
    below = sum(value or 0 for value in theirs)
    return number(sum(value or 0 for value in ours) / below if below else None)


def typing(found: Mapping[str, Mapping[str, Mapping[str, Typing]]]) -> str:
    """MRR after each letter, and the letters until the right page is seen. Engine → language → set."""
    head = ["engine, set", *(f"{n} letters" for n in TYPED), "seen", "letters", "share of the query"]
    rows = []
    for engine, by_language in found.items():
        for language, sets in by_language.items():
            for name, one in sets.items():
                after = [number(one.mrr[n - FIRST] if n - FIRST < len(one.mrr) else None, 3) for n in TYPED]
                ends = [number(one.seen, 3), number(one.letters, 0), number(one.share)]
                rows.append([f"{engine}, {language} {name}", *after, *ends])
    return markdown(head, rows)


def comparison(engine: str, found: Comparison) -> str:
    """A run beside kept results: the difference of MRR@10 of all sets and of each, with their intervals."""
    rows = [
        [f"{language} {name}", *map(_signed, (one.mean, one.low, one.high))]
        for (language, name), one in found.by_set.items()
    ]
    return f"{compared(engine, found)}\n\n{markdown(['set', 'difference', 'from', 'to (95 %)'], rows)}"


def compared(engine: str, found: Comparison) -> str:
    """The same in a sentence, of all sets but the known items."""
    return f"{engine}: mean MRR@10 {found.ours:.3f}, kept results {found.theirs:.3f}; {_said(found.whole)}."


def _said(one: Difference) -> str:
    return f"difference {_signed(one.mean)} ({_signed(one.low)} to {_signed(one.high)}, paired bootstrap, 95 %)"


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")
