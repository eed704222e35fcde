"""Somebody's words."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from builder.blocks.base import Block, Line, Markdown


class Quote(Block):
    """A quotation, with who said it and where."""

    kind: ClassVar[str] = "quote"

    quote: Markdown = Field(description="The words, in Markdown, without quotation marks.")
    by: Line | None = Field(None, description="Who said or wrote them.")
    source: Line | None = Field(
        None,
        description="Where they stand, such as `Energize Your Workplace, 2003`.",
    )
