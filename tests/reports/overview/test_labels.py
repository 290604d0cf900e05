"""Every value that a table may show has a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

import pytest

from kbgen.reports.overview import cells, labels
from kbgen.tickets.flagging.kinds import Kind
from kbgen.tickets.statistics.signal import Lane, NoticeKind
from kbgen.tickets.ticket import Channel
from kbgen.translation.standing import Grade, State
from kbgen.wording import REPORT, Words, words


@pytest.mark.parametrize("language", ["en", "et", "fi", "ru"])
@pytest.mark.parametrize(
    ("label", "values"),
    [
        (labels.kind, Kind),
        (labels.lane, Lane),
        (labels.state, State),
        (labels.grade, Grade),
        (labels.channel, Channel),
        (labels.notice, get_args(NoticeKind)),
        (labels.language, ["et", "en", "ru", "fi", ""]),
    ],
)
def test_values_have_names_that_tell_them_apart(
    label: Callable[[Any, Words], str], values: Iterable[Any], language: str
) -> None:
    """In a menu of values, readers must know one from another."""
    names = [label(value, words(language, domain=REPORT)) for value in values]
    assert all(names)
    assert len({*names}) == len(names)


def test_channels_are_known_by_their_names_too() -> None:
    """Flags have channels as text."""
    assert labels.channel("email", words("en", domain=REPORT)) == "E-mail"


def test_names_within_a_list_are_written_small() -> None:
    """Abbreviations after the first letter stay."""
    assert [labels.within(one) for one in ("Web form", "Another program (API)", "")] == [
        "web form",
        "another program (API)",
        "",
    ]


@pytest.mark.parametrize(
    ("ratio", "said"), [(1.154, "+15%"), (0.9, "−10%"), (1.004, "±0%"), (0.996, "±0%"), (1.0, "±0%")]
)
def test_a_change_that_rounds_to_nothing_has_no_direction(ratio: float, said: str) -> None:
    """Minus nothing says that there is less."""
    assert cells.change(ratio, words("en", domain=REPORT)) == said
