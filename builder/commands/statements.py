"""`build-course statements` and `build-course send`: what goes to a learning record store."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from builder.commands.shared import OUT, SOURCE, must_hold_a_course, release, why


@click.command()
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
        describe(course_dir, out)
        return
    from builder.tracked import Wanted, convert_file

    wanted = Wanted(iri=iri, home_page=home_page, time=time)
    said(lambda: convert_file(tracks, release(package), wanted, out))


@click.command()
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

    sys.exit(0 if said(lambda: send_file(file, url, dry_run=dry_run)) else 1)


def describe(course_dir: Path, out: Path) -> None:
    """Write what a learning record store may know of a course beforehand."""
    from builder.build import described
    from builder.console import Console

    must_hold_a_course(course_dir)
    try:
        outcome = described(course_dir, out)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    Console(False).show(outcome, course_dir)
    sys.exit(1 if outcome.report.failed else 0)


def said(do: Callable[[], bool]) -> bool:
    """What `do` came to; what stops it, as a message."""
    from builder.tracked import NotPossibleError

    try:
        return do()
    except NotPossibleError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(why(error)) from error
