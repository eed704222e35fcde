"""Reads an imsmanifest.xml as an LMS does: the SCOs of the default organization.

Independent of the tool under test: it knows the standard (SCORM 1.2 CAM) and Moodle
(docs/lms-facts.md 1.2), not how `build-course` writes manifests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a package: `rule` is a fixed word, for tests."""

    rule: str
    message: str


class PackageRefusedError(Exception):
    """An LMS would not take this package, or would play it wrongly."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{problem.rule}: {problem.message}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Item:
    """One launchable SCO of the default organization."""

    identifier: str
    title: str
    href: str
    data_from_lms: str
    mastery_score: str
    max_time_allowed: str
    time_limit_action: str


@dataclass(frozen=True)
class Manifest:
    """What an LMS keeps of a manifest: the SCOs in their order."""

    title: str
    items: tuple[Item, ...]

    def item(self, identifier: str) -> Item:
        """The item with this identifier."""
        return next(item for item in self.items if item.identifier == identifier)


def ims(name: str) -> str:
    """The full name of an element of IMS content packaging."""
    return f"{{{IMSCP}}}{name}"


def adl(name: str) -> str:
    """The full name of an element or attribute of ADL's."""
    return f"{{{ADLCP}}}{name}"


def text_of(element: etree._Element, tag: str) -> str:
    """The text of a child, empty when there is none."""
    return element.findtext(tag) or ""


def target_of(resource: etree._Element, href: str) -> str:
    """The name in the zip; of all xml:base only the resource's own counts in Moodle."""
    return unquote(urlsplit(resource.get(XML_BASE, "") + href).path)


def parse_manifest(data: bytes) -> Manifest:
    """The SCOs of the default organization. Expects a manifest without problems."""
    root = etree.fromstring(data)
    organizations = root.find(ims("organizations"))
    assert organizations is not None
    chosen = next(
        o
        for o in organizations.iter(ims("organization"))
        if o.get("identifier") == organizations.get("default")
    )
    resources = {
        resource.get("identifier", ""): resource for resource in root.iter(ims("resource"))
    }
    return Manifest(text_of(chosen, ims("title")), tuple(_items(chosen, resources)))


def _items(organization: etree._Element, resources: dict[str, etree._Element]) -> Iterator[Item]:
    for item in organization.iter(ims("item")):
        resource = resources.get(item.get("identifierref", ""))
        if resource is None or resource.get(adl("scormtype")) != "sco":
            continue
        yield Item(
            identifier=item.get("identifier", ""),
            title=text_of(item, ims("title")),
            href=_launch_address(resource, item),
            data_from_lms=text_of(item, adl("datafromlms")),
            mastery_score=text_of(item, adl("masteryscore")),
            max_time_allowed=text_of(item, adl("maxtimeallowed")),
            time_limit_action=text_of(item, adl("timelimitaction")),
        )


def _launch_address(resource: etree._Element, item: etree._Element) -> str:
    """The resource's href and the item's parameters, joined by `?` or `&` as Moodle does."""
    address = resource.get(XML_BASE, "") + resource.get("href", "")
    parameters = item.get("parameters", "").lstrip("?&")
    if not parameters:
        return address
    return f"{address}{'&' if '?' in address else '?'}{parameters}"
