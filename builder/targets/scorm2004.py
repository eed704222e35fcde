"""The SCORM 2004 4th edition package: one SCO, its manifest, and the schemas that this follows.

Sources: SCORM 2004 4th edition Content Aggregation Model, Sequencing and Navigation;
docs/lms-facts.md 1.2, 1.7 to 1.10, 3.2.
"""

from __future__ import annotations

from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element

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
    package_files,
    written,
)

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
NAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
SS = "http://www.imsglobal.org/xsd/imsss"

LOCATIONS = {
    CP: "imscp_v1p1.xsd",
    ADL: "adlcp_v1p3.xsd",
    SEQ: "adlseq_v1p3.xsd",
    NAV: "adlnav_v1p3.xsd",
    SS: "imsss_v1p0.xsd",
}
"""Where the schema of each namespace stands in the package."""

SCHEMAS = (
    "XMLSchema.dtd",
    "adlcp_v1p3.xsd",
    "adlnav_v1p3.xsd",
    "adlseq_v1p3.xsd",
    "datatypes.dtd",
    "imscp_v1p1.xsd",
    "imsss_v1p0.xsd",
    "imsss_v1p0auxresource.xsd",
    "imsss_v1p0control.xsd",
    "imsss_v1p0delivery.xsd",
    "imsss_v1p0limit.xsd",
    "imsss_v1p0objective.xsd",
    "imsss_v1p0random.xsd",
    "imsss_v1p0rollup.xsd",
    "imsss_v1p0seqrule.xsd",
    "imsss_v1p0util.xsd",
    "xml.xsd",
)
"""Those of `LOCATIONS`, and what they load in their turn."""

MAX_STATE = 64_000
"""UTF-16 units of `cmi.suspend_data` (SCORM 2004 4th edition Run-Time Environment 4.2.23)."""


class Scorm2004(Silent):
    """Target `scorm2004`."""

    name = "scorm2004"
    form: Literal["zip", "folder"] = "zip"
    room: int | None = MAX_STATE

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """The manifest at the root and the schemas beside it."""
        return package_files(self.name, SCHEMAS, manifest(course, files))

    def advice(self, plan: Plan) -> Advice:
        """How the package reports, and the settings of Moodle that fit (lms-facts.md 1.8, 1.10)."""
        mark = plan.mark
        reports = ["completion: incomplete until done, then completed; with progress from 0 to 1"]
        if mark is not None:
            reports.append(f"success: unknown until done, then passed from {mark} %, or failed")
        elif plan.rules.status == "passed":
            reports.append("success: unknown until done, then passed")
        else:
            reports.append("success: always unknown, for there is no pass mark")
        if plan.points:
            reports.append("score: 0 to 1 (scaled), 0 to 100 (raw)")
        reports.append(answers_reported(plan))
        settings = ["Moodle: activity completion on status, tick Completed", KEEP_ATTEMPTS]
        if plan.points:
            settings.append(GRADING)
        settings.append(
            "Moodle: its report on interactions knows SCORM 1.2 only; answers stand in the "
            "attempt's track details, or build scorm12"
        )
        return Advice(tuple(reports), tuple(settings))


def manifest(course: Course, files: list[str]) -> bytes:
    """`imsmanifest.xml` without metadata but what it must have.

    The schemas of learning object metadata are no part of the set, and a manifest must carry those
    of all that it holds (CAM 3.4). There is no `completionThreshold` and no passing score: with
    them, LMSs rewrite the statuses that the player reports.
    """
    namespaces: dict[Any, str] = {
        None: CP, "adlcp": ADL, "adlseq": SEQ, "adlnav": NAV, "imsss": SS, "xsi": XSI,
    }  # fmt: skip
    locations = " ".join(f"{space} {file}" for space, file in LOCATIONS.items())
    root = etree.Element(
        f"{{{CP}}}manifest",
        attrib={
            "identifier": f"course-{course.id}",
            "version": course.version,
            f"{{{XSI}}}schemaLocation": locations,
        },
        nsmap=namespaces,
    )
    metadata = add(root, f"{{{CP}}}metadata")
    add(metadata, f"{{{CP}}}schema", "ADL SCORM")
    # To the letter: around other spaces Moodle takes the package for SCORM 1.2 (lms-facts.md 1.2).
    add(metadata, f"{{{CP}}}schemaversion", "2004 4th Edition")
    organization, item = add_organization(root, CP, course)
    _present(item)
    _sequence(organization, item)
    resource = add_resource(root, CP, course, files)
    resource.set(f"{{{ADL}}}scormType", "sco")
    return written(root)


def _present(item: Element) -> None:
    """There is nothing before the one item, and nothing after it."""
    presentation = add(item, f"{{{NAV}}}presentation")
    interface = add(presentation, f"{{{NAV}}}navigationInterface")
    for button in ("previous", "continue"):
        add(interface, f"{{{NAV}}}hideLMSUI", button)


def _sequence(organization: Element, item: Element) -> None:
    """The course begins by itself, and says itself how far the learner has come and how well."""
    own = add(item, f"{{{SS}}}sequencing")
    add(
        own, f"{{{SS}}}deliveryControls",
        tracked="true", completionSetByContent="true", objectiveSetByContent="true",
    )  # fmt: skip
    whole = add(organization, f"{{{SS}}}sequencing")
    add(whole, f"{{{SS}}}controlMode", choice="true", flow="true")
