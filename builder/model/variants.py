"""What stands for something in another language, by the names of files.

Translations are `locales/fr.po`; media are `x.fr.svg` beside `x.svg`, `visit.fr.md` beside
`visit.en.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

LOCALES = "locales"


def file_of(language: str) -> str:
    """The file of a language's translations, below the course's folder."""
    return f"{LOCALES}/{language}.po"


def languages_in(files: Iterable[str]) -> list[str]:
    """The languages that files of translations are for, among the files of a course."""
    names = (PurePosixPath(file) for file in files)
    return [one.stem for one in names if str(one.parent) == LOCALES and one.suffix == ".po"]


def misnamed(language: str, files: Iterable[str]) -> str | None:
    """A file that is meant for a language, but named in another way: `fr_CA.po` for fr-CA."""
    meant = language.lower()
    stems = (one for one in languages_in(files) if one != language)
    found = next((one for one in stems if one.replace("_", "-").lower() == meant), None)
    return found and file_of(found)


def for_language(path: str, language: str, own: str, files: Collection[str]) -> str | None:
    """The file that stands for `path` in a language, if there is one.

    `own` is the language of the course: its code may stand in the name of the file already. For
    fr-CA a file for fr will do.
    """
    return next((name for name in _names(path, language, own) if name in files), None)


def _names(path: str, language: str, own: str) -> Iterator[str]:
    file = PurePosixPath(path)
    stem, code = file.stem, PurePosixPath(file.stem).suffix.lstrip(".")
    if code.lower() in {one.lower() for one in _codes(own)}:
        stem = stem.removesuffix(f".{code}")
    for one in _codes(language):
        yield file.with_name(f"{stem}.{one}{file.suffix}").as_posix()


def _codes(language: str) -> list[str]:
    """A language and those that will do for it: `fr-CA`, then `fr`."""
    parts = language.split("-")
    return ["-".join(parts[:number]) for number in range(len(parts), 0, -1)]
