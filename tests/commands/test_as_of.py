"""``--as-of`` and ``--on``, of every command that has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from kbgen import cli
from kbgen.errors import WRONG_USE
from tests.sites import SiteFolder, make_site

ASKS = {
    ("backtest",): (),
    ("effect",): (),
    ("forecast",): (),
    ("report",): ("--terminal",),
    ("tickets", "weekly"): (),
    ("topics",): (),
}
"""What else each of them needs."""

NOTES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("confirm",): ("dns/records", "--lang", "ru"),
    ("review",): ("dns/records", "--lang", "et", "--by", "Mari"),
}
"""The same for those that note down a day."""


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
    assert sorted(having("--on", cli.main)) == sorted(NOTES)


@pytest.mark.parametrize("name", ASKS, ids="-".join)
def test_a_day_that_has_not_begun_is_a_mistake(name: tuple[str, ...], tmp_path: Path) -> None:
    """Said with the day that it is, before anything is asked of the tickets, which this site has none of."""
    site = make_site(tmp_path / "help")
    day = date.today() + timedelta(days=3)
    called = site.kbgen(*name, "--as-of", day.isoformat(), *ASKS[name])
    assert (called.code, called.out) == (WRONG_USE, "")
    assert f"{day} has not begun" in called.err
    assert "give --as-of 20" in called.err
    assert not (site.root / ".kbgen").exists()


@pytest.mark.parametrize("name", NOTES, ids="-".join)
def test_nothing_is_noted_of_a_day_that_has_not_begun(name: tuple[str, ...], site: SiteFolder) -> None:
    """The files stay as they were; a day that is over is taken."""
    texts = {path: path.read_bytes() for path in site.root.rglob("*.md")}
    assert texts
    called = site.kbgen(*name, *NOTES[name], "--on", (date.today() + timedelta(days=3)).isoformat())
    assert (called.code, called.out) == (WRONG_USE, "")
    assert "has not begun" in called.err
    assert "give --on 20" in called.err
    assert {path: path.read_bytes() for path in site.root.rglob("*.md")} == texts
    assert site.kbgen(*name, *NOTES[name], "--on", (date.today() - timedelta(days=1)).isoformat()).code != WRONG_USE
