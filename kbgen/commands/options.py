"""Options that several commands share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO, TypeVar

import click

from kbgen.errors import OutputError, ProblemsError, WrongUse
from kbgen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.languages import LanguageCode

# The codes of files of which nothing, or not all, is known.
UNREADABLE = frozenset({"KB101", "KB102", "KB107", "KB701"})

F = TypeVar("F", bound=Callable[..., Any])


def config_file(command: F) -> F:
    """``-f FILE``: the configuration, by default ``mkdocs.yml`` here."""
    return click.option(
        "-f",
        "--config-file",
        "config_file",
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The site's settings.",
    )(command)


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.3 on only
    """A day as ISO 8601 writes it → a date."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Also of a date; anything else is wrong use."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no day; write it like 2026-11-21", param, ctx)


def as_of(command: F) -> F:
    """``--as-of DATE``: as if it were the beginning of that day."""
    return click.option("--as-of", type=Day(), metavar="DATE", help="Count only tickets before this day (2026-11-21).")(
        command
    )


def refuse_future(day: date | None, config: Config, option: str = "--as-of") -> None:
    """Raise WrongUse where the day of the option has not begun."""
    from kbgen.config import clock

    clock.refuse_future(day, config, option)


def today(config: Config) -> date:
    """The day that it is where the site is."""
    from kbgen.config import clock

    return clock.today(config)


def configured(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Load the configuration with its warnings."""
    from kbgen.config import load

    return load(path)


def languages_of(config: Config, given: tuple[str, ...]) -> tuple[LanguageCode, ...]:
    """The languages that ``--lang`` names, which may be repeated or joined by commas; raises WrongUse."""
    codes = [code for part in given for code in part.split(",") if code]
    for code in codes:
        if code not in config.language_codes:
            raise WrongUse(
                f"the site has no language “{code}”",
                hint=did_you_mean(code, config.language_codes) or f"it has {', '.join(config.language_codes)}",
            )
    return tuple(dict.fromkeys(codes))


def article_id(config: Config, given: str) -> str:
    """An article as people name it (an id, or the path of one of its files) → its id."""
    from kbgen.config.yaml_lines import UNSHOWABLE

    name = given.replace("\\", "/").removesuffix(".md").strip("/")
    content = config.relative(config.content_dir)
    name = name.removeprefix("./").removeprefix(f"{content}/")
    top, _, below = name.partition("/")
    if top in config.language_codes and below:
        name = below
    if any(not part or part.startswith(".") or UNSHOWABLE.search(part) for part in name.split("/")):
        raise WrongUse(f"“{given}” is no name of an article", hint="such as domains/register-domain")
    return name


def refuse_unreadable(problems: Iterable[Problem], why: str) -> None:
    """Raise ProblemsError if one of the problems is that a file cannot be read."""
    unreadable = [p for p in problems if p.code in UNREADABLE]
    if unreadable:
        raise ProblemsError(f"these files cannot be read, so {why}", unreadable)


class AddedChangedRemoved(Protocol):
    """Paths, by what happened to them: of a build, or at a destination."""

    @property
    def added(self) -> tuple[str, ...]:
        """New paths."""

    @property
    def changed(self) -> tuple[str, ...]:
        """Paths with another content."""

    @property
    def removed(self) -> tuple[str, ...]:
        """Paths that are gone."""


def changes(made: AddedChangedRemoved, form: str) -> str:
    """What ``--changes`` prints: for people and rsync, or for programs."""
    if form == "json":
        paths = {"added": made.added, "changed": made.changed, "removed": made.removed}
        return json.dumps(paths, ensure_ascii=False, indent=2)
    marks = (("+", made.added), ("~", made.changed), ("-", made.removed))
    return "\n".join(f"{mark} {path}" for mark, paths in marks for path in paths)


def refuse_missing_content(config: Config) -> None:
    """Raise WrongUse where there is no content folder."""
    from kbgen.publish.draft import refuse_missing

    refuse_missing(config)


def text_of(config: Config, path: str) -> str:
    """The text of an article's file below the content folder, line ends, byte order mark and all; raises OutputError
    where it cannot be read, since it is read to be changed."""
    try:
        with (config.content_dir / path).open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}", hint="nothing was changed") from None


def say(text: str, output: Path | None) -> None:
    """Print what a command has found, or write it to a file."""
    if output is not None:
        write_whole(output, (text if text.endswith("\n") else f"{text}\n").encode("utf-8", "replace"))
    elif text:
        click.echo(text)


def print_report(text: str, form: str, output: Path | None) -> None:
    """Print a report that is there in several forms, or write it to a file."""
    end = "\r\n" if form == "csv" else "\n"
    if output is not None:
        plain = click.unstyle(text) if form == "text" else text
        write_whole(output, f"{plain}{end}".encode("utf-8", "replace"))
    elif form == "csv":
        # Lines of CSV end as they do on every system.
        click.echo(f"{text}{end}".encode(), nl=False)
    else:
        click.echo(text, color=coloured())


def coloured() -> bool | None:
    """False where the user wants no colours; None leaves it to the kind of output."""
    return False if os.environ.get("NO_COLOR") else None


def terminal_width() -> int | None:
    """Of the terminal in columns; a pipe has none, so that whole lines can be searched."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


MOST_TEXT = 100
"""Longer lines of sentences are hard to read."""


def text_width() -> int:
    """Of sentences, in columns: as wide as the terminal, within what can be read."""
    return max(20, min(MOST_TEXT, terminal_width() or MOST_TEXT))


def write_whole(output: Path, content: bytes) -> None:
    """Write a file that is never half; raises OutputError where that cannot be done."""
    temporary = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, output)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(f"{output} cannot be written: {error.strerror}") from None


def is_coloured(stream: TextIO) -> bool:
    """Whether colours are wanted there: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def waiting() -> None:
    """Say that a build has to wait for another one."""
    click.echo("Another build is at work; waiting for it.", err=True)


class Progress:
    """A line that says how far the work is; only on a terminal, and only when it takes over a second."""

    def __init__(self) -> None:
        from time import monotonic

        self._clock = monotonic
        self._begun = self._last = monotonic()
        self._shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are through; 0 where nobody knows how many there are, and twice 0 where a
        long stage begins, of which nothing more is heard.
        """
        now = self._clock()
        silent = not done and not total
        if not sys.stderr.isatty() or (not silent and (now - self._begun < 1 or now - self._last < 0.1)):
            return
        self._last, self._shown = now, True
        whole = f" of {total:,}" if total else ""
        shown = f"{stage} …" if silent else f"{stage}: {done:,}{whole} "
        # The rest of a longer line is wiped.
        click.echo(f"\r\x1b[2K{shown}", nl=False, err=True)

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            click.echo("\r\x1b[2K", nl=False, err=True)
