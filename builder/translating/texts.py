"""The texts of a course with the context of each, and the course with other words in their place.

Both are one walk over the typed model, so what translators get is exactly what is put back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from builder.blocks.base import (
    AnswerText,
    Block,
    LineText,
    MarkdownText,
    Marker,
    MediaFile,
    NameText,
    PlainText,
    UsedBlock,
    mark_of,
)
from builder.blocks.quote import Quote
from builder.blocks.rate import Rate
from builder.blocks.rate.scale import Scale
from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.diagnostics import Path
from builder.model.course import (
    COURSE_FILE,
    Course,
    CourseFile,
    module_file,
    scale_file,
    scenario_file,
)
from builder.model.module import Module, Page
from builder.record import record

TEXTS = (MarkdownText, LineText, PlainText, AnswerText)


@record
class Spot:
    """Where a text stands: the file, its path there, and the ids and keys that lead to it."""

    file: str
    path: Path = ()
    holder: str = ""
    keys: tuple[str, ...] = ()
    mark: Marker | None = None
    about: str = ""
    """What the field is for."""

    @property
    def context(self) -> str:
        """How translators' files name it: `trust.why.my-question/choices.open`."""
        return f"{self.holder}/{'.'.join(self.keys)}"

    @property
    def is_markdown(self) -> bool:
        """Whether it may have paragraphs, lists and headings."""
        return isinstance(self.mark, MarkdownText)

    def into(self, model: BaseModel) -> Spot:
        """The same spot as one inside of `model`, which stands here."""
        holder = _held_by(model, self.holder)
        if holder != self.holder:
            return replace(self, holder=holder, keys=())
        if isinstance(model, Block):
            return replace(self, keys=(model.kind,))
        return self

    def down(self, step: str | int) -> Spot:
        """The spot of what stands under a key, or at a place in a list, which has no name."""
        keys = self.keys if isinstance(step, int) else (*self.keys, step)
        return replace(self, path=(*self.path, step), keys=keys)

    def field(self, model: BaseModel, key: str) -> Spot:
        """The spot of a field; what a block is called by is its content: `- text: …`."""
        if isinstance(model, Block) and self.keys == (key,):
            return replace(self, path=(*self.path, key))
        return self.down(key)


def _held_by(model: BaseModel, holder: str) -> str:
    """The ids that lead into a model; the same as before for what has no id of its own."""
    if isinstance(model, CourseFile):
        return f"course:{model.id}"
    if isinstance(model, Scenario):
        return f"scenario:{model.id}"
    if isinstance(model, Scale):
        return f"scale:{model.id}"
    if isinstance(model, Module):
        return model.id
    return f"{holder}.{model.id}" if isinstance(model, Page | UsedBlock) else holder


class Rewording:
    """What is put in the place of each text and file; as it is, everything stays."""

    def text(self, spot: Spot, text: str) -> str:
        """The words for a text."""
        return text

    def media(self, spot: Spot, path: str) -> str:
        """The file to show instead of another."""
        return path

    def captions(self, spot: Spot, files: Mapping[str, str]) -> Mapping[str, str]:
        """The captions of a film, by language."""
        return files


def reworded(course: Course, words: Rewording, language: str) -> Course:
    """The course with other words, in another language. Files that nobody is shown stay."""
    files = dict(course.files)
    for file in shown_files(course):
        files[file] = _model(files[file], Spot(file), words)
    facts = files[COURSE_FILE]
    files[COURSE_FILE] = facts.model_copy(update={"language": language})
    return Course.of(files)


def shown_files(course: Course) -> list[str]:
    """The files that learners meet: listed modules, the scenarios and scales that they use."""
    used = dict.fromkeys([COURSE_FILE, *(module_file(module.id) for module in course.modules)])
    for placed in course.walk():
        if isinstance(placed.block, ScenarioBlock):
            used[scenario_file(placed.block.id)] = None
        elif isinstance(placed.block, Rate):
            used[scale_file(placed.block.scale)] = None
    return [file for file in used if file in course.files]


def all_texts(course: Course) -> Iterator[tuple[Spot, str]]:
    """Every text that is translated, in the order of the course."""
    found: list[tuple[Spot, str]] = []

    class _Listing(Rewording):
        def text(self, spot: Spot, text: str) -> str:
            found.append((spot, text))
            return text

    for file in shown_files(course):
        _model(course.files[file], Spot(file), _Listing())
    return iter(found)


def _model(model: BaseModel, spot: Spot, words: Rewording) -> BaseModel:
    inside = spot.into(model)
    changed: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None or _stays(model, name):
            continue
        mark = mark_of(type(model), name, Marker)
        there = replace(
            inside.field(model, info.alias or name),
            mark=mark,
            about=info.description or inside.about,
        )
        new = _value(value, there, words)
        if new is not value:
            changed[name] = new
    return model.model_copy(update=changed) if changed else model


def _stays(model: BaseModel, name: str) -> bool:
    """Whether a text is the same everywhere: a quotation in a language of its own."""
    return isinstance(model, Quote) and name == "quote" and model.lang is not None


def _value(value: Any, spot: Spot, words: Rewording) -> Any:
    if isinstance(value, BaseModel):
        return _model(value, spot, words)
    if isinstance(value, str):
        return _said(value, spot, words)
    if isinstance(value, dict):
        if isinstance(spot.mark, MediaFile):
            return words.captions(spot, value)
        return _same({key: _value(one, spot.down(key), words) for key, one in value.items()}, value)
    if isinstance(value, list):
        return _same(list(_listed(value, spot, words)), value)
    return value


def _same(new: Any, old: Any) -> Any:
    """The old one where nothing in it is another, so that nothing is copied without need."""
    before, after = (one.values() if isinstance(one, dict) else one for one in (old, new))
    if len(old) == len(new) and all(a is b for a, b in zip(before, after, strict=True)):
        return old
    return new


def _listed(values: list[Any], spot: Spot, words: Rewording) -> Iterator[Any]:
    for number, one in enumerate(values):
        new = _value(one, spot.down(number), words)
        if isinstance(spot.mark, AnswerText) and "\n" in new:
            yield from filter(None, map(str.strip, new.splitlines()))
        else:
            yield new


def _said(value: str, spot: Spot, words: Rewording) -> str:
    if isinstance(spot.mark, MediaFile):
        return words.media(spot, value)
    if isinstance(spot.mark, TEXTS) and not isinstance(spot.mark, NameText):
        return words.text(spot, value)
    return value
