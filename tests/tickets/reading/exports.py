"""Small exports for tests: written as files, recognised, and read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kbgen.config import Config, load_text
from kbgen.tickets.reading import FileNotice, Recognised, Rejected, Wishes, read, recognise
from kbgen.tickets.ticket import TagCount, Ticket

TALLINN = Wishes(timezone="Europe/Tallinn")

ZENDESK = (
    "Summation column,Id,Requester,Requester email,Group,Subject,Tags,Status,Via,Created at,Updated at,"
    "Satisfaction Score,Total time spent (sec) [int],Language [list]\n"
    "1,101,Mari Mägi,mari@example.ee,Tugi,Domeen,domain_transfer lang_et,Solved,Mail,2026-11-20 09:15,"
    "2026-11-21 10:00,Good,600,Estonian\n"
    "1,102,Иван,ivan@example.ru,Support,Почта,mail_setup,Open,Web form,2026-11-20 23:30,2026-11-21 10:00,-,-,ru\n"
    "1,103,Aki,aki@example.fi,Tuki,Lasku,billing closed_by_merge,Closed,Phone call (incoming),2026-11-21 08:00,"
    "2026-11-21 10:00,Bad,,fi\n"
)


class Result(NamedTuple):
    """What a file gave, sorted by kind."""

    one: Recognised
    tickets: list[Ticket]
    counts: list[TagCount]
    rejected: list[Rejected]
    notices: list[FileNotice]

    @property
    def ids(self) -> list[str]:
        return [ticket.id for ticket in self.tickets]


def site(*lines: str) -> Config:
    """A site whose kbgen settings are these lines."""
    text = "\n".join(["site_name: Help", "site_url: https://help.example.com/", "plugins:", "  - kbgen:"])
    return load_text(text + "".join(f"\n      {line}" for line in lines) + "\n", Path("/srv/help/mkdocs.yml"))[0]


SITE = site("languages: [et, en, ru, fi]")


def all_of(path: Path, wishes: Wishes = TALLINN, config: Config = SITE) -> list[Result]:
    """Everything of a file, by its parts."""
    return [_result(one) for one in recognise(path, wishes, config)]


def _result(one: Recognised) -> Result:
    rows = list(read(one))
    return Result(
        one,
        [row for row in rows if isinstance(row, Ticket)],
        [row for row in rows if isinstance(row, TagCount)],
        [row for row in rows if isinstance(row, Rejected)],
        [row for row in rows if isinstance(row, FileNotice)],
    )


def of_bytes(folder: Path, data: bytes, wishes: Wishes = TALLINN, config: Config = SITE, name: str = "x.csv") -> Result:
    """The one part of a file that holds these bytes."""
    path = folder / name
    path.write_bytes(data)
    (result,) = all_of(path, wishes, config)
    return result


def of_text(folder: Path, text: str, wishes: Wishes = TALLINN, config: Config = SITE, name: str = "x.csv") -> Result:
    """As ``of_bytes``, of a text in UTF-8."""
    return of_bytes(folder, text.encode(), wishes, config, name)
