"""Which day it is where the site is, whatever machine asks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kbgen.errors import WrongUse

if TYPE_CHECKING:
    from kbgen.config.settings import Config


def today(config: Config) -> date:
    """The day that it is now in the site's ``timezone``; without one, the day of this machine."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(config.timezone) if config.timezone else None).date()


def refuse_future(day: date | None, config: Config, option: str = "--as-of") -> None:
    """Raise WrongUse for a day that has not begun: what has not happened can be neither counted nor noted down.

    Weeks that nobody knows yet would look like weeks without a ticket, and a review of next year would keep an article
    from being reviewed until then.
    """
    now = today(config)
    if day is not None and day > now:
        where = f"in {config.timezone}" if config.timezone else "on this machine"
        raise WrongUse(
            f"{day} has not begun: {where} it is {now}",
            hint=f"give {option} {now} or an earlier day, or leave it out",
        )
