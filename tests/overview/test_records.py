"""What is on record: shares with intervals, and reviews."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles import catalog
from kbgen.articles.article import Article, Meta
from kbgen.intervals import Interval
from kbgen.languages import Language
from kbgen.overview.records import reviews, satisfaction
from kbgen.overview.records.reviews import Reviewed
from kbgen.overview.records.satisfaction import difference, wilson
from kbgen.tickets.store.satisfaction import Votes

TODAY = date(2026, 11, 22)
counts = st.integers(0, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def test_wilson_gives_what_the_literature_has() -> None:
    """Newcombe (1998), tables I and II."""
    share = wilson(81, 263)
    assert share is not None
    assert [share.low, share.high] == pytest.approx([0.2553, 0.3662], abs=5e-5)
    change = difference(48, 80, 56, 70)
    assert [change.low, change.high] == pytest.approx([0.0524, 0.3339], abs=5e-5)


@given(counts)
def test_an_interval_holds_its_share_and_stays_within_bounds(of: tuple[int, int]) -> None:
    """Also for nothing and for everything."""
    share = wilson(*of)
    if share is None:
        assert of[1] == 0
    else:
        assert 0 <= share.low <= share.estimate <= share.high <= 1
        assert share.low < share.high


@given(counts.filter(lambda one: one[1] > 0), counts.filter(lambda one: one[1] > 0))
def test_a_difference_turns_round_with_its_years(one: tuple[int, int], other: tuple[int, int]) -> None:
    """What was better is worse seen from the other side."""
    there, back = difference(*one, *other), difference(*other, *one)
    assert there.estimate == pytest.approx(-back.estimate)
    assert there.low == pytest.approx(-back.high)
    assert there.p == pytest.approx(back.p)
    assert 0 <= there.p <= 1


def test_of_many_topics_only_what_is_clear_is_told() -> None:
    """One clear fall among a hundred that chance moves; and with few votes nothing is said at all."""
    by_chance = {f"t{n}": ((Votes(100, 90, 10),) * 4 + (Votes(100, 90 - n % 3, 10 + n % 3),) * 4) for n in range(100)}
    fell = (Votes(100, 90, 10),) * 4 + (Votes(100, 70, 30),) * 4
    few = (Votes(100, 2, 0),) * 4 + (Votes(100, 0, 2),) * 4
    found = satisfaction.of_votes(by_chance | {"fell": fell, "few": few})
    told = {one.key: one.turn.value for one in found}
    assert told.pop("fell") == "worse"
    assert told.pop("few") == "too-few"
    assert set(told.values()) == {"no-change-seen"}


# -- reviews -----------------------------------------------------------------------------------------------------------


def article(id: str, language: str = "et", **meta: object) -> Article:
    return Article(id, language, f"content/{language}/{id}.md", Meta(title=id, **meta), "")  # type: ignore[arg-type]


def reviewed(*articles: Article) -> dict[str, reviews.Review]:
    languages = (Language("et", "Eesti"), Language("en", "English"))
    site, _ = catalog.assemble(articles, languages, "et")
    return {f"{one.language}/{one.article}": one for one in reviews.of_catalog(site, Interval(months=6), TODAY)}


def test_a_review_is_due_one_interval_after_the_last_one_or_after_publication() -> None:
    """Whatever stands in one language goes for that language; the interval for all of them."""
    found = reviewed(
        article("late", reviewed=date(2026, 5, 12), updated=date(2026, 6, 1), reviewed_by="Mari", owner="dns-team"),
        article("late", "en", published=date(2026, 5, 12)),
        article("soon", reviewed=date(2026, 6, 1)),
        article("fine", reviewed=date(2026, 11, 1), updated=date(2026, 10, 1)),
        article("young", published=date(2026, 11, 1)),
        article("bare"),
        article("dns/index", published=date(2020, 1, 1)),
        article("often", reviewed=date(2026, 11, 1), review_interval=Interval(days=14)),
    )
    assert {name: one.state for name, one in found.items()} == {
        "et/late": Reviewed.OVERDUE,
        "en/late": Reviewed.OVERDUE,
        "et/soon": Reviewed.DUE_SOON,
        "et/fine": Reviewed.CURRENT,
        "et/young": Reviewed.NOT_YET,
        "et/bare": Reviewed.UNKNOWN,
        "et/dns/index": Reviewed.NOT_ASKED,
        "et/often": Reviewed.OVERDUE,
    }
    late = found["et/late"]
    assert (late.due, late.overdue, late.reviewed_by, late.is_older) == (date(2026, 11, 12), 10, "Mari", True)
    assert (found["en/late"].owner, found["et/fine"].is_older) == ("dns-team", False)
    assert list(found)[:2] == ["en/late", "et/late"]


def test_owners_are_told_how_much_waits_for_them() -> None:
    """Those without an owner, too; pages of categories are nobody's work."""
    found = reviewed(
        article("a", owner="dns-team", published=date(2025, 1, 1)),
        article("b", owner="dns-team", reviewed=date(2026, 11, 1)),
        article("c", published=date(2026, 11, 1)),
        article("index"),
    )
    told = [(one.name, one.articles, one.overdue, one.unreviewed) for one in reviews.owners(found.values())]
    assert told == [("dns-team", 2, 1, 1), ("", 1, 0, 1)]
