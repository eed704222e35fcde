"""`build-course theme new`: a small theme beside the course, with remarks."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.shared import SOURCE, must_hold_a_course, why


@click.command()
@click.argument("name")
@click.option("--extends", "base", metavar="THEME", default="classic", show_default=True,
              help="The theme that it changes.")  # fmt: skip
@click.option("--course", "course_dir", type=click.Path(path_type=Path), default=SOURCE,
              show_default=True, help="The course that it is for.")  # fmt: skip
def new(name: str, base: str, course_dir: Path) -> None:
    """Make a small theme NAME in the folder themes/ of a course, with remarks that explain it.

    It builds at once. Nothing that is there is ever overwritten.
    """
    from builder.files import replacing
    from builder.model.words import listed, meant
    from builder.theming.folders import OWN, find, names, read_course_folder
    from builder.theming.starter import name_fault, new_theme

    must_hold_a_course(course_dir, "theme new --course")
    if fault := name_fault(name):
        raise click.UsageError(fault)
    folder = course_dir / OWN / name
    if folder.exists():
        raise click.ClickException(f"There is {folder} already; nothing was written.")
    try:
        tree = read_course_folder(course_dir)
        if find(tree, base) is None:
            known = list(names(tree))
            hint = meant(base, known, f"These are there: {listed(known)}.")
            raise click.UsageError(f"There is no theme {base!r}. {hint}")
        files = new_theme(name, base)
        for path, data in files.items():
            with replacing(folder / path) as stream:
                stream.write(data)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    click.echo(click.style(str(folder), bold=True))
    for path in files:
        click.echo(f"  {path}")
    click.echo(f"\nNext: write theme: {name} in {course_dir / 'course.yaml'}, and look at it with")
    click.echo(f"  build-course theme gallery --course {course_dir}")
    click.echo("  build-course preview")
