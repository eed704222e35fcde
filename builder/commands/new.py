"""`build-course new`: three questions, and a small course that builds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.shared import why

if TYPE_CHECKING:
    from builder.starting import Wish

TITLE = "My first course"
LANGUAGE = "en"


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The title of the course.")
@click.option("--language", metavar="CODE", help="The language of its texts: en, en-CA, fr …")
@click.option("--kind", metavar="NAME", help="What it begins with: guided, pages or empty.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given is as proposed.")
def new(
    folder: Path | None, title: str | None, language: str | None, kind: str | None, yes: bool
) -> None:
    """Make a small course in DIR that builds, with remarks that explain the format.

    Asks for title, language and what the course begins with, unless they are given. Without DIR
    its folder is called by its title. Nothing that is there is ever overwritten.
    """
    from builder.starting import SOURCE, new_course

    wish = answers(title, language, kind, yes)
    target = folder or Path(wish.id)
    files = new_course(wish)
    try:
        must_be_free(target)
        kept = [name for name in files if (target / name).exists()]
        write(target, {name: data for name, data in files.items() if name not in kept})
    except OSError as error:
        raise click.ClickException(why(error)) from error
    click.echo(f"{click.style(str(target), bold=True)}  {wish.title}")
    for name in sorted(files):
        if not name.startswith(f"{SOURCE}/."):
            click.echo(f"  {name}{'  (yours is kept)' if name in kept else ''}")
    click.echo("\nNext:")
    if target != Path():
        click.echo(f"  cd {_quoted(target)}")
    click.echo("  build-course check                 all rules, and what to do where one is broken")
    click.echo("  build-course preview               to see it while you write")
    click.echo("  build-course build --target web    to look at it in a browser")
    click.echo("  build-course                       the package for an LMS")
    remarks(wish)


def answers(title: str | None, language: str | None, kind: str | None, yes: bool) -> Wish:
    """What the author wants: as given, as proposed, or as asked for.

    Raises:
        click.UsageError: something cannot be, or is missing and nobody can be asked.
    """
    from builder.starting import STARTS, Wish, language_fault, title_fault

    missing = [
        f"--{name}"
        for name, value in (("title", title), ("language", language), ("kind", kind))
        if value is None
    ]
    if missing and not yes and not at_a_terminal():
        raise click.UsageError(
            f"Nobody can be asked here. Give {', '.join(missing)}; or --yes for what is proposed."
        )

    def kind_fault(name: str) -> str | None:
        known = ", ".join(STARTS)
        return None if name in STARTS else f"There is no kind {name!r}. Kinds are: {known}."

    def choice(name: str) -> str:
        return list(STARTS)[int(name) - 1] if name in ("1", "2", "3") else name

    def told() -> None:
        for number, (name, start) in enumerate(STARTS.items(), start=1):
            click.echo(f"  {number} {name:<8} {start.title}")

    said = (
        _answer(title, "Title of the course", TITLE, yes, title_fault).strip(),
        _answer(language, "Language of its texts (en, en-CA, fr …)", LANGUAGE, yes, language_fault),
    )
    if kind is None and not yes:
        told()
    begin = _answer(kind, "Begin with", next(iter(STARTS)), yes, lambda a: kind_fault(choice(a)))
    return Wish(*said, choice(begin))


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _answer(
    given: str | None, question: str, proposed: str, yes: bool, fault: Callable[[str], str | None]
) -> str:
    """What was given, or what is proposed, or what is asked for until it can be."""
    if given is not None:
        if wrong := fault(given):
            raise click.UsageError(wrong)
        return given
    if yes:
        return proposed

    def checked(answer: str) -> str:
        if wrong := fault(answer):
            raise click.UsageError(wrong)
        return answer

    return str(click.prompt(question, default=proposed, value_proc=checked))


def must_be_free(target: Path) -> None:
    """Say so where there is a course already.

    Raises:
        click.ClickException: nothing may be written.
    """
    if target.exists() and not target.is_dir():
        raise click.ClickException(f"{target} is a file. Choose another folder.")
    if (target / "course.yaml").exists() or (target / "course_src").exists():
        raise click.ClickException(
            f"There is a course in {target} already. Choose another folder; nothing was written."
        )


def write(target: Path, files: dict[str, bytes]) -> None:
    """All files of a new course."""
    from builder.files import replacing

    for name, data in files.items():
        with replacing(target / name) as stream:
            stream.write(data)


def remarks(wish: Wish) -> None:
    """What an author should know of the language that was chosen."""
    from builder.languages import best_match, player_languages
    from builder.starting import TEXTS_LANGUAGE

    language = wish.language.partition("-")[0]
    if language != TEXTS_LANGUAGE:
        click.echo("\nThe texts and remarks in it are English: write your own in their place.")
    if best_match(wish.language, player_languages()) is None:
        click.echo(f"The player's own words are not there in {language!r} yet; they are English.")


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
