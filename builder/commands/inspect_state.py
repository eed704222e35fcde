"""`build-course inspect-state`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.shared import release


@click.command("inspect-state")
@click.argument("string")
@click.option("--package", required=True, type=click.Path(path_type=Path, exists=True),
              metavar="ZIP", help="The package that the learner uses.")  # fmt: skip
@click.option("--texts", is_flag=True,
              help="Show what is for the learner alone, too.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def inspect_state(string: str, package: Path, texts: bool, as_json: bool) -> None:
    """Explain the STRING that an LMS keeps of a learner's progress (cmi.suspend_data).

    Put it in single quotes, or give - to read it from the standard input. Exits with 1 when it
    cannot be read.
    """
    from builder.console import Console
    from builder.release.explain import explain, refusal
    from builder.release.readings import MOST, read_bytes, read_string

    made = release(package)
    if string == "-":
        string = read_bytes(sys.stdin.buffer.read(4 * MOST))
    state, undone = read_string(string)
    console = Console(as_json)
    if isinstance(state, str):
        console.show_refusal(state, *refusal(state, string))
        sys.exit(1)
    console.show_state(explain(made.plan, state, private=texts), undone)
