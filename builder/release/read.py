"""What a released package says of itself: the plan that its player runs on, and its identifiers.

The plan stands in the launch page, the identifiers in the manifest, so the package is all that is
needed; whoever has it needs neither its sources nor the tool that made it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from lxml import etree
from pydantic import ValidationError

from builder.blocks.tellers import teller_of
from builder.blocks.told import Record
from builder.files import Content, Tree, read_all
from builder.model.course import Course
from builder.plan.model import FORMAT, Plan
from builder.record import record
from builder.release.archive import UnreadableError, read_archive
from builder.targets import TARGETS
from builder.targets.base import LAUNCH_PAGE

MANIFEST = "imsmanifest.xml"
WANTED = {LAUNCH_PAGE: 128 << 20, MANIFEST: 16 << 20}
"""The files that are looked at, and how many bytes each may have at most."""

PLAN_MARK = "bc-plan"
LONGEST_TAG = 500
_SCRIPT_END = re.compile("</script", re.IGNORECASE)
CONTRADICTION = "The plan in its launch page contradicts itself."
NO_PLAN = "Its launch page has no plan in it, so it was not made by build-course."


@record
class Release:
    """A package that learners use, as far as their records depend on it.

    `scos` are the identifiers by which an LMS knows where a learner's record belongs; a package
    without a manifest has none.
    """

    plan: Plan
    scos: tuple[str, ...] = ()


def read_zip(content: Content) -> Release:
    """The release that a zip holds.

    Raises:
        UnreadableError: it is no package of this tool, or cannot be read.
        OSError: the disk refuses.
    """
    return read_release(read_archive(content, WANTED))


def read_release(files: Tree) -> Release:
    """The release whose files these are; only those of `WANTED` are looked at.

    Raises:
        UnreadableError: they are no package of this tool.
    """
    if LAUNCH_PAGE not in files:
        if "course.yaml" in files:
            raise UnreadableError("It is the source of a course, not a package; build it first.")
        raise UnreadableError(
            f"There is no {LAUNCH_PAGE} in it (in its topmost folder), so it is no package of a "
            "course."
        )
    plan = plan_in(read_all(files[LAUNCH_PAGE]).decode("utf-8-sig", errors="replace"))
    return Release(plan, scos_in(read_all(files[MANIFEST])) if MANIFEST in files else ())


def release_of(course: Course, plan: Plan) -> Release:
    """The release that the course would be as it stands."""
    files = TARGETS["scorm12"].extra_files(course, plan, [])
    return Release(plan, scos_in(read_all(files[MANIFEST])))


def plan_in(page: str) -> Plan:
    """The plan that stands in a launch page.

    Raises:
        UnreadableError: there is none, or none that this version understands.
    """
    text = _script(page)
    if text is None:
        raise UnreadableError(NO_PLAN)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("The plan in its launch page is damaged.") from error
    return _plan_of(data)


def _script(page: str) -> str | None:
    """What stands in the script element that holds the plan, however its tag is written."""
    at = page.find(PLAN_MARK)
    while at >= 0:
        start = page.rfind("<", max(0, at - LONGEST_TAG), at)
        end = page.find(">", at, at + LONGEST_TAG)
        tag = page[start : end + 1]
        if start >= 0 and end >= 0 and tag.lower().startswith("<script") and ">" not in tag[:-1]:
            close = _SCRIPT_END.search(page, end)
            return page[end + 1 : close.start()] if close else None
        at = page.find(PLAN_MARK, at + 1)
    return None


def _plan_of(data: Any) -> Plan:
    given = data.get("format") if isinstance(data, dict) else None
    if isinstance(given, int) and given > FORMAT:
        raise UnreadableError(
            f"It was made by a newer build-course: its plan has format {given}, this version "
            f"reads {FORMAT}. Update build-course."
        )
    try:
        plan = Plan.of(data)
    except (ValidationError, RecursionError) as error:
        raise UnreadableError("The plan in its launch page cannot be understood.") from error
    pages = {page.id for page in plan.pages}
    if len(pages) != len(plan.pages) or any(item.page not in pages for item in plan.items):
        raise UnreadableError(CONTRADICTION)
    try:
        _try_out(plan)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableError(CONTRADICTION) from error
    return plan


def _try_out(plan: Plan) -> None:
    """Speak of everything in the plan once: what blocks know of themselves has no fixed shape."""
    for item in plan.items:
        teller = teller_of(item.kind)
        numbers = {name: one.limit for name, one in item.fields.items() if one.type == "number"}
        picks = {
            name: tuple(item.options)
            for name, one in item.fields.items()
            if one.type in ("set", "list")
        }
        texts = {name: "?" for name, one in item.fields.items() if one.type == "text"}
        list(teller.tell(Record(item, numbers, picks, texts)))
        list(teller.compare(item, item))
        teller.renewed(item, item)


def scos_in(manifest: bytes) -> tuple[str, ...]:
    """The identifiers of the items of a manifest that report to the LMS, in its order.

    Raises:
        UnreadableError: it is no manifest, or one that asks to load more than itself.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    try:
        root = etree.fromstring(manifest, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"Its {MANIFEST} is damaged.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"Its {MANIFEST} brings a document type, which no manifest needs.")
    reporting = {
        one.get("identifier")
        for one in root.iter("{*}resource")
        if any(name.lower().endswith("}scormtype") and kind.lower() == "sco"
               for name, kind in _attributes(one))
    }  # fmt: skip
    return tuple(
        one.get("identifier", "")
        for one in root.iter("{*}item")
        if one.get("identifierref") in reporting
    )


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]
