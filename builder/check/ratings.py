"""Ratings fit their scales, and the ratings that they are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.blocks.rate import Rate, Statement
from builder.check.subject import Subject
from builder.diagnostics import Diagnostic, Rule
from builder.model.course import Placed
from builder.model.words import listed

UNFIT_RATING = Rule("BC611", "A rating that does not fit its scale")
OTHER_STATEMENTS = Rule("BC612", "Ratings of other statements are compared")

USE_THE_EARLIER = "Remove statements: here, and those of the earlier rating are used."


def unfit_ratings(subject: Subject) -> Iterator[Diagnostic]:
    """Groups are groups of the scale, and a scale with levels brings its own statements."""
    for placed in subject.blocks:
        if isinstance(placed.block, Rate):
            for steps, message, hint in placed.block.problems(subject.course):
                yield UNFIT_RATING.at(placed.place.down(*(steps or ("rate",))), message, hint)


def other_statements(subject: Subject) -> Iterator[Diagnostic]:
    """What is compared has the same statements: same ids, so that each finds its partner."""
    for placed in subject.blocks:
        block = placed.block
        if not isinstance(block, Rate) or block.statements is None:
            continue
        earlier = block.earlier(subject.course)
        before = earlier.all_statements(subject.course) if earlier else None
        if not before:
            continue
        if set(before) != set(block.statements):
            differ = sorted(set(before) ^ set(block.statements))
            yield OTHER_STATEMENTS.at(
                placed.place.key("statements"),
                f"'{block.compare_with}' has other statements; only one has {listed(differ)}.",
                USE_THE_EARLIER,
            )
        else:
            yield from _counted_otherwise(placed, block.statements, before)


def _counted_otherwise(
    placed: Placed, now: Mapping[str, Statement], before: Mapping[str, Statement]
) -> Iterator[Diagnostic]:
    """The same statement adds up to the same result, and in the same direction."""
    for key, statement in now.items():
        for name, mine, other in (
            ("reversed", statement.reversed_, before[key].reversed_),
            ("group", statement.group, before[key].group),
        ):
            if mine != other:
                yield OTHER_STATEMENTS.at(
                    placed.place.down("statements", key),
                    f"'{key}' counts differently in the rating that this one is compared with: "
                    f"{name} is not the same.",
                    USE_THE_EARLIER,
                )
