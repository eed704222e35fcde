"""A grid of short pieces."""

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, model_validator

from builder.blocks.base import (
    DESCRIBED,
    Block,
    Fields,
    Flag,
    Image,
    Line,
    Markdown,
    need_alt,
)


class Card(Fields):
    """One card: a title, a text, and perhaps a picture."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["image"]},
            "then": DESCRIBED,
        }
    )

    title: Line = Field(description="The heading of the card.")
    text: Markdown = Field(description="What stands on it, in Markdown.")
    image: Image | None = Field(
        None,
        description="A picture at its top, such as `media/a.svg`. Say with `alt` what it shows.",
    )
    alt: Line | None = Field(
        None,
        description="What someone who cannot see the picture needs to know.",
    )
    decorative: Flag = Field(
        False,
        description="`true`: the picture is only decoration and has no `alt`.",
    )

    @model_validator(mode="after")
    def _described(self) -> Any:
        if self.image is not None:
            need_alt(self.alt, self.decorative)
        return self


class Cards(Block):
    """Cards side by side where there is room."""

    kind: ClassVar[str] = "cards"

    cards: Annotated[list[Card], Field(min_length=1)] = Field(
        description="The cards, in their order.",
    )
