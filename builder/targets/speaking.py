"""What packages that send statements have in common: how they call the course, what they report.

They hold no address and no key of a learning record store: an LMS gives both at each launch.
"""

from __future__ import annotations

from typing import Any

from builder.markdown import plain
from builder.model.course import Course
from builder.plan.model import Plan
from builder.targets.manifests import answers_reported, title_of

STATEMENTS = "bc-statements"
"""Id of the element that holds the vocabulary in the launch page (docs/tracking.md)."""


def statements_data(plan: Plan) -> dict[str, Any]:
    """All that the player needs to speak xAPI, for the launch page.

    Raises:
        NoIriError: the course has no `iri`.
    """
    from builder.xapi.vocabulary import vocabulary_of  # a build for other targets starts faster

    return {STATEMENTS: vocabulary_of(plan)}


def iri_of(course: Course) -> str:
    """The id of the course for everyone.

    Raises:
        NoIriError: there is none.
    """
    if course.iri is None:
        from builder.xapi.vocabulary import NoIriError

        raise NoIriError
    return course.iri


def description_of(course: Course) -> str:
    """The bare words of the description; the title where there are none."""
    return plain(course.description or "").strip() or title_of(course)


def reports_of(plan: Plan) -> tuple[str, ...]:
    """What comes of a course, in statements."""
    mark = plan.mark
    lines = ["completion: completed when it is done; with progress from 0 to 100"]
    if mark is not None:
        lines.append(f"success: passed from {mark} %, or failed")
    if plan.points:
        lines.append("score: 0 to 1 (scaled), 0 to 100 (raw)")
    lines.append(answers_reported(plan))
    names = f"{plan.course.id}-{plan.course.version}-statements.json"
    lines.append(f"{names} lists every statement that it can send")
    return tuple(lines)
