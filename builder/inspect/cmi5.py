"""A `cmi5.xml` as data: the course, its blocks and its assignable units (AUs)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from builder.inspect.scorm import Reference, path_of
from builder.inspect.xml import Document, child, children, line_of, local, text_of
from builder.record import record

MANIFEST = "cmi5.xml"


@record
class Part:
    """The course, a block, or a unit."""

    kind: str
    """`course`, `block` or `au`."""
    id: str
    title: str
    launch: Reference | None
    parts: tuple[Part, ...]
    element: Element

    @property
    def line(self) -> int:
        """The line of its tag."""
        return line_of(self.element)

    @property
    def name(self) -> str:
        """How a person would call it."""
        return self.title.strip() or self.id or "without a title"

    def walk(self) -> Iterator[Part]:
        """The part itself and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@record
class Cmi5:
    """The whole course structure."""

    document: Document
    course: Part | None
    parts: tuple[Part, ...]
    """Blocks and units, in order."""

    @property
    def all(self) -> tuple[Part, ...]:
        """The course and everything in it."""
        head = () if self.course is None else (self.course,)
        return (*head, *(one for top in self.parts for one in top.walk()))

    @property
    def units(self) -> tuple[Part, ...]:
        """The assignable units."""
        return tuple(one for one in self.all if one.kind == "au")


def read_cmi5(document: Document) -> Cmi5:
    """The course structure of a cmi5 package."""
    course = child(document.root, "course")
    return Cmi5(
        document,
        None if course is None else _part(course),
        tuple(_parts(document.root)),
    )


def _parts(parent: Element) -> Iterator[Part]:
    return (_part(one) for one in parent.iterchildren("*") if local(one) in ("au", "block"))


def _part(element: Element) -> Part:
    titles = child(element, "title")
    words = [] if titles is None else children(titles, "langstring")
    url = child(element, "url")
    address = text_of(url)
    return Part(
        kind=local(element),
        id=element.get("id", ""),
        title=text_of(words[0]) if words else "",
        launch=None if url is None else Reference(address, path_of(address), line_of(url)),
        parts=tuple(_parts(element)),
        element=element,
    )
