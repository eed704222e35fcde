"""Faulty files as models in which nothing was validated: only to look at the texts in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Tag


def loosely(kind: type[BaseModel], data: dict[str, Any]) -> BaseModel:
    """What stands in a file as a `kind`; keys that a `kind` has not are left out.

    Paths and texts in it are the author's. All else may be of any type, so it must not be used
    for anything but `marked`.
    """
    fields = kind.model_fields.items()
    values = {
        name: _value(info.annotation, data.get(info.alias or name)) for name, info in fields
    }
    return kind.model_construct(**values)


def _value(annotation: Any, data: Any) -> Any:
    if isinstance(data, list):
        inner = next((get_args(kind)[0] for kind in _members(annotation, list, tuple)), None)
        return [_value(inner, part) for part in data]
    if isinstance(data, dict):
        model = _model_for(annotation, data)
        if model is not None:
            return loosely(model, data)
        inner = next((get_args(kind)[1] for kind in _members(annotation, dict)), None)
        return {key: _value(inner, part) for key, part in data.items()}
    return data


def _members(annotation: Any, *origins: type) -> Iterator[Any]:
    """The types in a union that are generic over one of these, such as `dict[str, int]`."""
    return (kind for _, kind in _flat(annotation) if get_origin(kind) in origins)


def _model_for(annotation: Any, data: dict[str, Any]) -> type[BaseModel] | None:
    """The model that an author most likely meant: by the first key, or the one with most keys."""
    models = [
        (tag, kind)
        for tag, kind in _flat(annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    ]
    first = next(iter(data), None)
    begun = [kind for tag, kind in models if first in tag]
    return max(
        begun or [kind for _, kind in models],
        key=lambda kind: _known_keys(kind, data),
        default=None,
    )


def _known_keys(kind: type[BaseModel], data: dict[str, Any]) -> int:
    return sum((info.alias or name) in data for name, info in kind.model_fields.items())


def _flat(annotation: Any, tags: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All members of a union, however nested, each with the tags that it is called by."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        own = (mark.tag for mark in marks if isinstance(mark, Tag))
        yield from _flat(inner, (*tags, *own))
    elif get_origin(annotation) in (None, list, tuple, dict):
        yield tags, annotation
    else:
        for member in get_args(annotation):
            yield from _flat(member, tags)
