"""The command line: parse options, call, print. No rule of the domain lives here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder import __version__

if TYPE_CHECKING:
    from builder.release.read import Release

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
    names = _chosen(targets, everything)
    _must_hold_a_course(course_dir)
    console = Console(as_json)
    try:
        with console.working() as progress:
            outcome = run(course_dir, out, names, progress, locked=locked)
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


@main.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--target", default="scorm12", show_default=True, metavar="NAME",
              help="For which target: the room differs.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def budget(course_dir: Path, target: str, as_json: bool) -> None:
    """Show what takes the space of a learner's progress. Nothing is written."""
    from builder.build import survey
    from builder.console import Console

    names = _known((target,))
    _must_hold_a_course(course_dir, "budget")
    try:
        _, outcome = survey(course_dir, names)
    except OSError as error:
        raise click.ClickException(_why(error)) from error
    Console(as_json).show_budget(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)


@main.command()
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
    from builder.build import compared, survey
    from builder.console import Console

    names = _known((target,))
    _must_hold_a_course(course_dir, "diff OLD.zip")
    old = _release(package)
    console = Console(as_json)
    try:
        prepared, outcome = survey(course_dir, names)
    except OSError as error:
        raise click.ClickException(_why(error)) from error
    if prepared is None or outcome.report.failed:
        console.show(outcome, course_dir, "Nothing was compared: the course has errors.")
        sys.exit(1)
    found = compared(old, prepared, accept, target)
    if found.unknown:
        raise click.UsageError(f"Nothing is lost that is called {', '.join(found.unknown)}.")
    console.show_comparison(found)
    sys.exit(0 if found.harmless else 1)


@main.command("inspect-state")
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

    release = _release(package)
    if string == "-":
        string = read_bytes(sys.stdin.buffer.read(4 * MOST))
    state, undone = read_string(string)
    console = Console(as_json)
    if isinstance(state, str):
        console.show_refusal(state, *refusal(state, string))
        sys.exit(1)
    console.show_state(explain(release.plan, state, private=texts), undone)


@main.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--from", "tracks", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              metavar="TRACKS", help="What an LMS stored of SCORM attempts.")  # fmt: skip
@click.option("--package", type=click.Path(path_type=Path, exists=True), metavar="ZIP",
              help="The package that the learners used; goes with --from.")  # fmt: skip
@click.option("--iri", metavar="IRI", help="The course's iri, if the package has none.")
@click.option("--home-page", metavar="URL",
              help="The address of the LMS that the ids of learners belong to.")  # fmt: skip
@click.option("--time", metavar="TIME",
              help="When attempts began that have no time: 2026-05-04T08:00:00Z.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=OUT, show_default=True,
              help="The folder for the files.")  # fmt: skip
def statements(
    course_dir: Path,
    tracks: Path | None,
    package: Path | None,
    iri: str | None,
    home_page: str | None,
    time: str | None,
    out: Path,
) -> None:
    """Write the xAPI statements of the course in COURSE_DIR, and the profile that they follow.

    With --from and --package: write what learners did in SCORM attempts as statements, for
    build-course send. The same attempts always give the same statements.
    """
    if (tracks is None) != (package is None):
        raise click.UsageError("--from and --package go together.")
    if tracks is None or package is None:
        _describe(course_dir, out)
        return
    from builder.tracked import Wanted, convert_file

    wanted = Wanted(iri=iri, home_page=home_page, time=time)
    _said(lambda: convert_file(tracks, _release(package), wanted, out))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--lrs", "url", required=True, metavar="URL",
              help="The address of the learning record store.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Look at the statements and send nothing.")
def send(file: Path, url: str, dry_run: bool) -> None:
    """Send the statements in FILE to a learning record store (LRS).

    Name and password come from BUILD_COURSE_LRS_KEY and BUILD_COURSE_LRS_SECRET in the
    environment, or are asked for. Sending the same file twice changes nothing. Exits with 1 when
    the LRS does not have all of the statements afterwards.
    """
    from builder.tracked import send_file

    sys.exit(0 if _said(lambda: send_file(file, url, dry_run=dry_run)) else 1)


def _describe(course_dir: Path, out: Path) -> None:
    """Write what a learning record store may know of a course beforehand."""
    from builder.build import described
    from builder.console import Console

    _must_hold_a_course(course_dir)
    try:
        outcome = described(course_dir, out)
    except OSError as error:
        raise click.ClickException(_why(error)) from error
    Console(False).show(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)


def _said(do: Callable[[], bool]) -> bool:
    """What `do` came to; what stops it, as a message."""
    from builder.tracked import NotPossibleError

    try:
        return do()
    except NotPossibleError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(_why(error)) from error


def _release(path: Path) -> Release:
    """The release that a package holds, be it a zip or a folder."""
    from builder.files import disk_file, some_files
    from builder.release.archive import UnreadableError
    from builder.release.read import WANTED, read_release, read_zip

    try:
        if path.is_dir():
            return read_release(some_files(path, (*WANTED, "course.yaml")))
        return read_zip(disk_file(path))
    except UnreadableError as error:
        raise click.UsageError(f"{path} is no package that can be read. {error}") from error
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or error}") from error


def _chosen(targets: tuple[str, ...], everything: bool) -> list[str]:
    """The targets to build."""
    from builder.targets import TARGETS

    if everything and targets:
        raise click.UsageError("--all-targets and --target exclude each other; leave one out.")
    return list(TARGETS) if everything else _known(targets or ("scorm12",))


def _known(targets: tuple[str, ...]) -> list[str]:
    from builder.targets import TARGETS

    for name in targets:
        if name not in TARGETS:
            known = ", ".join(TARGETS)
            raise click.UsageError(f"There is no target {name!r}. Targets are: {known}.")
    return list(dict.fromkeys(targets))


def _must_hold_a_course(folder: Path, command: str = "build") -> None:
    """Say what to write instead, after `build-course` and the command, where this is no folder."""
    if folder.is_dir():
        return
    if folder.suffix == ".yaml" and folder.exists():
        raise click.UsageError(
            f"{str(folder)!r} is a file. Name the folder that it is in: "
            f"build-course {command} {folder.parent}"
        )
    if folder.exists():
        raise click.UsageError(
            f"{str(folder)!r} is a file. Name the course's folder: "
            f"build-course {command} COURSE_DIR"
        )
    if folder == SOURCE and Path("course.yaml").is_file():
        raise click.UsageError(f"You are in the course's folder. Write: build-course {command} .")
    raise click.UsageError(
        f"There is no folder {str(folder)!r}. Go to the folder that holds it, or name the "
        f"course's folder: build-course {command} COURSE_DIR"
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
