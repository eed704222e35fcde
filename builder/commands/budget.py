"""`build-course budget`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.shared import SOURCE, known, must_hold_a_course, why


@click.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--target", default="scorm12", show_default=True, metavar="NAME",
              help="For which target: the room differs.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def budget(course_dir: Path, target: str, as_json: bool) -> None:
    """Show what takes the space of a learner's progress. Nothing is written."""
    from builder.console import Console
    from builder.preparing import survey

    names = known((target,))
    must_hold_a_course(course_dir, "budget")
    try:
        _, outcome = survey(course_dir, names)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    Console(as_json).show_budget(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)
