"""``kbgen topics --watch``: a folder that receives exports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, KbgenError, WrongUse

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode
    from kbgen.tickets.flagging.flag import Flag, Flagged
    from kbgen.tickets.flagging.news import News

MEMORY = ".kbgen/tickets-watched.json"

Choose = Callable[[Sequence["Flag"]], list["Flag"]]


def watch(config: Config, folder: Path, language: LanguageCode, choose: Choose) -> int:
    """Import each export that arrives, and say what is new since the one before; until somebody presses Ctrl-C."""
    from kbgen.tickets import needs, watching
    from kbgen.tickets.flagging.news import News
    from kbgen.tickets.store import place

    needs.require()
    inbox = watching.Inbox(folder, config.root / MEMORY)
    news = News()
    if place.exists(config):
        with suppress(WrongUse):  # there may be views and no tickets yet
            told = news.of(choose(_flagged(config, language).flags))
            click.echo(f"{len(told)} flags so far; “kbgen topics” shows them.", err=True)
    click.echo(f"Watching {folder}; Ctrl-C ends it.", err=True)
    end = threading.Event()
    try:
        for arrival in inbox.arrivals(end):
            try:
                if not _take_in(config, arrival.path):
                    continue
                _say(config, news, choose, _flagged(config, language))
            except KbgenError as error:
                _tell(arrival.path.name, error)
            else:
                # One that could not be imported comes again when somebody has mended the settings and starts anew.
                inbox.dealt_with(arrival)
    finally:
        end.set()
    return DONE


def _flagged(config: Config, language: LanguageCode) -> Flagged:
    from kbgen.tickets import situation
    from kbgen.tickets.flagging import gathered

    with situation.of_project(config) as now:
        return gathered.flagged(now, language)


def _take_in(config: Config, path: Path) -> bool:
    """Import a file; whether anything was kept of it."""
    from kbgen.reports.silent import harmless
    from kbgen.tickets import intake, reading

    name = harmless(path.name)
    made = intake.take_in(config, reading.recognise(path, reading.Wishes(), config), datetime.now(UTC))
    rejected = f", {made.rejected} rejected" if made.rejected else ""
    click.echo(f"{datetime.now():%H:%M}  {name}: {made.kept} of {made.read} rows, {made.updated} known{rejected}")
    return made.kept > 0


def _tell(name: str, error: KbgenError) -> None:
    """A file that cannot be imported does not end the watch."""
    from kbgen.reports.silent import harmless

    click.secho(f"{harmless(name)}: {harmless(error.message)}", fg="red", err=True)
    if error.hint:
        click.echo(f"    {harmless(error.hint, breaks=True)}", err=True)


def _say(config: Config, news: News, choose: Choose, found: Flagged) -> None:
    from kbgen.reports.topics import terminal
    from kbgen.reports.topics.report import Report

    new = news.of(choose(found.flags))
    one = Report(config.site_name, found, new, options.terminal_width())
    click.echo(terminal.news(one), color=options.coloured())
