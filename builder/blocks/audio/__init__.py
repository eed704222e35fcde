"""A recording with its transcript."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Credit, Fields, Line, MediaFile


class Recording(Fields):
    """A recording; its transcript is needed."""

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


class Audio(Block, Recording):
    """A recording on a page."""

    kind: ClassVar[str] = "audio"

    audio: Annotated[str, MediaFile("audio")]
