"""`build-course build`, which `build-course` alone means as well."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.shared import (
    OUT,
    SOURCE,
    chosen,
    known_languages,
    loading,
    must_hold_a_course,
    why,
)


@click.command()
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
@click.option("--language", "languages", multiple=True, metavar="CODE",
              help="Build this language alone, listed or not; may be repeated.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=OUT, show_default=True,
              help="The folder for the packages.")  # fmt: skip
@click.option("--locked", is_flag=True,
              help="Fail if tracking.lock would change; for CI.")  # fmt: skip
@click.option("--no-cache", is_flag=True,
              help="Work out everything anew, and leave .build-course as it is.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def build(
    course_dir: Path,
    targets: tuple[str, ...],
    everything: bool,
    languages: tuple[str, ...],
    out: Path,
    locked: bool,
    no_cache: bool,
    as_json: bool,
) -> None:
    """Build the course in COURSE_DIR (default: ./course_src)."""
    from builder.cache import NO_CACHE, NO_VALUES, cache_of, known_values, tool_cache
    from builder.console import Console, terminal
    from builder.unchanged import last_words, remember

    known_languages(languages)
    must_hold_a_course(course_dir)
    console = Console(as_json)
    cache, known = NO_CACHE, NO_VALUES
    if not no_cache:
        cache, known = cache_of(course_dir), known_values()
    asked = [Path(course_dir).absolute(), Path(out).absolute(), course_dir, out]
    request = repr([asked, targets, everything, languages, locked, as_json, terminal()]).encode()
    try:
        said = last_words(cache, request, course_dir)
        if said is not None:
            console.say_again(said)
            return
        with loading():
            from builder.build import build as run
        names = chosen(targets, everything)
        with console.working() as progress:
            outcome = run(
                course_dir,
                out,
                names,
                progress,
                locked=locked,
                languages=languages,
                cache=cache,
                known=known,
            )
        console.show(outcome, course_dir)
        if outcome.alone:
            remember(cache, request, outcome.tree, outcome.written, console.said)
        cache.close()
        known.close()
        tool_cache().close()
    except OSError as error:
        raise click.ClickException(why(error)) from error
    sys.exit(1 if outcome.report.failed else 0)
