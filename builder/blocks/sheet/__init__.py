"""The learner's own page."""

from __future__ import annotations

from typing import ClassVar

from builder.blocks.base import Id, Line, Lookup, UsedBlock
from builder.blocks.tracking import Item


class Sheet(UsedBlock):
    """Gathers ratings, strengths, reflections, plan and score from all other blocks."""

    kind: ClassVar[str] = "sheet"

    sheet: Id
    title: Line | None = None

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """Nothing of its own: it only shows what other blocks keep."""
        return ()
