"""Faulty files as models in which nothing was validated: only to look at the texts in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, Tag


def loosely(kind: type[BaseModel], data: dict[str, Any]) -> BaseModel:
    """What stands in a file as a `kind`; keys that a `kind` has not are left out.

    Paths and texts in it are the author's. All else may be of any type, so it must not be used
    for anything but `marked`.
    """
    values = {name: sort.value(data.get(key)) for name, key, sort in _fields(kind)}
    return kind.model_construct(**values)


class _Sort(NamedTuple):
    """What a value may be: a model (by the tags that call it so), a list, a mapping, a scalar."""

    models: tuple[tuple[tuple[str, ...], type[BaseModel]], ...] = ()
    entries: _Sort | None = None
    values: _Sort | None = None

    def value(self, data: Any) -> Any:
        """A value as it may stand there, None if it is of another sort."""
        if isinstance(data, list):
            entries = self.entries
            return None if entries is None else [entries.value(part) for part in data]
        if isinstance(data, dict):
            return self._mapping(data)
        return data

    def _mapping(self, data: dict[str, Any]) -> Any:
        if self.models:
            return loosely(self._model(data), data)
        values = self.values
        return None if values is None else {key: values.value(part) for key, part in data.items()}

    def _model(self, data: dict[str, Any]) -> type[BaseModel]:
        """The model that an author most likely meant: by the first key, or that with most keys."""
        first = next(iter(data), None)
        begun = [kind for tags, kind in self.models if first in tags]
        meant = begun or [kind for _, kind in self.models]
        if len(meant) == 1:
            return meant[0]
        return max(meant, key=lambda kind: sum(key in data for _, key, _ in _fields(kind)))


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, str, _Sort], ...]:
    """The name, the author's key and the sort of each field."""
    return tuple(
        (name, info.alias or name, _sort(info.annotation))
        for name, info in kind.model_fields.items()
    )


def _sort(annotation: Any) -> _Sort:
    members = list(_members(annotation))
    models = ((tags, kind) for tags, kind in members if _is_model(kind))
    lists = (get_args(kind)[0] for _, kind in members if get_origin(kind) in (list, tuple))
    mappings = (get_args(kind)[1] for _, kind in members if get_origin(kind) is dict)
    return _Sort(
        tuple(models),
        next(map(_sort, lists), None),
        next(map(_sort, mappings), None),
    )


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _members(annotation: Any, tags: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All members of a union, however nested, each with the tags that it is called by."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        own = (mark.tag for mark in marks if isinstance(mark, Tag))
        yield from _members(inner, (*tags, *own))
    elif get_origin(annotation) in (None, list, tuple, dict):
        yield tags, annotation
    else:
        for member in get_args(annotation):
            yield from _members(member, tags)
