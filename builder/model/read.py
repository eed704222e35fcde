"""Reading a course: the files of a folder to a typed `Course`, or everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.diagnostics import WHOLE_FILE, Diagnostic, Path, Place, Report
from builder.files import Content, Tree, read_all
from builder.model.course import COURSE_FILE, Course, CourseFile
from builder.model.module import Module
from builder.model.problems import problems
from builder.model.rules import EMPTY_VALUE, NO_COURSE, NOT_FIRST, NOT_READ, WRONG_VALUE
from builder.source import yaml

FOLDERS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "modules": ("module", Module),
    "scenarios": ("scenario", Scenario),
    "scales": ("scale", Scale),
}
"""The folders of a course's texts: the first key of their files, and the type."""


def read_course(tree: Tree) -> tuple[Course | None, Report]:
    """The course in these files and what there is to say about it.

    All faults of all files are reported at once. There is a course only if there is no error.
    """
    report = Report(list(_unread(tree)))
    files: dict[str, BaseModel] = {}
    if COURSE_FILE not in tree:
        report.add(_no_course(tree))
    for name, key, kind in _sources(tree):
        typed, found = read_file(tree[name], name, key, kind)
        report.add(found)
        if typed is not None:
            files[name] = typed
    return (None if report.failed else Course.of(files)), report


def _sources(tree: Tree) -> Iterator[tuple[str, str, type[BaseModel]]]:
    if COURSE_FILE in tree:
        yield COURSE_FILE, "course", CourseFile
    for folder, (key, kind) in FOLDERS.items():
        for name in sorted(tree):
            parts = name.split("/")
            if len(parts) == 2 and parts[0] == folder and name.endswith(".yaml"):
                yield name, key, kind


def read_file(
    content: Content, file: str, key: str, kind: type[BaseModel]
) -> tuple[BaseModel | None, list[Diagnostic]]:
    """One file of a course, which must begin with `key`, as a `kind`; or what is wrong in it."""
    parsed = yaml.read(read_all(content), file)
    found = list(parsed.diagnostics)
    if parsed.data is None:
        return None, found
    if not isinstance(parsed.data, dict):
        return None, [*found, _no_mapping(file, key)]
    found += [_empty(Place(file, path, on_key=isinstance(path[-1], str))) for path in parsed.empty]
    found += _order(parsed.data, file, key)
    typed, wrong = _typed(parsed.data, file, kind)
    found += _unexplained(wrong, {*parsed.empty, *parsed.holes})
    return (None if found else typed), found


def _typed(
    data: dict[str, Any], file: str, kind: type[BaseModel]
) -> tuple[BaseModel | None, list[Diagnostic]]:
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        return None, problems(error, data, file, kind)


def _unexplained(found: list[Diagnostic], explained: set[Path]) -> list[Diagnostic]:
    """Those findings that do not stand where nothing was read, which is reported already."""
    return [one for one in found if one.place.path not in explained]


def _order(data: dict[str, Any], file: str, key: str) -> Iterator[Diagnostic]:
    first = next(iter(data), None)
    if key in data and first != key:
        yield NOT_FIRST.at(
            Place(file, (key,), on_key=True),
            f"This file must begin with '{key}', but it begins with '{first}'.",
            f"Move the line {key}: to the top.",
        )


def _no_mapping(file: str, key: str) -> Diagnostic:
    return WRONG_VALUE.at(
        Place(file),
        "This file must hold keys with values.",
        f"Begin it with {key}: and an id.",
    )


def _empty(place: Place) -> Diagnostic:
    last = place.path[-1]
    what = f"after '{last}'" if isinstance(last, str) else "in this list entry"
    return EMPTY_VALUE.at(
        place,
        f"Nothing stands {what}.",
        "Write a value, or remove it; a text that begins with # needs quotation marks.",
    )


def _no_course(tree: Tree) -> Diagnostic:
    other = next((name for name in ("course.yml", "course.json") if name in tree), None)
    return NO_COURSE.at(
        Place(COURSE_FILE, span=WHOLE_FILE),
        "There is no course.yaml in this folder.",
        f"Rename {other} to course.yaml."
        if other
        else "Name the folder that holds the course, or write a course.yaml.",
    )


def _unread(tree: Tree) -> Iterator[Diagnostic]:
    """Files that look like a part of the course and are none."""
    for name in sorted(tree):
        folder, _, rest = name.partition("/")
        if folder in FOLDERS and (not rest.endswith(".yaml") or "/" in rest):
            yield NOT_READ.at(
                Place(name, span=WHOLE_FILE),
                f"This file is not read: {folder}/ holds files called NAME.yaml only.",
                "Rename it, or move it out of the folder.",
            )
