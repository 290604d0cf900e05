"""Harm, order, totals and the next piece of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.translation import pieces, survey, workload
from kbgen.translation.demand import Demand, Demands
from kbgen.translation.grading import Grade
from kbgen.translation.pieces import Piece, Task
from kbgen.translation.row import Note, Row
from kbgen.translation.selection import Part, Wanted, fails
from kbgen.translation.state import State
from kbgen.translation.workload import WEIGHTS, harm, minutes, total, weighed
from tests.sites import SiteFolder
from tests.translation.records import confirm

TODAY = date(2026, 11, 22)


def row(
    state: State = State.STALE,
    grade: Grade = Grade.NONE,
    *,
    article: str = "dns/a",
    language: str = "ru",
    source: str = "et",
    words: int = 100,
    popular: bool = False,
    owner: str = "",
    since: date | None = None,
    findings: tuple[Note, ...] = (),
) -> Row:
    path = f"content/{language}/{article}.md"
    return Row(
        article, language, state, grade, source, 1, 10, findings, "Title", owner, path, None, since, words, popular
    )


ROWS = st.builds(
    row,
    st.sampled_from(State),
    st.sampled_from(Grade),
    article=st.sampled_from(["a", "dns/b", "dns/c"]),
    language=st.sampled_from(["et", "ru"]),
    words=st.integers(0, 1000),
    popular=st.booleans(),
)


# -- harm ------------------------------------------------------------------------------------------------------------


def test_a_wrong_number_is_worse_than_a_missing_page_and_that_worse_than_a_reworded_one() -> None:
    """What readers are told wrongly, what they are not told, what they are told in other words."""
    kinds = [
        row(State.STALE, Grade.CRITICAL),
        row(State.STUB),
        row(State.MISSING),
        row(State.UNCONFIRMED, Grade.CRITICAL),
        row(State.STALE, Grade.MATERIAL),
        row(State.ORPHAN),
        row(State.AHEAD, Grade.MATERIAL),
        row(State.UNCONFIRMED),
        row(State.STALE, Grade.SMALL),
        row(State.STALE, Grade.COSMETIC),
        row(State.FRESH),
    ]
    harms = [harm(one) for one in kinds]
    assert harms == sorted(set(harms), reverse=True)
    assert harms[-1] == 0


@given(ROWS, st.floats(0, 1000), st.floats(0, 100_000))
def test_demand_never_makes_a_gap_less_harmful(one: Row, tickets: float, views: float) -> None:
    """And without any demand the reach is 1, but for what authors call popular."""
    assert harm(one, Demand(tickets, views)) >= harm(one)
    assert workload.reach(one) == (WEIGHTS.popular if one.popular else 1)


def test_many_readers_of_a_small_gap_outweigh_a_great_one_that_nobody_reads() -> None:
    """Ten tickets a week about a reworded paragraph, none about a missing page."""
    small, great = row(State.STALE, Grade.MATERIAL, article="a"), row(State.MISSING, article="b")
    demands: Demands = {("a", "ru"): Demand(tickets=10, views=300)}
    assert [gap.row.article for gap in weighed([great, small])] == ["b", "a"]
    assert [gap.row.article for gap in weighed([great, small], demands)] == ["a", "b"]
    assert weighed([small], demands)[0].harm == 30 * 11 * 4


@given(st.lists(ROWS, max_size=8))
def test_order_and_totals_do_not_depend_on_the_order_of_rows(rows: list[Row]) -> None:
    """They are the same for any permutation; parts make up the whole."""
    gaps, other = weighed(rows), weighed(rows[::-1])
    assert [gap.harm for gap in gaps] == [gap.harm for gap in other]
    one, same = total(gaps), total(other)
    assert (one.states, one.grades) == (same.states, same.grades)
    assert one.harm == pytest.approx(same.harm)
    assert sum(one.states.values()) == one.pages == len(rows)
    parts = workload.totals_by(gaps, lambda row: row.language)
    assert sum(part.harm for part in parts.values()) == pytest.approx(one.harm)


def test_coverage_by_pages_and_by_demand() -> None:
    """One of two pages is good: the one that nearly all readers want."""
    rows = [row(State.FRESH, article="a"), row(State.MISSING, article="b")]
    found = total(weighed(rows, {("a", "ru"): Demand(tickets=8)}))
    assert (found.covered, found.covered_demand) == (0.5, 0.9)
    assert total([]).covered is None


# -- filters ---------------------------------------------------------------------------------------------------------


def test_filters_choose_a_part_and_what_to_see_of_it() -> None:
    """A category holds those below it; owners go by their name in any case."""
    one = row(State.STALE, Grade.MATERIAL, article="dns/zones/a", owner="Mari", since=date(2026, 11, 20))
    assert Part(["ru"], ["dns"], ["mari"], ["dns/zones/a"]).has(one)
    assert not Part(["et"]).has(one)
    assert not Part(categories=["dn"]).has(one)
    assert not Part(owners=["Jüri"]).has(one)
    assert Wanted(grade=Grade.MATERIAL).has(one)
    assert not Wanted(grade=Grade.CRITICAL).has(one)
    assert Wanted(since=date(2026, 11, 20)).has(one)
    assert not Wanted(since=date(2026, 11, 21)).has(one)
    assert not Wanted(since=date(2026, 1, 1)).has(one._replace(since=None))
    assert not Wanted(states=[State.MISSING]).has(one)


def test_what_is_fresh_is_hidden_unless_there_is_something_to_say_of_it() -> None:
    """Or somebody asks for it."""
    fresh = row(State.FRESH)
    assert not Wanted().has(fresh)
    assert Wanted(fresh=True).has(fresh)
    assert Wanted(states=[State.FRESH]).has(fresh)
    assert Wanted().has(fresh._replace(findings=(Note("second-hand", "…"),)))


def test_failing_goes_by_states_and_by_grades_and_above() -> None:
    """As “--fail-on” is asked."""
    rows = [row(State.STALE, Grade.MATERIAL)]
    assert fails(rows, [], Grade.SMALL)
    assert not fails(rows, [], Grade.CRITICAL)
    assert fails(rows, [State.STALE], None)
    assert not fails(rows, [State.MISSING], None)
    assert not fails(rows, [], None)


# -- the next piece --------------------------------------------------------------------------------------------------


@given(st.lists(ROWS, max_size=8), st.floats(1, 60))
def test_only_what_a_person_reads_is_offered(rows: list[Row], time: float) -> None:
    """Both languages of it."""
    for one in pieces.candidates(weighed(rows), ["ru", "en"], time):
        assert {one.gap.row.language, one.source} <= {"ru", "en"}


def test_minutes_grow_with_words() -> None:
    """To translate takes longest, to read least."""
    long = [minutes(row(state, words=400)) for state in (State.MISSING, State.STALE, State.UNCONFIRMED)]
    assert long == sorted(long, reverse=True)
    assert long == [51, 17, 5]
    assert minutes(row(State.FRESH)) == 0


ET = """---
title: Parool
description: Uus parool.
---

