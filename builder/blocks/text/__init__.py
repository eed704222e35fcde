"""Running text in Markdown."""

from __future__ import annotations

from typing import ClassVar

from builder.blocks.base import Block, Markdown


class Text(Block):
    """Paragraphs, lists, tables, links and footnotes in Markdown."""

    kind: ClassVar[str] = "text"

    text: Markdown
