"""One ranking over everything that asks for work: what must hold whatever asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.config.settings import Ranking, Weights
from kbgen.overview.candidates import gaps
from kbgen.overview.candidates.pages import Pages
from kbgen.overview.ranking import merged, ranked, varied
from kbgen.overview.work import Ask, Piece, Source, Subject, Term, Work
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.flagging.saving import SAVED, WEEKS_A_MONTH, Range
from kbgen.translation import workload
from kbgen.translation.demand import Demand
from kbgen.translation.row import Row
from tests.translation.test_workload import ROWS

CONSTANTS = Ranking()
NUMBERS = st.floats(0.01, 500)
SORTS = (Work.NEW, Work.TRANSLATE, Work.REVIEW)


def ask(
    key: str,
    *,
    work: Work = Work.UPDATE,
    saving: float | None = None,
    harm: float | None = None,
    effort: float = 1.0,
    urgent: bool = False,
    topic: str = "t",
) -> Ask:
    """A reason with a saving or with harm; tests need no evidence."""
    evidence: Any = None
    return Ask(
        key=(key,),
        work=work,
        source=Source.GAPS if saving is None else Source.TOPICS,
        subject=Subject(key, key),
        evidence=evidence,
        effort=effort,
        saving=None if saving is None else Range(saving, saving / 2, saving * 2),
        terms=() if harm is None else (Term(("material",), 30.0, reach=harm / 30.0),),
        urgent=urgent,
        topic="" if saving is None else topic,
    )


def asks_of(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Ask]:
    common = {"effort": st.floats(0.01, 40), "urgent": st.booleans(), "work": st.sampled_from(SORTS)}
    saved = st.builds(ask, keys, saving=NUMBERS, topic=st.sampled_from("tuv"), **common)
    return saved | st.builds(ask, keys, harm=NUMBERS.map(lambda number: number * 100), **common)


ASKS = st.lists(asks_of(st.sampled_from("abcdefgh")), max_size=20)


@st.composite
def apart(draw: st.DrawFn) -> list[Ask]:
    """Asks for as many pieces, all of them different."""
    found = draw(st.lists(asks_of(st.just("")), min_size=1, max_size=25))
    return [replace(one, key=(f"{place:02}",)) for place, one in enumerate(found)]


# -- order -----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(ASKS, st.randoms())
def test_order_does_not_depend_on_the_order_of_the_sources(asks: list[Ask], chance: Any) -> None:
    """The same asks in any order make the same pieces, to the last digit."""
    shuffled = list(asks)
    chance.shuffle(shuffled)
    assert ranked(shuffled, CONSTANTS) == ranked(asks, CONSTANTS)
    assert varied(ranked(shuffled, CONSTANTS), CONSTANTS) == varied(ranked(asks, CONSTANTS), CONSTANTS)


@settings(deadline=None)
@given(ASKS)
def test_ranks_are_one_after_another_and_follow_the_worth(asks: list[Ask]) -> None:
    """Each piece has a place of its own; equals go by their keys."""
    pieces = ranked(asks, CONSTANTS)
    assert [piece.rank for piece in pieces] == [*range(1, len(pieces) + 1)]
    assert len({piece.key for piece in pieces}) == len(pieces) == len({one.key for one in asks})
    order = [(-piece.worth, -piece.hours_month, piece.key) for piece in pieces]
    assert order == sorted(order)


@settings(deadline=None)
@given(apart(), st.data())
def test_more_tickets_never_lower_a_place(asks: list[Ask], data: st.DataObject) -> None:
    """Neither by worth nor among those that are named first."""
    place = data.draw(st.integers(0, len(asks) - 1))
    factor = data.draw(st.floats(1, 50))
    one = asks[place]
    more = replace(
        one,
        saving=one.saving * factor if one.saving else None,
        terms=tuple(replace(term, reach=term.reach * factor) for term in one.terms),
    )
    before, after = ranked(asks, CONSTANTS), ranked([*asks[:place], more, *asks[place + 1 :]], CONSTANTS)
    assert _place(after, one) <= _place(before, one)
    few = Ranking(pieces=5, alike=2)
    first_before = one.key in {piece.key for piece in varied(before, few)[:5]}
    first_after = one.key in {piece.key for piece in varied(after, few)[:5]}
    assert first_after or not first_before


@settings(deadline=None)
@given(apart(), st.data())
def test_more_work_never_raises_a_place(asks: list[Ask], data: st.DataObject) -> None:
    """And what rises never comes later for it."""
    place = data.draw(st.integers(0, len(asks) - 1))
    one = asks[place]
    harder = replace(one, effort=one.effort * data.draw(st.floats(1, 10)))
    urgent = replace(one, urgent=True)
    before = ranked(asks, CONSTANTS)
    others = [*asks[:place], *asks[place + 1 :]]
    assert _place(ranked([*others, harder], CONSTANTS), one) >= _place(before, one)
    assert _place(ranked([*others, urgent], CONSTANTS), one) <= _place(before, one)


def _place(pieces: tuple[Piece, ...], one: Ask) -> int:
    return next(piece.rank for piece in pieces if piece.key == one.key)


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12, unique_by=lambda row: (row.article, row.language)), st.data())
def test_more_readers_never_lower_the_place_of_a_page(rows: list[Row], data: st.DataObject) -> None:
    """From the survey on: tickets and views of one page lift what there is to do on it."""
    row = data.draw(st.sampled_from(rows))
    few = data.draw(st.builds(Demand, st.floats(0, 50), st.floats(0, 500)))
    more = Demand((few.tickets or 0) + data.draw(st.floats(0, 50)), (few.views or 0) + data.draw(st.floats(0, 500)))

    def place(demand: Demand) -> int | None:
        weighed = workload.weighed(rows, {(row.article, row.language): demand})
        pieces = ranked(gaps.asks(Pages(weighed, Weights(), "en"), {}), CONSTANTS)
        of_row = (one for one in pieces if row in [getattr(ask.evidence, "row", None) for ask in one.asks])
        return next((one.rank for one in of_row), None)

    before, after = place(few), place(more)
    assert (before is None) == (after is None) == (workload.harm(row) == 0)
    assert before is None or after is None or after <= before


# -- one piece, several reasons --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(asks_of(st.just("a")), min_size=1, max_size=8))
def test_a_piece_is_worth_at_least_the_most_of_what_asks_for_it(asks: list[Ask]) -> None:
    """In a month, and it takes at least the most work; nothing that was asked is lost."""
    together = merged(asks, CONSTANTS)
    alone = [merged([one], CONSTANTS) for one in asks]
    assert together.hours_month >= max(piece.hours_month for piece in alone) * (1 - 1e-12)
    assert together.effort == max(piece.effort for piece in alone)
    assert together.urgency == max(piece.urgency for piece in alone)
    assert sorted(map(id, together.asks)) == sorted(map(id, asks))


def test_the_same_readers_are_not_counted_twice() -> None:
    """A topic that asks for a translation, and the translation that is missing: the greater counts."""
    piece = merged([ask("a", saving=2.0), ask("a", harm=100.0)], CONSTANTS)
    assert (piece.hours_month, piece.harm) == (2.0, 100.0)
    assert merged([ask("a", saving=0.1), ask("a", harm=100.0)], CONSTANTS).hours_month == 100 * 0.0027


def test_savings_of_different_topics_add_up_and_those_of_one_do_not() -> None:
    """A topic that is usual and rises asks twice; two topics are different customers."""
    rising = [ask("a", saving=2.0, topic="x", urgent=True), ask("a", saving=1.5, topic="x")]
    assert merged(rising, CONSTANTS).saving == Range(2.0, 1.0, 4.0)
    assert merged([*rising, ask("a", saving=3.0, topic="y")], CONSTANTS).saving == Range(5.0, 2.5, 10.0)


def test_what_says_it_best_comes_first() -> None:
    """Who brings an article up to date reads it, too."""
    piece = merged([ask("a", work=Work.REVIEW, harm=900.0), ask("a", work=Work.UPDATE, saving=0.2)], CONSTANTS)
    assert (piece.work, piece.sources) == (Work.UPDATE, (Source.TOPICS, Source.GAPS))


def test_small_pieces_count_as_the_least_that_work_takes() -> None:
    """To open, check and publish takes as long for a comma as for a sentence."""
    (piece,) = ranked([ask("a", saving=1.0, effort=0.05)], CONSTANTS)
    assert (piece.effort, piece.counted, piece.worth) == (0.05, 0.5, 2.0)


def test_what_is_worth_nothing_is_not_named() -> None:
    """An article that nobody needs harms nobody."""
    assert ranked([ask("a", saving=0.0), ask("b", harm=0.0)], CONSTANTS) == ()


# -- not ten times the same ------------------------------------------------------------------------------------------


def named(asks: list[Ask], constants: Ranking) -> list[tuple[str, bool]]:
    return [(piece.key[0], piece.gave_way) for piece in varied(ranked(asks, constants), constants)]


def test_another_sort_that_is_nearly_as_good_is_named_among_the_first() -> None:
    """It takes the place of the worst of those that are alike; all stay in their order."""
    constants = Ranking(pieces=3, alike=2, nearly=0.75)
    new = [ask(key, work=Work.NEW, saving=saving) for key, saving in [("a", 9.0), ("b", 8.0), ("c", 4.0), ("d", 3.9)]]
    near, far = ask("e", work=Work.REVIEW, harm=3.1 / 0.0027), ask("e", work=Work.REVIEW, harm=2.9 / 0.0027)
    assert named([*new, near], constants) == [("a", False), ("b", False), ("e", False), ("c", True), ("d", True)]
    assert named([*new, far], constants) == [(key, False) for key in "abcde"]


@settings(max_examples=200, deadline=None)
@given(apart(), st.integers(1, 8), st.integers(1, 6), st.floats(0, 1))
def test_variety_costs_little(asks: list[Ask], pieces: int, alike: int, nearly: float) -> None:
    """The same pieces; each of the first is worth at least its share of what has the same place by worth alone."""
    constants = Ranking(pieces=pieces, alike=alike, nearly=nearly)
    by_worth = ranked(asks, constants)
    found = varied(by_worth, constants)
    assert sorted(piece.key for piece in found) == sorted(piece.key for piece in by_worth)
    first, rest = found[:pieces], found[pieces:]
    for part in (first, rest):
        assert [piece.rank for piece in part] == sorted(piece.rank for piece in part)
    assert all(one.worth >= nearly * best.worth * (1 - 1e-12) for one, best in zip(first, by_worth, strict=False))
    worst = first[-1].rank
    assert [piece.gave_way for piece in found] == [False] * len(first) + [piece.rank < worst for piece in rest]


def test_without_a_bound_the_order_is_that_of_worth() -> None:
    """``nearly: 1`` asks for nothing else that is not as good."""
    asks = [ask(str(place), work=Work.NEW, saving=20.0 - place) for place in range(12)]
    asks.append(ask("r", work=Work.REVIEW, harm=100.0))
    assert [key for key, _ in named(asks, Ranking(nearly=1.0))] == [*map(str, range(12)), "r"]


# -- constants -------------------------------------------------------------------------------------------------------


def test_a_point_of_harm_counts_what_a_missing_translation_costs() -> None:
    """For each ticket a week as much as a flag that asks for the translation saves, at a quarter of an hour a ticket:
    so both sources rank the same gap alike."""
    a_ticket = SAVED[Kind.TRANSLATE].estimate * WEEKS_A_MONTH * 15 / 60
    assert abs(a_ticket / Weights().missing - CONSTANTS.hours_per_harm) < 0.00005