Ava leht ja vali uus parool.

Link kehtib 15 minutit.

## Kui kiri ei tule

Oota veidi.
"""
RU = """---
title: Пароль
description: Новый пароль.
---

Откройте страницу и выберите новый пароль.

Ссылка действует 15 минут.

## Если письмо не приходит

Подождите немного.
"""


@pytest.fixture
def site(new_site: Callable[..., SiteFolder]) -> SiteFolder:
    """Estonian and Russian, confirmed."""
    site = new_site({"content/et/a.md": ET, "content/ru/a.md": RU})
    confirm(site, "a", "ru")
    return site


def best(site: SiteFolder, time: float, *reads: str, demands: Demands | None = None) -> Piece | None:
    rows = survey.of_project(site.config, TODAY).rows
    candidates = pieces.candidates(weighed(rows, demands or {}), reads or ("et", "ru"), time)
    known = survey.appraisals(site.config, [one.gap.row.article for one in candidates])
    found = pieces.next_pieces(zip(candidates, known, strict=True), time)
    return found[0] if found else None


def test_the_changed_paragraph_is_named_with_both_places(site: SiteFolder) -> None:
    """The critical one first, and the new one behind the paragraph that it follows in the source."""
    site.replace("content/et/a.md", "15 minutit.", "24 tundi.\n\nUus lõik siin.")
    piece = best(site, 10)
    assert piece is not None
    assert (piece.task, piece.left) == (Task.REVISE, 0)
    first, second = piece.parts
    assert (first.place, first.source_place, first.change) == ("content/ru/a.md:9", "content/et/a.md:8", "changed")
    assert (first.after, first.text) == ("Link kehtib 24 tundi.", "Ссылка действует 15 минут.")
    assert (second.place, second.change, second.text) == ("content/ru/a.md:9", "added", "")


def test_headings_lead_to_the_paragraph(site: SiteFolder) -> None:
    """Those above it in the text that has changed."""
    site.replace("content/et/a.md", "Oota veidi.", "Oota kümme minutit.")
    piece = best(site, 10)
    assert piece is not None
    assert piece.parts[0].headings == ("Kui kiri ei tule",)


def test_a_change_of_the_translation_is_carried_back(site: SiteFolder) -> None:
    """The source is what has to be written then."""
    site.replace("content/ru/a.md", "Подождите немного.", "Проверьте папку со спамом.")
    piece = best(site, 10)
    assert piece is not None
    assert (piece.parts[0].language, piece.parts[0].place) == ("et", "content/et/a.md:12")


def test_a_missing_article_is_cut_to_the_time(site: SiteFolder) -> None:
    """Its first paragraphs, if not all of it; and nothing at all in a minute."""
    long = "\n\n".join(f"Lõik number {n} räägib paroolidest ja sellest, kuidas neid vahetada." for n in range(20))
    site.write("content/et/a.md", ET + "\n" + long + "\n")
    site.delete("content/ru/a.md")
    piece = best(site, 10)
    assert piece is not None
    assert piece.task is Task.TRANSLATE
    assert piece.parts[0].after == "Parool"
    assert 0 < piece.left < 26
    assert piece.minutes <= 10
    whole = best(site, 100)
    assert whole is not None
    assert whole.left == 0
    assert best(site, 1) is None


def test_where_facts_differ_both_places_are_shown(site: SiteFolder) -> None:
    """Before anybody has confirmed anything."""
    site.write("content/ru/a.md", RU.replace("15 минут", "24 часа"))
    piece = best(site, 10)
    assert piece is not None
    assert piece.task is Task.COMPARE
    part = piece.parts[0]
    assert (part.place, part.source_place) == ("content/ru/a.md:8", "content/et/a.md:8")
    assert "24 часа" in part.note


def test_what_nobody_has_confirmed_is_to_be_read(site: SiteFolder) -> None:
    """All of it, or another time."""
    site.write("content/ru/a.md", RU)
    piece = best(site, 5)
    assert piece is not None
    assert piece.task is Task.CONFIRM


def test_who_does_not_read_the_source_works_from_a_fresh_translation(site: SiteFolder) -> None:
    """An article that is missing in Finnish, for somebody who reads Russian and Finnish."""
    piece = best(site, 60, "ru", "fi")
    assert piece is not None
    assert (piece.task, piece.source, piece.gap.row.language) == (Task.TRANSLATE, "ru", "fi")


def test_nothing_is_offered_where_all_is_done(site: SiteFolder) -> None:
    """In these two languages."""
    assert best(site, 60) is None
