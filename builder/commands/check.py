"""`build-course check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.shared import SOURCE, chosen, loading, must_hold_a_course, why

if TYPE_CHECKING:
    from builder.checking import Checked
    from builder.fixing import Repair

FORMATS = ("text", "json", "sarif", "github")


@click.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="For people, for programs, for code hosts, for GitHub Actions.")  # fmt: skip
@click.option("--fix", is_flag=True,
              help="Mend what has one safe repair, and say what was done.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--hints/--no-hints", default=True, show_default=True,
              help="Whether to give hints, which never fail.")  # fmt: skip
@click.option("--target", "targets", multiple=True, metavar="NAME",
              help="For which targets (default scorm12): their room differs.")  # fmt: skip
@click.option("--all-targets", "everything", is_flag=True, help="For all targets.")
def check(
    course_dir: Path,
    form: str,
    fix: bool,
    strict: bool,
    hints: bool,
    targets: tuple[str, ...],
    everything: bool,
) -> None:
    """Say all that there is to say about the course in COURSE_DIR, without building it.

    Exits with 1 when there are errors, with --strict also when there are warnings. A comment in
    the course allows what a rule finds: "# build-course: allow BC613, because …".
    """
    with loading():
        from builder.checking import check as run
        from builder.theming.folders import read_course_folder

    names = chosen(targets, everything)
    must_hold_a_course(course_dir, "check")
    try:
        tree = read_course_folder(course_dir)
        repairs = mended(course_dir) if fix else []
        if repairs:
            tree = read_course_folder(course_dir)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    checked = run(tree, names, hints=hints)
    show(checked, repairs, form, course_dir)
    sys.exit(1 if checked.fails(strict=strict) else 0)


def mended(folder: Path) -> list[Repair]:
    """Mend what can be mended, in the author's files."""
    from builder.files import mend
    from builder.fixing import fixed
    from builder.theming.folders import read_course_folder

    before = read_course_folder(folder)
    result = fixed(before)
    mend(folder, result.changed(before), result.names)
    return result.repairs


def show(checked: Checked, repairs: list[Repair], form: str, source: Path) -> None:
    """What was found, in one of the formats; what was mended, where a format has no room for it."""
    from builder import __version__
    from builder.annotations import as_annotations
    from builder.console import Console
    from builder.rules import RULES
    from builder.sarif import as_sarif

    console = Console(as_json=form == "json")
    if form in ("text", "json"):
        console.show_check(checked, repairs, source)
        return
    console.show_repairs(repairs, source)
    if form == "sarif":
        report, silenced, tree = checked.report, checked.silenced, checked.tree
        click.echo(as_sarif(report, silenced, tree, source, RULES, __version__))
    else:
        for line in as_annotations(checked.report, checked.tree, source, RULES):
            click.echo(line)
