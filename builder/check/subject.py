"""What rules look at: the course, its files, and every marked text in it with its place.

Many look at one file at a time, and what they find follows from that file alone; so it need not be
found again while the file is the same (`Looked`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from builder.blocks.base import Marker, MediaFile, Target, marked
from builder.diagnostics import Diagnostic, Path, Place
from builder.files import Tree
from builder.model.course import COURSE_FILE, Course, CourseFile, Placed
from builder.model.gaps import NO_GAPS, Gaps
from builder.model.module import Module
from builder.model.names import ModuleNames, names_in
from builder.record import record

M = TypeVar("M", bound=Marker)

NAMING = (Target, MediaFile)
"""Marks of what names something else."""


class Text(NamedTuple):
    """A text that an author wrote: where, what, and the mark that says what it holds."""

    file: str
    path: Path
    value: str
    mark: Marker

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.path)

    def at(self, part: str) -> Place:
        """Where some words of it stand."""
        return Place(self.file, self.path, part=part)


class Looked(NamedTuple):
    """What rules ask of a file, and what those found that look at one file at a time."""

    naming: list[Text]
    """Whatever names something else: a file, a page, a scale."""
    leading: list[Text]
    """Texts with a link into the course."""
    found: list[Diagnostic]


class Texts(ABC):
    """Files of a course as far as they could be read, and the texts in them."""

    gaps: Gaps

    @property
    @abstractmethod
    def files(self) -> Mapping[str, BaseModel]:
        """What stands in each file that is sound, or in the sound part of it."""

    @cached_property
    def texts(self) -> list[Text]:
        """Every marked text of all files, in order; none that has a finding already."""
        gaps = self.gaps.by_file
        models: dict[str, BaseModel | None] = {
            **self.files,
            **{file: gap.loose for file, gap in gaps.items()},
        }
        return [
            Text(file, path, value, mark)
            for file, model in models.items()
            if model is not None
            for path, value, mark in marked(model, Marker)
            if not (file in gaps and self.gaps.reported(file, path))
        ]

    def marked(self, kind: type[M]) -> Iterator[tuple[Text, M]]:
        """The texts that bear a mark of this kind."""
        return _marked(self.texts, kind)


@record
class OneFile(Texts):
    """One file of a course, without any other."""

    file: str
    model: BaseModel | None
    gaps: Gaps = NO_GAPS

    @property
    def files(self) -> Mapping[str, BaseModel]:
        """Itself, unless nothing of it could be read."""
        return {} if self.model is None else {self.file: self.model}


@record
class Subject(Texts):
    """A course to check, all files of its folder, and what of the course could not be read."""

    course: Course
    tree: Tree
    gaps: Gaps = NO_GAPS
    looked: Mapping[str, Looked] | None = None
    """What is known of each of its files, if all of them were looked at."""
    looked_at: dict[str, object] = field(default_factory=dict, compare=False)
    """What several rules ask of a media file, so that it is read once."""

    @property
    def files(self) -> Mapping[str, BaseModel]:
        """All that were read."""
        return self.course.files

    @cached_property
    def naming(self) -> list[Text]:
        """Whatever names something else: a file, a page, a scale."""
        if self.looked is None:
            return naming(self)
        return [text for one in self.looked.values() for text in one.naming]

    @property
    def leading(self) -> Iterator[Text]:
        """Texts with a link into the course; where nothing is known of that, all texts."""
        if self.looked is None:
            return iter(self.texts)
        return (text for one in self.looked.values() for text in one.leading)

    def marked(self, kind: type[M]) -> Iterator[tuple[Text, M]]:
        """The texts that bear a mark of this kind."""
        return _marked(self.naming if issubclass(kind, NAMING) else self.texts, kind)

    @property
    def blocks(self) -> Iterator[Placed]:
        """Every block that a learner meets, in order."""
        return self.course.walk()

    @cached_property
    def modules(self) -> dict[str, ModuleNames]:
        """The names in all modules by file, those that are not listed or not sound included."""
        files = self.course.files.items()
        sound = {file: names_in(module) for file, module in files if isinstance(module, Module)}
        unsound = self.gaps.by_file.items()
        return {**sound, **{file: gap.names for file, gap in unsound if gap.names}}

    @cached_property
    def listed(self) -> list[str]:
        """The modules that `course.yaml` lists; all that there are if its list has a gap."""
        facts = self.course.files[COURSE_FILE]
        return facts.listed if isinstance(facts, CourseFile) else []


def naming(texts: Texts) -> list[Text]:
    """The texts that name something else."""
    return [text for text in texts.texts if isinstance(text.mark, NAMING)]


def _marked(texts: Iterable[Text], kind: type[M]) -> Iterator[tuple[Text, M]]:
    for text in texts:
        if isinstance(text.mark, kind):
            yield text, text.mark
