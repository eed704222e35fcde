"""What one file of a course holds that a learner may not see or hear, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel

from builder.blocks.audio import Recording
from builder.blocks.base import MediaFile, fields_with_parts, mark_of
from builder.blocks.download import Download
from builder.blocks.embed import Embed
from builder.blocks.question.common import Judged, QuestionBase
from builder.blocks.reveal import Reveal
from builder.blocks.table import Table
from builder.blocks.video import Film
from builder.cache import made_once
from builder.check import headings, links
from builder.check.prose import headings_in, links_in, prose
from builder.check.subject import OneFile, Text
from builder.diagnostics import Diagnostic, Path, Place
from builder.files import tool_text
from builder.languages import primary
from builder.markdown import plain
from builder.model.course import Course
from builder.model.module import Module

M = TypeVar("M", bound=BaseModel)

LOOKED_FOR = (
    headings.skipped_levels,
    links.links_without_words,
    links.bare_addresses,
)
"""Rules of `check` that are about access, and which no build runs."""

DECORATION = "(decoration)"
"""What stands in the place of a description that there is none of."""

Entry = tuple[str, ...]
"""One thing for a person to look at: where it stands, and what there is to say of it."""

_PASSAGE = re.compile(r"<\w+[^>]*\slang=[\"']?([A-Za-z][\w-]*)[^>]*>([^<]{0,80})")
_TABLE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*\|", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


class Held(NamedTuple):
    """What a file holds of each sort: lists of things, numbers of things, what rules find."""

    lists: Mapping[str, list[Entry]]
    counts: Mapping[str, int]
    findings: list[Diagnostic]


def held_in(course: Course, file: str) -> Held:
    """Look a file of a course through. It depends on the file and on the course's language."""
    one = _File(course, file)
    return Held(
        {name: entries for name, find in LISTS.items() if (entries := list(find(one)))},
        {name: count for name, find in COUNTS.items() if (count := find(one))},
        [found for rule in LOOKED_FOR for found in rule(one.subject)],
    )


def in_words(model: BaseModel | None, place: Place) -> str:
    """A place in the file that holds this model: the page, or the file and what in it."""
    if isinstance(model, Module) and place.path[:1] == ("pages",) and len(place.path) > 1:
        return f"{model.id}.{model.pages[int(place.path[1])].id}"
    return " ".join([place.file, *(str(step) for step in place.path[:2])])


class _File:
    """One file: its texts, and every piece of it that has keys of its own, with its path."""

    def __init__(self, course: Course, file: str) -> None:
        self.language = course.language
        self.subject = OneFile(file, course.files[file])
        self._file, self._model = file, course.files[file]

    def where(self, path: Path) -> str:
        """A path in words."""
        return in_words(self._model, Place(self._file, path))

    @cached_property
    def prose(self) -> list[Text]:
        """The texts in Markdown."""
        return list(prose(self.subject))

    @cached_property
    def parts(self) -> list[tuple[Path, BaseModel]]:
        """Every piece, in order."""
        return list(_parts(self._model, ()))

    def of(self, kind: type[M]) -> Iterator[tuple[str, M]]:
        """The pieces of one type, each with the words for where it stands."""
        for path, part in self.parts:
            if isinstance(part, kind):
                yield self.where(path), part

    def used(self, words: list[str]) -> list[str]:
        """Those of some words in small letters that stand in any text: no other need be sought."""
        return [word for word in words if word in self._there]

    @cached_property
    def _there(self) -> str:
        return "\n".join(text.value for text in self.prose).lower()


def _pictures(one: _File) -> Iterator[Entry]:
    """All pictures but those that a film shows before it plays."""
    for path, part in one.parts:
        for name, file in _own_files(part, "image"):
            if name != "poster":
                alt = getattr(part, "alt", None)
                yield one.where(path), file, plain(alt) if alt else DECORATION


def _films(one: _File) -> Iterator[Entry]:
    for where, film in one.of(Film):
        for _, file in _own_files(film, "video"):
            if not film.silent:
                yield where, file, ", ".join(film.captions), str(film.transcript)


def _silent_films(one: _File) -> Iterator[Entry]:
    for where, film in one.of(Film):
        for _, file in _own_files(film, "video"):
            if film.silent:
                yield where, file, str(film.transcript)


def _recordings(one: _File) -> Iterator[Entry]:
    for where, recording in one.of(Recording):
        for _, file in _own_files(recording, "audio"):
            yield where, file, str(recording.transcript)


def _links(one: _File) -> Iterator[Entry]:
    for text in one.prose:
        for link in links_in(text):
            yield one.where(text.path), link.words, link.address


def _passages(one: _File) -> Iterator[Entry]:
    """What is marked as another language."""
    for text in one.prose:
        if "<" in text.value:
            for language, words in _PASSAGE.findall(text.value):
                yield one.where(text.path), language, words.strip()
    for path, part in one.parts:
        if "lang" in type(part).model_fields:
            lang = getattr(part, "lang", None)
            if isinstance(lang, str):
                yield one.where(path), lang, type(part).__name__.lower()


def _spots(one: _File) -> Iterator[Entry]:
    for where, reveal in one.of(Reveal):
        if reveal.style == "hotspots":
            yield where, str(reveal.image), str(len(reveal.items_))


def _single_tries(one: _File) -> Iterator[Entry]:
    for where, question in one.of(Judged):
        if question.tries == 1 and question.points:
            yield where, plain(question.ask or "")


def _pointing(what: str) -> Callable[[_File], Iterator[Entry]]:
    """Sentences with words of one sort; what pictures show is told apart."""

    def find(one: _File) -> Iterator[Entry]:
        used = one.used(pointers(one.language).get(what, []))
        if not used:
            return
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, used))})\b", re.IGNORECASE)
        for text in one.prose:
            if text.path[-1] != "alt" and pattern.search(text.value):
                for line in text.value.splitlines():
                    for sentence in _SENTENCE.findall(plain(line)):
                        if pattern.search(sentence):
                            yield one.where(text.path), sentence.strip()

    return find


def pointers(language: str) -> Mapping[str, list[str]]:
    """Words that point at places, and names of colours; none where no list is known."""
    return _pointers().get(primary(language), {})


@cache
def _pointers() -> Mapping[str, Mapping[str, list[str]]]:
    return made_once("pointers", "", _written_pointers)


def _written_pointers() -> Mapping[str, Any]:
    known: Mapping[str, Any] = yaml.load(
        tool_text("access/pointing.yaml") or "", Loader=yaml.CSafeLoader
    )
    return known


LISTS: Mapping[str, Callable[[_File], Iterator[Entry]]] = {
    "pictures": _pictures,
    "films": _films,
    "silent-films": _silent_films,
    "recordings": _recordings,
    "links": _links,
    "languages": _passages,
    "spots": _spots,
    "single-tries": _single_tries,
    "places": _pointing("places"),
    "colour-words": _pointing("colours"),
    "embeds": lambda one: ((where, embed.embed) for where, embed in one.of(Embed)),
    "downloads": lambda one: ((where, file.download) for where, file in one.of(Download)),
}
"""What is listed, by the names of facts."""

COUNTS: Mapping[str, Callable[[_File], int]] = {
    "headings": lambda one: sum(len(headings_in(text)) for text in one.prose),
    "table blocks": lambda one: sum(1 for _ in one.of(Table)),
    "tables in texts": lambda one: sum(
        len(_TABLE.findall(text.value)) for text in one.prose if "--" in text.value
    ),
    "questions": lambda one: sum(1 for _ in one.of(QuestionBase)),
}
"""What is counted."""


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
