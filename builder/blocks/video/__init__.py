"""A film with captions and a transcript."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Credit, Fields, Flag, Image, Line, MediaFile

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class Film(Fields):
    """A film. Captions are needed unless it is silent; the transcript is for everyone."""

    title: Line
    poster: Image | None = None
    captions: dict[str, Annotated[str, MediaFile("captions")]] = {}
    silent: Flag = False
    transcript: Annotated[str, MediaFile("text")] | None = None
    credit: Credit | None = None

    @model_validator(mode="after")
    def _accessible(self) -> Any:
        if not self.captions and not self.silent:
            raise PydanticCustomError(
                "captions",
                "This video has no captions.",
                {
                    "hint": "Add captions: { en: media/NAME.en.vtt }, "
                    "or silent: true if nobody speaks."
                },
            )
        if self.transcript is None:
            raise PydanticCustomError(
                "transcript",
                "This video has no transcript.",
                {
                    "hint": "Add transcript: media/NAME.en.md, "
                    "a Markdown file with what is said and seen."
                },
            )
        return self


class Video(Block, Film):
    """A film on a page."""

    kind: ClassVar[str] = "video"

    video: Annotated[str, MediaFile("video")]
