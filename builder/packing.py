"""The files of a package: the launch page, the media that it shows, and the target's own."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from builder.blocks.base import MediaFile, marked
from builder.blocks.scenario import Scenario, ScenarioBlock
from builder.cache import NO_CACHE, Cache
from builder.files import Content, Memory, Tree
from builder.model.course import Course
from builder.preparing import Prepared
from builder.render.document import render_course
from builder.render.player import player_script
from builder.targets.base import LAUNCH_PAGE, Target

INLINE_MEDIA = frozenset({"captions", "text"})
"""Media that is written into the page itself, so that the package need not carry it."""


def package_files(
    prepared: Prepared, tree: Tree, target: Target, cache: Cache = NO_CACHE
) -> dict[str, Content]:
    """All files of a package: the launch page, the media that it shows, and the target's own."""
    course, plan = prepared.course, prepared.plan
    files: dict[str, Content] = {LAUNCH_PAGE: launch_page(prepared, tree, target, cache)}
    files |= shown_files(prepared, tree)
    return files | target.extra_files(course, plan, sorted(files))


def shown_files(prepared: Prepared, tree: Tree) -> dict[str, Content]:
    """The files that the launch page asks for: media, and the theme's fonts and pictures."""
    courses = [one.course for one in (prepared, *prepared.further)]
    media = {path: tree[path] for course in courses for path in shown_media(course)}
    return media | dict(prepared.theme.files)


def launch_page(
    prepared: Prepared, tree: Tree, target: Target, cache: Cache = NO_CACHE, before: str = ""
) -> Memory:
    """The page that a package begins with; `before` is a script that runs before the player."""
    course, plan = prepared.course, prepared.plan
    player = before + player_script(course, plan, target.name, menu=bool(prepared.further))
    data = target.page_data(plan)
    further = [(one.course, one.plan) for one in prepared.further]
    return render_course(
        course,
        plan,
        prepared.theme,
        tree,
        player,
        target.name,
        data,
        cache,
        further,
        prepared.digests,
    )


def shown_media(course: Course) -> list[str]:
    """The media files that the pages ask for, sorted, each once."""
    return sorted(
        {
            path
            for model in _shown(course)
            for _, path, mark in marked(model, MediaFile)
            if not INLINE_MEDIA.issuperset(mark.kinds)
        }
    )


def _shown(course: Course) -> Iterator[BaseModel]:
    """The course's look and modules, and the scenarios that are played in them."""
    yield course.theme
    yield from course.modules
    for placed in course.walk():
        if isinstance(placed.block, ScenarioBlock):
            scenario = course.find(Scenario, placed.block.id)
            if scenario is not None:
                yield scenario
