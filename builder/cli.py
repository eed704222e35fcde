"""The command line: the table of commands, each of which is loaded when it is asked for."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from builder import __version__

COMMANDS = {
    "build": "build:build",
    "budget": "budget:budget",
    "check": "check:check",
    "diff": "diff:diff",
    "explain": "explain:explain",
    "graph": "graph:graph",
    "inspect": "inspect:inspect",
    "inspect-state": "inspect_state:inspect_state",
    "new": "new:new",
    "preview": "preview:preview",
    "schema": "schema:schema",
    "send": "statements:send",
    "statements": "statements:statements",
    "theme": "theme:theme",
    "translate": "translate:translate",
}
"""Where each command stands: a module of `builder.commands`, and its name in it."""


class Commands(click.Group):
    """Commands that cost nothing until they are asked for.

    `build-course` alone, or with options or a folder only, means `build-course build`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, for the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found: click.Command = getattr(import_module(f"builder.commands.{module}"), name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`build` stands before what names no command."""
        if not args or self._means_build(args[0]):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def _means_build(self, first: str) -> bool:
        if first.startswith("-"):
            return first not in ("--help", "-h", "--version")
        return first not in COMMANDS and Path(first).exists()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="build-course")
def main() -> None:
    """Compile a course written in YAML into packages for learning management systems."""


def run() -> NoReturn:
    """Run the command line as a program, and leave as soon as it is done.

    Python would first take apart all that was loaded, piece by piece, for nothing.
    """
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    if not isinstance(code, int | None):
        sys.exit(str(code))
    for stream in filter(None, (sys.stdout, sys.stderr)):  # None: it was closed at the start
        with suppress(OSError):  # whoever read it has gone
            stream.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    run()
