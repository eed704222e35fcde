"""What an LMS would refuse in a manifest, or silently get wrong.

Each check is one function, each problem one rule; rules come from the standards (SCORM 1.2 and 2004
CAM) and from Moodle (docs/lms-facts.md 1.2, 3.1, 3.2, O5).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml import etree

from tests.lms.manifest import (
    SCORM12,
    SCORM2004,
    XML_BASE,
    Edition,
    Problem,
    edition_of,
    target_of,
    text_of,
)

XSI = "http://www.w3.org/2001/XMLSchema-instance"

_ITEM_ORDER = (
    "title",
    "item",
    "metadata",
    "prerequisites",
    "maxtimeallowed",
    "timelimitaction",
    "datafromlms",
    "masteryscore",
)
_TEXT_LIMITS = {
    "title": 200,
    "maxtimeallowed": 13,
    "datafromlms": 255,
    "prerequisites": 200,
    "masteryscore": 200,
}
_TIME_LIMIT_ACTIONS = {f"{a},{b}" for a in ("exit", "continue") for b in ("message", "no message")}


def manifest_problems(data: bytes, names: set[str]) -> list[Problem]:
    """All problems of a manifest in a zip that holds the files `names`."""
    problems = [
        Problem(
            "character-references",
            f"Moodle destroys {match.group().decode()}; write the character itself",
        )
        for match in re.finditer(rb"&#\w+;", data)
    ]
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [*problems, Problem("well-formed", str(error))]
    edition = edition_of(root)
    if root.tag != edition.ims("manifest"):
        known = f"{SCORM12.imscp} or {SCORM2004.imscp}"
        return [
            *problems,
            Problem("namespaces", f"the root is {root.tag}, not manifest of {known}"),
        ]
    for check in _CHECKS:
        problems.extend(check(root, names, edition))
    return problems


def _check_namespaces(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    """Moodle's parser takes prefixes literally: IMS elements have none, ADL ones `adlcp:`."""
    prefixes = {edition.imscp: None, edition.adlcp: "adlcp", **dict(edition.others)}
    for element in root.iter("*"):
        name = etree.QName(element)
        wanted = prefixes.get(name.namespace or "", element.prefix)
        if element.prefix != wanted:
            must = f"have the prefix {wanted}" if wanted else "be written without a prefix"
            yield Problem("namespaces", f"<{element.prefix}:{name.localname}> must {must}")
    if root.nsmap.get("adlcp") != edition.adlcp:
        yield Problem("namespaces", f"the prefix adlcp does not stand for {edition.adlcp}")


def _check_schema(root: etree._Element, names: set[str], edition: Edition) -> Iterator[Problem]:
    metadata = root.find(edition.ims("metadata"))
    given = (
        ("", "")
        if metadata is None
        else (
            text_of(metadata, edition.ims("schema")),
            text_of(metadata, edition.ims("schemaversion")),
        )
    )
    if given != ("ADL SCORM", edition.version):
        yield Problem("schema", f"schema and version are {given}, not ADL SCORM, {edition.version}")
    for location in root.get(f"{{{XSI}}}schemaLocation", "").split()[1::2]:
        if not urlsplit(location).scheme and location not in names:
            yield Problem(
                "control-files", f"schemaLocation names {location}, which is not in the package"
            )


def _check_identifiers(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    """xs:ID: unique in the file, no leading digit, no space; organizations too."""
    identifiers = [
        element.get("identifier", "")
        for element in root.iter("*")
        if "identifier" in element.attrib
    ]
    for identifier, count in Counter(identifiers).items():
        if count > 1:
            yield Problem("identifiers", f"{identifier} occurs {count} times")
        if not re.fullmatch(r"[^\W\d][\w.-]{0,254}", identifier):
            yield Problem(
                "identifiers", f"{identifier!r} is not an XML name of at most 255 characters"
            )


def _check_organizations(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    organizations = root.find(edition.ims("organizations"))
    found = [] if organizations is None else organizations.findall(edition.ims("organization"))
    default = None if organizations is None else organizations.get("default")
    if default not in [organization.get("identifier") for organization in found]:
        yield Problem("default-organization", f"default={default!r} names no organization")


def _check_items(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    resources = {resource.get("identifier") for resource in root.iter(edition.ims("resource"))}
    for item in root.iter(edition.ims("item")):
        name = item.get("identifier")
        reference = item.get("identifierref")
        if reference is not None and reference not in resources:
            yield Problem(
                "item-resource", f"item {name} refers to {reference}, which is no resource"
            )
        names = [etree.QName(child).localname for child in item.iterchildren("*")]
        order = [_ITEM_ORDER.index(name) for name in names if name in _ITEM_ORDER]
        if order != sorted(order):
            yield Problem("item-order", f"the elements of item {name} are in the wrong order")


def _check_texts(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    for element in root.iter("*"):
        name = etree.QName(element).localname
        text = element.text or ""
        if name in _TEXT_LIMITS and len(text) > _TEXT_LIMITS[name]:
            yield Problem(
                "text-length",
                f"<{name}> has {len(text)} characters, more than {_TEXT_LIMITS[name]}",
            )
        if element.tag == edition.ims("title") and text.strip() in ("", "0"):
            yield Problem("title", f"the title {text!r} comes out empty in Moodle")
        if element.tag == edition.adl("timelimitaction") and text not in _TIME_LIMIT_ACTIONS:
            yield Problem("time-limit-action", f"{text!r} is none of {sorted(_TIME_LIMIT_ACTIONS)}")


def _check_resources(root: etree._Element, names: set[str], edition: Edition) -> Iterator[Problem]:
    for element in root.iter("*"):
        if XML_BASE in element.attrib and element.tag != edition.ims("resource"):
            yield Problem(
                "xml-base", f"Moodle ignores xml:base on <{etree.QName(element).localname}>"
            )
    for resource in root.iter(edition.ims("resource")):
        name = resource.get("identifier")
        if edition.type_of(resource) not in ("sco", "asset"):
            yield Problem("scormtype", f"resource {name} has no {edition.scorm_type} sco or asset")
        listed = [element.get("href", "") for element in resource.findall(edition.ims("file"))]
        launch = resource.get("href")
        for href in [*listed, *([launch] if launch is not None else [])]:
            if target_of(resource, href) not in names:
                yield Problem(
                    "missing-file", f"resource {name} names {href}, which is not in the package"
                )
        if launch is not None and urlsplit(launch).path not in listed:
            yield Problem(
                "launch-file", f"resource {name} does not list its own {launch} as <file>"
            )


def _check_sco(root: etree._Element, _: set[str], edition: Edition) -> Iterator[Problem]:
    """There is something to play, and it comes first: openedx opens the first resource."""
    resources = list(root.iter(edition.ims("resource")))
    references = {item.get("identifierref") for item in root.iter(edition.ims("item"))}
    scos = [
        r for r in resources if edition.type_of(r) == "sco" and r.get("identifier") in references
    ]
    if not any(sco.get("href") for sco in scos):
        yield Problem("sco", "no item leads to a resource of scormtype sco with an href")
    first = next((resource for resource in resources if resource.get("href")), None)
    if scos and first is not None and first not in scos:
        yield Problem(
            "first-resource",
            "the first resource with an href is not a SCO; some LMSs open that one",
        )


_CHECKS: tuple[Callable[[etree._Element, set[str], Edition], Iterator[Problem]], ...] = (
    _check_namespaces,
    _check_schema,
    _check_identifiers,
    _check_organizations,
    _check_items,
    _check_texts,
    _check_resources,
    _check_sco,
)
