"""What manifests have in common: those of both SCORM standards above all."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from builder.files import Content, Memory, tool_bytes
from builder.markdown import plain
from builder.model.course import Course
from builder.model.module import Module
from builder.plan.model import Plan
from builder.render.media import url_of
from builder.targets.base import LAUNCH_PAGE
from builder.wording import counted

MANIFEST = "imsmanifest.xml"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

MAX_TITLE = 200
"""Characters of a title in the manifest (schema imscp_rootv1p1p2; 2004: none, Moodle: 255)."""

KEEP_ATTEMPTS = "Moodle: attempts unlimited or 1, force new attempt No, so that progress is kept"
GRADING = "Moodle: grading method Highest grade, maximum grade 100"


def package_files(standard: str, schemas: Iterable[str], manifest: bytes) -> dict[str, Content]:
    """The manifest at the root and the schemas of `schemas/STANDARD` beside it."""
    files: dict[str, Content] = {MANIFEST: Memory(manifest)}
    for name in schemas:
        files[name] = Memory(tool_bytes(f"targets/schemas/{standard}/{name}"))
    return files


def written(root: Element) -> bytes:
    """The manifest in raw UTF-8: Moodle destroys character references (lms-facts.md 1.2)."""
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child."""
    child = etree.SubElement(parent, name, attrib=attributes)
    child.text = text
    return child


def add_organization(root: Element, space: str, course: Course) -> tuple[Element, Element]:
    """One organization with one item, both with the course's title; gives both.

    Identifiers come from the course's id alone: an LMS that finds another identifier in a new
    release deletes what it stored for the old one (lms-facts.md 1.9).
    """

    def name(tag: str) -> str:
        return f"{{{space}}}{tag}"

    title = title_of(course)
    organizations = add(root, name("organizations"), default=f"organization-{course.id}")
    organization = add(organizations, name("organization"), identifier=f"organization-{course.id}")
    add(organization, name("title"), title)
    item = add(
        organization,
        name("item"),
        identifier=f"item-{course.id}",
        identifierref=f"resource-{course.id}",
        isvisible="true",
    )
    add(item, name("title"), title)
    return organization, item


def add_resource(root: Element, space: str, course: Course, files: list[str]) -> Element:
    """The launch page as the one resource, with all files; gives it."""
    resources = add(root, f"{{{space}}}resources")
    resource = add(
        resources,
        f"{{{space}}}resource",
        identifier=f"resource-{course.id}",
        type="webcontent",
        href=LAUNCH_PAGE,
    )
    for path in files:
        add(resource, f"{{{space}}}file", href=url_of(path))
    return resource


def clipped(text: str, limit: int) -> str:
    """The bare words of a text, cut to a limit of characters."""
    words = plain(text)
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def title_of(thing: Course | Module) -> str:
    """Its title; its id where Moodle would show nothing (it drops a title of 0, too)."""
    title = clipped(thing.title, MAX_TITLE)
    seen = any(sign.isprintable() and not sign.isspace() for sign in title)
    return title if seen and title != "0" else thing.id


def answers_reported(plan: Plan) -> str:
    """How many lines a teacher's report can come to."""
    rows = sum(len(item.interactions) for item in plan.items if not item.private)
    return f"answers: {counted(rows, 'interaction')}"
