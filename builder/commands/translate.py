"""`build-course translate`: the course's texts to translators and back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from builder.commands.shared import SOURCE, known_languages, must_hold_a_course, why

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.files import Tree
    from builder.model.course import Course
    from builder.translating.po import Po
    from builder.translating.status import Status


@click.group()
def translate() -> None:
    """Translate a course: its texts go out to translators and come back as files.

    The translations for LANG stand in locales/LANG.po in the course's folder; every program for PO
    files opens it.
    """


COURSE = click.option("--course", "course_dir", type=click.Path(path_type=Path), default=SOURCE,
                      show_default=True, help="The course's folder.")  # fmt: skip


@translate.command()
@COURSE
def extract(course_dir: Path) -> None:
    """Write all texts of the course to locales/messages.pot, for languages to begin with."""
    from builder.translating.po import TEMPLATE, written_po
    from builder.translating.updating import entries_of, new_po, updated
    from builder.wording import counted

    course, tree = read(course_dir)
    entries = entries_of(course, tree)
    keep(course_dir, tree, TEMPLATE, written_po(updated(new_po(course), entries)))
    click.echo(f"{course_dir / TEMPLATE}: {counted(len(entries), 'text')}")


@translate.command()
@click.argument("languages", nargs=-1, metavar="[LANG]…")
@COURSE
def update(languages: tuple[str, ...], course_dir: Path) -> None:
    """Bring locales/LANG.po up to the course as it is now; write it, if it is not there yet.

    Without LANG all that the course lists, and all that are there. Translations of texts that did
    not change stay. Where a text changed, its translation stays as a proposal (fuzzy) with the text
    as it was; what is gone is kept at the end.
    """
    from builder.model.variants import file_of
    from builder.translating.po import written_po
    from builder.translating.status import status_of

    course, tree = read(course_dir)
    names = chosen(languages, course, tree)
    for language, po in zip(names, current(names, course, tree, course_dir), strict=True):
        keep(course_dir, tree, file_of(language), written_po(po))
        click.echo(f"{course_dir / file_of(language)}: {status_of(language, po).in_words}")


@translate.command()
@click.argument("languages", nargs=-1, metavar="[LANG]…")
@COURSE
@click.option("--complete", is_flag=True, help="Exit with 1 unless all texts are translated.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def status(languages: tuple[str, ...], course_dir: Path, complete: bool, as_json: bool) -> None:
    """Say how far each translation is, measured by the course as it is now. Nothing is written."""
    from builder.translating.status import status_of

    course, tree = read(course_dir)
    names = chosen(languages, course, tree)
    found = list(map(status_of, names, current(names, course, tree, course_dir)))
    if as_json:
        data = [{**asdict(one), "texts": one.texts, "complete": one.complete} for one in found]
        click.echo(json.dumps({"languages": data}, indent=2))
    else:
        for line in table(found):
            click.echo(line)
    sys.exit(1 if complete and not all(one.complete for one in found) else 0)


def table(found: Sequence[Status]) -> Iterator[str]:
    """The numbers below each other."""
    titles = ("language", "translated", "fuzzy", "missing", "words to translate")
    yield "  ".join(titles)
    for one in found:
        translated = f"{one.translated} of {one.texts}"
        cells = (one.language, translated, one.fuzzy, one.missing, f"{one.words:,}")
        yield "  ".join(
            f"{cell:<{len(title)}}" if number == 0 else f"{cell:>{len(title)}}"
            for number, (title, cell) in enumerate(zip(titles, cells, strict=True))
        )


def read(folder: Path) -> tuple[Course, Tree]:
    """The course in a folder, and its files.

    Ends the command where the course has errors: what cannot be read cannot be translated.
    """
    from builder.console import Console
    from builder.model.read import read_course
    from builder.theming.folders import read_course_folder

    must_hold_a_course(folder, "translate")
    try:
        tree = read_course_folder(folder)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    reading = read_course(tree)
    if reading.course is None:
        Console(as_json=False).findings(reading.report, tree, folder)
        raise click.ClickException("The course has errors; mend them first. Nothing was written.")
    return reading.course, tree


def chosen(languages: tuple[str, ...], course: Course, tree: Tree) -> list[str]:
    """The languages that are meant: those named, or all that are listed or there."""
    from builder.model.variants import file_of, misnamed

    if course.language in languages:
        raise click.UsageError(f"{course.language} is the language of the course itself.")
    found = known_languages(languages) or list(
        dict.fromkeys([*course.other_languages, *languages_there(course, tree)])
    )
    for language in found:
        other = misnamed(language, tree)
        if other and file_of(language) not in tree:
            raise click.ClickException(
                f"There is {other}: call it {file_of(language)}. Nothing was written."
            )
    if not found:
        raise click.UsageError(
            "Which language? Name one, such as: build-course translate update fr"
        )
    return found


def languages_there(course: Course, tree: Tree) -> list[str]:
    """The languages that have a file of translations; the course's own needs none.

    Ends the command where a file is not named by a language: nothing would ever be made of it.
    """
    from builder.model.variants import file_of, languages_in
    from builder.starting import language_fault

    found = [language for language in languages_in(tree) if language != course.language]
    for language in found:
        if fault := language_fault(language):
            raise click.ClickException(f"{file_of(language)} is not named by a language: {fault}")
    return found


def opened(tree: Tree, file: str, folder: Path) -> Po:
    """The translations in a file of the course; ends the command where it cannot be read."""
    from builder.files import read_all
    from builder.translating.po import read_po

    po, found = read_po(read_all(tree[file]), file)
    if po is None:
        refuse(found, tree, folder)
    return po


def refuse(found: Sequence[Diagnostic], tree: Tree, folder: Path) -> NoReturn:
    """Ends the command with what is wrong with a file."""
    from builder.console import Console
    from builder.diagnostics import Report

    Console(as_json=False).findings(Report(list(found)), tree, folder)
    raise click.ClickException("Nothing was written.")


def keep(folder: Path, tree: Tree, file: str, data: bytes) -> None:
    """Write a file of the course, if it is another than before."""
    from builder.files import read_all, replacing

    if file in tree and read_all(tree[file]) == data:
        return
    try:
        with replacing(folder / file) as stream:
            stream.write(data)
    except OSError as error:
        raise click.ClickException(why(error)) from error


@translate.command("export")
@click.argument("language", metavar="LANG")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The file to write; LANG.xlf without it.")  # fmt: skip
@COURSE
def export_(language: str, out: Path | None, course_dir: Path) -> None:
    """Write all texts and what is translated of them as XLIFF 2.0, for an agency."""
    from builder.files import replacing
    from builder.translating.xliff import exported
    from builder.wording import counted

    course, tree = read(course_dir)
    [po] = current(chosen((language,), course, tree), course, tree, course_dir)
    data = exported(po, course.id, course.language, language)
    path = out or Path(f"{language}.xlf")
    try:
        with replacing(path) as stream:
            stream.write(data)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    texts = sum(not entry.obsolete for entry in po.entries)
    click.echo(f"{path}: {counted(texts, 'text')}")


@translate.command("import")
@click.argument("language", metavar="LANG")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@COURSE
def import_(language: str, file: Path, course_dir: Path) -> None:
    """Take what an agency sent back as XLIFF 2.0 or 2.1 into locales/LANG.po.

    Only what fits the course as it is now is taken; the rest is named. Exits with 1 when something
    did not fit.
    """
    from builder.files import disk_file, read_all
    from builder.model.variants import file_of
    from builder.translating.po import written_po
    from builder.translating.status import status_of
    from builder.translating.xliff import MAX_BYTES, XliffError, imported, summary
    from builder.wording import counted

    course, tree = read(course_dir)
    [po] = current(chosen((language,), course, tree), course, tree, course_dir)
    try:
        content = disk_file(file)
        if content.size > MAX_BYTES:
            raise XliffError(f"It has more than {MAX_BYTES // 1_000_000} MB.")
        done = imported(po, read_all(content), course.language, language)
    except OSError as error:
        raise click.ClickException(why(error)) from error
    except XliffError as error:
        raise click.ClickException(f"{file} was not taken. {error} Nothing was written.") from error
    keep(course_dir, tree, file_of(language), written_po(done.po))
    click.echo(f"{counted(done.taken, 'translation')} taken.")
    click.echo(f"{course_dir / file_of(language)}: {status_of(language, done.po).in_words}")
    if done.unfit:
        click.echo(f"{counted(len(done.unfit), 'text')} of {file} did not fit:", err=True)
        for line in summary(done):
            click.echo(f"  {line}", err=True)
        sys.exit(1)


def current(languages: Sequence[str], course: Course, tree: Tree, folder: Path) -> list[Po]:
    """The translations into languages, brought up to the course as it is now."""
    from builder.model.variants import file_of
    from builder.translating.updating import entries_of, new_po, updated

    entries = entries_of(course, tree)
    found = []
    for language in languages:
        file = file_of(language)
        old = opened(tree, file, folder) if file in tree else new_po(course, language)
        found.append(updated(old, entries))
    return found
