"""A page of another site, loaded only when the learner asks for it."""

from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints

from builder.blocks.base import Block, Line, Markdown


class Embed(Block):
    """Something on another site. Until the learner loads it, and offline, the fallback stands."""

    kind: ClassVar[str] = "embed"

    embed: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"'\x00-\x1f]+$")] = Field(
        description="The address of the page, beginning with `https://`.",
    )
    title: Line = Field(
        description="What is there, for the frame's name and the button that loads it.",
    )
    fallback: Markdown = Field(
        description=(
            "What stands there until the learner loads it, offline and in print, in Markdown."
        ),
    )

    @property
    def host(self) -> str:
        """The other site's name, which the learner is told before anything is loaded from it."""
        return urlsplit(self.embed).hostname or self.embed
