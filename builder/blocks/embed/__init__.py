"""A page of another site, loaded only when the learner asks for it."""

from __future__ import annotations

from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import StringConstraints

from builder.blocks.base import Block, Line, Markdown


class Embed(Block):
    """Something on another site. Until the learner loads it, and offline, the fallback stands."""

    kind: ClassVar[str] = "embed"

    embed: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"']+$")]
    title: Line
    fallback: Markdown

    @property
    def host(self) -> str:
        """The other site's name, which the learner is told before anything is loaded from it."""
        return urlsplit(self.embed).hostname or self.embed
