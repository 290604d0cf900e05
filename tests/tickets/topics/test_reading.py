"""The topics file: what it says, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.problems import Problem
from kbgen.tickets.topics import Alias, TopicsFile, articles_of, load, rules
from kbgen.tickets.topics.loading import parse
from tests.catalogs import catalog_of
from tests.sites import make_site

LANGUAGES = {"et": ("en",), "en": ("et",)}
ARTICLES = ["mail/setup", "dns/records"]

WHOLE = """\
# Which tags mean the same.
topics:
  mail-setup:
    name: {et: Posti seadistamine, en: Setting up mail}
    tags:
      - IMAP
      - smtp-*
      - tag: mail-old
        until: 2026-03-01
      - 404
    articles: [mail/setup.md]
    effort: 1 h 30 min
  outage:
    name: DNS
    incident: true
system: [import_*]
ignored: ["off", {tag: test, since: 2026-01-01}]
incidents: [incident-*]
"""


def read(text: str) -> tuple[TopicsFile, list[Problem]]:
    return parse(text, "content/topics.yml", LANGUAGES, ARTICLES)


def told(text: str) -> list[str]:
    """The problems of a text, without the file's name and the hints, and without the names that topics lack."""
    found = sorted(read(text)[1])
    return [f"{p.line}: {p.code} {p.message}" for p in found if p.code != "KB706"]


def test_the_file_says_what_it_says() -> None:
    """Tags in lower case, numbers as words, names for all languages or for each."""
    file, problems = read(WHOLE)
    assert problems == []
    mail, outage = file.topics.values()
    assert mail.tags == (
        Alias("imap", line=6),
        Alias("smtp-*", line=7),
        Alias("mail-old", None, date(2026, 3, 1), 8),
        Alias("404", line=10),
    )
    assert (mail.articles, mail.effort_hours, mail.incident) == (("mail/setup",), 1.5, False)
    assert (outage.names, outage.incident, outage.line) == ({"et": "DNS", "en": "DNS"}, True, 13)
    assert [alias.tag for alias in (*file.system, *file.ignored)] == ["import_*", "off", "test"]
    assert file.is_incident("outage") and file.is_incident("incident-2026") and not file.is_incident("mail-setup")


