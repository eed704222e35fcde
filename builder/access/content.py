"""What a course holds that a learner may not see or hear, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby
from typing import NamedTuple

from pydantic import BaseModel

from builder.blocks.audio import Recording
from builder.blocks.base import MediaFile, fields_with_parts, mark_of
from builder.blocks.video import Film
from builder.check import headings, links
from builder.check.prose import prose
from builder.check.subject import Subject, Text
from builder.diagnostics import Diagnostic, Path, Place, Report
from builder.files import Tree
from builder.model.course import Course
from builder.model.module import Module
from builder.model.read import source_files
from builder.record import record
from builder.silences import Silenced, heard

LOOKED_FOR = (
    headings.skipped_levels,
    links.links_without_words,
    links.bare_addresses,
)
"""Rules of `check` that are about access, and which no build runs."""


class Part(NamedTuple):
    """A piece of the course with keys of its own, and where it stands."""

    place: Place
    model: BaseModel
    says: Callable[[Place], str]

    @property
    def where(self) -> str:
        """The place in words."""
        return self.says(self.place)


@record
class Content:
    """A course and its files, with what a build found and its author allowed."""

    course: Course
    tree: Tree
    found: Report

    @cached_property
    def subject(self) -> Subject:
        """The course as rules see it."""
        return Subject(self.course, self.tree)

    @cached_property
    def prose(self) -> list[Text]:
        """All texts in Markdown."""
        return list(prose(self.subject))

    def used(self, words: Sequence[str]) -> list[str]:
        """Those of some words in small letters that stand in any text: no other need be sought."""
        found: set[str] = set()
        for _, texts in groupby(self.prose, key=lambda text: text.file):
            there = "\n".join(text.value for text in texts).lower()
            found |= {word for word in words if word in there}
        return [word for word in words if word in found]

    @cached_property
    def parts(self) -> list[Part]:
        """Every piece of every file, in order."""
        return [
            Part(Place(file, path), part, self.where)
            for file, model in self.course.files.items()
            for path, part in _parts(model, ())
        ]

    @cached_property
    def pictures(self) -> list[tuple[Part, str]]:
        """All pictures but those that a film shows before it plays, with their files."""
        return [
            (part, path)
            for part in self.parts
            for name, path in _own_files(part.model, "image")
            if name != "poster"
        ]

    @cached_property
    def films(self) -> list[tuple[str, Film, str]]:
        """Where each film stands, the film, and its file."""
        return [
            (part.where, part.model, path)
            for part in self.parts
            if isinstance(part.model, Film)
            for _, path in _own_files(part.model, "video")
        ]

    @cached_property
    def recordings(self) -> list[tuple[str, Recording, str]]:
        """The same of recordings."""
        return [
            (part.where, part.model, path)
            for part in self.parts
            if isinstance(part.model, Recording)
            for _, path in _own_files(part.model, "audio")
        ]

    @cached_property
    def _judged(self) -> tuple[tuple[Diagnostic, ...], tuple[Silenced, ...]]:
        report = Report(list(self.found))
        for rule in LOOKED_FOR:
            report.add(rule(self.subject))
        if not report.diagnostics:
            return (), ()
        from builder.rules import RULES  # nothing to allow, nothing to load for it

        result = heard(report, self.tree, source_files(self.tree), RULES)
        return tuple(result.report), result.silenced

    @property
    def silenced(self) -> tuple[Silenced, ...]:
        """What the author allowed, with the reasons."""
        return self._judged[1]

    @property
    def allowed(self) -> list[tuple[Silenced, str, str]]:
        """The same, each with what its rule is called and where it stands."""
        if not self.silenced:
            return []
        from builder.rules import RULES

        return [
            (one, RULES[one.found.code].title, self.where(one.found.place)) for one in self.silenced
        ]

    def faults(self, *codes: str) -> tuple[str, ...]:
        """What was found with these codes, a sentence each; with the reason if it was allowed."""
        left, silenced = self._judged
        told = [f"{self.where(one.place)}: {one.message}" for one in left if one.code in codes]
        told += [
            f"{self.where(one.found.place)}: {one.found.message} Allowed by the author, because"
            f" {one.reason}"
            for one in silenced
            if one.found.code in codes
        ]
        return tuple(told)

    def where(self, place: Place) -> str:
        """A place in words: the page, or the file and what in it."""
        model = self.course.files.get(place.file)
        if isinstance(model, Module) and place.path[:1] == ("pages",) and len(place.path) > 1:
            page = model.pages[int(place.path[1])]
            return f"{model.id}.{page.id}"
        steps = [str(step) for step in place.path[:2]]
        return " ".join([place.file, *steps]) if steps else place.file


def _parts(value: object, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    """A model and all those inside it, with their paths."""
    if isinstance(value, BaseModel):
        yield path, value
        for name, alias in fields_with_parts(type(value)):
            yield from _parts(getattr(value, name), (*path, alias))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _parts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _parts(inner, (*path, number))


def _own_files(model: BaseModel, kind: str) -> Iterator[tuple[str, str]]:
    """The files of one kind that a model names itself, and under which field."""
    for name in _naming(type(model), kind):
        value = getattr(model, name)
        if isinstance(value, str):
            yield name, value


@cache
def _naming(model: type[BaseModel], kind: str) -> list[str]:
    """The fields of a type that name files of one kind."""
    marks = ((name, mark_of(model, name, MediaFile)) for name in model.model_fields)
    return [name for name, mark in marks if mark is not None and kind in mark.kinds]
