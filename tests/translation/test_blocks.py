"""An article is cut into the pieces that are translated one by one; how its text is laid out does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.translation.blocks import Block, blocks_of, heading_path
from kbgen.translation.cutting import cut
from kbgen.translation.fingerprints import print_of
from tests.catalogs import article, time_limit
from tests.translation.texts import LAYOUTS, WORDS, Layout, Piece, laid_out, pieces

LAW = settings(max_examples=150, deadline=None)


def cut_words(body: str) -> list[tuple[str, str]]:
    """The blocks of a body as kind and text."""
    return [(str(block.kind), block.text) for block in cut(body)]


# -- laws ----------------------------------------------------------------------------------------------------------


@LAW
@given(pieces(), LAYOUTS, LAYOUTS)
def test_blocks_do_not_depend_on_the_layout(body: list[Piece], one: Layout, other: Layout) -> None:
    """Width, list marks, trailing spaces, empty lines, padding of tables and line ends change nothing."""
    blocks = [blocks_of(article("et/a.md", laid_out(body, layout))) for layout in (one, other)]
    assert [(b.kind, b.text) for b in blocks[0]] == [(b.kind, b.text) for b in blocks[1]]


@LAW
@given(pieces())
def test_every_piece_is_a_block_with_its_words(body: list[Piece]) -> None:
    """Nothing is lost, and nothing runs into its neighbour."""
    words = [" ".join(piece.words) for piece in body]
    found = [block.text for block in cut(laid_out(body, Layout())) if block.text != "Label"]
    assert [text.replace("`", "").removesuffix(" | cell") for text in found] == [w.replace("`", "") for w in words]


@LAW
@given(st.lists(WORDS, min_size=1, max_size=20), st.integers(1, 60))
def test_a_paragraph_may_be_broken_anywhere(words: list[str], width: int) -> None:
    """Even where a line then begins with a dash or with “5.”: no list begins in the middle of a paragraph."""
    words = ["Text", *words, "end"]
    rows = [words[0]]
    for word in words[1:]:
        if len(rows[-1]) + len(word) > width and not set(rows[-1] + word) & {"|"}:
            rows.append(word)
        else:
            rows[-1] += f" {word}"
    joined = "\n".join(rows)
    if not any(set(row) <= set("-") for row in rows):
        assert cut_words(joined) == cut_words(" ".join(words))


@LAW
@given(st.text(alphabet="ab1 \t\n#>-*+=_|:!?[](){}<`~.\"'\\^ÕЯ", max_size=80))
def test_any_text_can_be_cut(body: str) -> None:
    """Blocks have a text, come in the order of their lines, and name headings above them."""
    blocks = cut(body, first_line=5)
    assert all(block.text.strip() for block in blocks)
    assert [block.line for block in blocks] == sorted(block.line for block in blocks)
    assert all(block.section < place for place, block in enumerate(blocks))
    assert all(5 <= block.line < 6 + body.count("\n") for block in blocks)


# -- what authors write --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("One\ntwo\n\nthree", ["paragraph One two", "paragraph three"]),
        ("# Top\n\ntext", ["title Top", "paragraph text"]),
        ("Head\n====\n\nSub\n---\ntext", ["title Head", "heading Sub", "paragraph text"]),
        ("## A { #a .x }\n\n## B ##", ["heading A", "heading B"]),
        ("Text\n- no list", ["paragraph Text - no list"]),
        ("- a\n  b\n- c", ["item a b", "item c"]),
        ("- a\n\n    b\n\n    - c", ["item a", "paragraph b", "item c"]),
        ("- a\n\n        code", ["item a", "code code"]),
        ("1. a\n\n    ```sh\n    ls\n    ```\n2. b", ["item a", "code ls", "item b"]),
        ("- [ ] todo\n- [x] done", ["item todo", "item done"]),
        ("    code\n\n      more\n\ntext", ["code code\n\n  more", "paragraph text"]),
        ("```sh title=\"a.sh\"\nls  \n```", ["label a.sh", "code ls"]),
        ("```\na\n```\n```\nb\n```", ["code a", "code b"]),
        ("```\nnever closed", ["paragraph ``` never closed"]),
        ("> ```\n> a\n> ```", ["code a"]),
        ("!!! note\n    a\n    b\n\n    - c", ["paragraph a b", "item c"]),
        ('!!! warning inline end "Title"\n    a', ["label Title", "paragraph a"]),
        ('??? "Closed"\n    a\n\n???+ tip "Open"\n    b', ["label Closed", "paragraph a", "label Open", "paragraph b"]),
        ("/// note | T\na\n\nb\n///\n/// tip\nc\n///", ["label T", "paragraph a", "paragraph b", "paragraph c"]),
        ('=== "Linux"\n    - a\n\n    b\n\n=== "Mac"\n    c', "label Linux;item a;paragraph b;label Mac;paragraph c"),
        ('!!! note "T"\n    - a\n        - b\n\n            c', ["label T", "item a", "item b", "paragraph c"]),
        ("| a | b |\n|---|:-:|\n| c \\| d | `e|f` |\ng|h", ["row a | b", "row c \\| d | `e|f`", "row g | h"]),
        ("a | b\n--- | ---\nc |", ["row a | b", "row c"]),
        ("Text\n| a |\n|---|\n| b |", ["paragraph Text", "row a", "row b"]),
        ("Term\n:   What it\n    is\n\n    more", ["paragraph Term", "definition What it is", "paragraph more"]),
        ("Text[^1].\n\n[^1]: Note\n    goes on", ["paragraph Text[^1].", "note Note goes on"]),
        ('[a]: https://a.example "T"\n*[DNS]: Domain', ['note [a]: https://a.example "T"', "note *[DNS]: Domain"]),
        ("> a\n> b\n\n> - c\n>\n>     d", ["quote a b", "item c", "quote d"]),
        ("Text\n> said", ["paragraph Text", "quote said"]),
        ("> [!NOTE]\n> a", ["quote a"]),
        ("![a](b.png){ width=300 }", ["image ![a](b.png)"]),
        ("[![a](b.png)](c.md)", ["image [![a](b.png)](c.md)"]),
        ("[b](c.md){ .md-button target=_blank }\n{: .x }", ["paragraph [b](c.md)"]),
        ("Use `{ .x }` and {placeholder}", ["paragraph Use `{ .x }` and {placeholder}"]),
        ("<div markdown>\n\n**a**\n\n</div>", ["paragraph **a**"]),
        ("<p>a</p>\n\n<b>c</b> d", ["html <p>a</p>", "paragraph <b>c</b> d"]),
        ('<img src="a.png">\n\n<iframe src="https://a"></iframe>', ['paragraph <img src="a.png">', 'html <iframe src="https://a"></iframe>']),
        ("a <!-- b --> c\n\n<!--\nd\n\n```\ne\n```\n-->\nf", ["paragraph a c", "paragraph f"]),
        ("`<!--` a\n\nb", ["paragraph `<!--` a", "paragraph b"]),
        ("<!-- never\n\nclosed", ["paragraph <!-- never", "paragraph closed"]),
        ("a\n\n***\n\n[TOC]\n\nb", ["paragraph a", "paragraph b"]),
    ],
)  # fmt: skip
def test_blocks(body: str, blocks: list[str] | str) -> None:
    """Each kind of block, as authors write it."""
    wanted = blocks.split(";") if isinstance(blocks, str) else blocks
    assert [f"{block.kind} {block.text}" for block in cut(body)] == wanted


def test_front_matter_comes_first_and_lines_are_those_of_the_file() -> None:
    """A wrapped description is one line of text."""
    made = article("et/a.md", "---\ntitle: T\ndescription: >-\n  a\n  b\n---\n\n# Own heading\n\ntext\n")
    assert [(b.kind, b.text, b.line) for b in blocks_of(made)] == [
        ("title", "T", 2),
        ("description", "a b", 3),
        ("heading", "Own heading", 8),
        ("paragraph", "text", 10),
    ]


def test_blocks_know_the_headings_above_them() -> None:
    """The outermost first; the title of the article is none of them."""
    blocks = cut("# T\n\na\n\n## B\n\n### C\n\nd\n\n## E\n\nf")
    paths = {block.text: heading_path(blocks, place) for place, block in enumerate(blocks)}
    assert paths == {"T": (), "a": (), "B": (), "C": ("B",), "d": ("B", "C"), "E": (), "f": ("E",)}


def test_steps_anchors_and_depths_are_known() -> None:
    """Which languages are aligned by."""
    blocks = cut("## A { #first }\n\n1. a\n    - b\n\n!!! note\n    c")
    assert blocks == [
        Block(blocks[0].kind, "A", 1, 2, -1, anchor="first"),
        Block(blocks[1].kind, "a", 3, 0, 0, ordered=True),
        Block(blocks[2].kind, "b", 4, 1, 0),
        Block(blocks[3].kind, "c", 7, 1, 0),
    ]


@pytest.mark.parametrize(
    "row",
    [
        *("- a\n", "> a\n", "```\n", "<!-- a\n", "| a |\n", "    a\n", "[a]: b\n", "a\n"),
        *("`", "{", "<a ", "![", "[^", "a", "a.", "<"),
    ],
)
def test_long_texts_are_cut_and_printed_in_seconds(row: str) -> None:
    """Whatever they are made of: time grows with the length, not with its square."""
    with time_limit(20):
        for block in cut(row * (200_000 // len(row))):
            print_of(block, ())
