"""Which day it is where the site is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kbgen.config import clock
from kbgen.errors import WrongUse
from tests.sites import make_site

# The first and the last place on Earth where a day begins: 26 hours apart, so that it is never the same day in both.
EARLY, LATE = "Pacific/Kiritimati", "Etc/GMT+12"


def test_today_is_that_of_the_site(tmp_path: Path) -> None:
    """Whatever the machine's clock is set to."""
    early, late = (make_site(tmp_path / zone, kbgen={"timezone": zone}).config for zone in (EARLY, LATE))
    assert clock.today(late) < clock.today(early)
    assert clock.today(late) <= clock.today(make_site(tmp_path / "none").config) <= clock.today(early)


@pytest.mark.parametrize("zone", [EARLY, LATE])
def test_a_day_that_has_not_begun_is_refused(zone: str, tmp_path: Path) -> None:
    """There, not here; what has begun, and no day at all, is not."""
    config = make_site(tmp_path / "help", kbgen={"timezone": zone}).config
    now = clock.today(config)
    for day in (None, now, now - timedelta(days=1), date.min):
        clock.refuse_future(day, config)
    for day in (now + timedelta(days=2), date.max):
        with pytest.raises(WrongUse, match=f"{day} has not begun: in .*{zone[-3:]}".replace("+", r"\+")) as caught:
            clock.refuse_future(day, config)
        assert "an earlier day" in (caught.value.hint or "")
