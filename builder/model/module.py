"""A module: what stands in one file of `modules/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, Tag

from builder.blocks.base import Block, Fields, Id, Line, PositiveInt
from builder.blocks.registry import BLOCKS


def kind_of(data: Any) -> str | None:
    """The kind of block that an author began to write: its first key, if there is such a kind."""
    if isinstance(data, dict):
        kind = next(iter(data), None)
        return kind if kind in BLOCKS else None
    return getattr(data, "kind", None)


if TYPE_CHECKING:
    AnyBlock = Block
else:
    AnyBlock = Annotated[
        Union[tuple(Annotated[block, Tag(kind)] for kind, block in BLOCKS.items())],  # noqa: UP007
        Discriminator(kind_of),
    ]


class Page(Fields):
    """A page: a title and a list of blocks. With `requires` the next page waits for this one."""

    id: Annotated[Id, Field(alias="page")]
    title: Line
    requires: Literal["all"] | None = None
    blocks: Annotated[list[AnyBlock], Field(min_length=1)]


class Module(Fields):
    """A module: outcomes and pages in order; `minutes` is about how long it takes."""

    id: Annotated[Id, Field(alias="module")]
    title: Line
    minutes: PositiveInt | None = None
    outcomes: list[Line] = []
    pages: Annotated[list[Page], Field(min_length=1)]
