"""The cmi5 package: the course structure, with the whole course as one assignable unit (AU).

Sources: cmi5 (Quartz, 1st edition) 13 and 14; docs/lms-facts.md 3.3.
"""

from __future__ import annotations

from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element

from builder.files import Content, Memory
from builder.model.course import Course
from builder.plan.model import Plan
from builder.targets.base import LAUNCH_PAGE, Advice
from builder.targets.manifests import add, title_of, written
from builder.targets.speaking import (
    description_of,
    iri_of,
    reports_of,
    statements_data,
)
from builder.xapi.ids import unit_id
from builder.xapi.terms import COURSE

MANIFEST = "cmi5.xml"
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


class Cmi5:
    """Target `cmi5`."""

    name = "cmi5"
    form: Literal["zip", "folder"] = "zip"
    room: int | None = None
    needs_iri = True

    def page_data(self, plan: Plan) -> dict[str, Any]:
        """The course's vocabulary."""
        return statements_data(plan)

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """The course structure at the root."""
        return {MANIFEST: Memory(structure(course, plan))}

    def advice(self, plan: Plan) -> Advice:
        """How the package reports, and what an LMS needs for it (lms-facts.md 2, 3.3)."""
        mastery = mastery_score(plan)
        said = f"moveOn {move_on(plan)}" + (f", masteryScore {mastery}" if mastery else "")
        settings = (
            f"LMS: keep what the package says: {said}",
            "Moodle: takes no cmi5 package by itself; the plugin cmi5launch does, with an LRS and "
            "a CATAPULT player",
        )
        return Advice(reports_of(plan), settings)


def structure(course: Course, plan: Plan) -> bytes:
    """`cmi5.xml`: the course, and the unit that is all of it.

    A form with a unit for each module would put blocks in the place of the one unit.

    Raises:
        NoIriError: the course has no `iri`.
    """
    namespaces: dict[Any, str] = {None: SPACE}
    root = etree.Element(_tag("courseStructure"), nsmap=namespaces)
    head = add(root, _tag("course"), id=iri_of(course))
    _say_what_it_is(head, course)
    _add_unit(root, course, plan)
    return written(root)


def _add_unit(parent: Element, course: Course, plan: Plan) -> None:
    """The unit. Without `moveOn` an LMS takes it for done before it was opened (13.1.4)."""
    unit = add(parent, _tag("au"), id=unit_id(iri_of(course)), moveOn=move_on(plan))
    mastery = mastery_score(plan)
    if mastery is not None:
        unit.set("masteryScore", mastery)
    unit.set("launchMethod", "AnyWindow")
    unit.set("activityType", COURSE)
    _say_what_it_is(unit, course)
    add(unit, _tag("url"), LAUNCH_PAGE)


def _say_what_it_is(parent: Element, course: Course) -> None:
    """Title and description, both of which must be there."""
    for name, text in (("title", title_of(course)), ("description", description_of(course))):
        holder = add(parent, _tag(name))
        add(holder, _tag("langstring"), text, lang=course.language)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def move_on(plan: Plan) -> str:
    """Which statements make the LMS count the unit as done."""
    return "Completed" if plan.mark is None else "CompletedAndPassed"


def mastery_score(plan: Plan) -> str | None:
    """The pass mark as a scaled score of at most four decimals, where there is one."""
    mark = plan.mark
    return None if mark is None else f"{mark / 100:g}"
