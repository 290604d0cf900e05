"""Frames: Material's page with holes in it, rendered once for all pages that share it."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.publish.frame import SLOTS, AnyPage, Frame, UsesPage, cut, marker, render, render_whole
from tests.sites import SiteFolder

WORDS = st.text(alphabet="a<>&õ😀\n ", max_size=6)


def template(source: str) -> Any:
    return jinja2.Environment().from_string(source).render


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(SLOTS)), max_size=6),
    WORDS,
    st.dictionaries(st.sampled_from(SLOTS), WORDS),
)
def test_filled_frame_is_the_page_with_every_slot_in_its_place(
    parts: list[tuple[str, str]], end: str, given_words: dict[str, str]
) -> None:
    """Whatever stands between the slots, and however often one is used."""
    slots = dict.fromkeys(SLOTS, "") | given_words
    frame = cut("".join(words + marker(slot) for words, slot in parts) + end)
    assert frame.fill(slots) == "".join(words + slots[slot] for words, slot in parts) + end
    assert len(frame.pieces) == len(frame.slots) + 1


def test_frame_and_whole_page_are_the_same() -> None:
    """A template that says nothing of the page itself makes the same page either way."""
    source = template("<head>{{ slot('head') }}</head>{{ lang }}{{ slot('content') }}")
    slots = dict.fromkeys(SLOTS, "") | {"head": "<title>x</title>", "content": "<p>õ</p>"}
    frame = render(source, {"lang": "et"})
    assert frame is not None
    assert frame.fill(slots) == render_whole(source, {"lang": "et"}, object(), slots)


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.title }}",
        "{% if page.meta.x %}{% endif %}",
        "{{ page.url|upper }}",
        "{{ slot('head') }}{{ page.is_home }}",
    ],
)
def test_template_that_looks_at_the_page_has_no_frame(source: str) -> None:
    """It would be wrong on all pages but one."""
    assert render(template(source), {}) is None


@pytest.mark.parametrize("source", ["{% if page %}x{% endif %}", "{{ page.toc[0].url }}", "plain"])
def test_what_all_pages_have_in_common_may_be_asked(source: str) -> None:
    """That there is a page, and the link that skips to its text."""
    assert isinstance(render(template(source), {}), Frame)


def test_any_page_answers_to_nothing() -> None:
    """And says what was asked for."""
    with pytest.raises(UsesPage, match="title"):
        _ = AnyPage().title


def test_unknown_slot_is_a_mistake_of_the_template() -> None:
    """Not an empty place."""
    with pytest.raises(KeyError, match="sidebar"):
        marker("sidebar")
    with pytest.raises(KeyError):
        cut("\x02sidebar\x03").fill(dict.fromkeys(SLOTS, ""))


def test_words_of_a_page_cannot_be_taken_for_a_slot(site: SiteFolder) -> None:
    """Not even where somebody writes a marker into an article: a frame is cut before it is filled."""
    site.write("content/en/odd.md", '---\ntitle: "a\\x02content\\x03b"\ndescription: d\n---\n\n\x02content\x03\n')
    site.write("content/en/even.md", "---\ntitle: Even\ndescription: d\n---\n\nEven.\n")
    if not [p for p in site.problems() if p.holds_back]:
        site.build(jobs=1)
        assert site.page("en/even/").count("<p>Even.</p>") == 1
        assert site.page("en/odd/").count("</main>") == site.page("en/even/").count("</main>") == 1
