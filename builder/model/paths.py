"""From pydantic's locations to paths in what the author wrote, and to the keys allowed there.

A location holds names of union members between the author's keys. They are told apart by following
the data: a step that leads on in it is a key, one that does not is such a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, Tag

from builder.diagnostics import Path

KEY_MARK = "[key]"
"""The last step of a location that means a key and not its value."""


class _Way(NamedTuple):
    """One reading of a location: where it leads, and how many steps of it were no keys."""

    misses: bool
    skipped: int
    path: Path
    node: Any


def find_path(location: Path, data: Any, value: Any) -> tuple[Path, Any]:
    """The author's path of a location that leads to `value`, and what stands there."""
    ways = _ways(location, data, value)
    best = min(ways, key=lambda way: (way.misses, way.skipped, -len(way.path)))
    return best.path, best.node


def _ways(location: Path, data: Any, value: Any) -> Iterator[_Way]:
    pending: list[tuple[int, int, Path, Any]] = [(0, 0, (), data)]
    while pending:
        at, skipped, path, node = pending.pop()
        if at == len(location):
            yield _Way(node is not value, skipped, path, node)
            continue
        step = location[at]
        here, inside = _step_into(node, step)
        if here:
            pending.append((at + 1, skipped, (*path, step), inside))
        if isinstance(step, str):
            pending.append((at + 1, skipped + 1, path, node))
        elif not here:
            yield _Way(True, skipped + len(location) - at, path, node)


def _step_into(node: Any, step: str | int) -> tuple[bool, Any]:
    if isinstance(node, dict) and step in node:
        return True, node[step]
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return True, node[step]
    return False, None


def allowed_keys(annotation: Any, location: Path) -> list[str]:
    """The keys that an author may write in the mapping at a location of a type."""
    found: dict[str, None] = {}
    for model in _models(annotation, location):
        for name, info in model.model_fields.items():
            found[info.alias or name] = None
    return list(found)


def _models(annotation: Any, location: Path) -> Iterator[type[BaseModel]]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _models_in(annotation, location)
    elif get_origin(annotation) in (list, tuple):
        yield from _models(get_args(annotation)[0], location[1:])
    elif get_origin(annotation) is dict:
        yield from _models(get_args(annotation)[1], location[1:])
    elif get_args(annotation) and get_origin(annotation) is not Literal:
        yield from _models_of_union(get_args(annotation), location)


def _models_in(model: type[BaseModel], location: Path) -> Iterator[type[BaseModel]]:
    if not location:
        yield model
        return
    for name, info in model.model_fields.items():
        if (info.alias or name) == location[0]:
            yield from _models(info.annotation, location[1:])


def _models_of_union(members: tuple[Any, ...], location: Path) -> Iterator[type[BaseModel]]:
    tagged = [member for member in members if location and _bears(member, location[0])]
    if tagged:
        for member in tagged:
            yield from _models(member, location[1:])
    else:
        for member in members:
            yield from _models(member, location)


def _bears(member: Any, name: str | int) -> bool:
    """Whether a member of a union is the one that a location calls by this name."""
    if get_origin(member) is Annotated:
        return any(isinstance(mark, Tag) and mark.tag == name for mark in get_args(member)[1:])
    if isinstance(member, type) and issubclass(member, BaseModel):
        literals = (info.annotation for info in member.model_fields.values())
        return any(get_origin(kind) is Literal and name in get_args(kind) for kind in literals)
    return False
