"""Values that never change: dataclasses that are declared in a third of the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Declare a dataclass that compares by its values.

    That nobody changes one is for the type checker to say. What Python would add to say it, too,
    and methods that it would write and compile for each type, take a tenth of a small build: there
    are a hundred such types, made anew by each command.
    """
    return _declared(kind, kw_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def named_record(kind: type[T]) -> type[T]:
    """The same, made by the names of its fields alone; those without a default may stand last."""
    return _declared(kind, kw_only=True)


def _declared(kind: type[T], *, kw_only: bool) -> type[T]:
    made: Any = dataclass(repr=False, eq=False, kw_only=kw_only)(kind)
    shown = [name for name, one in made.__dataclass_fields__.items() if one.repr]
    compared = [name for name, one in made.__dataclass_fields__.items() if one.compare]
    made.__eq__, made.__hash__ = _by_values(attrgetter(*compared) if compared else _nothing)
    made.__repr__ = lambda self: (
        f"{kind.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
    )
    return kind


def _by_values(values: Callable[[Any], object]) -> tuple[Callable[..., Any], Callable[..., int]]:
    """How two of a type are compared, and how one is hashed."""

    def equal(one: Any, other: Any) -> Any:
        return values(one) == values(other) if other.__class__ is one.__class__ else NotImplemented

    def hashed(one: Any) -> int:
        return hash(values(one))

    return equal, hashed


def _nothing(_: object) -> tuple[()]:
    return ()
