"""The vocabulary of a course: from its plan to every statement that can ever be made of it.

The keys of the templates say what happened, in the terms of the player's facts:

    initialized, resumed, …     the session, one key for each of its verbs
    viewed/PAGE                 a page was opened
    answered/ITEM[.KEY]         an interaction was answered
    objective/ITEM.KEY          a group's result, an ending
    used/ITEM                   a block that asks nothing was used for the first time
    done/ITEM                   the learner has done what a block as a whole asks for
    played/ITEM, paused/ITEM, … the watching of a video, by the video profile (video.py)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem, PlannedPage
from builder.xapi import ids
from builder.xapi.activities import definitions, is_block, told
from builder.xapi.spelling import rounded
from builder.xapi.terms import (
    FORMAT,
    VERBS,
    VIDEO_PROFILE,
    VIDEO_VERBS,
    Taken,
    Template,
    Vocabulary,
    verb,
)
from builder.xapi.video import SAID, threshold

HUNDRED = 100
"""The most points of a score that is a percentage."""

FINALS: dict[str, tuple[str, ...]] = {
    "incomplete": (),
    "failed": ("failed",),
    "completed": ("completed",),
    "passed": ("completed", "passed"),
}
"""The statements that a status stands for. `failed` alone: a mark that is not reached is part of
what completes a course (format.md, `completion`)."""


def finals_of(plan: Plan, status: str) -> tuple[str, ...]:
    """The statements that a status of this course stands for.

    Where there is a mark, whoever completes the course has passed it, whatever status is reported.
    """
    return FINALS["passed" if status == "completed" and plan.mark is not None else status]


ENDINGS = frozenset({"scenario"})
"""Types of blocks that end in one of several ways."""
REACHED = ENDINGS | {"video"}
"""Types of blocks whose objectives are reached, not measured."""
VIDEOS = frozenset({"video"})


class NoIriError(Exception):
    """A course without an `iri` has no statements: nothing could be called by an id of its own."""


def vocabulary_of(plan: Plan, iri: str | None = None) -> Vocabulary:
    """All that a course can say in xAPI.

    `iri` takes the place of the plan's own, for packages that were made without one.

    Raises:
        NoIriError: there is none.
    """
    course = iri or plan.course.iri
    if not course:
        raise NoIriError
    vocabulary: Vocabulary = {
        "format": FORMAT,
        "course": course,
        "profile": ids.profile_version_id(course, plan.course.version),
        "language": plan.course.language,
        "revision": plan.course.version,
        "verbs": {name: verb(name) for name in _verbs(plan)},
        "activities": dict(definitions(plan)),
        "templates": dict(_templates(plan)),
    }
    if plan.rules.units:
        vocabulary["units"] = [ids.module_key(module.id) for module in plan.modules]
    return vocabulary


def _verbs(plan: Plan) -> tuple[str, ...]:
    """Those of the video profile only where there is a video to speak of."""
    return (*VERBS, *VIDEO_VERBS) if any(item.kind in VIDEOS for item in told(plan)) else VERBS


def _templates(plan: Plan) -> Iterator[tuple[str, Template]]:
    yield from _session(plan)
    pages = {page.id: page for page in plan.pages}
    for page in plan.pages:
        module = ids.module_key(page.module)
        yield f"viewed/{page.id}", _made("experienced", ids.page_key(page.id), [module, ids.COURSE])
    for item in told(plan):
        yield from _of_item(item, pages[item.page])


def _session(plan: Plan) -> Iterator[tuple[str, Template]]:
    """What is told of the course as a whole: a beginning, an end, and what came of it."""

    def of_course(name: str, *takes: Taken, **fixed: bool) -> tuple[str, Template]:
        return name, _made(name, ids.COURSE, [], takes, fixed)

    yield of_course("initialized")
    yield of_course("resumed")
    yield of_course("progressed", "progress")
    if plan.points:
        name, template = of_course("scored", "score")
        yield name, {**template, "max": HUNDRED}
    yield of_course("completed", "duration", completion=True)
    for name, success in (("passed", True), ("failed", False)):
        name, template = of_course(name, "score", "duration", success=success)
        yield name, {**template, "max": HUNDRED}
    yield of_course("suspended", "duration", "progress")
    yield of_course("terminated", "duration", "progress")


def _of_item(item: PlannedItem, page: PlannedPage) -> Iterator[tuple[str, Template]]:
    above = [ids.page_key(page.id), ids.module_key(page.module), ids.COURSE]
    inside = above
    if is_block(item):
        block = ids.block_key(item.id)
        inside = [block, *above]
        yield from _of_block(item, block, above)
    for row in item.interactions:
        name = row_name(item.id, row.key)
        template = _made("answered", ids.interaction_key(name), inside, ["response"])
        if row.correct:
            template["takes"] = ["response", "success"]
        yield f"answered/{name}", _with_points(template, row.weight)
    for objective in item.objectives:
        key = ids.objective_key(item.id, objective.key)
        yield key, _objective(item, key, inside)


def _of_block(
    item: PlannedItem, block: str, above: Sequence[str]
) -> Iterator[tuple[str, Template]]:
    """What is told of a block as a whole; of a video that is what its own profile asks for."""
    if item.kind in VIDEOS:
        yield from _of_video(item, block, above)
        return
    if not item.interactions:
        yield f"used/{item.id}", _made("interacted", block, above)
    yield f"done/{item.id}", _done(item, block, above)


def _of_video(
    item: PlannedItem, block: str, above: Sequence[str]
) -> Iterator[tuple[str, Template]]:
    extensions = threshold(item.data["watched"])
    for key, verb_name, takes in SAID:
        fixed = {"completion": True} if verb_name == "completed" else None
        template = _made(verb_name, block, above, takes, fixed)
        more: Template = {**template, "category": [VIDEO_PROFILE], "extensions": extensions}
        yield f"{key}/{item.id}", more


def _objective(item: PlannedItem, key: str, inside: Sequence[str]) -> Template:
    """A group's result is a percentage; so is an ending's, where endings give points."""
    reached = item.kind in REACHED
    template = _made("completed" if reached else "scored", key, inside, (), {"completion": True})
    return template if reached and not item.points else _with_points(template, HUNDRED)


def _done(item: PlannedItem, block: str, above: Sequence[str]) -> Template:
    """A story's result carries the way that was taken, and the points of its ending."""
    story = item.kind in ENDINGS
    template = _made("completed", block, above, ["response"] if story else (), {"completion": True})
    return _with_points(template, item.points)


def _with_points(template: Template, most: float) -> Template:
    if not most:
        return template
    takes: list[Taken] = [*template.get("takes", []), "score"]
    return {**template, "takes": takes, "max": rounded(most, 4)}


def _made(
    verb_name: str,
    about: str,
    above: Sequence[str],
    takes: Sequence[Taken] = (),
    fixed: dict[str, bool] | None = None,
) -> Template:
    """A template. `above` is what the object stands in, from the nearest outwards."""
    template: Template = {
        "verb": verb_name,
        "object": about,
        "parent": list(above[:1]),
        "grouping": list(reversed(above[1:])),
    }
    if fixed:
        template["result"] = fixed
    if takes:
        template["takes"] = list(takes)
    return template
