"""`build-course theme list`: the themes that a course can name, and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.shared import SOURCE, must_hold_a_course, why


@click.command("list")
@click.option("--course", "course_dir", type=click.Path(path_type=Path),
              help="A course with themes of its own.  [default: course_src, if there is one]",
              )  # fmt: skip
def listing(course_dir: Path | None) -> None:
    """Say which themes there are, and where each comes from."""
    from builder.files import Content
    from builder.theming.folders import names, read_course_folder
    from builder.theming.theme import told

    tree: dict[str, Content] = {}
    if course_dir is not None:
        must_hold_a_course(course_dir, "theme list --course")
    elif (SOURCE / "course.yaml").is_file():
        course_dir = SOURCE
    try:
        if course_dir is not None:
            tree = read_course_folder(course_dir)
        themes = names(tree)
        width = max(map(len, themes), default=0)
        for name, where in themes.items():
            click.echo(f"{click.style(name.ljust(width), bold=True)}  {where}")
            if about := told(tree, name):
                click.echo(f"{' ' * width}  {about}")
    except OSError as error:
        raise click.ClickException(why(error)) from error
