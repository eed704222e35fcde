"""A course of loose parts, and blocks made from YAML, for the tests of single blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from builder.blocks.registry import BLOCKS

T = TypeVar("T")


@dataclass
class Parts:
    """What blocks may look up."""

    things: dict[str, object] = field(default_factory=dict)
    watched: int | None = None

    def find(self, kind: type[T], name: str) -> T | None:
        found = self.things.get(name)
        return found if isinstance(found, kind) else None


def read(text: str) -> Any:
    """YAML as the builder reads it: every scalar is a text."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


def block(text: str) -> Any:
    """The block that the YAML says."""
    data = read(text)
    return TypeAdapter(BLOCKS[next(iter(data))]).validate_python(data)


def refusal(what: Any, text: str) -> tuple[str, tuple[int | str, ...]]:
    """The message and the place of the only fault of the YAML."""
    try:
        TypeAdapter(what).validate_python(read(text))
    except ValidationError as error:
        [fault] = error.errors()
        assert fault["ctx"]["hint"], "a fault comes with what to do"
        return fault["msg"], fault["loc"]
    raise AssertionError("no fault was found")
