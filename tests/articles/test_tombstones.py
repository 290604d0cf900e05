"""Articles that are gone, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.addresses import assign
from kbgen.articles.tombstones import Tombstone, check, final, parse, with_stone
from kbgen.problems import Problem
from tests.catalogs import catalog_of, time_limit

PATH = "content/tombstones.yml"


def told(text: str, articles: dict[str, str] | None = None) -> list[tuple[str, int]]:
    stones, problems = parse(text, PATH)
    catalog = catalog_of(articles or {"et/a.md": "---\nid: short\n---\n"})
    found: list[Problem] = [*problems, *check(stones, catalog, assign(catalog)[0], PATH)]
    assert all(p.path == PATH for p in found)
    return [(p.code, p.line) for p in found]


def test_entries_are_read() -> None:
    """With or without a slash at the beginning of addresses, with or without ``.md``."""
    stones, problems = parse(
        "# gone\n- article: mail/old.md\n  id: old\n  addresses: [/et/mail/old/, en/mail/old/]\n"
        "  goto: a.md\n  date: 2026-11-21\n- article: b\n  goto: https://x.example/\n",
        PATH,
    )
    assert problems == []
    assert stones == (
        Tombstone("mail/old", "old", ("et/mail/old/", "en/mail/old/"), "a", date(2026, 11, 21), 2),
        Tombstone("b", goto="https://x.example/", line=7),
    )
    assert [stone.leads_out for stone in stones] == [False, True]


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]\n", "---\n"])
def test_file_may_be_empty(text: str) -> None:
    """Nothing is gone yet."""
    assert parse(text, PATH) == ((), [])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- article: a: b\n", "KB102", 1),
        ("article: a\n", "KB102", 1),
        ("gone", "KB102", 1),
        ("- article: x\n  date: 2026-02-30\n", "KB102", 2),
        ("- x\n", "KB103", 1),
        ("- article: x\n- id: y\n", "KB103", 2),
        ("- article: x\n  gooto: a\n", "KB103", 1),
        ("- article: x\n  addresses: et/x/\n", "KB103", 1),
        ("- article: x\n  addresses: [1]\n", "KB103", 1),
        ("- article: x\n  id: short\n", "KB303", 1),
        ("- article: x\n- article: y\n  addresses: [et/a/]\n", "KB304", 2),
        ("- article: x\n  goto: y\n- article: y\n  goto: x\n", "KB305", 1),
        ("- article: x\n  goto: x\n", "KB305", 1),
        ("- article: x\n  goto: nowhere\n", "KB306", 1),
        ("- article: x\n  goto: y\n- article: y\n  goto: nowhere\n", "KB306", 1),
    ],
)
def test_mistakes_are_told_on_the_line_of_the_entry(text: str, code: str, line: int) -> None:
    """The rest of the file counts."""
    assert (code, line) in told(text)


def test_stones_that_lead_to_stones_lead_to_the_last() -> None:
    """An article that was merged twice."""
    gone = {s.article: s for s in parse("- {article: x, goto: y}\n- {article: y, goto: a}\n- {article: z}\n", PATH)[0]}
    assert final(gone["x"], gone).goto == "a"
    assert final(gone["z"], gone) is gone["z"]
    assert told("- {article: x, goto: y}\n- {article: y, goto: a}\n- {article: z}\n") == []


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["", "a", "b", "c", "d", "e", "live", "https://x/"])))
def test_every_walk_ends(goals: dict[str, str]) -> None:
    """However stones point at one another; in a circle the first one counts."""
    gone = {article: Tombstone(article, goto=goto) for article, goto in goals.items()}
    for stone in gone.values():
        last = final(stone, gone)
        assert last.goto not in gone or last is stone


def test_two_stones_cannot_claim_one_id_or_address() -> None:
    """They would be two pages at one place."""
    assert told("- {article: x, id: old}\n- {article: y, id: old}\n") == [("KB303", 2)]
    assert told("- {article: x, addresses: [et/x/]}\n- {article: y, addresses: [et/x/]}\n") == [("KB304", 2)]


@pytest.mark.parametrize(
    "entry",
    [
        "addresses: [../../outside/]",
        "addresses: [et/../../outside/]",
        "id: ../../outside",
        "id: a b",
        "addresses: ['https://x.example/old/']",
        "addresses: ['et/a?b/']",
    ],
)
def test_id_or_address_that_is_none_is_told(entry: str) -> None:
    """As in an article's front matter; above all none that leaves the site's folder."""
    assert told(f"- article: x\n  {entry}\n") == [("KB103", 1)]


def test_addresses_that_the_site_itself_needs_are_told() -> None:
    """A category without a page of its own has one that kbgen makes; so has every language."""
    articles = {"et/dns/records.md": ""}
    for address in ("et/dns/", "et/", ""):
        assert told(f"- article: x\n  addresses: ['{address}']\n", articles) == [("KB304", 1)], address


def test_bomb_of_aliases_is_harmless() -> None:
    """Nine lists of nine of one another would be four hundred million words."""
    bomb = ["- &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"- &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    with time_limit(2):
        assert told("\n".join(bomb))


STONE = Tombstone("a", "ida", ("et/a b/", "en/a/"), "b", date(2026, 11, 21))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# gone\n",
        "[]\n",
        "[] # gone\n",
        "---\n",
        "- article: x",
        "- article: x # c\n\n# end\n",
        "- {article: x}\r\n",
        "[{article: x}]\n",
        "  - article: x\n    addresses:\n      - et/x/\n",
        "- article: x\n...\n",
        "---\n- article: x\n",
    ],
)
def test_another_stone_stands_last_in_whatever_form_the_file_is_written(text: str) -> None:
    """What was there stays, comments and all."""
    before = [stone.article for stone in parse(text, PATH)[0]]
    stones, problems = parse(with_stone(text, STONE), PATH)
    assert problems == []
    assert [stone.article for stone in stones] == [*before, "a"]
    assert replace(stones[-1], line=0) == STONE
