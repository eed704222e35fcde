"""What commands share: where courses are, and how what stops a command is told."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from builder.release.read import Release

SOURCE = Path("course_src")
OUT = Path("dist")
GARBAGE = 100_000
"""So many new values are there before garbage is looked for: a course is none, and has as many."""
UNTOUCHED = "What was there before is as it was."


@contextmanager
def loading() -> Iterator[None]:
    """What is imported in here loads fast, and belongs to no one but this program.

    Nothing of it is ever garbage, so none is looked for. Plugins of pydantic might change what a
    course means, and looking for them takes a tenth of a small build: they are off, and pydantic
    finds an empty list of them where its own module would read that of all installed packages.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    none = ModuleType("pydantic.plugin._loader")
    none.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(none.__name__, none)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(GARBAGE)
        gc.enable()


def release(path: Path) -> Release:
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


def known(targets: tuple[str, ...]) -> list[str]:
    """The names of targets, each once.

    Raises:
        click.UsageError: there is no such target.
    """
    from builder.targets import TARGETS

    for name in targets:
        if name not in TARGETS:
            known = ", ".join(TARGETS)
            raise click.UsageError(f"There is no target {name!r}. Targets are: {known}.")
    return list(dict.fromkeys(targets))


def chosen(targets: tuple[str, ...], everything: bool) -> list[str]:
    """The targets that are meant by the options: scorm12 where none is named."""
    from builder.targets import TARGETS

    if everything and targets:
        raise click.UsageError("--all-targets and --target exclude each other; leave one out.")
    return list(TARGETS) if everything else known(targets or ("scorm12",))


def known_languages(languages: tuple[str, ...]) -> list[str]:
    """The codes of languages, each once.

    Raises:
        click.UsageError: one of them cannot be a code.
    """
    if not languages:
        return []
    from builder.starting import language_fault

    for fault in filter(None, map(language_fault, languages)):
        raise click.UsageError(fault)
    return list(dict.fromkeys(languages))


def must_hold_a_course(folder: Path, command: str = "build") -> None:
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


def why(error: OSError) -> str:
    """What stopped a command, for the person who gave it.

    Raises:
        BrokenPipeError: it is this, which stopped nothing; click ends without a word.
    """
    if isinstance(error, BrokenPipeError):
        raise error
    reason = error.strerror or str(error)
    path = Path(str(error.filename or ""))
    if path.name.endswith(".part"):
        where = f"Cannot write into {path.parent}: "
        return f"{where}{reason}. Choose another folder with --out. {UNTOUCHED}"
    return f"{path}: {reason}. {UNTOUCHED}" if error.filename else f"{reason}. {UNTOUCHED}"
