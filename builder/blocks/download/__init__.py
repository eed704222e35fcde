"""A file to take away."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.blocks.base import Block, Credit, Line, MediaFile


class Download(Block):
    """A link to a file of the course, with its type and size."""

    kind: ClassVar[str] = "download"

    download: Annotated[str, MediaFile("any")] = Field(
        description="The file, such as `media/checklist.pdf`.",
    )
    title: Line = Field(description="What the link says.")
    text: Line | None = Field(None, description="A line below the link: what the file is good for.")
    credit: Credit | None = Field(
        None,
        description="Who made it, where it comes from and how it may be used; shown beside it.",
    )
