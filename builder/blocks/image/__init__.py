"""A picture with its description."""

from typing import Any, ClassVar

from pydantic import ConfigDict, Field, model_validator

from builder.blocks.base import DESCRIBED, Block, Credit, Flag, Image, Line, need_alt


class Picture(Block):
    """A picture; it says in words what it shows, or that it is only decoration."""

    model_config = ConfigDict(json_schema_extra=DESCRIBED)
    kind: ClassVar[str] = "image"

    image: Image = Field(description="The file, such as `media/circle.svg`.")
    alt: Line | None = Field(
        None,
        description="What someone who cannot see the picture needs to know.",
    )
    decorative: Flag = Field(
        False,
        description="`true`: the picture is only decoration and has no `alt`.",
    )
    caption: Line | None = Field(None, description="A line below the picture.")
    credit: Credit | None = Field(
        None,
        description="Who made it, where it comes from and how it may be used; shown beside it.",
    )

    @model_validator(mode="after")
    def _described(self) -> Any:
        need_alt(self.alt, self.decorative)
        return self
