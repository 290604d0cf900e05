"""``kbgen serve``."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.commands import options
from kbgen.errors import DONE, WrongUse

if TYPE_CHECKING:
    from kbgen.preview.preview import Preview

PORT = 8000
TRIES = 20


@click.command(
    "serve",
    help="""Show the site in the browser while you write.

Every save is seen at once: the open page loads anew and shows where the change is. Problems are listed on the page.
Drafts are shown too. Only this computer can see the preview. Ctrl+C ends it.""",
)
@options.config_file
@click.option("--port", type=click.IntRange(0, 65535), help=f"Where to serve.  [default: {PORT}, or the next free one]")
@click.option("--open", "show", is_flag=True, help="Open the browser.")
def command(config_file: Path, port: int | None, show: bool) -> int:
    """Take everything in, serve, and wait for Ctrl+C."""
    config, _ = options.configured(config_file)

    from kbgen.preview.news import Teller
    from kbgen.preview.preview import Preview
    from kbgen.preview.workbench import Workbench
    from kbgen.publish import parallel

    progress = options.Progress()
    try:
        bench = Workbench(config_file, jobs=parallel.cores(), progress=progress)
    finally:
        progress.end()
    teller = Teller(config.root, click.echo)
    try:
        preview = Preview(
            bench, [port] if port is not None else range(PORT, PORT + TRIES), tell=teller.tell, complain=click.echo
        )
    except OSError as error:
        raise _taken(port, error) from None
    # Whoever ends it in another way than by Ctrl+C, such as a service manager, wants the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _greet(preview)
        teller.begin(bench.status)
        preview.start()
        if show:
            click.launch(preview.address)
        # With a time limit, since on Windows a wait without one cannot be interrupted.
        while True:
            threading.Event().wait(3600)
    except KeyboardInterrupt:
        click.echo("\nThe preview has ended.")
    finally:
        preview.stop()
    return DONE


def _greet(preview: Preview) -> None:
    click.echo(f"The site is at {click.style(preview.address, bold=True)}")
    for home in preview.homes:
        click.echo(f"               {home}")
    click.echo("Every save is shown at once, drafts too. Ctrl+C ends it.\n")


def _taken(port: int | None, error: OSError) -> WrongUse:
    if port is None:
        return WrongUse(f"none of the ports {PORT} to {PORT + TRIES - 1} can be used: {error.strerror}")
    return WrongUse(
        f"the port {port} cannot be used: {error.strerror}",
        hint="choose another with --port, or leave it out: then the next free one is taken",
    )
