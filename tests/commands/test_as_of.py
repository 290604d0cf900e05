"""``--as-of``, of every command that has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from kbgen import cli
from kbgen.errors import WRONG_USE
from tests.sites import make_site

ASKS = {
    ("backtest",): (),
    ("effect",): (),
    ("forecast",): (),
    ("report",): ("--terminal",),
    ("tickets", "weekly"): (),
    ("topics",): (),
}
"""What else each of them needs."""


def having(option: str, group: click.Command, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The commands that have an option, by their names."""
    if any(option in one.opts for one in group.params):
        yield name
    if isinstance(group, click.Group):
        with click.Context(group) as context:
            for below in group.list_commands(context):
                found = group.get_command(context, below)
                assert found is not None
                yield from having(option, found, (*name, below))


def test_all_of_them_are_here() -> None:
    """A new command with the option is tried, too."""
    assert sorted(having("--as-of", cli.main)) == sorted(ASKS)


@pytest.mark.parametrize("name", ASKS, ids="-".join)
def test_a_day_that_has_not_begun_is_a_mistake(name: tuple[str, ...], tmp_path: Path) -> None:
    """Said with the day that it is, before anything is asked of the tickets, which this site has none of."""
    site = make_site(tmp_path / "help")
    day = date.today() + timedelta(days=3)
    called = site.kbgen(*name, "--as-of", day.isoformat(), *ASKS[name])
    assert (called.code, called.out) == (WRONG_USE, "")
    assert f"{day} has not begun" in called.err
    assert "give 20" in called.err
    assert not (site.root / ".kbgen").exists()
