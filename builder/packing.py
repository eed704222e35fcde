"""The files of a package: the launch page, the media that it shows, and the target's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.blocks.base import MediaFile, marked
from builder.blocks.scenario import ScenarioBlock
from builder.cache import NO_CACHE, Cache
from builder.check import NOTHING
from builder.check.subject import Looked
from builder.files import Content, Memory, Tree
from builder.model.course import COURSE_FILE, Course, module_file, scenario_file
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
    all_of_it = (prepared, *prepared.further)
    media = {path: tree[path] for one in all_of_it for path in shown_media(one.course, one.looked)}
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


def shown_media(course: Course, looked: Mapping[str, Looked] = NOTHING) -> list[str]:
    """The media files that the pages ask for, sorted, each once.

    `looked` is what is known of its files, if they are as the course has them.
    """
    named = (found for file in _shown(course) for found in _named_in(course, file, looked))
    return sorted({path for path, mark in named if not INLINE_MEDIA.issuperset(mark.kinds)})


def _shown(course: Course) -> Iterator[str]:
    """The files of the course's look and modules, and of the scenarios that are played in them."""
    yield COURSE_FILE
    yield from (module_file(module.id) for module in course.modules)
    for placed in course.walk():
        if isinstance(placed.block, ScenarioBlock):
            yield scenario_file(placed.block.id)


def _named_in(
    course: Course, file: str, looked: Mapping[str, Looked]
) -> Iterator[tuple[str, MediaFile]]:
    """What a file of the course names, each with the mark of its field."""
    if file in looked:
        texts = looked[file].naming
        yield from ((one.value, one.mark) for one in texts if isinstance(one.mark, MediaFile))
    else:
        found = marked(course.files[file], MediaFile)
        yield from ((path, mark) for _, path, mark in found)
