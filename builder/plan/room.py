"""Whether a learner's progress fits into the room that a target has; known before it is lost."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.base import UsedBlock
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import COURSE_FILE, Course
from builder.plan.budget import Budget, Share

NO_ROOM = Rule("BC702", "A learner's progress does not fit into the package's record")

LITTLE_ROOM = Rule("BC705", "A learner's progress almost fills the room", Severity.HINT)

ALMOST = 0.9
"""From this share of the room on, a question or two more may break the build."""

MOST_NAMED = 2
"""More blocks than that are not named; the table has them."""


def no_room(course: Course, budget: Budget, target: str, room: int | None) -> Iterator[Diagnostic]:
    """One finding if the target has less room than the course can take in the worst case."""
    if room is None or budget.total <= room:
        return
    share = budget.breaking(room) if budget.before_shares <= room else None
    where = "With this block" if share else "With its pages and what has gone from it alone"
    yield NO_ROOM.at(
        _place(course, share),
        f"{where}, a learner's progress no longer fits into the {room:,} characters of a {target} "
        f"package; the whole course can take {budget.total:,}.",
        _what_to_do(budget),
    )


def little_room(
    course: Course, budget: Budget, target: str, room: int | None
) -> Iterator[Diagnostic]:
    """One finding if the worst case leaves almost nothing of a target's room."""
    if room is None or not ALMOST * room < budget.total <= room:
        return
    yield LITTLE_ROOM.at(
        Place(COURSE_FILE, ("course",)),
        f"A learner's progress can take {budget.total:,} of the {room:,} characters of a {target}"
        " package.",
        _what_to_do(budget),
    )


def _place(course: Course, share: Share | None) -> Place:
    """The block's id in its file; the course's where no block is to blame."""
    for placed in course.walk():
        if share and isinstance(placed.block, UsedBlock) and placed.id == share.id:
            return placed.place.down(share.kind)
    return Place(COURSE_FILE, ("course",))


def _what_to_do(budget: Budget) -> str:
    table = "build-course budget shows what takes the space."
    longest = sorted((share for share in budget.shares if share.texts), key=lambda s: -s.texts)
    if not longest:
        return f"Split the course into two; {table}"
    named = ", ".join(f"{share.id} with {share.texts_in_words}" for share in longest[:MOST_NAMED])
    return f"Shorten texts with length: (most take {named}), or split the course; {table}"
