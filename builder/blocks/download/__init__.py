"""A file to take away."""

from __future__ import annotations

from typing import Annotated, ClassVar

from builder.blocks.base import Block, Credit, Line, MediaFile


class Download(Block):
    """A link to a file of the course, with its type and size."""

    kind: ClassVar[str] = "download"

    download: Annotated[str, MediaFile("any")]
    title: Line
    text: Line | None = None
    credit: Credit | None = None
