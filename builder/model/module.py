"""A module: what stands in one file of `modules/`."""

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

    id: Id = Field(alias="page", description="The id of the page.")
    title: Line = Field(description="The heading of the page.")
    requires: Literal["all"] | None = Field(
        None,
        description="`all`: the next page opens when every block here is done.",
    )
    blocks: Annotated[list[AnyBlock], Field(min_length=1)] = Field(
        description=(
            "What stands on the page, in its order. The first key of each block says what it is."
        ),
    )


class Module(Fields):
    """A module: outcomes and pages in order; `minutes` is about how long it takes."""

    id: Id = Field(alias="module", description="The id of the module; the file is called by it.")
    title: Line = Field(description="The title of the module.")
    minutes: PositiveInt | None = Field(
        None,
        description="About how long it takes; shown in the menu.",
    )
    outcomes: list[Line] = Field([], description="What learners can do afterwards, one line each.")
    pages: Annotated[list[Page], Field(min_length=1)] = Field(
        description="The pages, in their order.",
    )
