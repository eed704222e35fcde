"""Rating oneself: statements on a scale of points, or behaviours on a scale of levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Fields, Flag, Id, Line, Lookup, Target, UsedBlock
from builder.blocks.rate.scale import Scale
from builder.blocks.rate.tracked import level_item, points_item, shown_results
from builder.blocks.tracking import Item


class Statement(Fields):
    """Something that is more or less true of the learner."""

    say: Line
    group: Id | None = None


class Rate(UsedBlock):
    """Statements on a rating scale, with a summary and a comparison with an earlier rating."""

    kind: ClassVar[str] = "rate"

    rate: Id
    scale: Annotated[str, Target("scale")]
    statements: Annotated[dict[Id, Statement], Limit(min_length=1)] | None = None
    summary: Literal["none", "list", "strengths"] = "none"
    compare_with: Annotated[str, Target("rating")] | None = None
    pick_next: Flag = False

    @model_validator(mode="after")
    def _levels_have_their_own_statements(self) -> Any:
        if self.pick_next and self.statements:
            raise PydanticCustomError(
                "pick_next_of_statements",
                "'pick-next' is for scales with levels, which bring their own statements.",
                {"hint": "Remove pick-next: or statements:."},
            )
        return self

    def problems(self, course: Lookup) -> list[tuple[tuple[str, ...], str, str]]:
        """What does not fit between this block, its scale and the rating it compares with.

        Each problem is a path in the block, what is wrong, and what to do.
        """
        scale = course.find(Scale, self.scale)
        if scale is None:
            return []
        if scale.levels:
            return self._problems_of_levels()
        found = self._problems_of_points(course)
        for key, statement in (self.statements or {}).items():
            if statement.group is not None and statement.group not in scale.groups:
                found.append(
                    (
                        ("statements", key, "group"),
                        f"The scale '{self.scale}' has no group '{statement.group}'.",
                        f"Its groups are: {', '.join(scale.groups) or 'none'}.",
                    )
                )
        return found

    def _problems_of_levels(self) -> list[tuple[tuple[str, ...], str, str]]:
        if self.statements is None:
            return []
        return [
            (
                ("statements",),
                f"The scale '{self.scale}' has levels, which bring their own statements.",
                "Remove statements:, or choose a scale with points.",
            )
        ]

    def _problems_of_points(self, course: Lookup) -> list[tuple[tuple[str, ...], str, str]]:
        found: list[tuple[tuple[str, ...], str, str]] = []
        if self.pick_next:
            found.append(
                (
                    ("pick-next",),
                    f"The scale '{self.scale}' has no levels to grow into.",
                    "Remove pick-next:, or choose a scale with levels.",
                )
            )
        if self.statements is None and self.compare_with is None:
            found.append(
                (
                    (),
                    "There is nothing to rate.",
                    "Add statements:, or compare-with: the block that has them.",
                )
            )
        earlier = self.earlier(course)
        known = earlier is not None and course.find(Scale, earlier.scale) is not None
        if earlier is not None and known and earlier.scale != self.scale:
            found.append(
                (
                    ("compare-with",),
                    f"'{self.compare_with}' uses another scale, '{earlier.scale}'.",
                    "Only ratings on the same scale can be compared.",
                )
            )
        return found

    def earlier(self, course: Lookup) -> Rate | None:
        """The rating that this one is compared with."""
        return course.find(Rate, self.compare_with) if self.compare_with else None

    def all_statements(self, course: Lookup) -> Mapping[str, Statement]:
        """Its statements, or else those of the rating that it is compared with."""
        block: Rate | None = self
        for _ in range(100):  # a chain of ratings, were it a circle, must end
            if block is None or block.statements is not None:
                break
            block = block.earlier(course)
        return (block.statements if block else None) or {}

    def items(self, full_id: str, course: Lookup) -> tuple[Item, ...]:
        """One item: lines of the report for statements or levels, objectives for groups."""
        scale = course.find(Scale, self.scale)
        if scale is None:
            return ()
        if scale.levels:
            return (level_item(self, full_id, scale),)
        return (points_item(self, full_id, scale, self.all_statements(course)),)

    def view(self, full_id: str, course: Lookup) -> Mapping[str, Any]:
        """The scale and the statements in full."""
        scale = course.find(Scale, self.scale)
        statements = self.all_statements(course)
        return {
            "scale": scale,
            "statements": statements,
            "earlier": self.earlier(course),
            "results": shown_results(scale, statements) if scale else [],
        }
