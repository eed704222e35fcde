"""Running text in Markdown."""

from typing import ClassVar

from pydantic import Field

from builder.blocks.base import Block, Markdown


class Text(Block):
    """Paragraphs, lists, tables, links and footnotes in Markdown."""

    kind: ClassVar[str] = "text"

    text: Markdown = Field(
        description=(
            "The text, in Markdown. Headings in it begin with `##`; a link to "
            "`#module.page` leads to a page of the course."
        ),
    )
