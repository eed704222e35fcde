"""A rating scale: points from low to high, or levels described by what one sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field as Limit
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from builder.blocks.base import Fields, Id, Line, Markdown

MOST_POINTS = 11


class Band(Fields):
    """What is said about a group whose mean is at most `up_to`."""

    up_to: float
    say: Markdown


class Group(Fields):
    """Statements that add up to one result."""

    title: Line
    bands: list[Band] = Limit(default_factory=list)

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

    title: Line
    text: Markdown | None = None
    indicators: Annotated[dict[Id, Line], Limit(min_length=1)]


class Scale(Fields):
    """The file `scales/NAME.yaml`: either `points` (with `groups`), or `levels`."""

    id: Annotated[Id, Limit(alias="scale")]
    title: Line | None = None
    points: dict[str, Line] = Limit(default_factory=dict)
    levels: dict[Id, Level] = Limit(default_factory=dict)
    groups: dict[Id, Group] = Limit(default_factory=dict)

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
