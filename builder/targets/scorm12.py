"""The SCORM 1.2 package: one SCO, its manifest, and the schemas that the manifest follows.

Sources: SCORM 1.2 Content Aggregation Model; docs/lms-facts.md 1.2, 1.5, 1.8, 1.9, 3.1.
"""

from __future__ import annotations

from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element

from builder.blocks.base import Credit
from builder.files import Content
from builder.model.course import Course
from builder.plan.model import Plan
from builder.targets.base import Advice, Silent
from builder.targets.manifests import (
    GRADING,
    KEEP_ATTEMPTS,
    XSI,
    add,
    add_organization,
    add_resource,
    answers_reported,
    clipped,
    package_files,
    written,
)

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
XML = "http://www.w3.org/XML/1998/namespace"

SCHEMAS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
MAX_TEXT = 1_000
"""Characters of a description or keyword in the metadata (schema imsmd_rootv1p2p1: 2000, 1000)."""

MAX_STATE = 4_096
"""UTF-16 units of `cmi.suspend_data` (SCORM 1.2 Run-Time Environment 3.4.4, CMIString4096)."""


class Scorm12(Silent):
    """Target `scorm12`."""

    name = "scorm12"
    form: Literal["zip", "folder"] = "zip"
    room: int | None = MAX_STATE

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """The manifest at the root and the schemas beside it."""
        return package_files(self.name, SCHEMAS, manifest(course, files))

    def advice(self, plan: Plan) -> Advice:
        """How the package reports, and the settings of Moodle that fit (lms-facts.md 1.8)."""
        final = plan.rules.status
        mark = plan.mark
        reports = [f"status: incomplete until done, then {final}"]
        if plan.points:
            reports.append("score: 0 to 100" + (f", pass mark {mark}" if mark is not None else ""))
        reports.append(answers_reported(plan))
        settings = [
            "Moodle: activity completion on status, tick both Passed and Completed",
            KEEP_ATTEMPTS,
        ]
        if plan.points:
            settings.append(GRADING)
        return Advice(tuple(reports), tuple(settings))


def manifest(course: Course, files: list[str]) -> bytes:
    """`imsmanifest.xml` without a `masteryscore`.

    With one, LMSs rewrite the status that the player reports (lms-facts.md 1.5).
    """
    namespaces: dict[Any, str] = {None: CP, "adlcp": ADL, "imsmd": MD, "xsi": XSI}
    root = etree.Element(
        f"{{{CP}}}manifest",
        attrib={
            "identifier": f"course-{course.id}",
            "version": course.version,
            f"{{{XSI}}}schemaLocation": (
                f"{CP} imscp_rootv1p1p2.xsd {MD} imsmd_rootv1p2p1.xsd {ADL} adlcp_rootv1p2.xsd"
            ),
        },
        nsmap=namespaces,
    )
    _metadata(root, course)
    add_organization(root, CP, course)
    resource = add_resource(root, CP, course, files)
    resource.set(f"{{{ADL}}}scormtype", "sco")
    return written(root)


def _metadata(root: Element, course: Course) -> None:
    """What the course is, as Learning Object Metadata (IMS 1.2.1)."""
    metadata = add(root, f"{{{CP}}}metadata")
    add(metadata, f"{{{CP}}}schema", "ADL SCORM")
    add(metadata, f"{{{CP}}}schemaversion", "1.2")
    lom = add(metadata, _md("lom"))
    general = add(lom, _md("general"))
    _said(general, "title", course.title, course.language)
    add(general, _md("language"), course.language)
    if course.description:
        _said(general, "description", course.description, course.language)
    for keyword in course.keywords:
        _said(general, "keyword", keyword, course.language)
    lifecycle = add(lom, _md("lifecycle"))
    _said(lifecycle, "version", course.version, "x-none")
    if course.credits:
        rights = add(lom, _md("rights"))
        credit = "; ".join(_credit_line(credit) for credit in course.credits)
        _said(rights, "description", credit, course.language)


def _md(name: str) -> str:
    return f"{{{MD}}}{name}"


def _said(parent: Element, name: str, text: str, language: str) -> None:
    """An element whose text is in a language."""
    holder = add(parent, _md(name))
    said = add(holder, _md("langstring"), clipped(text, MAX_TEXT))
    said.set(f"{{{XML}}}lang", language)


def _credit_line(credit: Credit) -> str:
    parts = (credit.title, credit.author, credit.source, credit.licence)
    return ", ".join(part for part in parts if part)
