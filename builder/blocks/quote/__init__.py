"""Somebody's words."""

from __future__ import annotations

from typing import ClassVar

from builder.blocks.base import Block, Line, Markdown


class Quote(Block):
    """A quotation, with who said it and where."""

    kind: ClassVar[str] = "quote"

    quote: Markdown
    by: Line | None = None
    source: Line | None = None
