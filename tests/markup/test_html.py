"""Looking into finished HTML, and rewriting its links."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.markup.html import Link, anchors, images, links, rewrite, words
from tests.catalogs import time_limit

LAW = settings(max_examples=200, deadline=None)
PIECES = [
    '<a href="a.md">', "</a>", "<img src='b.svg' alt=\"x &amp; y\">", '<p id="x">', "&lt;a href=&quot;", "<", ">", '"',
    "text", " ", "\n", "<br>", '<a href="a.md?x=1&amp;y=2#z">', "<!-- <a href='c'> -->", '<source src="v.mp4">',
    "href=",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@LAW
@given(PAGES | st.text())
def test_links_that_stay_the_same_change_nothing(page: str) -> None:
    """To the letter, however the page is made."""
    assert rewrite(page, lambda url: url) == page


@LAW
@given(PAGES, st.text(alphabet="a&<>\"' /#õ", max_size=8))
def test_every_link_gets_its_new_url(page: str, new: str) -> None:
    """Whatever characters are in it: none ends the attribute or the element."""
    made = rewrite(page, lambda url: new)
    assert [link.url for link in links(made)] == [new for _ in links(page)]


@LAW
@given(PAGES)
def test_pictures_are_those_of_the_links(page: str) -> None:
    """However they are found."""
    assert list(images(page)) == [link for link in links(page) if link.image and link.alt is not None]


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ('<a href="a.md">', Link("a.md", image=False)),
        ("<a class='x' href='a.md#b' title=\"href='no'\">", Link("a.md#b", image=False)),
        ('<a\nhref = "a.md"\n>', Link("a.md", image=False)),
        ('<a href="a?x=1&amp;y=2">', Link("a?x=1&y=2", image=False)),
        ('<area href="a.md">', Link("a.md", image=False)),
        ('<img src="a.svg">', Link("a.svg", image=True)),
        ('<img alt="" src="a.svg" />', Link("a.svg", image=True, alt="")),
        ('<IMG src="a.svg">', Link("a.svg", image=True)),
        ('<video src="a.mp4">', Link("a.mp4", image=True)),
        ('<iframe src="a.html">', Link("a.html", image=True)),
        ('<object data="a.pdf">', Link("a.pdf", image=True)),
    ],
)
def test_links_and_embedded_files_are_found(page: str, link: Link) -> None:
    """With their URLs as people wrote them."""
    found = list(links(page))
    assert [(f.url, f.image) for f in found] == [(link.url, link.image)]


@pytest.mark.parametrize(
    "page",
    [
        '<p data-href="a">',
        "&lt;a href=&quot;a&quot;&gt;",
        '<abbr href="a">',
        '<a data-href="a">',
        "<a>",
        "a href='x'",
        "",
    ],
)
def test_what_only_looks_like_a_link_is_none(page: str) -> None:
    """Text, other elements, other attributes."""
    assert list(links(page)) == []


@pytest.mark.parametrize(
    "page",
    [
        '<a HREF="old">',
        "<a href=old>",
        '<img alt="a > b" src="old">',
        '<video poster="x.png" src="old">',
    ],
)
def test_html_that_authors_wrote_by_hand_is_rewritten_too(page: str) -> None:
    """Browsers follow these links, so they must lead somewhere: they are found, checked and rewritten."""
    assert "old" in [link.url for link in links(page)]
    assert "new" in rewrite(page, lambda url: url.replace("old", "new"))


def test_pictures_for_sharp_screens_are_rewritten_too() -> None:
    """``srcset`` names files as ``src`` does."""
    assert "old" not in rewrite('<img src="old.png" srcset="old.png 2x">', lambda url: url.replace("old", "new"))


def test_two_attributes_of_one_element_are_two_links() -> None:
    """A film and the picture before it."""
    page = '<video poster="a.png" src="b.mp4">'
    assert [link.url for link in links(page)] == ["a.png", "b.mp4"]
    assert rewrite(page, str.upper) == '<video poster="A.PNG" src="B.MP4">'


def test_alternative_text_is_told_from_none() -> None:
    """A picture that is only decoration has an empty one."""
    page = '<img src="a"><img src="b" alt=""><img alt="&quot;x&quot;" src="c"><a href="d">'
    assert [(image.url, image.alt) for image in images(page)] == [("a", None), ("b", ""), ("c", '"x"')]


def test_anchors_are_ids_and_names() -> None:
    """Unescaped, as a URL's fragment asks for them."""
    page = '<h2 id="a&amp;b">x</h2><a name=\'õ\'></a><p class="id">id="no"</p><p data-id=\'no\'>'
    assert anchors(page) == {"a&b", "õ"}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<br>two</p><p>three</p>", "One two three"),
        ("<b>b</b>old", "bold"),
        ("<td>a</td><td>b</td>", "a b"),
        ("<script>no()</script><style>no{}</style>yes<svg><text>no</text></svg>", "yes"),
        ("a &amp; &lt;b&gt;", "a & <b>"),
        ("  \n\t ", ""),
    ],
)
def test_readable_words(page: str, text: str) -> None:
    """On one line, without what readers do not see."""
    assert words(page) == text


@pytest.mark.parametrize("page", ["<" * 100_000, "<a " * 50_000, '<a href="' * 20_000, "<a\n" * 50_000])
def test_strange_pages_do_not_take_for_ever(page: str) -> None:
    """However often a tag begins and never ends."""
    with time_limit(3):
        assert rewrite(page, lambda url: url) == page
        list(links(page))
        anchors(page)
        words(page)
