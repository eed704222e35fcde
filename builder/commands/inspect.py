"""`build-course inspect`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.shared import why

if TYPE_CHECKING:
    from builder.inspect.inspection import Inspection


@click.command()
@click.argument("packages", metavar="ZIP...", nargs=-1, required=True,
                type=click.Path(path_type=Path, exists=True))  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def inspect(packages: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Say what an LMS will make of the package ZIP, whichever tool made it.

    Takes SCORM 1.2 and 2004, cmi5 and Tin Can, as zips or as folders. Nothing is written or
    unpacked. Exits with 1 when something is wrong with one of them.
    """
    from builder.console import Console

    found = [(str(path), looked_into(path)) for path in packages]
    Console(as_json).show_inspections(found, strict=strict)
    sys.exit(0 if all(one.passes(strict=strict) for _, one in found) else 1)


def looked_into(path: Path) -> Inspection:
    """What is in a zip or folder."""
    from builder.files import disk_file, read_folder
    from builder.inspect.inspection import inspect_folder, inspect_zip

    try:
        if path.is_dir():
            return inspect_folder(read_folder(path))
        if not path.is_file():
            raise click.UsageError(f"{path} is neither a file nor a folder.")
        return inspect_zip(disk_file(path))
    except OSError as error:
        raise click.ClickException(why(error)) from error