def test_names_fall_back() -> None:
    """To the best other language; a tag that no topic claims is called by its words."""
    file, _ = read("topics: {a: {name: {en: Only English}}, b: }")
    assert [file.name_of(topic, "et") for topic in ("a", "b", "white-screen", "?")] == [
        "Only English",
        "B",
        "White screen",
        "?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# nothing yet\ntopics:\n", []),
        ("system: [*-old]\n", ["1: KB701 found undefined alias '-old'"]),
        ("topics: [", ["1: KB701 while parsing a flow node, expected the node content, but found '<stream end>'"]),
        ("- mail\n", ["1: KB701 the file should hold topics"]),
        ("topic:\n  mail:\n", ["1: KB702 unknown word “topic”"]),
        (
            "topics: [mail]\n",
            ["1: KB703 “topics” should have the name of each topic, with what belongs to it below it"],
        ),
        ("topics:\n  mail: [imap]\n", ["2: KB703 the topic “mail” should say what belongs to it"]),
        ("topics:\n  mail:\n    tag: imap\n", ["3: KB702 unknown word “tag”"]),
        ("topics:\n  mail:\n    tags: imap\n", ["3: KB703 “tags” should be a list"]),
        ("topics:\n  mail*:\n", ["2: KB703 “mail*” cannot be the name of a topic"]),
        ("topics:\n  mail:\n  Mail:\n", ["3: KB703 the topic “mail” stands here twice"]),
        ("topics:\n  mail:\n    name: {xx: Post}\n", ["3: KB702 the site has no language “xx”"]),
        ("topics:\n  mail:\n    name: [Post]\n", ["3: KB703 a name should be words"]),
        ("topics:\n  mail:\n    effort: soon\n", ["3: KB703 “soon” is no length of work"]),
        ("topics:\n  mail:\n    effort: 2\n", ["3: KB703 “2” is no length of work"]),
        ("topics:\n  mail:\n    incident: maybe\n", ["3: KB703 “incident” should be true or false"]),
        ("topics:\n  mail:\n    articles: [mail/set]\n", ["3: KB704 there is no article “mail/set”"]),
        ("topics:\n  mail:\n    articles: [{a: b}]\n", ["3: KB703 an article should be named by its path"]),
        (
            "topics:\n  mail:\n    articles:\n      - mail/setup\n      - mail/setup.md\n",
            ["5: KB707 the article “mail/setup” stands here twice"],
        ),
        ("ignored: [off]\n", ["1: KB703 YAML takes this tag for yes or no"]),
        ("ignored: ['*']\n", ["1: KB703 the pattern “*” fits nearly all tags"]),
        ("ignored:\n  - tag: a\n    from: 2026-01-01\n", ["3: KB702 unknown word “from”"]),
        ("ignored:\n  - since: 2026-01-01\n", ["2: KB703 the entry names no tag"]),
        ("ignored:\n  - {tag: a, until: March}\n", ["2: KB703 “until” should be a day"]),
        (
            "ignored:\n  - tag: a\n    since: 2026-03-01\n    until: 2026-02-01\n",
            ["4: KB703 “a” ends on 2026-02-01 and begins only on 2026-03-01"],
        ),
        ("ignored: [{tag: a, until: 2026-02-30}]\n", ["1: KB701 2026-02-30: day is out of range for month"]),
        ("ignored:\n  - a\n  - A\n", ["3: KB707 “a” stands here twice"]),
    ],
)
def test_mistakes_are_told_with_their_lines(text: str, expected: list[str]) -> None:
    """And with what to do, except where the message says it."""
    found = told(text)
    assert [message.split(" of range")[0] for message in found] == [
        message.split(" of range")[0] for message in expected
    ]


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ("{a: {tags: [x]}, b: {tags: [x]}}", ["1: KB705 “x” belongs to the topic “a” (line 1) as well"]),
        ("{a: , b: {tags: [a]}}", ["1: KB705 “a” is the name of a topic of its own (line 1)"]),
        ("{b: {tags: [a]}, a: }", ["1: KB705 “a” is the name of a topic of its own (line 1)"]),
        (
            "{a: {tags: [x*]}, b: {tags: ['*y']}}",
            ["1: KB705 “*y” and “x*”, of the topic “a” (line 1), fit the same tags equally well"],
        ),
        ("{a: {tags: [x*]}, b: {tags: [xy, xy*]}}", []),
        ("{a: {tags: [{tag: x, until: 2026-03-01}]}, b: {tags: [{tag: x, since: 2026-03-01}]}}", []),
        (
            "{a: {tags: [{tag: x, until: 2026-03-02}]}, b: {tags: [{tag: x, since: 2026-03-01}]}}",
            ["1: KB705 “x” belongs to the topic “a” (line 1) as well"],
        ),
        ("{a: {tags: [x]}}\nignored: [x]", ["2: KB705 “x” belongs to the topic “a” and is left out as well"]),
        ("{a: {tags: [x]}}\nsystem: ['x*']", []),
        ("{a: {tags: [{tag: a, since: 2026-03-01}]}, b: {tags: [{tag: a, until: 2026-03-01}]}}", []),
        ("\nignored: [x*]\nincidents: [x*]", ["3: KB705 “x*” stands for failures, and is left out as well"]),
    ],
)
def test_contradictions(topics: str, expected: list[str]) -> None:
    """A tag means one thing at a time."""
    assert told(f"topics: {topics}\n") == expected


