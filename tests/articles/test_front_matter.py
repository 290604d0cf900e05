"""Front matter: found, read, and checked key by key."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.articles.article import Article, Meta
from kbgen.articles.front_matter import KEYS, parse, split
from kbgen.intervals import Interval
from kbgen.problems import Problem
from tests.catalogs import time_limit

LAW = settings(max_examples=200, deadline=None)


def read(text: str) -> tuple[Article | None, list[Problem]]:
    return parse(text, id="dns/records", language="et", path="content/et/dns/records.md")


def article(text: str) -> Article:
    made, problems = read(text)
    assert made is not None, problems
    return made


def meta(*lines: str) -> Meta:
    return article("\n".join(["---", *lines, "---", ""])).meta


def told(*lines: str) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in read("\n".join(["---", *lines, "---", ""]))[1]]


# -- where it is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_change_nothing(mark: str, newline: str) -> None:
    """Whatever editor wrote the file, the article is the same."""
    text = mark + newline.join(["---", "title: Kirjed", "tags: [dns]", "---", "", "## Üks", "tekst", ""])
    made = article(text)
    assert (made.meta.title, made.meta.tags) == ("Kirjed", ("dns",))
    assert made.body == "\n## Üks\ntekst\n"
    assert (made.first_line, made.line_of("tags")) == (5, 3)


def test_mixed_line_ends_are_all_line_ends() -> None:
    """Half of a file may have come from Windows."""
    made = article("---\r\ntitle: A\ndescription: B\r\n---\nüks\r\nkaks\rkolm\n")
    assert (made.meta.title, made.meta.description, made.body) == ("A", "B", "üks\nkaks\nkolm\n")


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "---", "---\n", "text\n", "\n---\ntitle: A\n---\n", "----\ntext\n"]
)
def test_text_without_front_matter_is_all_body(text: str) -> None:
    """Also an empty file, and three dashes that only draw a line."""
    made = article(text)
    assert made.meta == Meta()
    assert made.body == text.removeprefix("\ufeff")
    assert made.first_line == 1


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\n", "---\n# nothing\n---\n", "---\n---"])
def test_front_matter_may_be_empty(text: str) -> None:
    """A template that nobody filled in."""
    made, problems = read(text)
    assert made is not None
    assert (made.meta, made.body, problems) == (Meta(), "", [])


@pytest.mark.parametrize("closing", ["---", "...", "---  "])
def test_front_matter_ends_with_dashes_or_dots(closing: str) -> None:
    """As YAML documents do."""
    assert article(f"---\ntitle: A\n{closing}\nBody\n").body == "Body\n"


@pytest.mark.parametrize("text", ["---\ntitle: A\n\nBody\n", "---\ntitle: A", "---\r\ntitle: A\r\n ---\r\n"])
def test_front_matter_that_never_closes_is_told(text: str) -> None:
    """Instead of publishing the keys as text."""
    made, problems = read(text)
    assert made is None
    assert [(p.code, p.line) for p in problems] == [("KB102", 1)]


@pytest.mark.parametrize("text", ["title: A\n---\nBody\n", "title: A\ntags:\n  - b\nowner: c\n---\n\nBody\n"])
def test_front_matter_that_never_opens_is_told(text: str) -> None:
    """The first row of dashes was lost; the keys would be a heading of the text."""
    made, problems = read(text)
    assert made is None
    assert [(p.code, p.line, p.message) for p in problems] == [("KB102", 1, "the front matter never opens")]


def test_long_list_without_an_end_is_read_at_once() -> None:
    """Its lines can be taken for keys and for items alike."""
    with time_limit(5):
        made, _ = read("title: A\n" + "- a: b\n" * 5000)
    assert made is not None


@pytest.mark.parametrize("text", ["Note: this is text.\n---\n", "title: A\n\nBody\n\n---\n", "title: A\nBody\n---\n"])
def test_text_with_colons_is_no_front_matter(text: str) -> None:
    """A heading that dashes underline, and a rule further below."""
    assert article(text).body == text


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle A\ndescription: B\n---\n", 2, "front matter: this line has no colon"),
        ("---\ntitle: A\nowner B\nid: c\n---\n", 3, "front matter: this line has no colon"),
        ('---\ntitle: "A\ndescription: B\nid: c\n---\n', 2, "front matter: the quotation mark is never closed"),
        ("---\ntitle: A\ntags: [a, 'b]\n---\n", 3, "front matter: the quotation mark is never closed"),
        ("---\ntitle: DNS: A\n---\n", 2, "front matter: mapping values are not allowed here"),
    ],
)
def test_mistakes_of_writing_are_told_where_they_are(text: str, line: int, message: str) -> None:
    """Not where YAML stumbles over them, lines below."""
    made, problems = read(text)
    assert made is None
    assert [(p.code, p.line, p.message) for p in problems] == [("KB102", line, message)]


def test_text_that_begins_with_a_rule_is_no_front_matter() -> None:
    """Three dashes and a sentence."""
    assert article("---\n\nHello: this is text.\n").body == "---\n\nHello: this is text.\n"


@LAW
@given(st.lists(st.text(alphabet="ab:# -\n", max_size=12)), st.text(alphabet="ab#- \n`", max_size=40))
def test_first_line_of_the_body_is_where_it_stands_in_the_file(comments: list[str], body: str) -> None:
    """So that every problem in the text is shown on its own line."""
    head = [f"# {line}" for comment in comments for line in comment.split("\n")]
    text = "\n".join(["---", *head, "---", body])
    raw, found, first_line = split(text)
    assert raw is not None
    assert "\n".join(text.split("\n")[first_line - 1 :]) == found == body


# -- what its keys say -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("title: E-post", "title", "E-post"),
        ("title: '  E-post '", "title", "E-post"),
        ("title: 2026", "title", "2026"),
        ("title: 2026-11-21", "title", "2026-11-21"),
        ("title: '😀: \"x\"'", "title", '😀: "x"'),
        ("description: >-\n  üks\n  kaks", "description", "üks kaks"),
        ("tags: [a, b, a, 5]", "tags", ("a", "b", "5")),
        ("tags: a", "tags", ("a",)),
        ("topics:\n- a\n- b", "topics", ("a", "b")),
        ("aliases: [old/, /et/old.html, /Старое/]", "aliases", ("old/", "/et/old.html", "/Старое/")),
        ("id: 1042", "id", "1042"),
        ("id: mail-setup", "id", "mail-setup"),
        ("owner: Mari", "owner", "Mari"),
        ("published: 2026-11-21", "published", date(2026, 11, 21)),
        ("updated: 2026-11-21 10:00:00", "updated", date(2026, 11, 21)),
        ("reviewed: 2026-11-21T10:00:00+02:00", "reviewed", date(2026, 11, 21)),
        ("reviewed_by: Mari", "reviewed_by", "Mari"),
        ("review_interval: 6 months", "review_interval", Interval(months=6)),
        ("review_interval: 90", "review_interval", Interval(days=90)),
        ("related: [mail/setup, /mail/pop.md]", "related", ("mail/setup", "mail/pop")),
        ("slug: kirjed", "slug", "kirjed"),
        ("slug: /записи/", "slug", "записи"),
        ("source_language: ru", "source_language", "ru"),
        ("draft: true", "draft", True),
        ("hide_from_search: true", "hide_from_search", True),
        ("search: {exclude: true}", "hide_from_search", True),
        ("search: {boost: 2}", "hide_from_search", False),
        ("icon: material/dns", "icon", "material/dns"),
        ("order: -3", "order", -3),
        ("popular: 1", "popular", 1),
        ("hide: [toc]", "hide", ("toc",)),
        ("translation: 1 ru a from et", "translation", "1 ru a from et"),
        ("title:", "title", ""),
        ("draft: ~", "draft", False),
    ],
)
def test_each_key_fills_its_field(line: str, field: str, value: object) -> None:
    """A key without a value is as good as absent."""
    assert getattr(meta(line), field) == value


def test_there_is_an_example_of_every_key() -> None:
    """The table above forgets none."""
    names = {mark.args[1][i][0] for mark in _marks() for i in range(len(mark.args[1]))}
    assert {line.partition(":")[0] for line in names} == set(KEYS)


def _marks() -> list[pytest.Mark]:
    marks: list[pytest.Mark] = test_each_key_fills_its_field.pytestmark  # type: ignore[attr-defined]
    return marks


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("title: [a]", "KB103"),
        ("title: yes", "KB103"),
        ("slug: a b", "KB103"),
        ("slug: a/b", "KB103"),
        ("slug: '..'", "KB103"),
        ("slug: 'a?b'", "KB103"),
        ("slug: '100%'", "KB103"),
        ("id: a b", "KB103"),
        ("id: ../a", "KB103"),
        ("id: запись", "KB103"),
        ("id: [1]", "KB103"),
        ("aliases: [/]", "KB103"),
        ("aliases: ['']", "KB103"),
        ("aliases: [../up/]", "KB103"),
        ("aliases: [a/../../b/]", "KB103"),
        ("aliases: [https://x.example/]", "KB103"),
        ("aliases: ['a?b']", "KB103"),
        ("aliases: [a b]", "KB103"),
        ("aliases: {a: b}", "KB103"),
        ("draft: maybe", "KB103"),
        ("draft: 1", "KB103"),
        ("hide_from_search: 0", "KB103"),
        ("search: true", "KB103"),
        ("source_language: no", "KB103"),
        ("description: [a]", "KB104"),
        ("tags: {a: b}", "KB104"),
        ("tags: [[a]]", "KB104"),
        ("tags: [a, ~]", "KB104"),
        ("published: soon", "KB104"),
        ("published: 2026", "KB104"),
        ("updated: 21.11.2026", "KB104"),
        ("reviewed: true", "KB104"),
        ("review_interval: often", "KB104"),
        ("review_interval: 0", "KB104"),
        ("order: first", "KB104"),
        ("order: 1.5", "KB104"),
        ("popular: true", "KB104"),
        ("icon: {a: b}", "KB104"),
        ("titel: A", "KB105"),
        ("5: A", "KB105"),
        ("~: A", "KB105"),
        ("TITLE: A", "KB105"),
    ],
)
def test_wrong_values_and_keys_are_told_on_their_line(line: str, code: str) -> None:
    """An error where they decide what is published, a warning where they do not; the article is read all the same."""
    assert told("# first", line) == [(code, 3)]


def test_unknown_key_gets_a_hint() -> None:
    """The nearest key there is."""
    assert read("---\ndescripton: A\n---\n")[1][0].hint == "did you mean description?"


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["title: A: B"], 2),
        (["title: A", "tags: [a"], 3),
        (["title: A", "title: B"], 3),
        (["title: A", "tags: [a]", "title: B"], 4),
        (["title: A", "\ttags: [a]"], 3),
        (["title: A", "updated: 2026-02-30"], 3),
        (["title: A", "updated: 2026-13-01"], 3),
        (["updated: 0000-00-00"], 2),
        (["- title: A"], 2),
        (["just text"], 2),
        (["title: 'A"], 2),
        (["title: *nobody"], 2),
        (["title: !secret A"], 2),
        (["title: !!python/name:os.system"], 2),
        (["? [a, b]", ": c"], 2),
    ],
)
def test_what_is_no_yaml_is_told_on_its_line(lines: list[str], line: int) -> None:
    """The article cannot be read; nothing is guessed."""
    made, problems = read("\n".join(["---", *lines, "---", "Body"]))
    assert made is None
    assert [p.code for p in problems] == ["KB102"]
    assert line <= problems[0].line <= line + 1


def test_colon_in_a_value_gets_the_right_hint() -> None:
    """The commonest mistake of all, told as people can mend it."""
    problems = read("---\ntitle: DNS: records\n---\n")[1]
    assert problems[0].hint == "put a value that holds “: ” into quotation marks"


def test_day_that_does_not_exist_gets_no_hint_about_quotation_marks() -> None:
    """There is no colon in ``2026-02-30``; the author should look at the date."""
    assert "quotation" not in read("---\nupdated: 2026-02-30\n---\n")[1][0].hint


# -- hostile -----------------------------------------------------------------------------------------------------


def test_doubled_key_is_told_beside_a_quoted_one() -> None:
    """However the other keys are written, no value is dropped in silence."""
    assert [code for code, _ in told("title: One", "title: Two", '"description": D')] == ["KB102"]


@pytest.mark.parametrize("first", ["x0", '"x0"'])
def test_bomb_of_aliases_is_harmless(first: str) -> None:
    """Nine lists of nine of one another would be four hundred million words."""
    bomb = [f"{first}: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"x{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 9)]
    with time_limit(2):
        assert told(*bomb)


@pytest.mark.parametrize(
    "line", ["tags: " + "[" * 5000 + "]" * 5000, "tags: &a [*a]", '"tags": &a [*a]', "x: &a {y: *a}"]
)
def test_bottomless_values_are_told(line: str) -> None:
    """Neither depth nor a circle ends in a crash."""
    assert next(code for code, _ in told(line)) in ("KB102", "KB104", "KB105")


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\ufffe"])
def test_control_characters_are_told(character: str) -> None:
    """A stray character from a terminal or a word processor is the file's mistake, on its line."""
    assert told("title: A", f"description: x{character}y") == [("KB102", 3)]


