"""Changes to an article's text that leave alone everything else in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kbgen.articles.article import Article
from kbgen.articles.edit import add_to_list, remove_from_list, replace_words, rewrite_links, scalar, set_key
from kbgen.articles.front_matter import parse
from tests.catalogs import article

LAW = settings(max_examples=150, deadline=None)

# One key a block, in the ways in which authors write them; comments between them.
BLOCKS = [
    ["title: Kirjed"],
    ["description: >-", "  üks", "  kaks"],
    ["tags: [a, b]", "# a comment: with a colon"],
    ["aliases:", "  - old/", "  - older/"],
    ["related:", "- mail/setup", "- mail/pop"],
    ["topics: [", "  one,", "  two", "  ]"],
    ["owner: 'Mari: #1'  # who else"],
    ["published: 2026-01-01"],
    ["reviewed: 2026-02-02   # by hand"],
    ["reviewed_by: Jüri"],
    ["draft: false"],
]
WORDS = st.text(alphabet="aõЯ1 :#-[]{}'\"!&*%@,?|>😀", min_size=1, max_size=8)
ROWS = [
    "",
    "text",
    "---",
    "...",
    "title: no",
    "```",
    "[x](a.md)",
    "`[x](a.md)`",
    "  - x",
    "[r]: a.md",
    "<a href='b.md'>",
]


@st.composite
def files(draw: st.DrawFn) -> str:
    """Whole files: blocks in any order, either line end, with or without a byte order mark and front matter."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    blocks = draw(st.lists(st.sampled_from(BLOCKS), unique_by=lambda block: block[0]))
    body = draw(st.lists(st.sampled_from(ROWS), max_size=6))
    head = ["---", *(line for block in blocks for line in block), "---"]
    return mark + newline.join([*head, *body, ""])


def read(text: str) -> Article:
    made, problems = parse(text, id="a", language="et", path="a.md")
    assert made is not None, (text, problems)
    return made


# -- set_key -----------------------------------------------------------------------------------------------------


@LAW
@given(files(), st.sampled_from(["title", "description", "owner", "reviewed_by", "icon"]), WORDS)
def test_key_that_was_set_has_its_value_and_nothing_else_changes(text: str, key: str, value: str) -> None:
    """Neither another key nor the body, whatever the value is and however the old one was written."""
    assume(value.strip())
    before, after = read(text), read(set_key(text, key, scalar(value)))
    wanted: dict[str, Any] = {key: value.strip()}
    assert after.meta == replace(before.meta, **wanted)
    assert after.body == before.body


@LAW
@given(files(), st.dates(date(2000, 1, 1)))
def test_setting_a_key_changes_only_its_own_lines(text: str, day: date) -> None:
    """Comments, the order of keys, line ends and the byte order mark stay to the letter."""
    made = set_key(text, "reviewed", day.isoformat())
    old, new = text.split("\n"), made.split("\n")
    kept = [line for line in old if not line.startswith("reviewed:")]
    assert [line for line in new if not line.startswith("reviewed:")] == kept


@LAW
@given(files(), st.dates(), st.dates())
def test_last_value_that_was_set_counts(text: str, one: date, other: date) -> None:
    """As if the first had never been set."""
    twice = set_key(set_key(text, "reviewed", one.isoformat()), "reviewed", other.isoformat())
    assert twice == set_key(text, "reviewed", other.isoformat())


@pytest.mark.parametrize("text", ["", "Text.\n", "\ufeffText.\r\nMore.\r\n", "---\n\nA rule.\n", "# Title"])
def test_front_matter_is_made_where_there_is_none(text: str) -> None:
    """With the text below it."""
    made = read(set_key(text, "reviewed", "2026-11-21"))
    assert made.meta.reviewed == date(2026, 11, 21)
    assert made.body.strip() == read(text).body.strip()


