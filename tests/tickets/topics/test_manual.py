"""The manual's page about topics says what the program does."""

from __future__ import annotations

import re

from kbgen.tickets.topics.loading import parse
from kbgen.tickets.topics.reading import KEYS, TOPIC_KEYS
from kbgen.tickets.topics.system import PATTERNS
from tests.test_documentation import blocks, sections, text

PAGE = text("topics.md")


def test_every_pattern_of_help_desks_is_listed() -> None:
    """Where the table says so; and none besides."""
    section = sections(PAGE, 3)["Tags that help desks set by themselves"]
    rows = re.findall(r"^\| ([^|]+) \| (`.*`) \|$", section, re.MULTILINE)
    assert {what: tuple(tags.strip("`").split("`, `")) for what, tags in rows} == PATTERNS


def test_every_word_of_the_file_is_explained() -> None:
    """In the tables; “topics” holds the others."""
    section = sections(PAGE, 2)["The topics file"]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [*TOPIC_KEYS, *KEYS[1:]]


def test_the_examples_have_no_mistake() -> None:
    """In a site with these languages and this article."""
    languages = dict.fromkeys(("et", "en", "ru", "fi"), ())
    for example in blocks(PAGE, "yaml"):
        file, problems = parse(example, "topics.yml", languages, {"email/set-up-mail-program"})
        assert file.topics and problems == []
