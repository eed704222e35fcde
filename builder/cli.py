"""The command line: parse options, call, print. No rule of the domain lives here."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from builder import __version__

SOURCE = Path("course_src")
OUT = Path("dist")
UNTOUCHED = "What was there before is as it was."


class _DefaultCommand(click.Group):
    """`build-course` alone, or with options or a folder only, means `build-course build`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or self._means_build(args[0]):
            args = ["build", *args]
        return super().parse_args(context, args)

    def _means_build(self, first: str) -> bool:
        if first.startswith("-"):
            return first not in ("--help", "-h", "--version")
        return first not in self.commands and Path(first).exists()


@click.group(cls=_DefaultCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="build-course")
def main() -> None:
    """Compile a course written in YAML into packages for learning management systems."""


@main.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    help="What to build: scorm12 (default) or web; may be given several times.",
)
@click.option("--out", type=click.Path(path_type=Path), default=OUT, show_default=True,
              help="The folder for the packages.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def build(course_dir: Path, targets: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Build the course in COURSE_DIR (default: ./course_src)."""
    # Looking for plugins of pydantic takes time, and one might change what a course means.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Nothing of what is loaded here is ever garbage; looking for some in it would take time, too.
    gc.disable()
    from builder.build import build as run
    from builder.console import Console

    gc.freeze()
    gc.enable()
    names = _known(targets or ("scorm12",))
    _must_hold_a_course(course_dir)
    console = Console(as_json)
    try:
        with console.working() as progress:
            outcome = run(course_dir, out, names, progress)
    except OSError as error:
        raise click.ClickException(_why(error)) from error
    console.show(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)


@main.command()
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
    _must_hold_a_course(course_dir)
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
        raise click.ClickException(_why(error)) from error
    click.echo(f"{click.style(str(out), bold=True)}  {len(found.story.scenes)} scenes and endings")


def _known(targets: tuple[str, ...]) -> list[str]:
    from builder.targets import TARGETS

    for name in targets:
        if name not in TARGETS:
            known = ", ".join(TARGETS)
            raise click.UsageError(f"There is no target {name!r}. Targets are: {known}.")
    return list(dict.fromkeys(targets))


def _must_hold_a_course(folder: Path) -> None:
    if folder.is_dir():
        return
    if folder.exists():
        raise click.UsageError(
            f"{str(folder)!r} is a file. Name the folder that it is in: "
            f"build-course build {folder.parent}"
        )
    if folder == SOURCE and Path("course.yaml").is_file():
        raise click.UsageError("You are in the course's folder. Write: build-course build .")
    raise click.UsageError(
        f"There is no folder {str(folder)!r}. Go to the folder that holds it, or name the "
        "course's folder: build-course build COURSE_DIR"
    )


def _why(error: OSError) -> str:
    reason = error.strerror or str(error)
    path = Path(str(error.filename or ""))
    if path.name.endswith(".part"):
        where = f"Cannot write into {path.parent}: "
        return f"{where}{reason}. Choose another folder with --out. {UNTOUCHED}"
    return f"{path}: {reason}. {UNTOUCHED}" if error.filename else f"{reason}. {UNTOUCHED}"


if __name__ == "__main__":
    main()