def test_value_in_a_comment_or_a_nested_key_is_not_the_key() -> None:
    """Only a key at the beginning of a line is."""
    text = "---\n# owner: nobody\nsearch:\n  owner: x\nowner: Mari\n---\n"
    assert set_key(text, "owner", "Jüri") == "---\n# owner: nobody\nsearch:\n  owner: x\nowner: Jüri\n---\n"


def test_comment_behind_a_value_stays() -> None:
    """It is the author's."""
    assert "Jüri # until May" in set_key("---\nowner: Mari  # until May\n---\n", "owner", "Jüri").replace("  ", " ")


def test_value_with_a_number_sign_in_quotation_marks_is_no_comment() -> None:
    """Nothing of the old value is left behind."""
    assert set_key('---\nowner: "A # B"\n---\n', "owner", "C") == "---\nowner: C\n---\n"


@pytest.mark.parametrize(
    "value", [["|", "  one", "", "  two"], [">-", "  one", "", "", "  two"], ["", "  one", "", "  two"]]
)
def test_value_of_several_paragraphs_is_replaced_whole(value: list[str]) -> None:
    """A blank line does not end it."""
    head = "\n".join([f"description: {value[0]}".rstrip(), *value[1:], "title: A"])
    made = read(set_key(f"---\n{head}\n---\n", "description", "new"))
    assert (made.meta.description, made.meta.title) == ("new", "A")


def test_blank_lines_between_keys_are_kept() -> None:
    """They belong to nobody's value."""
    assert set_key("---\nowner: A\n\ntitle: B\n---\n", "owner", "C") == "---\nowner: C\n\ntitle: B\n---\n"


@pytest.mark.parametrize("key", ['"reviewed"', "'reviewed'", "reviewed ", "? reviewed\n"])
def test_key_is_found_however_it_is_written(key: str) -> None:
    """Otherwise it would stand there twice, and the article could not be read any more."""
    made = read(set_key(f"---\n{key}: 2026-01-01\n---\n", "reviewed", "2026-11-21"))
    assert made.meta.reviewed == date(2026, 11, 21)


def test_line_ends_of_the_front_matter_stay_whatever_the_body_has() -> None:
    """One pasted line from Windows in the text does not change the lines above it."""
    assert set_key("---\ntitle: A\n---\none\r\ntwo\n", "owner", "B") == "---\ntitle: A\nowner: B\n---\none\r\ntwo\n"


def test_old_macs_line_ends_are_line_ends() -> None:
    """They are where articles are read, so they must be where articles are changed: no key may be lost."""
    made = read(set_key("---\rtitle: A\r---\r\rBody\r", "owner", "B"))
    assert (made.meta.title, made.meta.owner, made.body.strip()) == ("A", "B", "Body")


def test_other_separators_are_no_line_ends() -> None:
    """A value that holds one is left as it is."""
    assert "B\u2028C" in set_key("---\ntitle: 'B\u2028C'\n---\n", "owner", "D")


@LAW
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"), max_size=12))
def test_scalar_is_read_back_as_the_same_text(value: str) -> None:
    """Whatever YAML would otherwise make of it: a date, nothing, a list, a comment."""
    import yaml

    assert yaml.safe_load(f"key: {scalar(value)}\n") == {"key": value}


# -- lists -------------------------------------------------------------------------------------------------------

LISTS = {
    "absent": ["title: A"],
    "nothing": ["aliases:", "title: A"],
    "null": ["aliases: ~"],
    "empty": ["aliases: []"],
    "one word": ["aliases: old/"],
    "quoted word": ["aliases: 'old/'"],
    "one line": ["aliases: [old/, 'b, c/']"],
    "one line, comma at the end": ["aliases: [old/, ]"],
    "one line, comment": ["aliases: [old/]  # the 2019 site"],
    "one word, comment": ["aliases: old/  # the 2019 site"],
    "several lines": ["aliases: [", "  old/,", "  b/,", "  ]"],
    "several lines, comment": ["aliases: [", "  old/, # 2019", "  b/", "  ]"],
    "several lines, bracket at the beginning": ["aliases: [", "  old/", "]", "title: A"],
    "items": ["aliases:", "  - old/", "  - b/  # two"],
    "items, not indented": ["aliases:", "- old/", "- b/", "title: A"],
    "items, comment behind the key": ["aliases:  # of 2019", "  - old/"],
    "items, comment before the first": ["aliases:", "  # of 2019", "  - old/"],
    "items, comment at the beginning of a line": ["aliases:", "# of 2019", "  - old/"],
    "items, blank line": ["aliases:", "", "  - old/", "", "  - b/", "title: A"],
}


