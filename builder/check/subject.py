"""What rules look at: the course, its files, and every marked text in it with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from builder.blocks.base import Marker, marked
from builder.diagnostics import Path, Place
from builder.files import Tree
from builder.model.course import Course, Placed

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


@dataclass(frozen=True)
class Subject:
    """A course to check, and all files of its folder."""

    course: Course
    tree: Tree

    @cached_property
    def texts(self) -> list[Text]:
        """Every marked text of all files, in order."""
        return [
            Text(file, path, value, mark)
            for file, model in self.course.files.items()
            for path, value, mark in marked(model, Marker)
        ]

    @cached_property
    def blocks(self) -> list[Placed]:
        """Every block that a learner meets, in order."""
        return list(self.course.walk())

    def marked(self, kind: type[M]) -> Iterator[tuple[Text, M]]:
        """The texts that bear a mark of this kind."""
        for text in self.texts:
            if isinstance(text.mark, kind):
                yield text, text.mark
