"""A grid of short pieces."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from builder.blocks.base import Block, Fields, Flag, Image, Line, Markdown, need_alt


class Card(Fields):
    """One card: a title, a text, and perhaps a picture."""

    title: Line
    text: Markdown
    image: Image | None = None
    alt: Line | None = None
    decorative: Flag = False

    @model_validator(mode="after")
    def _described(self) -> Any:
        if self.image is not None:
            need_alt(self.alt, self.decorative)
        return self


class Cards(Block):
    """Cards side by side where there is room."""

    kind: ClassVar[str] = "cards"

    cards: Annotated[list[Card], Field(min_length=1)]
