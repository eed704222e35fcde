"""The structure of a package as one tree, whatever its standard."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inspect.cmi5 import Part
from builder.inspect.scorm import Item, Reference, Resource, is_elsewhere
from builder.inspect.subject import Subject
from builder.record import record


@record
class Node:
    """A part of the package."""

    kind: str
    """`organization`, `item`, `sco`, `asset`, `resource`, `course`, `block`, `au`, `activity`."""
    title: str
    identifier: str
    launch: str | None
    """What it opens, as the manifest says it."""
    there: bool | None
    """Whether that is in the package; None where it opens nothing, or another site."""
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def outline_of(subject: Subject) -> tuple[Node, ...]:
    """The trees of all manifests."""
    return (*_scorm(subject), *_cmi5(subject), *_tincan(subject))


def _node(
    subject: Subject,
    kind: str,
    names: tuple[str, str],
    launch: Reference | None,
    parts: tuple[Node, ...] = (),
) -> Node:
    there = None
    if launch is not None and not is_elsewhere(launch.href):
        there = subject.has(launch.path)
    return Node(kind, *names, None if launch is None else launch.href, there, parts)


def _scorm(subject: Subject) -> Iterator[Node]:
    if subject.scorm is None:
        return
    for one in subject.scorm.organizations:
        parts = tuple(_item(subject, item) for item in one.items)
        yield _node(subject, "organization", (one.title, one.identifier), None, parts)
    if not subject.scorm.organizations:
        for resource in subject.scorm.resources:
            names = ("", resource.identifier)
            yield _node(subject, _kind(resource, "resource"), names, resource.launch)


def _item(subject: Subject, item: Item) -> Node:
    resource = subject.scorm.resource_of(item) if subject.scorm else None
    parts = tuple(_item(subject, one) for one in item.items)
    launch = resource.launch if resource else None
    return _node(subject, _kind(resource, "item"), (item.title, item.identifier), launch, parts)


def _kind(resource: Resource | None, without: str) -> str:
    if resource is None or resource.launch is None:
        return without
    return "sco" if resource.is_sco else "asset"


def _cmi5(subject: Subject) -> Iterator[Node]:
    if subject.cmi5 is None:
        return
    parts = tuple(_part(subject, part) for part in subject.cmi5.parts)
    head = subject.cmi5.course
    names = (head.title, head.id) if head else ("", "")
    yield _node(subject, "course", names, None, parts)


def _part(subject: Subject, part: Part) -> Node:
    parts = tuple(_part(subject, one) for one in part.parts)
    return _node(subject, part.kind, (part.title, part.id), part.launch, parts)


def _tincan(subject: Subject) -> Iterator[Node]:
    for one in subject.tincan.activities if subject.tincan else ():
        launch = one.launches[-1] if one.launches else None
        yield _node(subject, "activity", (one.name, one.id), launch)
