"""Reads an imsmanifest.xml as an LMS does: the SCOs of the default organization.

Independent of the tool under test: it knows the standards (SCORM 1.2 and 2004 CAM) and Moodle
(docs/lms-facts.md 1.2), not how `build-course` writes manifests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

IMSSS = "http://www.imsglobal.org/xsd/imsss"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
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


@dataclass(frozen=True)
class Edition:
    """How one standard spells manifests."""

    version: str
    """As it stands in `schemaversion`."""
    imscp: str
    adlcp: str
    scorm_type: str
    """ADL's attribute for what a resource is."""
    lms_data: str
    """ADL's element for `cmi.launch_data`."""
    others: tuple[tuple[str, str], ...] = ()
    """Other namespaces, with the prefixes that Moodle knows them by."""

    def ims(self, name: str) -> str:
        """The full name of an element of IMS content packaging."""
        return f"{{{self.imscp}}}{name}"

    def adl(self, name: str) -> str:
        """The full name of an element or attribute of ADL's."""
        return f"{{{self.adlcp}}}{name}"

    def type_of(self, resource: etree._Element) -> str | None:
        """What a resource says that it is."""
        return resource.get(self.adl(self.scorm_type))


SCORM12 = Edition(
    version="1.2",
    imscp="http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2",
    scorm_type="scormtype",
    lms_data="datafromlms",
)
SCORM2004 = Edition(
    version="2004 4th Edition",
    imscp="http://www.imsglobal.org/xsd/imscp_v1p1",
    adlcp="http://www.adlnet.org/xsd/adlcp_v1p3",
    scorm_type="scormType",
    lms_data="dataFromLMS",
    others=((IMSSS, "imsss"), (ADLNAV, "adlnav"), (ADLSEQ, "adlseq")),
)


def edition_of(root: etree._Element) -> Edition:
    """The standard of a manifest, by the namespace of its root; 1.2 for want of a better one."""
    return SCORM2004 if root.tag == SCORM2004.ims("manifest") else SCORM12


def text_of(element: etree._Element, tag: str) -> str:
    """The text of a child, empty when there is none."""
    return element.findtext(tag) or ""


def target_of(resource: etree._Element, href: str) -> str:
    """The name in the zip; of all xml:base only the resource's own counts in Moodle."""
    return unquote(urlsplit(resource.get(XML_BASE, "") + href).path)


def parse_manifest(data: bytes) -> Manifest:
    """The SCOs of the default organization. Expects a manifest without problems."""
    root = etree.fromstring(data)
    edition = edition_of(root)
    ims = edition.ims
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
    return Manifest(text_of(chosen, ims("title")), tuple(_items(chosen, resources, edition)))


def _items(
    organization: etree._Element, resources: dict[str, etree._Element], edition: Edition
) -> Iterator[Item]:
    ims, adl = edition.ims, edition.adl
    for item in organization.iter(ims("item")):
        resource = resources.get(item.get("identifierref", ""))
        if resource is None or edition.type_of(resource) != "sco":
            continue
        yield Item(
            identifier=item.get("identifier", ""),
            title=text_of(item, ims("title")),
            href=_launch_address(resource, item),
            data_from_lms=text_of(item, adl(edition.lms_data)),
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