@pytest.mark.parametrize("form", LISTS)
def test_list_grows_in_whatever_form_it_is_written(form: str) -> None:
    """The old values stay, the new ones come last, and every other key is as it was."""
    text = "\n".join(["---", "owner: M", *LISTS[form], "draft: true", "---", "Body"])
    before, after = read(text), read(add_to_list(text, "aliases", ["new/", "õ b/"]))
    # Spaces are told as a mistake in an alias, so the same lines are read as tags here.
    as_tags = read(add_to_list(text.replace("aliases:", "tags:"), "tags", ["new/", "õ b/"]))
    assert as_tags.meta.tags == (*read(text.replace("aliases:", "tags:")).meta.tags, "new/", "õ b/")
    assert (after.meta.owner, after.meta.draft, after.body) == (before.meta.owner, True, "Body")


def test_adding_nothing_changes_nothing() -> None:
    """Not even the spaces."""
    assert add_to_list("---\naliases:  [ a/ ]\n---\n", "aliases", []) == "---\naliases:  [ a/ ]\n---\n"


@LAW
@given(files(), st.sampled_from(["related", "tags", "aliases"]))
def test_words_that_stay_the_same_change_nothing(text: str, key: str) -> None:
    """To the letter."""
    assert replace_words(text, key, lambda word: word) == text


def test_words_of_a_list_are_replaced_wherever_it_is_written() -> None:
    """On one line or on several, in quotation marks or without."""
    new = {"a/b": "x", "a/c": "y"}
    made = replace_words("---\nrelated: [a/b, 'a/c']\n---\n", "related", lambda word: new.get(word, word))
    assert read(made).meta.related == ("x", "y")
    text = "---\nrelated:\n  - a/b\n  - 'a/c'\n---\na/b\n"
    made = replace_words(text, "related", lambda word: new.get(word, word))
    assert (read(made).meta.related, read(made).body) == (("x", "y"), "a/b\n")


def test_names_with_spaces_are_one_word() -> None:
    """An article's file may be called so."""
    text = "---\nrelated: [my folder/my article]\n---\n"
    made = replace_words(text, "related", lambda id: "x" if id == "my folder/my article" else id)
    assert read(made).meta.related == ("x",)


# -- links -------------------------------------------------------------------------------------------------------


@LAW
@given(files() | st.text(max_size=60) | st.lists(st.sampled_from(ROWS), max_size=12).map("\n".join))
def test_links_that_stay_the_same_change_nothing(text: str) -> None:
    """To the letter, line ends and all."""
    assert rewrite_links(text, lambda url: url) == text


