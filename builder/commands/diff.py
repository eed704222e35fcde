"""`build-course diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.shared import SOURCE, known, must_hold_a_course, release, why


@click.command()
@click.argument("package", metavar="OLD.zip", type=click.Path(path_type=Path, exists=True))
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--accept", multiple=True, metavar="NAME",
              help="A loss that is wanted, by its id; may be given several times.")  # fmt: skip
@click.option("--target", default="scorm12", show_default=True, metavar="NAME",
              help="For which target's room.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def diff(
    package: Path, course_dir: Path, accept: tuple[str, ...], target: str, as_json: bool
) -> None:
    """Say what replacing the package OLD.zip by the course does to learners in the middle.

    OLD.zip is the package that they use now (or the folder of a web page). Nothing is written.
    Exits with 1 when something would be lost that no --accept names.
    """
    from builder.console import Console
    from builder.preparing import compared, survey

    names = known((target,))
    must_hold_a_course(course_dir, "diff OLD.zip")
    old = release(package)
    console = Console(as_json)
    try:
        prepared, outcome = survey(course_dir, names)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    if prepared is None or outcome.report.failed:
        console.show(outcome, course_dir, "Nothing was compared: the course has errors.")
        sys.exit(1)
    found = compared(old, prepared, accept, target)
    if found.unknown:
        raise click.UsageError(f"Nothing is lost that is called {', '.join(found.unknown)}.")
    console.show_comparison(found)
    sys.exit(0 if found.harmless else 1)
