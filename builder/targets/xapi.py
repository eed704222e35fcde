"""The xAPI ("Tin Can") package: a web page that an LMS launches with the address of an LRS.

Sources: RusticiSoftware/launch, lms_lrs.md; docs/lms-facts.md 2. The schema of `tincan.xml` has no
licence that would let it be here; `tests/targets/tincan.py` says what must hold.
"""

from __future__ import annotations

from typing import Any, Literal

from lxml import etree

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
from builder.xapi.terms import COURSE

MANIFEST = "tincan.xml"
SPACE = "http://projecttincan.com/tincan.xsd"


class Xapi:
    """Target `xapi`."""

    name = "xapi"
    form: Literal["zip", "folder"] = "zip"
    room: int | None = None
    needs_iri = True

    def page_data(self, plan: Plan) -> dict[str, Any]:
        """The course's vocabulary."""
        return statements_data(plan)

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """The manifest at the root."""
        return {MANIFEST: Memory(manifest(course))}

    def advice(self, plan: Plan) -> Advice:
        """How the package reports, and the settings of Moodle's plugin (lms-facts.md 2)."""
        verb = "completed" if plan.mark is None else "completed or passed"
        plugin = "Moodle (plugin tincanlaunch)"
        settings = (
            "needs an LMS that launches Tin Can packages, and an LRS; Moodle alone does neither",
            f"{plugin}: activity id {plan.course.iri}, completion verb {verb}",
            f"{plugin}: there is no grade from the score",
            f"{plugin}: with basic authentication each learner's browser gets the key of the LRS; "
            "make one with limited rights for it",
        )
        return Advice(reports_of(plan), settings)


def manifest(course: Course) -> bytes:
    """`tincan.xml`: the course as the one activity, and where it begins.

    Moodle's plugin takes the first child of the first child, and knows no prefixes.

    Raises:
        NoIriError: the course has no `iri`.
    """
    namespaces: dict[Any, str] = {None: SPACE}
    root = etree.Element(f"{{{SPACE}}}tincan", nsmap=namespaces)
    activities = add(root, f"{{{SPACE}}}activities")
    activity = add(activities, f"{{{SPACE}}}activity", id=iri_of(course), type=COURSE)
    parts = {"name": title_of(course), "description": description_of(course), "launch": LAUNCH_PAGE}
    for name, text in parts.items():
        add(activity, f"{{{SPACE}}}{name}", text, lang=course.language)
    return written(root)
