"""Reading a course: the files of a folder to a typed `Course`, and everything that is wrong.

Where something is wrong, the course is what is sound of it, with a record of its gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario
from builder.cache import NO_VALUES, Values, name_of
from builder.diagnostics import WHOLE_FILE, Diagnostic, Path, Place, Report
from builder.files import Content, Tree, read_all
from builder.model.course import COURSE_FILE, Course, CourseFile
from builder.model.faults import Cut, Fault, cut_of, faults_of
from builder.model.gaps import Gap, Gaps, Wounds
from builder.model.loose import loosely
from builder.model.module import Module
from builder.model.names import ModuleNames, readable_names
from builder.model.problems import problems
from builder.model.rules import (
    EMPTY_VALUE,
    MISNAMED_FOLDER,
    NO_COURSE,
    NOT_FIRST,
    NOT_READ,
    WRONG_VALUE,
)
from builder.model.sound import sound_part
from builder.model.validators import validator_of
from builder.record import record
from builder.source import yaml

M = TypeVar("M", bound=BaseModel)

FOLDERS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "modules": ("module", Module),
    "scenarios": ("scenario", Scenario),
    "scales": ("scale", Scale),
}
"""The folders of a course's texts: the first key of their files, and the type."""


@record
class Reading:
    """What reading came to: the sound part of a course, its gaps, and the findings."""

    part: Course
    gaps: Gaps
    report: Report
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the bytes of each file that was read."""
    looked: Mapping[str, Any] = field(default_factory=dict)
    """What else was found in each file with which nothing is wrong."""

    @property
    def course(self) -> Course | None:
        """The whole course; None while there is an error among the findings."""
        return None if self.report.failed else self.part


Look = Callable[[str, BaseModel], Any]
"""What else there is to find in a file of that name; it follows from the file alone."""


def read_course(
    tree: Tree, known: Values = NO_VALUES, look: Look = lambda file, model: None
) -> Reading:
    """The course in these files and what there is to say about it.

    All faults of all files are reported at once. What is sound in spite of them can be checked.
    Files in which nothing was wrong are `known`, with what there was to `look` for: as long as they
    are the same, so are these. Whoever reads with the same `known` looks for the same.
    """
    report = Report(list(_unread(tree)))
    read: dict[str, _Read] = {}
    digests: dict[str, str] = {}
    if COURSE_FILE not in tree:
        read[COURSE_FILE] = _lost(COURSE_FILE, CourseFile, [])
        report.add(_no_course(tree))
    for name, key, kind in _sources(tree):
        data = read_all(tree[name])
        digests[name] = name_of(data)
        read[name] = _known_file(known, digests[name], data, name, key, kind, look)
    for folder, name in _misnamed(tree).items():
        report.add(_misnamed_folder(folder, name))
        for file in _files_in(tree, name):
            meant = f"{folder}/{PurePosixPath(file).name}"
            read[meant] = _lost(meant, FOLDERS[folder][1], [])
    for one in read.values():
        report.add(one.found)
    gaps = Gaps({name: one.gap for name, one in read.items() if one.gap is not None})
    files = {name: one.typed for name, one in read.items() if one.typed is not None}
    if gaps.lacks(COURSE_FILE, ("modules",)):
        files[COURSE_FILE] = _listing_all(files[COURSE_FILE], tree)
    looked = {name: one.looked for name, one in read.items() if one.looked is not None}
    return Reading(Course.of(files), gaps, report, digests, looked)


def read_alone(
    content: Content, file: str, key: str, kind: type[M]
) -> tuple[M | None, list[Diagnostic]]:
    """A file beside the course's texts, as a `kind`; None if anything is wrong in it."""
    parsed = yaml.read(read_all(content), file)
    found = list(parsed.diagnostics)
    if parsed.data is None:
        return None, found
    if not isinstance(parsed.data, dict):
        return None, [*found, _no_mapping(file, key)]
    found += [*_empties(parsed, file), *_order(parsed.data, file, key)]
    typed, faults = _typed(parsed.data, file, kind)
    found += _unexplained(problems(faults), {*parsed.empty, *parsed.holes})
    return (typed if not found and isinstance(typed, kind) else None), found


def _listing_all(facts: BaseModel, tree: Tree) -> BaseModel:
    """`course.yaml` where its list of modules cannot be read: all that there are will be meant."""
    listed = facts.listed if isinstance(facts, CourseFile) else []
    there = (PurePosixPath(name).stem for name, key, _ in _sources(tree) if key == "module")
    return facts.model_copy(update={"listed": [*listed, *sorted({*there} - {*listed})]})


def faults_with(tree: Tree, file: str, texts: Mapping[Path, Sequence[str]]) -> list[Diagnostic]:
    """What would be wrong with a file if other texts stood in it, each under the path given.

    Where there are several texts for one, all of them stand in the list that holds it.
    """
    parsed = yaml.read(read_all(tree[file]), file)
    for path, words in texts.items():
        _put(parsed.data, path, words)
    folder = file.partition("/")[0]
    _, faults = _typed(parsed.data, file, FOLDERS[folder][1] if folder in FOLDERS else CourseFile)
    return list(problems(faults))


def _put(data: Any, path: Path, words: Sequence[str]) -> None:
    node = data
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = words[0]
    if isinstance(node, list):
        node.extend(words[1:])


