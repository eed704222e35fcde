"""What does not fit between a rating, its scale, and the rating that it is compared with.

Each problem is a path in the block, what is wrong, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.base import Lookup
from builder.blocks.rate.scale import Scale
from builder.blocks.rate.tracked import groups_of

if TYPE_CHECKING:
    from builder.blocks.rate import Rate

Problem = tuple[tuple[str, ...], str, str]

LEAST_AXES = 3
"""A radar with fewer axes has no area."""


def misfits(block: Rate, course: Lookup) -> Iterator[Problem]:
    """All problems of a rating; none where its scale is not there, which is said elsewhere."""
    scale = course.find(Scale, block.scale)
    if scale is None:
        return
    if scale.levels:
        yield from _on_levels(block)
        return
    yield from _on_points(block)
    yield from _against_the_earlier(block, course)
    yield from _groups_that_are_not_there(block, scale)
    yield from _too_few_axes(block, course, scale)


def _on_levels(block: Rate) -> Iterator[Problem]:
    name = block.scale
    if block.statements is not None:
        yield (
            ("statements",),
            f"The scale '{name}' has levels, which bring their own statements.",
            "Remove statements:, or choose a scale with points.",
        )
    if block.not_applicable:
        yield (
            ("not-applicable",),
            f"On the scale '{name}' learners tick what they do; there is nothing to answer.",
            "Remove not-applicable:, or choose a scale with points.",
        )
    if block.summary == "radar":
        yield (
            ("summary",),
            f"The scale '{name}' has levels, which are steps; a radar shows directions.",
            "Write summary: bars.",
        )


def _on_points(block: Rate) -> Iterator[Problem]:
    if block.pick_next:
        yield (
            ("pick-next",),
            f"The scale '{block.scale}' has no levels to grow into.",
            "Remove pick-next:, or choose a scale with levels.",
        )
    if block.statements is None and block.compare_with is None:
        yield (
            (),
            "There is nothing to rate.",
            "Add statements:, or compare-with: the block that has them.",
        )


def _against_the_earlier(block: Rate, course: Lookup) -> Iterator[Problem]:
    earlier = block.earlier(course)
    known = earlier is not None and course.find(Scale, earlier.scale) is not None
    if earlier is not None and known and earlier.scale != block.scale:
        yield (
            ("compare-with",),
            f"'{block.compare_with}' uses another scale, '{earlier.scale}'.",
            "Only ratings on the same scale can be compared.",
        )


def _groups_that_are_not_there(block: Rate, scale: Scale) -> Iterator[Problem]:
    for key, statement in (block.statements or {}).items():
        if statement.group is not None and statement.group not in scale.groups:
            yield (
                ("statements", key, "group"),
                f"The scale '{block.scale}' has no group '{statement.group}'.",
                f"Its groups are: {', '.join(scale.groups) or 'none'}.",
            )


def _too_few_axes(block: Rate, course: Lookup, scale: Scale) -> Iterator[Problem]:
    statements = block.all_statements(course)
    axes = len(groups_of(scale, statements))
    if block.summary == "radar" and statements and axes < LEAST_AXES:
        yield (
            ("summary",),
            f"A radar needs {LEAST_AXES} groups of statements or more; here it has {axes}.",
            "Write summary: bars, or put the statements into more groups.",
        )
