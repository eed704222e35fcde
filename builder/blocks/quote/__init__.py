"""Somebody's words."""

from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from builder.blocks.base import Block, Line, Lookup, Markdown
from builder.languages import LANGUAGE, direction


class Quote(Block):
    """A quotation, with who said it and where."""

    kind: ClassVar[str] = "quote"

    quote: Markdown = Field(description="The words, in Markdown, without quotation marks.")
    lang: Annotated[str, StringConstraints(pattern=LANGUAGE)] | None = Field(
        None,
        description=(
            "The language of the words as a code, such as `fr`, where it is not that of the "
            "course: screen readers then speak it as it is spoken."
        ),
    )
    by: Line | None = Field(None, description="Who said or wrote them.")
    source: Line | None = Field(
        None,
        description="Where they stand, such as `Energize Your Workplace, 2003`.",
    )

    def view(self, full_id: str, course: Lookup) -> dict[str, Any]:
        """The direction of the words, where they have a language of their own."""
        return {"direction": direction(self.lang) if self.lang else ""}
