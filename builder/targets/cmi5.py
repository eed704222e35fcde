"""The cmi5 package: the course structure, with its assignable units (AUs).

The whole course is one unit, or each module is one, in a block of its own; the author chooses.

Sources: cmi5 (Quartz, 1st edition) 13 and 14; docs/lms-facts.md 3.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element

from builder.files import Content, Memory
from builder.model.course import Course
from builder.plan.model import Plan, PlannedModule
from builder.plan.units import counts, mark_in
from builder.record import record
from builder.targets.base import LAUNCH_PAGE, Advice
from builder.targets.manifests import add, title_of, written
from builder.targets.speaking import (
    description_of,
    iri_of,
    reports_of,
    statements_data,
)
from builder.wording import counted
from builder.xapi.ids import activity_id, module_key, module_unit_id, unit_id
from builder.xapi.terms import COURSE, MODULE

MANIFEST = "cmi5.xml"
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
QUERY = "module"
"""What the player reads in its address. An LMS adds what it has to say (13.1.4, url), under other
names (8.1); `builder/player/src/trackers/xapi/cmi5.ts` has the same name."""


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
        settings = (
            f"LMS: keep what the package says: {_said(plan)}",
            "Moodle: takes no cmi5 package by itself; the plugin cmi5launch does, with an LRS and "
            "a CATAPULT player",
        )
        return Advice((_units_of(plan), *reports_of(plan)), settings)


@record
class Judging:
    """How an LMS judges a unit: which statements make it done, and the score that it asks for."""

    move_on: Literal["Completed", "CompletedAndPassed", "NotApplicable"]
    mastery: str | None = None

    def __str__(self) -> str:
        said = f"moveOn {self.move_on}"
        return f"{said}, masteryScore {self.mastery}" if self.mastery else said


def judging(mark: int | None) -> Judging:
    """How what has this pass mark is judged; the mark as a score of at most four decimals."""
    if mark is None:
        return Judging("Completed")
    return Judging("CompletedAndPassed", f"{mark / 100:g}")


def judging_in(plan: Plan, module: PlannedModule) -> Judging:
    """How a module is judged as a unit.

    One that does not count for the course is satisfied from the start (13.1.4, `NotApplicable`).
    """
    return judging(mark_in(plan, module)) if counts(plan, module) else Judging("NotApplicable")


def _judgings(plan: Plan) -> Iterator[Judging]:
    """Those of all units, in their order."""
    if plan.rules.units:
        yield from (judging_in(plan, module) for module in plan.modules)
    else:
        yield judging(plan.mark)


def _units_of(plan: Plan) -> str:
    if not plan.rules.units:
        return "units: 1, the whole course"
    number = len(plan.modules)
    return f"units: {number}, one for each module; each reports for itself, and keeps its own work"


def _said(plan: Plan) -> str:
    """What the units ask for; of several also how many of them."""
    found = Counter(map(str, _judgings(plan)))
    if not plan.rules.units:
        return "".join(found)
    return "; ".join(f"{said} ({counted(number, 'unit')})" for said, number in found.items())


def structure(course: Course, plan: Plan) -> bytes:
    """`cmi5.xml`: the course, and its units.

    Raises:
        NoIriError: the course has no `iri`.
    """
    iri = iri_of(course)
    namespaces: dict[Any, str] = {None: SPACE}
    root = etree.Element(_tag("courseStructure"), nsmap=namespaces)
    words = (title_of(course), description_of(course))
    _describe(add(root, _tag("course"), id=iri), course.language, *words)
    if plan.rules.units:
        _add_blocks(root, course, plan, iri)
    else:
        unit = _add_unit(root, unit_id(iri), judging(plan.mark), COURSE)
        _describe(unit, course.language, *words)
        add(unit, _tag("url"), LAUNCH_PAGE)
    return written(root)


def _add_blocks(root: Element, course: Course, plan: Plan, iri: str) -> None:
    """A block for each module, and in it the one unit that the module is."""
    for module, planned in zip(course.modules, plan.modules, strict=True):
        title = title_of(module)
        words = (title, planned.description or title)
        block = add(root, _tag("block"), id=activity_id(iri, module_key(module.id)))
        _describe(block, course.language, *words)
        unit = _add_unit(block, module_unit_id(iri, module.id), judging_in(plan, planned), MODULE)
        _describe(unit, course.language, *words)
        add(unit, _tag("url"), f"{LAUNCH_PAGE}?{QUERY}={module.id}")


def _add_unit(parent: Element, identifier: str, judged: Judging, kind: str) -> Element:
    """A unit. Without `moveOn` an LMS takes it for done before it was opened (13.1.4)."""
    unit = add(parent, _tag("au"), id=identifier, moveOn=judged.move_on)
    if judged.mastery is not None:
        unit.set("masteryScore", judged.mastery)
    unit.set("launchMethod", "AnyWindow")
    unit.set("activityType", kind)
    return unit


def _describe(parent: Element, language: str, title: str, description: str) -> None:
    """Title and description, both of which must be there."""
    for name, text in (("title", title), ("description", description)):
        holder = add(parent, _tag(name))
        add(holder, _tag("langstring"), text, lang=language)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"
