"""What rules look at: the course, its files, and every marked text in it with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from builder.blocks.base import Marker, marked
from builder.diagnostics import Path, Place
from builder.files import Tree
from builder.model.course import COURSE_FILE, Course, CourseFile, Placed
from builder.model.gaps import NO_GAPS, Gaps
from builder.model.module import Module
from builder.model.names import ModuleNames, names_in
from builder.record import record

M = TypeVar("M", bound=Marker)


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


@record
class Subject:
    """A course to check, all files of its folder, and what of the course could not be read."""

    course: Course
    tree: Tree
    gaps: Gaps = NO_GAPS
    only: str | None = None
    """The file whose texts are looked at; without it, those of all."""
    looked_at: dict[str, object] = field(default_factory=dict, compare=False)
    """What several rules ask of a media file, so that it is read once."""

    @cached_property
    def texts(self) -> list[Text]:
        """Every marked text of all files, in order; none that has a finding already."""
        gaps = self.gaps.by_file
        models: dict[str, BaseModel | None] = {
            **self.course.files,
            **{file: gap.loose for file, gap in gaps.items()},
        }
        if self.only is not None:
            models = {self.only: models[self.only]}
        return [
            Text(file, path, value, mark)
            for file, model in models.items()
            if model is not None
            for path, value, mark in marked(model, Marker)
            if not (file in gaps and self.gaps.reported(file, path))
        ]

    @cached_property
    def blocks(self) -> list[Placed]:
        """Every block that a learner meets, in order."""
        return list(self.course.walk())

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

    def marked(self, kind: type[M]) -> Iterator[tuple[Text, M]]:
        """The texts that bear a mark of this kind."""
        for text in self.texts:
            if isinstance(text.mark, kind):
                yield text, text.mark
