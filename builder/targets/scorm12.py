"""The SCORM 1.2 package: one SCO, its manifest, and the schemas that the manifest follows.

Sources: SCORM 1.2 Content Aggregation Model; docs/lms-facts.md 1.2, 1.5, 1.8, 1.9, 3.1.
"""

from __future__ import annotations

from typing import Any, Literal

from lxml import etree
from lxml.etree import _Element as Element

from builder.blocks.base import Credit
from builder.files import Content, Memory, tool_bytes
from builder.markdown import plain
from builder.model.course import Course
from builder.plan.model import Plan
from builder.render.media import url_of
from builder.targets.base import LAUNCH_PAGE, Advice
from builder.wording import counted

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

SCHEMAS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
MAX_TITLE = 200
"""Characters of a title in the manifest (schema imscp_rootv1p1p2)."""

MAX_TEXT = 1_000
"""Characters of a description or keyword in the metadata (schema imsmd_rootv1p2p1: 2000, 1000)."""

MAX_STATE = 4_096
"""UTF-16 units of `cmi.suspend_data` (SCORM 1.2 Run-Time Environment 3.4.4, CMIString4096)."""


class Scorm12:
    """Target `scorm12`."""

    name = "scorm12"
    form: Literal["zip", "folder"] = "zip"
    room: int | None = MAX_STATE

    def extra_files(self, course: Course, plan: Plan, files: list[str]) -> dict[str, Content]:
        """The manifest at the root and the schemas beside it."""
        extra: dict[str, Content] = {"imsmanifest.xml": Memory(manifest(course, files))}
        for name in SCHEMAS:
            extra[name] = Memory(tool_bytes(f"targets/schemas/scorm12/{name}"))
        return extra

    def advice(self, plan: Plan) -> Advice:
        """How the package reports, and the settings of Moodle that fit (lms-facts.md 1.8)."""
        final = plan.rules.status
        mark = plan.rules.completion.pass_mark
        reports = [f"status: incomplete until done, then {final}"]
        if plan.points:
            reports.append("score: 0 to 100" + (f", pass mark {mark}" if mark is not None else ""))
        reports.append(f"answers: {counted(plan.rows, 'interaction')}")
        settings = [
            "Moodle: activity completion on status, tick both Passed and Completed",
            "Moodle: attempts unlimited or 1, force new attempt No, so that progress is kept",
        ]
        if plan.points:
            settings.append("Moodle: grading method Highest grade, maximum grade 100")
        return Advice(tuple(reports), tuple(settings))


def manifest(course: Course, files: list[str]) -> bytes:
    """`imsmanifest.xml` in raw UTF-8.

    Identifiers come from the course's id alone: an LMS that finds another identifier in a new
    release deletes what it stored for the old one (lms-facts.md 1.9). There is no `masteryscore`:
    with one, LMSs rewrite the status that the player reports (1.5).
    """
    namespaces: dict[Any, str] = {None: CP, "adlcp": ADL, "imsmd": MD, "xsi": XSI}
    root = etree.Element(
        _cp("manifest"),
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
    _organization(root, course)
    _resource(root, course, files)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _cp(name: str) -> str:
    return f"{{{CP}}}{name}"


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = etree.SubElement(parent, name, attrib=attributes)
    child.text = text
    return child


def _clipped(text: str, limit: int) -> str:
    words = plain(text)
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _title(course: Course) -> str:
    """The course's title; its id where Moodle would show nothing (it drops a title of 0, too)."""
    title = _clipped(course.title, MAX_TITLE)
    seen = any(sign.isprintable() and not sign.isspace() for sign in title)
    return title if seen and title != "0" else course.id


def _organization(root: Element, course: Course) -> None:
    title = _title(course)
    organizations = _add(root, _cp("organizations"), default=f"organization-{course.id}")
    organization = _add(organizations, _cp("organization"), identifier=f"organization-{course.id}")
    _add(organization, _cp("title"), title)
    item = _add(
        organization,
        _cp("item"),
        identifier=f"item-{course.id}",
        identifierref=f"resource-{course.id}",
        isvisible="true",
    )
    _add(item, _cp("title"), title)


def _resource(root: Element, course: Course, files: list[str]) -> None:
    resources = _add(root, _cp("resources"))
    resource = _add(
        resources, _cp("resource"), identifier=f"resource-{course.id}", type="webcontent",
        href=LAUNCH_PAGE,
    )  # fmt: skip
    resource.set(f"{{{ADL}}}scormtype", "sco")
    for path in files:
        _add(resource, _cp("file"), href=url_of(path))


def _metadata(root: Element, course: Course) -> None:
    """What the course is, as Learning Object Metadata (IMS 1.2.1)."""
    metadata = _add(root, _cp("metadata"))
    _add(metadata, _cp("schema"), "ADL SCORM")
    _add(metadata, _cp("schemaversion"), "1.2")
    lom = _add(metadata, _md("lom"))
    general = _add(lom, _md("general"))
    _said(general, "title", course.title, course.language)
    _add(general, _md("language"), course.language)
    if course.description:
        _said(general, "description", course.description, course.language)
    for keyword in course.keywords:
        _said(general, "keyword", keyword, course.language)
    lifecycle = _add(lom, _md("lifecycle"))
    _said(lifecycle, "version", course.version, "x-none")
    if course.credits:
        rights = _add(lom, _md("rights"))
        credit = "; ".join(_credit_line(credit) for credit in course.credits)
        _said(rights, "description", credit, course.language)


def _md(name: str) -> str:
    return f"{{{MD}}}{name}"


def _said(parent: Element, name: str, text: str, language: str) -> None:
    """An element whose text is in a language."""
    holder = _add(parent, _md(name))
    said = _add(holder, _md("langstring"), _clipped(text, MAX_TEXT))
    said.set(f"{{{XML}}}lang", language)


def _credit_line(credit: Credit) -> str:
    parts = (credit.title, credit.author, credit.source, credit.licence)
    return ", ".join(part for part in parts if part)
