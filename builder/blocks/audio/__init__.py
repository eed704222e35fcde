"""A recording with its transcript."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Credit, Line, MediaFile


class Audio(Block):
    """A recording; its transcript is needed."""

    kind: ClassVar[str] = "audio"

    audio: Annotated[str, MediaFile("audio")]
    title: Line
    transcript: Annotated[str, MediaFile("text")] | None = None
    credit: Credit | None = None

    @model_validator(mode="after")
    def _accessible(self) -> Any:
        if self.transcript is None:
            raise PydanticCustomError(
                "transcript",
                "This recording has no transcript.",
                {"hint": "Add transcript: media/NAME.en.md, a Markdown file with what is said."},
            )
        return self
