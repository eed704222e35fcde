"""`build-course schema`: the format as editors understand it."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.shared import why


@click.command()
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write them as files into this folder, all or that of KIND.")  # fmt: skip
def schema(kind: str | None, out: Path | None) -> None:
    """Print the JSON Schema of a KIND of file: course, module, scenario or scale.

    Without KIND, list the kinds. Editors that know the YAML language server complete, explain and
    check a file whose first line is

        # yaml-language-server: $schema=.schema/course.schema.json

    (from modules/, scenarios/ and scales/ the path begins with ../).
    """
    from builder.schema import FOLDER, KINDS, as_text

    if kind is not None and kind not in KINDS:
        raise click.UsageError(f"There is no kind {kind!r}. Kinds are: {', '.join(KINDS)}.")
    if out is not None:
        write(out, [kind] if kind else list(KINDS))
    elif kind is not None:
        click.echo(as_text(kind), nl=False)
    else:
        for name, one in KINDS.items():
            click.echo(f"{name:<10} {one.where}")
        click.echo(f"\nAll of them as files: build-course schema --out course_src/{FOLDER}")


def write(folder: Path, kinds: list[str]) -> None:
    """The schemas of these kinds as files."""
    from builder.files import replacing
    from builder.schema import as_text, file_name

    try:
        for name in kinds:
            path = folder / file_name(name)
            with replacing(path) as stream:
                stream.write(as_text(name).encode("utf-8"))
            click.echo(click.style(str(path), bold=True))
    except OSError as error:
        raise click.ClickException(why(error)) from error