@pytest.mark.parametrize("line", ['title: "\\ud83d"', 'slug: "a\\0b"', 'title: "a\\0b"', 'aliases: ["a\\x01b/"]'])
def test_escapes_for_what_is_no_text_are_told(line: str) -> None:
    """Half a character or a zero byte can be in no page, file name or feed."""
    assert [code for code, _ in told(line)] == ["KB103"]


@pytest.mark.parametrize("line", ["order: !!int ''", "draft: !!bool maybe", "updated: !!timestamp soon"])
def test_tags_that_do_not_fit_their_values_are_told(line: str) -> None:
    """YAML lets people say that a word is a number; it is their mistake."""
    assert [code for code, _ in told(line)] == ["KB102"]


def test_leading_zeros_of_an_id_are_kept_or_told() -> None:
    """``id: 010`` must not become the short link /k/8/."""
    assert meta("id: 010").id in ("010", "")


FRAGMENTS = [
    "title", "tags", "updated", "draft", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "x", "5", "true",
    "2026-02-30", "&a ", "*a", "'", '"', "#", "|", "? ", "~", "<<", "%", "@", "`", "---", "...", "é", "😀",
]  # fmt: skip


@LAW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
def test_any_front_matter_is_read_or_told(inside: str) -> None:
    """An article, or problems; and every problem is on a line of the file."""
    text = f"---\n{inside}\n---\nBody\n"
    made, problems = read(text)
    assert made is not None or problems
    assert all(1 <= p.line <= text.count("\n") + 1 for p in problems)


@pytest.mark.parametrize("words", ["12:30", "1.10", "010", "0x1F", "1_000", "+5", "1e3"])
def test_title_that_looks_like_a_number_stays_as_it_is_written(words: str) -> None:
    """YAML would make 750 of the first and 1.1 of the second."""
    assert meta(f"title: {words}").title == words
    assert meta(f"'title': {words}").title == words
