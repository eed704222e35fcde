"""Rating oneself: statements on a scale of points, or behaviours on a scale of levels."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Fields, Flag, Id, Line, Lookup, Target, UsedBlock
from builder.blocks.rate.fitting import Problem, misfits
from builder.blocks.rate.scale import Scale
from builder.blocks.rate.tracked import level_item, points_item, shown_results
from builder.blocks.tracking import Item


class Statement(Fields):
    """Something that is more or less true of the learner."""

    say: Line = Limit(description="The statement, such as `I turn up when I said I would.`")
    group: Id | None = Limit(
        None,
        description=(
            "The id of the scale's group that it adds to. A statement in no group is a "
            "result of its own."
        ),
    )
    reversed_: Flag = Limit(
        False,
        description="`true`: agreeing is a bad sign, so the lowest point counts as the highest.",
    )


class Rate(UsedBlock):
    """Statements on a rating scale, with a summary and a comparison with an earlier rating."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {
                "required": ["pick-next"],
                "properties": {"pick-next": {"enum": [True, "true"]}},
            },
            "then": {"not": {"required": ["statements"]}},
        }
    )
    kind: ClassVar[str] = "rate"

    rate: Id = Limit(description="The id of the rating.")
    scale: Annotated[str, Target("scale")] = Limit(
        description="The scale to rate on: NAME of `scales/NAME.yaml`.",
    )
    statements: Annotated[dict[Id, Statement], Limit(min_length=1)] | None = Limit(
        None,
        description=(
            "What is rated: an id and a text for each. A scale with levels brings its own; "
            "with `compare-with` they may be left out."
        ),
    )
    not_applicable: Flag = Limit(
        False,
        description='`true`: each statement may be answered with "Does not apply".',
    )
    summary: Literal["none", "list", "strengths", "bars", "radar"] = Limit(
        "none",
        description=(
            "What the learner is shown afterwards: nothing, a list of the results, "
            "strengths and areas to grow, or a chart above them (`radar` needs three groups "
            "or more)."
        ),
    )
    compare_with: Annotated[str, Target("rating")] | None = Limit(
        None,
        description=(
            "An earlier rating of the same statements, as `module.page.block`: before and "
            "after are shown side by side."
        ),
    )
    pick_next: Flag = Limit(
        False,
        description=(
            "Scales with levels only. `true`: the learner picks one unmarked behaviour to "
            "grow into."
        ),
    )

    @model_validator(mode="after")
    def _levels_have_their_own_statements(self) -> Any:
        if self.pick_next and self.statements:
            raise PydanticCustomError(
                "pick_next_of_statements",
                "'pick-next' is for scales with levels, which bring their own statements.",
                {"hint": "Remove pick-next: or statements:."},
            )
        return self

    def problems(self, course: Lookup) -> list[Problem]:
        """What does not fit between this block, its scale and the rating it compares with."""
        return list(misfits(self, course))

    def earlier(self, course: Lookup) -> "Rate | None":
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

    def pieces(self, course: Lookup) -> tuple[str, ...]:
        """With the part for its sort of scale."""
        scale = course.find(Scale, self.scale)
        return (self.kind, f"{self.kind}-{'levels' if scale and scale.levels else 'points'}")

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
