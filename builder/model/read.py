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


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading came to: the sound part of a course, its gaps, and the findings."""

    part: Course
    gaps: Gaps
    report: Report

    @property
    def course(self) -> Course | None:
        """The whole course; None while there is an error among the findings."""
        return None if self.report.failed else self.part


def read_course(tree: Tree) -> Reading:
    """The course in these files and what there is to say about it.

    All faults of all files are reported at once. What is sound in spite of them can be checked.
    """
    report = Report(list(_unread(tree)))
    read: dict[str, _Read] = {COURSE_FILE: _Read(None, [], Gap())}
    if COURSE_FILE not in tree:
        report.add(_no_course(tree))
    for name, key, kind in _sources(tree):
        read[name] = _read_file(tree[name], name, key, kind)
        report.add(read[name].found)
    gaps = Gaps({name: one.gap for name, one in read.items() if one.gap is not None})
    files = {name: one.typed for name, one in read.items() if one.typed is not None}
    return Reading(_part(files, gaps, tree), gaps, report)


def _part(files: dict[str, BaseModel], gaps: Gaps, tree: Tree) -> Course:
    """The course in these files; every module counts where the list of modules has a gap."""
    if gaps.touch(COURSE_FILE, ("modules",)):
        facts = files.get(COURSE_FILE) or sound_part({}, COURSE_FILE, CourseFile, []).part
        listed = [*facts.listed] if isinstance(facts, CourseFile) else []
        stems = [name[8:-5] for name, key, _ in _sources(tree) if key == "module"]
        files = {**files, COURSE_FILE: facts.model_copy(update={"listed": [*listed, *stems]})}
    return Course.of(files)


def _sources(tree: Tree) -> Iterator[tuple[str, str, type[BaseModel]]]:
    if COURSE_FILE in tree:
        yield COURSE_FILE, "course", CourseFile
    for folder, (key, kind) in FOLDERS.items():
        for name in sorted(tree):
            parts = name.split("/")
            if len(parts) == 2 and parts[0] == folder and name.endswith(".yaml"):
                yield name, key, kind


class _Read(NamedTuple):
    """One file: its sound part, what is wrong in it, and what is missing of it."""

    typed: BaseModel | None
    found: list[Diagnostic]
    gap: Gap | None


def _read_file(content: Content, file: str, key: str, kind: type[BaseModel]) -> _Read:
    """One file of a course, which must begin with `key`, as a `kind`; and what is wrong in it."""
    parsed = yaml.read(read_all(content), file)
    found = list(parsed.diagnostics)
    if parsed.data is None:
        return _Read(None, found, _lost(file, kind))
    if not isinstance(parsed.data, dict):
        return _Read(None, [*found, _no_mapping(file, key)], _lost(file, kind))
    found += [_empty(Place(file, path, on_key=isinstance(path[-1], str))) for path in parsed.empty]
    found += _order(parsed.data, file, key)
    typed, wrong, cuts = _typed(parsed.data, file, kind)
    found += _unexplained(wrong, {*parsed.empty, *parsed.holes})
    cuts += [Cut(path) for path in (*parsed.empty, *parsed.holes, *parsed.twice)]
    if not cuts:
        return _Read(typed, found, None)
    sound = sound_part(parsed.data, file, kind, cuts)
    gap = _gap(parsed, file, kind, sound.wounds, found)
    return _Read(sound.part, [*found, *sound.found], gap)


def _typed(
    data: dict[str, Any], file: str, kind: type[BaseModel]
) -> tuple[BaseModel | None, list[Diagnostic], list[Cut]]:
    try:
        return kind.model_validate(data), [], []
    except ValidationError as error:
        return None, problems(error, data, file, kind), cuts_of(error, data, file, kind)


def _lost(file: str, kind: type[BaseModel]) -> Gap:
    """A file of which nothing is known but its name."""
    names = ModuleNames(PurePosixPath(file).stem, complete=False)
    return Gap(names=names if kind is Module else None)


def _gap(
    parsed: yaml.Parsed, file: str, kind: type[BaseModel], wounds: Wounds, found: list[Diagnostic]
) -> Gap:
    stem = PurePosixPath(file).stem
    return Gap(
        wounds,
        loosely(kind, parsed.data),
        readable_names(parsed.data, stem, parsed.twice) if kind is Module else None,
        frozenset({*parsed.twice, *(one.place.path for one in found)}),
    )


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
