"""A picture with its description."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import model_validator

from builder.blocks.base import Block, Credit, Flag, Image, Line, need_alt


class Picture(Block):
    """A picture; it says in words what it shows, or that it is only decoration."""

    kind: ClassVar[str] = "image"

    image: Image
    alt: Line | None = None
    decorative: Flag = False
    caption: Line | None = None
    credit: Credit | None = None

    @model_validator(mode="after")
    def _described(self) -> Any:
        need_alt(self.alt, self.decorative)
        return self
