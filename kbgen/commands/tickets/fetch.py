"""``kbgen tickets fetch``."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kbgen.commands import options
from kbgen.errors import DONE

if TYPE_CHECKING:
    from kbgen.tickets.store import Imported

YEARS = timedelta(weeks=156)
"""How far back to begin where nobody says: as far as trends are looked at."""

ANCIENT = datetime(1970, 1, 2, tzinfo=UTC)


@click.command(
    "fetch",
    help="""Fetch tickets from a Zendesk account: all at first, then only what has changed.

Whose account it is stands in the environment: ZENDESK_SUBDOMAIN, ZENDESK_EMAIL, and ZENDESK_TOKEN with a token that an
admin has made. A fetch that was interrupted goes on where it was when it is called again.""",
)
@options.config_file
@click.option(
    "--since",
    type=options.Day(),
    help="Begin with tickets that changed on this day, such as 2024-01-01. By default, three years ago.",
)
@click.option("--again", is_flag=True, help="Fetch everything again, from --since on.")
@click.option("--profile", default="", help="One of mkdocs.yml, such as for your account’s own fields.")
@click.option("--language", default="", help="The language of tickets of which the account does not tell it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(config_file: Path, since: date | None, again: bool, profile: str, language: str, form: str) -> int:
    """Ask page by page; keep what has come, whatever happens then."""
    config, _ = options.configured(config_file)
    if language:
        options.languages_of(config, (language,))

    from kbgen.tickets import needs

    needs.require()
    from kbgen.reports.tickets import fetched
    from kbgen.tickets.reading import Wishes, answers
    from kbgen.tickets.store import ImportSource, open_store
    from kbgen.tickets.zendesk import account
    from kbgen.tickets.zendesk.connection import Connection, Waiting
    from kbgen.tickets.zendesk.fetching import Fetching

    whose = account.of(os.environ)
    wishes = Wishes(profile or "zendesk-json", language=language)
    read = answers.reader(wishes, config)
    now = datetime.now(UTC)
    progress = options.Progress()
    came: list[int] = []

    def told(tickets: int) -> None:
        came.append(tickets)
        progress("tickets", sum(came), 0)

    made: list[Imported] = []
    complete = False
    with open_store(config, writing=True) as store:
        zone = ZoneInfo(store.zone())
        # Zendesk counts seconds since 1970, and nothing of it is older.
        begin = max(datetime.combine(since, time(), zone), ANCIENT) if since else now - YEARS
        connection = Connection(whose, Waiting(tell=lambda text: click.echo(text, err=True)))
        source = ImportSource(whose.name, wishes.profile, desk="zendesk")
        try:
            # What was made before an error stays in the list, and is told.
            made.extend(Fetching(store, connection, source, read, begin, told).run(now, again=again))
            complete = True
        finally:
            progress.end()
            if made or complete:
                summary = fetched.Summary(whose.name, tuple(made), zone, complete)
                click.echo(fetched.as_json(summary) if form == "json" else fetched.text(summary))
    return DONE