def source_files(tree: Tree) -> list[str]:
    """The files in which authors write: `course.yaml` and those of the folders of texts."""
    return [name for name, _, _ in _sources(tree)]


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
    looked: Any = None

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to say about it."""
        return self.typed is not None and self.gap is None and not self.found


def _known_file(
    known: Values, digest: str, data: bytes, file: str, key: str, kind: type[BaseModel], look: Look
) -> _Read:
    """One file, as it was read before if there was nothing to say about it."""
    before = known.get("typed", (file, digest))
    if before is not None:
        typed, looked = before
        return _Read(typed, [], None, looked)
    read = _read_file(data, file, key, kind)
    if read.typed is None or not read.is_sound:
        return read
    read = read._replace(looked=look(file, read.typed))
    known.put("typed", (file, digest), (read.typed, read.looked))
    return read


def _read_file(data: bytes, file: str, key: str, kind: type[BaseModel]) -> _Read:
    """One file of a course, which must begin with `key`, as a `kind`; and what is wrong in it."""
    parsed = yaml.read(data, file)
    found = list(parsed.diagnostics)
    if parsed.data is None:
        return _lost(file, kind, found)
    if not isinstance(parsed.data, dict):
        return _lost(file, kind, [*found, _no_mapping(file, key)])
    found += _empties(parsed, file)
    found += _order(parsed.data, file, key)
    typed, faults = _typed(parsed.data, file, kind)
    found += _unexplained(problems(faults), {*parsed.empty, *parsed.holes})
    unread = (*parsed.empty, *parsed.holes, *parsed.twice)
    cuts = [*map(cut_of, faults), *map(Cut, unread)]
    if not cuts:
        return _Read(typed, found, None)
    sound = sound_part(parsed.data, file, kind, cuts)
    gap = _gap(parsed, file, kind, sound.wounds, found)
    return _Read(sound.part or _stand_in(file, kind), [*found, *sound.found], gap)


def _empties(parsed: yaml.Parsed, file: str) -> Iterator[Diagnostic]:
    for path in parsed.empty:
        place = Place(file, path, on_key=isinstance(path[-1], str))
        yield _empty(place, path in parsed.in_braces)


def _typed(
    data: dict[str, Any], file: str, kind: type[BaseModel]
) -> tuple[BaseModel | None, list[Fault]]:
    try:
        typed: BaseModel = validator_of(kind).validate_python(data)
    except ValidationError as error:
        return None, faults_of(error, data, file, kind)
    return typed, []


def _lost(file: str, kind: type[BaseModel], found: list[Diagnostic]) -> _Read:
    """A file of which nothing is known but its name."""
    names = ModuleNames(PurePosixPath(file).stem, complete=False)
    return _Read(_stand_in(file, kind), found, Gap(names=names if kind is Module else None))


def _stand_in(file: str, kind: type[BaseModel]) -> BaseModel | None:
    """What takes the place of a file without a sound part: there is no course without its facts."""
    return sound_part({}, file, kind, []).part if kind is CourseFile else None


def _gap(
    parsed: yaml.Parsed, file: str, kind: type[BaseModel], wounds: Wounds, found: list[Diagnostic]
) -> Gap:
    stem = PurePosixPath(file).stem
    return Gap(
        wounds,
        loosely(kind, parsed.data),
        readable_names(parsed.data, stem, parsed.twice) if kind is Module else None,
        frozenset({*parsed.twice, *(one.place.path for one in found if not one.place.on_key)}),
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


def _empty(place: Place, in_braces: bool) -> Diagnostic:
    last = place.path[-1]
    what = f"after '{last}'" if isinstance(last, str) else "in this list entry"
    return EMPTY_VALUE.at(
        place,
        f"Nothing stands {what}.",
        "A comma ends a text between { and }. If it belongs to the text, put the text in quotation"
        " marks."
        if in_braces and _PROSE.search(str(last))
        else "Write a value, or remove it; a text that begins with # needs quotation marks.",
    )


_PROSE = re.compile(r"\s|[^\w\s]$")
"""In a key, what only a part of a sentence has: a blank, or a sign at its end."""


def _no_course(tree: Tree) -> Diagnostic:
    other = next((name for name in ("course.yml", "course.json") if name in tree), None)
    return NO_COURSE.at(
        Place(COURSE_FILE, span=WHOLE_FILE),
        "There is no course.yaml in this folder.",
        f"Rename {other} to course.yaml."
        if other
        else "Name the folder that holds the course, or write a course.yaml.",
    )


def _misnamed(tree: Tree) -> dict[str, str]:
    """Folders of a course that are not there but for a slip in the name, each with that name."""
    found: dict[str, str] = {}
    for name in sorted({name.partition("/")[0] for name in tree if "/" in name}):
        for folder in FOLDERS:
            if name.lower() in (folder, folder.removesuffix("s")) and _files_in(tree, name):
                found.setdefault(folder, name)
    folders = {name.partition("/")[0] for name in tree}
    return {folder: name for folder, name in found.items() if folder not in folders}


def _files_in(tree: Tree, folder: str) -> list[str]:
    return [
        name
        for name in sorted(tree)
        if name.startswith(f"{folder}/") and name.count("/") == 1 and name.endswith(".yaml")
    ]


def _misnamed_folder(folder: str, name: str) -> Diagnostic:
    return MISNAMED_FOLDER.at(
        Place(name, span=WHOLE_FILE),
        f"There is no folder {folder}/; rename {name}/ to {folder}/.",
        "Nothing in it is read until then.",
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
