"""An `imsmanifest.xml` as data: organizations, items, resources; and what its standard is.

Read tolerantly, by names without namespaces: what is wrong with it is for the rules to say.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from builder.inspect.xml import (
    XML_BASE,
    Document,
    attributes,
    below,
    child,
    children,
    line_of,
    local,
    space_of,
    text_of,
)
from builder.record import record
from builder.targets import scorm12, scorm2004

MANIFEST = "imsmanifest.xml"

EDITIONS = {
    "1.2": ("scorm12", "SCORM 1.2"),
    "1.3": ("scorm2004", "SCORM 2004, 1st edition"),
    "CAM 1.3": ("scorm2004", "SCORM 2004, 2nd edition"),
    "2004 2nd Edition": ("scorm2004", "SCORM 2004, 2nd edition"),
    "2004 3rd Edition": ("scorm2004", "SCORM 2004, 3rd edition"),
    "2004 4th Edition": ("scorm2004", "SCORM 2004, 4th edition"),
}
"""By `schemaversion`: the standard, and how people call it."""

MOODLE_KNOWS = frozenset({"1.2", "1.3", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition"})
"""What Moodle tells apart; everything else is SCORM 1.2 to it (lms-facts.md 1.2)."""

BY_NAMESPACE = {
    scorm12.ADL: ("scorm12", "SCORM 1.2"),
    scorm2004.ADL: ("scorm2004", "SCORM 2004"),
}
NO_SCORM = ("ims", "an IMS content package without SCORM")


@record
class Reference:
    """An address that the manifest names, and where."""

    href: str
    path: str
    """The file of the package that it leads to; "" if it leads elsewhere."""
    line: int


@record
class Resource:
    """Files that belong together; one of them may be launched."""

    identifier: str
    launch: Reference | None
    declared: tuple[str, str] | None
    """The attribute that says whether it is a SCO: its full name and its value."""
    files: tuple[Reference, ...]
    line: int

    @property
    def is_sco(self) -> bool:
        """Whether it says that it talks to the LMS, in whatever spelling."""
        return self.declared is not None and self.declared[1].strip().lower() == "sco"


@record
class Item:
    """An entry of the table of contents."""

    identifier: str
    title: str
    ref: str | None
    parameters: str
    items: tuple[Item, ...]
    element: Element

    @property
    def line(self) -> int:
        """The line of its tag."""
        return line_of(self.element)

    @property
    def name(self) -> str:
        """How a person would call it."""
        return self.title.strip() or self.identifier or "without a title"

    def walk(self) -> Iterator[Item]:
        """The item itself and all below it."""
        yield self
        for item in self.items:
            yield from item.walk()


@record
class Organization:
    """One way to order the items."""

    identifier: str
    title: str
    items: tuple[Item, ...]
    line: int


@record
class Scorm:
    """The whole manifest."""

    document: Document
    version: str | None
    """`schemaversion` to the letter; None if there is none."""
    default: str | None
    organizations: tuple[Organization, ...]
    resources: tuple[Resource, ...]

    @cached_property
    def standard(self) -> tuple[str, str]:
        """What it means to be: a word for programs, and one for people."""
        known = EDITIONS.get((self.version or "").strip())
        return known or self._by_namespace()

    def _by_namespace(self) -> tuple[str, str]:
        declared = self.document.root.nsmap.values()
        used = (space_of(element) for element in self.document.root.iter("*"))
        known = (BY_NAMESPACE[str(one)] for one in (*declared, *used) if one in BY_NAMESPACE)
        return next(known, NO_SCORM)

    @cached_property
    def moodle_version(self) -> str:
        """The standard that Moodle takes it for; it trims nothing."""
        version = self.version or ""
        return EDITIONS[version][0] if version in MOODLE_KNOWS else "scorm12"

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items of all organizations."""
        return tuple(item for one in self.organizations for top in one.items for item in top.walk())

    @cached_property
    def by_identifier(self) -> dict[str, Resource]:
        """Resources by identifier; the first, where two have the same."""
        return {one.identifier: one for one in reversed(self.resources)}

    def resource_of(self, item: Item) -> Resource | None:
        """What the item opens."""
        return None if item.ref is None else self.by_identifier.get(item.ref)

    @cached_property
    def chosen(self) -> Organization | None:
        """The organization that is shown: the default one, or the first."""
        named = (one for one in self.organizations if one.identifier == self.default)
        return next(named, next(iter(self.organizations), None))

    @cached_property
    def scos(self) -> tuple[Item, ...]:
        """The items that open a SCO."""
        found = ((item, self.resource_of(item)) for item in self.items)
        return tuple(item for item, resource in found if resource is not None and resource.is_sco)

    @cached_property
    def launched(self) -> tuple[tuple[Item | None, Resource], ...]:
        """What can be opened, in order; without organizations every resource with an address."""
        if not self.organizations:
            return tuple((None, one) for one in self.resources if one.launch)
        found = ((item, self.resource_of(item)) for item in self.items)
        return tuple((item, one) for item, one in found if one is not None and one.launch)

    @cached_property
    def first_resource(self) -> Resource | None:
        """What Open edX opens: the first resource with an address (lms-facts.md 3.1)."""
        return next((one for one in self.resources if one.launch), None)


