"""What would bring what is not there."""

from __future__ import annotations

import pytest

from kbgen import wording
from kbgen.overview.absent import Absent, Need
from kbgen.reports.overview import needs
from kbgen.reports.overview.document import Tone

WORDS = wording.words("en", domain=wording.REPORT)


@pytest.mark.parametrize("need", Need)
def test_every_need_says_what_to_do(need: Need) -> None:
    """In whole sentences."""
    said = needs.sentence(need, WORDS)
    assert said.endswith(".")
    assert "%(" not in said
    assert said.count("`") % 2 == 0


def test_what_went_wrong_is_said_first() -> None:
    """As a block that is seen as something that is not there."""
    found = needs.paragraphs(Absent((Need.TICKETS,), "the store is damaged."), WORDS)
    assert [paragraph.tone for paragraph in found] == [Tone.ABSENT] * 2
    assert found[0].text == "This could not be read: the store is damaged."
