"""The sources of what a page says."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.blocks.base import Block, Line


class References(Block):
    """A list of sources."""

    kind: ClassVar[str] = "references"

    references: Annotated[list[Line], Field(min_length=1)] = Field(
        description="The sources, one line each, as they are to be read.",
    )
