"""`build-course build`, which `build-course` alone means as well."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from builder.commands.shared import OUT, SOURCE, chosen, must_hold_a_course, why


@click.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    help="What to build: scorm12 (default), scorm2004, cmi5, xapi or web; may be given several "
    "times.",
)
@click.option("--all-targets", "everything", is_flag=True,
              help="Build all five targets; the course needs an iri.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=OUT, show_default=True,
              help="The folder for the packages.")  # fmt: skip
@click.option("--locked", is_flag=True,
              help="Fail if tracking.lock would change; for CI.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def build(
    course_dir: Path,
    targets: tuple[str, ...],
    everything: bool,
    out: Path,
    locked: bool,
    as_json: bool,
) -> None:
    """Build the course in COURSE_DIR (default: ./course_src)."""
    # Looking for plugins of pydantic takes time, and one might change what a course means.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Nothing of what is loaded here is ever garbage; looking for some in it would take time, too.
    gc.disable()
    from builder.build import build as run
    from builder.console import Console

    gc.freeze()
    gc.enable()
    names = chosen(targets, everything)
    must_hold_a_course(course_dir)
    console = Console(as_json)
    try:
        with console.working() as progress:
            outcome = run(course_dir, out, names, progress, locked=locked)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    console.show(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)