def upper(text: str) -> str:
    return rewrite_links(text, str.upper)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[x](a.md)", "[x](A.MD)"),
        ('[x](a.md "title")', '[x](A.MD "title")'),
        ("[x]( a.md )", "[x]( A.MD )"),
        ("[x](<a.md>)", "[x](<A.MD>)"),
        ("![x](a.svg){ width=3 }", "![x](A.SVG){ width=3 }"),
        ("[![i](a.svg)](b.md)", "[![i](A.SVG)](B.MD)"),
        ("[x](a_(b).md)", "[x](A_(B).MD)"),
        ("[x](a.md) [y](b.md)", "[x](A.MD) [y](B.MD)"),
        ("[x]: a.md", "[x]: A.MD"),
        ('  [x]: <a.md> "t"', '  [x]: <A.MD> "t"'),
        ('<a href="a.md">', '<a href="A.MD">'),
        ("<img alt='' src='a.svg'>", "<img alt='' src='A.SVG'>"),
        ("`x` [`y`](a.md)", "`x` [`y`](A.MD)"),
        ("`[x](a.md)`", "`[x](a.md)`"),
        ("`` ` [x](a.md) ``", "`` ` [x](a.md) ``"),
        ("```\n[x](a.md)\n```\n[x](a.md)", "```\n[x](a.md)\n```\n[x](A.MD)"),
        ("```\n[x](a.md)", "```\n[x](A.MD)"),
        ("[x]() (a.md)", "[x]() (a.md)"),
    ],
)
def test_links_are_rewritten_in_all_their_forms_but_not_in_code(before: str, after: str) -> None:
    """Inline, by reference, in HTML; titles and options stay."""
    for text, made in (
        (before, after),
        (f"---\ntitle: '[x](a.md)'\n---\n{before}", f"---\ntitle: '[x](a.md)'\n---\n{after}"),
    ):
        assert upper(text) == made


def test_link_in_angle_brackets_may_hold_spaces() -> None:
    """It is rewritten whole."""
    assert upper("[x](<my file.md>)") == "[x](<MY FILE.MD>)"


@pytest.mark.parametrize("text", ["[^1]: records are kept", "[^note]: a.md is a file", "*[MX]: mail exchange"])
def test_words_of_a_footnote_are_no_link(text: str) -> None:
    """Its first word may be the name of an article."""
    assert upper(text) == text


@pytest.mark.parametrize("text", ["    [x](a.md)", "\t[x](a.md)", "<!-- [x](a.md) -->"])
def test_only_what_readers_can_follow_counts_as_a_link_or_is_rewritten_alike(text: str) -> None:
    """Indented code shows links as text: it may stay as it is or follow, but must not be torn."""
    assert upper(text) in (text, text.replace("a.md", "A.MD"))


CHANGES: list[Callable[[str], str]] = [lambda url: url + "#x", lambda url: url.replace("a", "b"), str.upper]


@LAW
@given(files(), st.sampled_from(CHANGES))
def test_rewriting_links_leaves_the_front_matter_and_the_number_of_lines(
    text: str, change: Callable[[str], str]
) -> None:
    """Only URLs in the body change."""
    made = rewrite_links(text, change)
    assert read(made).meta == read(text).meta
    assert made.count("\n") == text.count("\n")


def test_every_field_of_the_front_matter_can_be_compared() -> None:
    """The laws above compare whole values; this guards that they are values."""
    one, other = article("et/a.md", "---\ntitle: A\n---\n").meta, article("et/a.md", "---\ntitle: B\n---\n").meta
    assert [f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name)] == ["title"]


@pytest.mark.parametrize("form", LISTS)
def test_values_go_from_a_list_in_whatever_form_it_is_written(form: str) -> None:
    """The others stay, and every other key is as it was."""
    text = "\n".join(["---", "owner: M", *LISTS[form], "draft: true", "---", "Body"]).replace("aliases:", "tags:")
    before, after = read(text), read(remove_from_list(text, "tags", {"old/"}))
    assert after.meta.tags == tuple(tag for tag in before.meta.tags if tag != "old/")
    assert replace(after.meta, tags=()) == replace(before.meta, tags=())


def test_alias_of_yaml_is_replaced_whole() -> None:
    """The list that it names stays as it is."""
    text = "---\ntags: &t [a]\naliases: *t\n---\n"
    made = read(add_to_list(text, "aliases", ["b"]))
    assert (made.meta.tags, made.meta.aliases) == (("a",), ("a", "b"))


def test_front_matter_in_braces_takes_another_key() -> None:
    """YAML may be written so."""
    assert read(set_key("---\n{title: A}\n---\n", "owner", "B")).meta.owner == "B"
    assert read(set_key("---\n  title: A\n---\n", "owner", "B")).meta.owner == "B"
