"""What tags count for, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from kbgen.tickets.topics import Alias, TagRule, Topic, TopicsFile, globs, rules, unclaimed

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def of(*topics: Topic, system: Iterable[str] = (), ignored: Iterable[str] = ()) -> TopicsFile:
    """A file with these topics."""
    return TopicsFile({topic.id: topic for topic in topics}, tuple(map(Alias, system)), tuple(map(Alias, ignored)))


def topic(id: str, *tags: str | Alias) -> Topic:
    """A topic with these tags."""
    return Topic(id, tags=tuple(Alias(tag) if isinstance(tag, str) else tag for tag in tags))


def test_without_a_file_every_tag_is_a_topic_of_its_own() -> None:
    """But for those that help desks set by themselves."""
    tags = ("mail", "closed_by_merge", "lang_et", "web")
    assert rules(TopicsFile(), tags) == (
        TagRule("mail", "mail"),
        TagRule("closed_by_merge", None),
        TagRule("lang_et", None),
        TagRule("web", "web"),
    )
    assert unclaimed(TopicsFile(), tags) == ("mail", "web")


def test_tags_patterns_and_the_name_of_a_topic() -> None:
    """All lead to it; and a tag beside them does not."""
    file = of(topic("mail", "imap", "smtp-*"))
    assert [rule.topic for rule in rules(file, ["mail", "imap", "smtp-port", "smtp", "imap2"])] == [
        *["mail"] * 3,
        "smtp",
        "imap2",
    ]


def test_what_says_more_counts() -> None:
    """A tag before a pattern, many letters before few, the file before the built-in patterns."""
    file = of(topic("mail", "mail*"), topic("old", "mail-old*", "lang_ru"), ignored=["mail-old-test", "*test*"])
    found = {rule.tag: rule.topic for rule in rules(file, ["mail-x", "mail-old-x", "mail-old-test", "lang_ru", "test"])}
    assert found == {"mail-x": "mail", "mail-old-x": "old", "mail-old-test": None, "lang_ru": "old", "test": None}


def test_a_tag_changes_its_meaning_on_a_day() -> None:
    """The day of “until” belongs to what comes after it; where nobody claims the tag, it is its own topic."""
    file = of(topic("mail", Alias("post", until=MARCH)), topic("snail", Alias("post", since=JUNE)))
    assert rules(file, ["post"]) == (
        TagRule("post", "mail", None, MARCH),
        TagRule("post", "post", MARCH, JUNE),
        TagRule("post", "snail", JUNE, None),
    )


def test_a_pattern_stands_behind_a_tag_with_dates() -> None:
    """Also where patterns with dates are before one without."""
    file = of(topic("a", Alias("post", until=MARCH)), topic("b", Alias("pos*", until=JUNE)), topic("c", "po*"))
    assert [(rule.topic, rule.since) for rule in rules(file, ["post"])] == [("a", None), ("b", MARCH), ("c", JUNE)]


DAYS = st.none() | st.integers(0, 6).map(lambda n: MARCH + timedelta(days=n))
ALIASES = st.builds(Alias, st.text("ab*", min_size=1, max_size=3), DAYS, DAYS)
FILES = st.builds(
    TopicsFile,
    st.lists(
        st.builds(Topic, st.sampled_from(["a", "b", "t", "u"]), tags=st.lists(ALIASES, max_size=3).map(tuple))
    ).map(lambda topics: {topic.id: topic for topic in topics}),
    st.lists(ALIASES, max_size=2).map(tuple),
    st.lists(ALIASES, max_size=2).map(tuple),
)


@given(FILES, st.lists(st.text("ab", min_size=1, max_size=3), max_size=4))
def test_every_day_of_every_tag_has_one_rule_that_follows_from_the_entries(file: TopicsFile, tags: list[str]) -> None:
    """The rules of a tag leave no gap, no two neighbours say the same, and each day counts as the entries say."""
    by_tag: dict[str, list[TagRule]] = {}
    for rule in rules(file, tags):
        by_tag.setdefault(rule.tag, []).append(rule)
    assert by_tag.keys() == set(tags)
    for tag, found in by_tag.items():
        assert found[0].since is None and found[-1].until is None
        for one, following in pairwise(found):
            assert one.until == following.since and one.topic != following.topic
        for day in (MARCH + timedelta(days=n) for n in range(-1, 8)):
            (rule,) = (r for r in found if (r.since or date.min) <= day < (r.until or date.max))
            assert rule.topic == meaning(file, tag, day)


def meaning(file: TopicsFile, tag: str, day: date) -> str | None:
    """What a tag counts for on a day, entry by entry."""
    entries: list[tuple[Alias, str | None]] = [(a, t.id) for t in file.topics.values() for a in t.aliases]
    entries += [(a, None) for a in (*file.system, *file.ignored)]
    fitting = [
        (alias, topic)
        for alias, topic in entries
        if globs.matches(alias.tag, tag) and (alias.since or date.min) <= day < (alias.until or date.max)
    ]
    best = min(fitting, key=lambda pair: (pair[0].is_glob, -globs.weight(pair[0].tag)), default=(None, tag))
    return best[1]


def test_twenty_thousand_tags_are_soon_told() -> None:
    """With hundreds of patterns, among them some with dates."""
    topics = [topic(f"t{n}", f"topic{n}-*", Alias(f"*-old{n}", until=MARCH), f"tag{n}") for n in range(100)]
    tags = [f"topic{n % 300}-{n}" for n in range(20_000)]
    begun = process_time()
    assert len(rules(of(*topics), tags)) == 20_000
    assert process_time() - begun < 2
