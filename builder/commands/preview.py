"""`build-course preview`."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

import click

from builder.commands.shared import SOURCE, known, known_languages, must_hold_a_course


@click.command()
@click.argument("course_dir", type=click.Path(path_type=Path), default=SOURCE)
@click.option("--target", default="scorm12", show_default=True, metavar="NAME",
              help="Which LMS to begin with.")  # fmt: skip
@click.option("--language", default="", metavar="CODE",
              help="Show it in this language, listed or not; without it in its own.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535),
              help="The port to listen at; without it a free one.")  # fmt: skip
@click.option("--open/--no-open", "opened", default=False, show_default=True,
              help="Open it in the browser.")  # fmt: skip
def preview(course_dir: Path, target: str, language: str, port: int | None, opened: bool) -> None:
    """Show the course in COURSE_DIR while it is written, in an LMS of its own.

    Only this machine can see it. Saving a file shows the change at once, on the same page; Ctrl-C
    ends it. Nothing of the course is written, only a cache beside it (.build-course).
    """
    import asyncio
    import webbrowser

    from builder.cache import cache_of
    from builder.preview.context import Preview
    from builder.preview.serving import PortTakenError, Server, address_of, listen
    from builder.preview.told import line_of
    from builder.preview.workshop import Build, Workshop

    known((target,))
    known_languages((language,) if language else ())
    must_hold_a_course(course_dir, "preview")
    try:
        listener = listen(port)
    except PortTakenError as error:
        raise click.ClickException(
            f"Port {port} is taken, perhaps by another preview. Without --port a free one is used."
        ) from error
    except OSError as error:
        raise click.ClickException(f"Nothing can be served here: {error.strerror}") from error
    shown = Preview(
        course_dir, Workshop(course_dir, cache=cache_of(course_dir), language=language), target
    )

    def told(build: Build) -> None:
        report = build.findings(target)
        said = build.problem or line_of(report, build.tree, course_dir)
        bad = report.failed or build.problem
        mark = click.style("errors", fg="red") if bad else click.style("built", fg="green")
        click.echo(f"{datetime.now():%H:%M:%S}  {mark} in {build.seconds:.2f} s  {said}")

    _never_fail_to_print()
    address = address_of(listener)
    click.echo(f"{click.style(address, bold=True)}  shows {course_dir}; Ctrl-C ends it.")
    if opened:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        asyncio.run(Server(shown, listener, told).run())


def _never_fail_to_print() -> None:
    """Better a "?" than no line at all."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)