def read_scorm(document: Document) -> Scorm:
    """The manifest of a SCORM package."""
    root = document.root
    organizations = child(root, "organizations")
    version = _version(root)
    return Scorm(
        document=document,
        version=None if version is None else text_of(version),
        default=None if organizations is None else organizations.get("default"),
        organizations=() if organizations is None else tuple(_organizations(organizations)),
        resources=tuple(_resources(root)),
    )


def _version(root: Element) -> Element | None:
    metadata = child(root, "metadata")
    return None if metadata is None else child(metadata, "schemaversion")


def _organizations(parent: Element) -> Iterator[Organization]:
    for one in children(parent, "organization"):
        yield Organization(
            one.get("identifier", ""), text_of(child(one, "title")), _items(one), line_of(one)
        )


def _items(parent: Element) -> tuple[Item, ...]:
    """The items in it. How deep it goes has a limit (`builder.inspect.xml`)."""
    return tuple(
        Item(
            identifier=one.get("identifier", ""),
            title=text_of(child(one, "title")),
            ref=one.get("identifierref"),
            parameters=one.get("parameters", ""),
            items=_items(one),
            element=one,
        )
        for one in children(parent, "item")
    )


def _resources(root: Element) -> Iterator[Resource]:
    for one in below(root, "resource"):
        base = base_of(one)
        href = one.get("href")
        yield Resource(
            identifier=one.get("identifier", ""),
            launch=None if not href else Reference(href, path_of(base + href), line_of(one)),
            declared=next(
                (
                    (name, value)
                    for name, value in attributes(one)
                    if name.rpartition("}")[2].rpartition(":")[2].lower() == "scormtype"
                ),
                None,
            ),
            files=tuple(
                Reference(file.get("href", ""), path_of(base + file.get("href", "")), line_of(file))
                for file in children(one, "file")
            ),
            line=line_of(one),
        )


def base_of(element: Element) -> str:
    """All `xml:base` that stand above an element, its own included, joined."""
    bases = [one.get(XML_BASE, "") for one in (element, *element.iterancestors())]
    return "".join(reversed(bases))


def path_of(address: str) -> str:
    """The file of the package that an address leads to; "" if it leads elsewhere, or nowhere."""
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(unquote(parts.path))
    return "" if path in (".", "/") else path


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def identifiers(root: Element) -> list[tuple[str, Element]]:
    """Every `identifier` in the file, in order."""
    return [
        (str(one.get("identifier")), one)
        for one in root.iter("*")
        if one.get("identifier") is not None
        and local(one) in ("manifest", "organization", "item", "resource")
    ]
