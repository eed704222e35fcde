"""`build-course graph`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.shared import SOURCE, must_hold_a_course, why


@click.command()
@click.argument("scenario")
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--format", "form", metavar="NAME",
              help="svg (a picture, the default) or mermaid (text for Mermaid).")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write; without it the drawing is printed.")  # fmt: skip
def graph(scenario: str, course_dir: Path, form: str | None, out: Path | None) -> None:
    """Draw SCENARIO (of scenarios/SCENARIO.yaml) with its scenes, choices and endings.

    Choices that no run can offer, scenes that none reaches, and places where one gets stuck are
    marked.
    """
    from builder.console import Console
    from builder.files import read_folder, replacing
    from builder.graph import FORMATS, SUFFIXES, subject

    name = form or SUFFIXES.get(out.suffix.lower() if out else "", "svg")
    if name not in FORMATS:
        raise click.UsageError(f"There is no format {name!r}. Formats are: {', '.join(FORMATS)}.")
    must_hold_a_course(course_dir)
    try:
        tree = read_folder(course_dir)
        found = subject(tree, scenario)
        if scenario not in found.names:
            known = ", ".join(found.names) or "none yet"
            raise click.UsageError(f"There is no scenario {scenario!r}. Scenarios are: {known}.")
        if found.report.diagnostics:
            Console(as_json=False).findings(found.report, tree, course_dir)
        if found.story is None:
            click.echo("Nothing was drawn; mend the errors first.", err=True)
            sys.exit(1)
        drawing = FORMATS[name](found.story)
        if out is None:
            click.echo(drawing, nl=False)
            return
        with replacing(out) as stream:
            stream.write(drawing.encode("utf-8"))
    except OSError as error:
        raise click.ClickException(why(error)) from error
    click.echo(f"{click.style(str(out), bold=True)}  {len(found.story.scenes)} scenes and endings")
