"""A piece of text that stands out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from builder.blocks.base import Block, Line, Markdown


class Callout(Block):
    """A note, a tip or a warning. `kind` is the author's key; `tone` its name in Python."""

    kind: ClassVar[str] = "callout"

    callout: Markdown
    tone: Literal["note", "tip", "warning"] = Field(default="note", alias="kind")
    title: Line | None = None
