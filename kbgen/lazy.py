"""Groups of commands that know their commands by name and import only the one that is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """``commands``: name → what the help says of it. The command itself is ``command`` in ``<package>/<name>.py``, or
    ``<name>_.py`` where the name is a word of Python's.
    """

    def __init__(self, *args: Any, package: str, lazy: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.package = package
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which people meet them."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in self.lazy:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command = import_module(f"{self.package}.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lazy.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command for a mistyped one."""
        from kbgen.problems import did_you_mean

        name = args[0]
        if name not in self.lazy and not name.startswith("-"):
            hint = did_you_mean(name, self.lazy)
            ctx.fail(f"there is no command “{name}”{f'; {hint}' if hint else ''}")
        return super().resolve_command(ctx, args)
