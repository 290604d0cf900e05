"""Advice and notices in the language of the report say what they say in English elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.reports.overview import advice, notices
from kbgen.tickets import events
from kbgen.tickets.events import Event
from kbgen.tickets.flagging import advice as english
from kbgen.tickets.flagging.advised import Advised, Translate, advised
from kbgen.tickets.flagging.kinds import ArticleFacts, Standing, TopicFacts, decide, translations
from kbgen.tickets.flagging.shares import share
from kbgen.tickets.statistics import messages
from kbgen.tickets.statistics.signal import Lane
from kbgen.wording import REPORT, Words, words


@dataclass(frozen=True, slots=True)
class Plain(Words):
    """Writes numbers, days and lists as the English sentences of ``kbgen topics`` do."""

    def number(self, value: int) -> str:
        return f"{value}"

    def figure(self, value: float, digits: int = 1) -> str:
        return f"{value:.{digits if value < 9.95 else 0}f}"

    def day(self, value: date, form: str = "long") -> str:
        return value.isoformat()

    def listed(self, words: Sequence[str]) -> str:
        return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


PLAIN = Plain("en", words("en", domain=REPORT).catalogue)
LANGUAGES = ["et", "en", "ru", "fi"]

# -- advice ------------------------------------------------------------------------------------------------------------

SHARES = st.none() | st.tuples(st.integers(0, 900), st.integers(1, 900)).map(lambda n: share(min(n), n[1]))
DAYS = st.none() | st.sampled_from([date(2026, 1, 5), date(2026, 9, 1)])
ARTICLES = st.builds(
    ArticleFacts,
    id=st.sampled_from(["mail/full", "mail/set-up", "hosting/move", "top"]),
    languages=st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(Standing)),
    changed=DAYS,
    overdue=st.booleans(),
    behind=st.booleans(),
    helpful=SHARES,
    views=st.none() | st.sampled_from([0.0, 0.01, 0.4, 12.0]),
)
TOPICS = st.builds(
    TopicFacts,
    articles=st.lists(ARTICLES, max_size=5, unique_by=lambda article: article.id).map(tuple),
    risen=DAYS,
    asked=st.booleans(),
    quiet_weeks=st.sampled_from([0, 26, 31, 52, 104]),
    linked=SHARES,
    ever=st.booleans(),
    elsewhere=st.booleans(),
    rose=DAYS,
)
RATES = st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from([0.0, 0.04, 1.5, 12.0, 340.0]))


def advices(topic: TopicFacts, rates: dict[str, float], *, incident: bool, unheard_of: bool) -> Iterator[Advised]:
    for decision in (decide(topic), *translations(topic, rates)):
        if decision:
            for namesake in ("", "mail/full"):
                yield advised(decision, topic, rates, incident=incident, unheard_of=unheard_of, namesake=namesake)


@given(TOPICS, RATES, st.booleans(), st.booleans())
def test_advice_says_the_same_in_english(
    topic: TopicFacts, rates: dict[str, float], incident: bool, unheard_of: bool
) -> None:
    """Of every kind of work, and for every reason."""
    for one in advices(topic, rates, incident=incident, unheard_of=unheard_of):
        said = advice.in_words(one, PLAIN)
        assert said.replace("`", "") == english.advice(one)
        assert said.count("`") % 2 == 0


@pytest.mark.parametrize("language", LANGUAGES)
@given(TOPICS, RATES, st.booleans(), st.booleans())
def test_advice_can_be_said_in_every_language(
    language: str, topic: TopicFacts, rates: dict[str, float], incident: bool, unheard_of: bool
) -> None:
    """Whatever the translations are: no variable is missing, and the article is named."""
    spoken = words(language, domain=REPORT)
    for one in advices(topic, rates, incident=incident, unheard_of=unheard_of):
        said = advice.in_words(one, spoken)
        assert "%(" not in said
        assert all(f"`{article}`" in said for article in getattr(one, "articles", ()))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "is missing in Russian, where about 3.6 tickets a week ask for it; it is there in Estonian and Finnish.",
        ),
        (
            "et",
            "puudub vene keeles, milles tuleb selle kohta umbes 3,6 pöördumist nädalas; olemas eesti ja soome keeles.",
        ),
        (
            "ru",
            "нет (язык: русский); обращений о ней на этом языке — около 3,6 в неделю; языки, на которых она есть: "
            "эстонский и финский.",
        ),
        (
            "fi",
            "puuttuu (kieli: venäjä); sitä kysytään tällä kielellä noin 3,6 kertaa viikossa. Kielet, joilla se on "
            "olemassa: viro ja suomi.",
        ),
    ],
)
def test_languages_are_called_as_readers_of_the_report_call_them(language: str, said: str) -> None:
    """Codes are for programs."""
    one = Translate(article="mail/full", language="ru", tickets=3.6, missing=True, there=("et", "fi"))
    assert advice.in_words(one, words(language, domain=REPORT)).endswith(f"`mail/full` {said}")


@pytest.mark.parametrize("language", LANGUAGES)
@given(TOPICS, RATES, st.booleans(), st.booleans())
def test_no_code_of_a_language_is_left(
    language: str, topic: TopicFacts, rates: dict[str, float], incident: bool, unheard_of: bool
) -> None:
    """In no kind of advice: a code would stand alone or in quotation marks."""
    spoken = words(language, domain=REPORT)
    for one in advices(topic, rates, incident=incident, unheard_of=unheard_of):
        said = advice.in_words(one, spoken)
        assert not re.search(r"[“”„«](et|en|ru|fi)[“”»]", said)
        for code in getattr(one, "languages", getattr(one, "there", ())):
            assert spoken.language_name(code) in said


# -- notices -----------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(0, 5000)
SOME = st.integers(2, 5000)
USUAL = st.sampled_from([0.0, 3.2, 57.4, 1200.0])
EVENTS = st.one_of(
    st.builds(events.Renamed, st.just("mail"), st.just("e-mail")),
    st.builds(events.TagsChanged, st.integers(0, 40), st.integers(3, 40)),
    st.builds(events.TagsChanged, st.integers(3, 40), st.integers(0, 40)),
    st.builds(events.Flood, st.sampled_from([Lane.SPIKE, Lane.TREND]), st.integers(8, 90), SOME),
    st.builds(events.Spam, SOME, USUAL, NUMBERS),
    st.builds(events.Shock, SOME, USUAL),
    st.builds(events.Season, st.just("renewal"), SOME, st.sampled_from([1, 4])),
    st.builds(events.NoData, st.integers(1, 60)),
    st.builds(events.PartlyKnown, st.just(date(2026, 11, 20)), st.integers(2, 6)),
    st.builds(events.LittleHistory, st.integers(0, 12), st.just(13)),
)


SAID = {
    "one tag": "1 tag",
    "is one week of": "is 1 week of",
    "(spike)": "(Sudden rise)",
    "(trend)": "(Steady rise)",
}


@given(EVENTS)
def test_notices_say_the_same_in_english(event: Event) -> None:
    """As sentences, with a capital and a full stop; lanes have names that people understand."""
    message = messages.message(event)
    expected = f"{message[0].upper()}{message[1:]}."
    for written, said in SAID.items():
        expected = expected.replace(written, said)
    assert notices.in_words(event, PLAIN, {}) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@given(EVENTS)
def test_notices_can_be_said_in_every_language(language: str, event: Event) -> None:
    """Whatever the translations are; a topic by its name."""
    said = notices.in_words(event, words(language, domain=REPORT), {"renewal": "Renewing a domain"})
    assert "%(" not in said
    assert not isinstance(event, events.Season) or "Renewing a domain" in said


def test_words_need_none_of_the_packages_for_tickets() -> None:
    """A report of content alone is written with the same words."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['numpy', 'scipy', 'duckdb']));"
        "from kbgen.reports.overview import advice, labels, notices"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
