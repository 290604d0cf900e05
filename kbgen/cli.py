"""Arguments → command → exit code. The one place where errors become messages."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from kbgen import __version__
from kbgen.errors import BUG, DONE, INTERRUPTED, PROBLEMS_FOUND, WRONG_USE, KbgenError, ProblemsError, save_report
from kbgen.lazy import LazyGroup

# Name → what “kbgen --help” says of it. The command itself is in kbgen/commands/<name>.py, read when it is called.
COMMANDS = {
    "init": "Make a new help site in four languages.",
    "new": "Make a new article from a template.",
    "build": "Build the site.",
    "serve": "Show the site in the browser while you write.",
    "publish": "Build the site and bring what changed to where readers see it.",
    "search": "Find articles, in all languages at once.",
    "learn": "Learn from translations which other words an article should be found by.",
    "gaps": "Show which translations are missing or out of date.",
    "next": "Say what to translate next.",
    "check": "Find mistakes in articles, links and settings.",
    "facts": "Find facts that differ between the languages of an article.",
    "diff": "Show what changed since a translation was made, and what has to follow.",
    "confirm": "Say that a translation says what its source says.",
    "mv": "Move or rename an article in all languages.",
    "rm": "Delete an article and say where its links lead now.",
    "review": "Note that an article was read and is right.",
    "adopt": "Find out what translations without a record were made from.",
    "tickets": "Take in tickets of the help desk, and see what is there.",
    "topics": "Show which topics need an article, and what it would save.",
    "effect": "Show whether an article, or a change to it, lowered tickets.",
    "forecast": "Show how many tickets, and people, the next two years may need.",
    "backtest": "Show how well rises would have been told from chance on your own tickets.",
    "views": "Take in what the site's own statistics tell: views, votes, searches in vain.",
    "report": "Write a page for editors: what to do this week, and how everything stands.",
}

EPILOG = "Exit codes: 0 done, 1 problems found, 2 wrong use, 3 a bug in kbgen, 130 interrupted."


@click.group(
    cls=LazyGroup,
    package="kbgen.commands",
    lazy=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "--version", prog_name="kbgen")
def main() -> None:
    """Build a help site in several languages from Markdown articles, and see what to write and translate next.

    Run it in the folder that holds mkdocs.yml, or name that file with -f.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Nothing below this function ends the process."""
    try:
        result = main.main(args=list(arguments), prog_name="kbgen", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        return _say_usage(error)
    except click.ClickException as error:
        click.secho(f"Error: {error.format_message()}", fg="red", err=True)
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nInterrupted.", err=True)
        return INTERRUPTED
    except KbgenError as error:
        return _say_error(error)
    except BrokenPipeError:
        # Whoever read our output has gone (“kbgen check | head”); that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS_FOUND
    except Exception:
        return _say_bug()


def _say_usage(error: click.UsageError) -> int:
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Try “{error.ctx.command_path} --help”.\n", err=True)
    click.secho(f"Error: {error.format_message()}", fg="red", err=True)
    return WRONG_USE


def _say_error(error: KbgenError) -> int:
    if isinstance(error, ProblemsError):
        from kbgen.reports import problem_list

        click.echo(problem_list.text(error.problems), err=True, nl=bool(error.problems))
    click.secho(f"Error: {error.message}", fg="red", err=True)
    if error.hint:
        click.echo(f"       {error.hint}", err=True)
    return error.exit_code


def _say_bug() -> int:
    """A mistake of kbgen's own: the traceback goes to a file, for the people who can mend it."""
    last = traceback.format_exc().strip().splitlines()[-1]
    click.secho(f"kbgen has a bug: {last}", fg="red", err=True)
    click.echo(f"       Nothing of yours was changed. Please report it with the file {save_report()}", err=True)
    return BUG
