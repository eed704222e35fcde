"""A `tincan.xml` as data: its activities, and what is launched."""

from __future__ import annotations

from lxml.etree import _Element as Element

from builder.inspect.scorm import Reference, path_of
from builder.inspect.xml import Document, below, child, children, line_of, text_of
from builder.record import record

MANIFEST = "tincan.xml"


@record
class Activity:
    """Something that statements can be about."""

    id: str
    name: str
    launches: tuple[Reference, ...]
    element: Element

    @property
    def line(self) -> int:
        """The line of its tag."""
        return line_of(self.element)


@record
class TinCan:
    """The whole file."""

    document: Document
    activities: tuple[Activity, ...]

    @property
    def launches(self) -> tuple[Reference, ...]:
        """Everything that may be opened."""
        return tuple(one for activity in self.activities for one in activity.launches)


def read_tincan(document: Document) -> TinCan:
    """The manifest of a Tin Can package."""
    return TinCan(document, tuple(_activity(one) for one in below(document.root, "activity")))


def _activity(element: Element) -> Activity:
    addresses = ((text_of(one), line_of(one)) for one in children(element, "launch"))
    return Activity(
        id=element.get("id", ""),
        name=text_of(child(element, "name")),
        launches=tuple(Reference(text, path_of(text), line) for text, line in addresses),
        element=element,
    )
