"""What stays together at the end of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.markup.breaks import LONGEST, kept
from kbgen.markup.html import words


def whole(text: str) -> str:
    """In the element that the theme keeps in one line."""
    return f'<span class="kb-whole">{text}</span>'


@pytest.mark.parametrize("word", ["e-kirjas", "sign-in", "WP-CLI-s", "Wi-Fi-võrk", "Smart-ID-ga", "8.00–20.00", "2–6"])
def test_short_words_with_a_hyphen_and_spans_stay_whole(word: str) -> None:
    """Also at the end of a sentence, and in the middle of other elements."""
    assert kept(f"<p>({word}).</p>") == f"<p>({whole(word)}).</p>"
    assert kept(f"<b>{word}</b>, {word}") == f"<b>{whole(word)}</b>, {whole(word)}"


@pytest.mark.parametrize("text", ["ISO-8859", "A- ja AAAA", "x - y", "2026–", "e-" + "x" * LONGEST, "&ndash;", "-e-x"])
def test_other_words_may_break(text: str) -> None:
    """Those with parts that can stand alone, and those too long for a phone."""
    assert kept(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_no_line_begins_with_a_dash_or_an_arrow() -> None:
    """The space before it does not break; the one after it does."""
    assert kept("a – b — c → d") == "a\u00a0– b\u00a0— c\u00a0→ d"
    assert kept("<b>A</b> → <b>B</b>") == "<b>A</b>\u00a0→ <b>B</b>"
    assert kept("<td>–</td> 5 –") == "<td>–</td> 5 –"


@pytest.mark.parametrize(
    "html",
    [
        "<code>e-x – y</code>",
        "<pre><code>git-a <span>e-x</span> → 2–3</code></pre>",
        '<img alt="e-kiri – see → 2–3" src="e-x.svg">',
        '<a title="a > e-x" href="#e-x">',
        "<!-- e-x – y -->",
    ],
)
def test_code_and_attributes_are_left_alone(html: str) -> None:
    """A command may be copied, and no attribute holds an element."""
    assert kept(html) == html


@given(
    st.lists(
        st.sampled_from(["e-kiri", "a", "–", " ", "→", "<b>", "</b>", "<code>", "</code>", "-", "2–3", "&amp;", "x"])
    )
)
def test_words_stay_what_they_are(pieces: list[str]) -> None:
    """Nothing that is read or searched changes."""
    html = "".join(pieces)
    assert words(kept(html)) == words(html)
