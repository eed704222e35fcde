"""`build-course theme gallery`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.commands.shared import OUT, SOURCE, must_hold_a_course, why

MADE_HERE = ("course.yaml", "tracking.lock", "modules/", "scales/", "scenarios/", "locales/")
"""What the gallery has of its own instead of the course's."""

if TYPE_CHECKING:
    from builder.files import Tree


@click.command()
@click.argument("name", required=False)
@click.option("--course", "course_dir", type=click.Path(path_type=Path),
              help="A course with a theme or colours of its own; else course_src.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=OUT,
              show_default=True, help="The folder to write into.")  # fmt: skip
def gallery(name: str | None, course_dir: Path | None, out: Path) -> None:
    """Show every block in the theme NAME, untouched and answered, on one page.

    Without NAME it is the theme of the course, with the colours that the course gives it.
    """
    from builder.console import Console
    from builder.files import replacing
    from builder.gallery.page import UnusableError, gallery_page

    if course_dir is None and (SOURCE / "course.yaml").is_file():
        course_dir = SOURCE
    if course_dir:
        must_hold_a_course(course_dir, "theme gallery --course")
    theme, beside = _chosen(name, course_dir)
    said = theme["name"] if isinstance(theme, dict) and "name" in theme else theme
    try:
        page = gallery_page(theme, beside)
        path = out / f"gallery-{Path(str(said)).name}.html"
        with replacing(path) as stream:
            stream.write(page.encode("utf-8"))
    except UnusableError as error:
        Console(as_json=False).findings(error.report, error.tree, course_dir or Path())
        sys.exit(1)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    click.echo(path)


def _chosen(name: str | None, course_dir: Path | None) -> tuple[Any, Tree]:
    """The theme as a course.yaml writes it, and the files beside it."""
    import yaml

    from builder.files import read_all
    from builder.theming.folders import read_course_folder

    if course_dir is None:
        return name or "classic", {}
    tree = read_course_folder(course_dir)
    try:
        course = yaml.load(read_all(tree["course.yaml"]), Loader=yaml.CSafeLoader)
    except (KeyError, yaml.YAMLError):
        course = None
    written = course.get("theme", "classic") if isinstance(course, dict) else "classic"
    own = written.get("name", "classic") if isinstance(written, dict) else written
    beside = {path: tree[path] for path in tree if not path.startswith(MADE_HERE)}
    return (written if name in (None, own) else name), beside
