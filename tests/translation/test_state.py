"""The state of every translation of an article, after what people do to the texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.translation.changes import Recall
from kbgen.translation.confirming import confirmed, partly_confirmed
from kbgen.translation.fingerprints import Text
from kbgen.translation.grading import Grade
from kbgen.translation.presence import Stub
from kbgen.translation.record import Record
from kbgen.translation.state import Assessment, Evidence, FindingKind, State, assess, problems_of
from tests.translation.texts import LAYOUTS, Layout, Piece, assessed, laid_out, pieces, text, versions_of, whole

LAW = settings(max_examples=50, deadline=None)
DAY = date(2026, 11, 22)
ET = "Ava **DNS**.\n\nOota 15 minutit.\n\n## Kontroll\n\nKõik on valmis.\n"
RU = "Откройте **DNS**.\n\nПодождите 15 минут.\n\n## Проверка\n\nВсё готово.\n"


def record(own: str = RU, source: str = ET, *, language: str = "ru", of: str = "et", id: str = "dns/records") -> Record:
    """That this text says what that text says."""
    return confirmed(id, text(language, own), text(of, source), DAY)


def after(source: str, own: str = RU) -> Assessment:
    """The state of the Russian text, confirmed before, now that the texts are these."""
    return assessed(versions_of({"et": source, "ru": own}, {"ru": record()}))["ru"]


# -- what people do ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "own", "state", "grade", "changed"),
    [
        (ET, RU, State.FRESH, Grade.NONE, 0),
        (ET.replace("15 minutit", "24 tundi"), RU, State.STALE, Grade.CRITICAL, 1),
        (ET.replace("valmis", "tehtud"), RU, State.STALE, Grade.MATERIAL, 1),
        (ET.replace("Kõik on valmis.", "Kõik on valmis!"), RU, State.STALE, Grade.COSMETIC, 1),
        (f"{ET}\nUus lõik.\n", RU, State.STALE, Grade.MATERIAL, 1),
        (ET.replace("\n\nOota 15 minutit.", ""), RU, State.STALE, Grade.CRITICAL, 1),
        (ET, RU.replace("готово", "сделано"), State.AHEAD, Grade.MATERIAL, 1),
        (ET.replace("15", "16"), RU.replace("готово", "сделано"), State.DIVERGED, Grade.CRITICAL, 2),
        (ET.replace("valmis", "tehtud"), RU.replace("готово.", "готово!"), State.STALE, Grade.MATERIAL, 2),
    ],
)
def test_an_edit_is_seen(source: str, own: str, state: State, grade: Grade, changed: int) -> None:
    """On either side, and on both."""
    found = after(source, own)
    assert (found.state, found.grade, found.changed) == (state, grade, changed)


def test_the_source_is_fresh_and_what_is_not_there_is_missing() -> None:
    """Every language of the site has a row."""
    found = assessed(versions_of({"et": ET, "ru": RU}))
    assert {code: str(one.state) for code, one in found.items()} == {
        "et": "fresh",
        "en": "missing",
        "ru": "unconfirmed",
        "fi": "missing",
    }
    assert {one.blocks for one in found.values()} == {5}


def test_an_article_of_one_language_is_ordinary() -> None:
    """Its language is the source."""
    one = replace(versions_of({"ru": RU}), source="ru")
    assert [str(found.state) for found in assessed(one).values()] == ["missing", "missing", "fresh", "missing"]


def test_unconfirmed_is_critical_where_facts_differ() -> None:
    """And says so."""
    found = assessed(versions_of({"et": ET, "ru": RU}), Evidence({}, differing={"ru"}))["ru"]
    assert (found.state, found.grade, found.findings[0].kind) == (State.UNCONFIRMED, Grade.CRITICAL, FindingKind.FACTS)


def test_a_stub_is_no_translation_unless_a_person_said_so() -> None:
    """Also where there is a record."""
    evidence = Evidence({"ru": Stub("copied", "is the text of “et”")})
    one = versions_of({"et": ET, "ru": ET}, {"ru": record(ET)})
    assert assessed(one, evidence)["ru"].state == State.STUB
    despite = replace(record(ET), flags=("despite-stub",))
    assert assessed(versions_of({"et": ET, "ru": ET}, {"ru": despite}), evidence)["ru"].state == State.FRESH


def test_a_translation_whose_source_is_gone_is_an_orphan() -> None:
    """Also where it is the first language that is left; of a draft nothing can be said."""
    one = replace(versions_of({"ru": RU, "fi": "Teksti."}, {"ru": record()}), source="ru")
    assert assessed(one)["ru"].state == State.ORPHAN
    assert assessed(replace(one, drafts=frozenset({"et"})))["ru"].state == State.UNCONFIRMED


def test_a_file_that_cannot_be_read_is_there() -> None:
    """Neither missing nor fresh, and what was made from it is no orphan."""
    one = replace(versions_of({"ru": RU}, {"ru": record()}), unreadable=frozenset({"et"}))
    found = assessed(one)
    assert [str(found[code].state) for code in ("et", "ru")] == ["unconfirmed", "unconfirmed"]
    assert found["ru"].findings[0].kind is FindingKind.UNREADABLE


def test_a_source_that_was_renamed_alone_is_named() -> None:
    """So that somebody renames the translation too."""
    one = versions_of({"ru": RU}, {"ru": record()})
    evidence = Evidence({}, called_now=lambda language, prints: "dns/new" if prints.digest else None)
    assert "“et” is called dns/new now" in assessed(one, evidence)["ru"].findings[0].message


def test_a_copied_file_brings_no_claim_along() -> None:
    """Neither to another language nor to another article."""
    to_language = assessed(versions_of({"et": ET, "ru": RU, "fi": RU}, {"ru": record(), "fi": record()}))
    assert (to_language["ru"].state, to_language["fi"].state) == (State.FRESH, State.UNCONFIRMED)
    copy = whole({"et": (ET, ""), "ru": (RU, str(record()))}, id="dns/other")
    found = assess(copy, ["ru"], lambda id, language: True)
    assert found["ru"].state == State.UNCONFIRMED
    assert [(p.path, p.line, p.code) for p in problems_of(found.values())] == [("content/ru/dns/other.md", 3, "KB602")]


def test_a_renamed_article_keeps_its_claim() -> None:
    """Where nothing is left under the old name."""
    renamed = whole({"et": (ET, ""), "ru": (RU, str(record()))}, id="dns/other")
    found = assessed(renamed)["ru"]
    assert (found.state, found.findings[0].kind) == (State.FRESH, FindingKind.RENAMED)


@pytest.mark.parametrize(
    "line", ["1 ru dns/records from et", f"{record()}x", str(record()).replace("ru", "fi"), "yes: 1"]
)
def test_a_damaged_record_is_never_fresh(line: str) -> None:
    """It is a finding that is a problem too."""
    found = assessed(whole({"et": (ET, ""), "ru": (RU, f"'{line}'")}))
    assert found["ru"].state == State.UNCONFIRMED
    assert [p.code for p in problems_of(found.values())] == ["KB601"]


def test_a_translation_of_a_stale_translation_is_fresh_with_a_finding() -> None:
    """It follows what it was made from."""
    en = "Open **DNS**.\n\nWait 15 minutes.\n"
    records = {"en": record(en, ET, language="en"), "ru": record(RU, en, of="en")}
    found = assessed(versions_of({"et": ET.replace("15", "20"), "en": en, "ru": RU}, records))
    assert (found["en"].state, found["ru"].state, found["ru"].source) == (State.STALE, State.FRESH, "en")
    assert [finding.kind for finding in found["ru"].findings] == [FindingKind.SECOND_HAND]


def test_old_words_are_asked_for_the_text_that_changed() -> None:
    """And make a typo small."""
    long = ET.replace("Kõik on valmis.", "Nüüd on kõik valmis ja võite kohe edasi minna teise tööga.")
    asked: list[str] = []

    def recall(language: str) -> Recall:
        def find(prints: object) -> Text:
            asked.append(language)
            return text("et", long)

        return find

    one = versions_of({"et": long.replace("tööga", "tôöga"), "ru": RU}, {"ru": record(source=long)})
    assert assessed(one, Evidence({}, recall=recall))["ru"].grade == Grade.SMALL
    assert asked == ["et"]


def test_confirming_one_of_two_changes_leaves_the_other() -> None:
    """And when the second one has followed too, or is reverted, the translation is fresh."""
    source = ET.replace("15", "20").replace("valmis", "tehtud")
    (first, second) = after(source).source_changes
    own = RU.replace("15", "20")
    partly = partly_confirmed(record(), text("ru", own), text("et", source), [first], DAY)
    found = assessed(versions_of({"et": source, "ru": own}, {"ru": partly}))["ru"]
    assert (found.state, [change.new for change in found.source_changes]) == (State.STALE, [second.new])
    reverted = ET.replace("15", "20")
    assert assessed(versions_of({"et": reverted, "ru": own}, {"ru": partly}))["ru"].state == State.FRESH
    assert assessed(versions_of({"et": ET, "ru": own}, {"ru": partly}))["ru"].state == State.STALE
    both = partly_confirmed(partly, text("ru", own), text("et", source), found.source_changes, DAY)
    assert assessed(versions_of({"et": source, "ru": own}, {"ru": both}))["ru"].state == State.FRESH


# -- laws ----------------------------------------------------------------------------------------------------------


def of(body: list[Piece], layout: Layout = Layout()) -> str:  # noqa: B008  # a frozen value
    """The Markdown of a body."""
    return laid_out(body, layout)


@LAW
@given(pieces(), pieces(), LAYOUTS, LAYOUTS)
def test_layout_never_changes_a_state(source: list[Piece], own: list[Piece], one: Layout, other: Layout) -> None:
    """Re-wrapping, list marks, trailing spaces, empty lines, line ends, on both sides."""
    confirmed_as = record(of(own), of(source))
    found = assessed(versions_of({"et": of(source, one), "ru": of(own, other)}, {"ru": confirmed_as}))["ru"]
    assert (found.state, found.grade, found.changed) == (State.FRESH, Grade.NONE, 0)


@LAW
@given(pieces(), pieces(), st.lists(pieces(), min_size=1, max_size=3))
def test_a_revert_always_clears(source: list[Piece], own: list[Piece], between: list[list[Piece]]) -> None:
    """Whatever stood there in between, which itself is never fresh unless it was the same."""
    confirmed_as = record(of(own), of(source))
    for other in between:
        found = assessed(versions_of({"et": of(other), "ru": of(own)}, {"ru": confirmed_as}))["ru"]
        same = text("et", of(other)).prints.digest == text("et", of(source)).prints.digest
        assert (found.state is State.FRESH) == same
    found = assessed(versions_of({"et": of(source), "ru": of(own)}, {"ru": confirmed_as}))["ru"]
    assert found.state is State.FRESH


@LAW
@given(pieces(), pieces(), pieces())
def test_confirming_is_idempotent_and_makes_fresh(source: list[Piece], own: list[Piece], before: list[Piece]) -> None:
    """Whatever the record said before."""
    old = record(of(own), of(before))
    first = confirmed("dns/records", text("ru", of(own)), text("et", of(source)), DAY, before=old)
    again = confirmed("dns/records", text("ru", of(own)), text("et", of(source)), date(2027, 1, 1), before=first)
    assert again == first
    assert assessed(versions_of({"et": of(source), "ru": of(own)}, {"ru": first}))["ru"].state is State.FRESH


@LAW
@given(pieces(), pieces(), st.data())
def test_confirming_some_changes_leaves_the_others(before: list[Piece], now: list[Piece], data: st.DataObject) -> None:
    """With as many as were not confirmed; with all of them confirmed, it is fresh."""
    old, source, own = text("et", of(before)), text("et", of(now)), text("ru", RU)
    first = confirmed("dns/records", own, old, DAY)
    files = {"et": of(now), "ru": RU}
    changes = assessed(versions_of(files, {"ru": first}))["ru"].source_changes
    if any(change.new is None and change.old is None and change.was < 0 for change in changes):
        return
    some = [change for change in changes if data.draw(st.booleans())]
    partly = partly_confirmed(first, own, source, some, DAY)
    left = assessed(versions_of(files, {"ru": partly}))["ru"]
    assert partly_confirmed(partly, own, source, left.source_changes, DAY).source_prints.blocks == source.prints.blocks
    if len(some) == len(changes):
        assert left.state is State.FRESH
    else:
        assert left.state is State.STALE


@LAW
@given(pieces().filter(lambda body: len(body) > 1), st.data())
def test_the_order_of_edits_does_not_matter(source: list[Piece], data: st.DataObject) -> None:
    """Edits in different blocks, made one after the other, lead to the same state in any order."""
    edits = data.draw(st.lists(st.sampled_from(range(len(source))), unique=True, min_size=2, max_size=4))
    results = []
    for order in (edits, data.draw(st.permutations(edits))):
        body = list(source)
        for place in order:
            body[place] = replace(body[place], words=(*body[place].words, f"edit{place}"))
        found = assessed(versions_of({"et": of(body), "ru": RU}, {"ru": record(source=of(source))}))["ru"]
        results.append((found.state, found.grade, found.source_changes))
    assert results[0] == results[1]
    assert results[0][0] is State.STALE