def test_all_problems_come_in_one_run_and_the_rest_counts() -> None:
    """A wrong entry costs only itself."""
    file, problems = read(
        "topics:\n  mail:\n    nmae: {en: Mail}\n    tags: [imap, [], off]\n"
        "    effort: long\n    articles: [mail/setpu]\n"
    )
    assert sorted(p.code for p in problems) == ["KB702", "KB703", "KB703", "KB703", "KB704", "KB706"]
    assert {p.hint for p in problems} >= {"did you mean name?", "did you mean mail/setup?"}
    assert [alias.tag for alias in file.topics["mail"].tags] == ["imap"]


def test_names_that_are_missing_are_told_once_a_topic() -> None:
    """With a line to write."""
    _, problems = read("topics:\n  mail:\n    name: {en: Mail}\n  dns:\n")
    assert [(p.line, p.message, p.hint) for p in problems] == [
        (2, "the topic “mail” has no name in et", "such as name: {en: Mail, et: …}"),
        (4, "the topic “dns” has no name in any language", "such as name: {et: …, en: …}"),
    ]


WORDS = st.sampled_from(["topics", "tags", "name", "a", "*", "articles", "2 h", "mail", "until", "tag"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=5) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_whatever_stands_there_is_read_or_told(value: object) -> None:
    """Never a traceback; and the lines are those of the file."""
    import yaml

    text = yaml.safe_dump({"topics": {"a": value, "b": {"tags": value}, "c": {"name": value}}, "ignored": value})
    _, problems = read(text)
    assert all(0 < p.line <= text.count("\n") + 1 for p in problems)


def test_file_of_a_project(tmp_path: Path) -> None:
    """Drafts are articles, too; a file that is not there is no problem."""
    site = make_site(tmp_path)
    assert load(site.config) == (TopicsFile(path="content/topics.yml", fallbacks=load(site.config)[0].fallbacks), ())
    site.write("content/en/mail/new.md", "---\ntitle: New\ndraft: true\n---\n")
    site.write("content/topics.yml", "topics: {mail: {name: Post, articles: [mail/new, mail/setup, mail/sett]}}\n")
    _, problems = load(site.config)
    assert [str(p) for p in problems] == [
        "content/topics.yml:1: KB704 there is no article “mail/sett”; did you mean mail/setup?"
    ]
    site.write("content/topics.yml", b"topics: \xff")
    assert [p.code for p in load(site.config)[1]] == ["KB101"]


def test_tags_that_profiles_of_the_settings_read_are_no_topics(tmp_path: Path) -> None:
    """Those that name a language or an article; where a tag is nothing but a language, only those of the site. A topic
    may claim them all the same.
    """
    profile = {"like": "zendesk", "language_tags": ["Keel-*", "*"], "article_tags": ["kb_*"]}
    site = make_site(tmp_path, kbgen={"tickets": {"profiles": {"our-desk": profile}}})
    tags = ("keel-et", "et", "dns", "kb_12")
    assert [rule.topic for rule in rules(load(site.config)[0], tags)] == [None, None, "dns", None]
    site.write("content/topics.yml", "topics: {language: {name: Language, tags: [keel-*]}}\n")
    assert [rule.topic for rule in rules(load(site.config)[0], tags)] == ["language", None, "dns", None]


def test_articles_of_topics() -> None:
    """By the file, then by front matter, which names a topic or a tag in any case of letters."""
    file, _ = read(
        "topics:\n  mail:\n    tags: [imap, {tag: pop, until: 2026-01-01}]\n    articles: [b, gone]\nignored: [test]\n"
    )
    catalog = catalog_of(
        {
            "et/a.md": "---\ntopics: [mail, test]\n---\n",
            "et/b.md": "---\ntopics: [IMAP]\n---\n",
            "en/c.md": "---\ntopics: [pop, Certificate]\n---\n",
        }
    )
    assert articles_of(file, catalog) == {"mail": ("b", "a", "c"), "certificate": ("c",)}
