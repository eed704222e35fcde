"""A recording with its transcript."""

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Block, Credit, Fields, Line, MediaFile


class Recording(Fields):
    """A recording; its transcript is needed."""

    model_config = ConfigDict(json_schema_extra={"allOf": [{"required": ["transcript"]}]})

    title: Line = Field(description="Its name, for the player's label.")
    transcript: Annotated[str, MediaFile("text")] | None = Field(
        None,
        description=(
            "Needed: a Markdown file with what is said, such as `media/talk.en.md`. It is "
            "shown in a fold-out."
        ),
    )
    credit: Credit | None = Field(
        None,
        description="Who made it, where it comes from and how it may be used; shown beside it.",
    )

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

    audio: Annotated[str, MediaFile("audio")] = Field(
        description="The file, such as `media/talk.mp3`.",
    )
