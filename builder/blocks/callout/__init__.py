"""A piece of text that stands out."""

from typing import ClassVar, Literal

from pydantic import Field

from builder.blocks.base import Block, Line, Markdown


class Callout(Block):
    """A note, a tip or a warning.

    `kind` is the author's key; `tone` its name in Python.
    """

    kind: ClassVar[str] = "callout"

    callout: Markdown = Field(description="The text, in Markdown.")
    tone: Literal["note", "tip", "warning"] = Field(
        default="note",
        alias="kind",
        description="What sort of remark it is: it decides colour and sign.",
    )
    title: Line | None = Field(
        None,
        description="A heading for it. Without one it is called by its kind.",
    )
