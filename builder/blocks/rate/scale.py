"""A rating scale: points from low to high, or levels described by what one sees."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any

from pydantic import ConfigDict, model_validator
from pydantic import Field as Limit
from pydantic_core import PydanticCustomError

from builder.blocks.base import Fields, Id, Line, Markdown

MOST_POINTS = 11

_COUNTED = [str(point) for point in range(1, MOST_POINTS + 1)]
COUNTING_UP: dict[str, Any] = {
    # A pattern: to some editors these keys are numbers, which are in no list of texts.
    "propertyNames": {"pattern": "^([1-9]|10|11)$"},
    "dependentRequired": {after: [before] for before, after in pairwise(_COUNTED)},
}
"""That points count up from 1, as editors know it."""


class Band(Fields):
    """What is said about a group whose mean is at most `up_to`."""

    up_to: float = Limit(description="The highest mean that it is for.")
    say: Markdown = Limit(description="What is said of such a mean, in Markdown.")


class Group(Fields):
    """Statements that add up to one result."""

    title: Line = Limit(
        description="What the statements of the group have in common, in a few words.",
    )
    bands: list[Band] = Limit(
        [],
        description=(
            "What to say about the mean, from the lowest band to the highest; the last one "
            "reaches the top of the scale."
        ),
    )

    @model_validator(mode="after")
    def _rising(self) -> Any:
        limits = [band.up_to for band in self.bands]
        if limits != sorted(set(limits)):
            raise PydanticCustomError(
                "bands_order",
                "The bands of a group rise from the lowest to the highest.",
                {"hint": "Sort them by up-to, each number once."},
            )
        return self


class Level(Fields):
    """A level of a behaviourally anchored scale."""

    title: Line = Limit(description="The name of the level.")
    text: Markdown | None = Limit(None, description="What the level is about, in Markdown.")
    indicators: Annotated[dict[Id, Line], Limit(min_length=1)] = Limit(
        description="What one sees at this level: an id and a behaviour for each.",
    )


class Scale(Fields):
    """The file `scales/NAME.yaml`: either `points` (with `groups`), or `levels`."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["points"], "properties": {"points": {"required": ["1", "2"]}}},
                {
                    "required": ["levels"],
                    "properties": {"levels": {"minProperties": 1}, "groups": {"maxProperties": 0}},
                },
            ]
        }
    )

    id: Id = Limit(alias="scale", description="The id of the scale; the file is called by it.")
    title: Line | None = Limit(
        None,
        description="What it asks, in a few words, such as `How often`.",
    )
    points: dict[str, Line] = Limit(
        {},
        json_schema_extra=COUNTING_UP,
        description=(
            "The points from the lowest: `{ 1: Not yet, 2: Sometimes, 3: Often }`, 2 to 11 of them."
        ),
    )
    levels: dict[Id, Level] = Limit(
        {},
        description=(
            "The levels from the lowest, each described by what one sees; instead of `points`."
        ),
    )
    groups: dict[Id, Group] = Limit(
        {},
        description=(
            "How statements add up to results, and what is said of each; with `points` only."
        ),
    )

    @model_validator(mode="after")
    def _one_sort(self) -> Any:
        if bool(self.points) == bool(self.levels):
            raise PydanticCustomError(
                "scale_sort",
                "A scale has either points or levels.",
                {"hint": "Keep points: for how much, levels: for what one sees."},
            )
        if self.levels and self.groups:
            raise PydanticCustomError(
                "groups_of_levels",
                "Groups are for scales with points; here the levels are the groups.",
                {"hint": "Remove groups:."},
            )
        return self

    @model_validator(mode="after")
    def _points_from_one(self) -> Any:
        count = len(self.points)
        if self.points and (
            list(self.points) != [str(point) for point in range(1, count + 1)]
            or not 2 <= count <= MOST_POINTS
        ):
            raise PydanticCustomError(
                "points_count",
                "The points of a scale are numbered 1, 2, 3 and so on, from the lowest.",
                {"hint": f"Write from 2 to {MOST_POINTS} points, beginning with 1."},
            )
        return self

    @model_validator(mode="after")
    def _bands_reach_the_top(self) -> Any:
        top = len(self.points)
        for key, group in self.groups.items():
            if group.bands and group.bands[-1].up_to < top:
                raise PydanticCustomError(
                    "bands_end",
                    "The bands of '{group}' end at {end}, the scale at {top}.",
                    {
                        "group": key,
                        "end": f"{group.bands[-1].up_to:g}",
                        "top": top,
                        "hint": f"Add a band with up-to: {top}.",
                    },
                )
        return self

    def indicators(self) -> Iterator[tuple[str, str, str]]:
        """All behaviours of a scale with levels: level, id and words."""
        for level, described in self.levels.items():
            for key, say in described.indicators.items():
                yield level, key, say
