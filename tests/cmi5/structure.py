"""A package's cmi5.xml: what an LMS reads in it, and why it would not take it (cmi5, 13 and 14).

It shares no code with the builder. It checks what CATAPULT does (docs/lms-facts.md, 3.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

from tests.lrs.content import Files, PackageRefusedError
from tests.lrs.rules import IRI, LANGUAGE

FILE = "cmi5.xml"
NAMESPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
MOVE_ON = ("Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable")
METHODS = ("AnyWindow", "OwnWindow")
RESERVED = {"endpoint", "fetch", "actor", "registration", "activityId"}
AU_ORDER = ["title", "description", "objectives", "url", "launchParameters", "entitlementKey"]
COURSE_ORDER = ["course", "objectives"]


@dataclass(frozen=True)
class Au:
    """An assignable unit: what can be launched."""

    id: str
    """The publisher's id."""
    url: str
    move_on: str = "NotApplicable"
    mastery_score: float | None = None
    launch_method: str = "AnyWindow"
    launch_parameters: str = ""
    entitlement_key: str = ""
    title: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """A block and the units in it, however deep."""

    id: str
    aus: tuple[str, ...]


@dataclass(frozen=True)
class Structure:
    """A course: its units in order, and its blocks."""

    id: str
    title: dict[str, str]
    aus: tuple[Au, ...]
    blocks: tuple[Block, ...]


def read_structure(files: Files) -> Structure:
    """The course in a package.

    Raises:
        PackageRefusedError: with all reasons, a line each.
    """
    try:
        root = ElementTree.fromstring(files.read(FILE))
    except ElementTree.ParseError as error:
        raise PackageRefusedError(f"{FILE} is no XML: {error}") from error
    faults = list(_faults(root, files))
    if faults:
        raise PackageRefusedError("\n".join(faults))
    course = _child(root, "course")
    assert course is not None
    blocks = [
        Block(one.get("id", ""), tuple(au.get("id", "") for au in one.iter(f"{NAMESPACE}au")))
        for one in root.iter(f"{NAMESPACE}block")
    ]
    aus = tuple(_au(one) for one in root.iter(f"{NAMESPACE}au"))
    return Structure(course.get("id", ""), _words(course, "title"), aus, tuple(blocks))


def _au(node: ElementTree.Element) -> Au:
    score = node.get("masteryScore")
    return Au(
        id=node.get("id", ""),
        url=_text(node, "url"),
        move_on=node.get("moveOn", "NotApplicable"),
        mastery_score=None if score is None else float(score),
        launch_method=node.get("launchMethod", "AnyWindow"),
        launch_parameters=_text(node, "launchParameters"),
        entitlement_key=_text(node, "entitlementKey"),
        title=_words(node, "title"),
    )


def _child(node: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return node.find(NAMESPACE + name)


def _text(node: ElementTree.Element, name: str) -> str:
    child = _child(node, name)
    return (child.text or "").strip() if child is not None else ""


def _words(node: ElementTree.Element, name: str) -> dict[str, str]:
    child = _child(node, name)
    found: list[ElementTree.Element] = [] if child is None else list(child)
    return {one.get("lang", ""): (one.text or "").strip() for one in found}


# ---- reasons to refuse -----------------------------------------------------------------------


def _faults(root: ElementTree.Element, files: Files) -> Iterator[str]:
    if root.tag != f"{NAMESPACE}courseStructure":
        yield f"{FILE}: the root is {root.tag}, not courseStructure in its namespace"
        return
    course = _child(root, "course")
    if course is None or root[0] is not course:
        yield f"{FILE}: course must come first"
        return
    yield from _common(course, "course")
    aus = list(root.iter(f"{NAMESPACE}au"))
    if not aus:
        yield f"{FILE}: there is no au"
    for kind in ("block", "au", "objective"):
        nodes = list(root.iter(NAMESPACE + kind))
        ids = [one.get("id", "") for one in nodes if one.get("id")]
        yield from (f"{kind} {one}: its id is there twice" for one in {*ids} if ids.count(one) > 1)
        for node in nodes:
            yield from _common(node, kind)
    for node in aus:
        yield from _au_faults(node, files)


def _common(node: ElementTree.Element, kind: str) -> Iterator[str]:
    """An id that is an IRI, a title and a description in languages."""
    name = f"{kind} {node.get('id', '')}"
    if not IRI.fullmatch(node.get("id", "")):
        yield f"{name}: its id is no IRI"
    for part in ("title", "description"):
        words = _words(node, part)
        if not words:
            yield f"{name}: has no {part}"
        yield from (
            f"{name}: {part} has the language {language!r}"
            for language in words
            if language and not LANGUAGE.fullmatch(language)
        )


def _au_faults(node: ElementTree.Element, files: Files) -> Iterator[str]:
    name = f"au {node.get('id', '')}"
    order = [one.tag.removeprefix(NAMESPACE) for one in node if one.tag.startswith(NAMESPACE)]
    known = [one for one in AU_ORDER if one in order]
    if order != known:
        yield f"{name}: must have {', '.join(known)} in this order, not {', '.join(order)}"
    if node.get("moveOn", MOVE_ON[0]) not in MOVE_ON:
        yield f"{name}: moveOn is {node.get('moveOn')!r}"
    if node.get("launchMethod", METHODS[0]) not in METHODS:
        yield f"{name}: launchMethod is {node.get('launchMethod')!r}"
    yield from _score_faults(node.get("masteryScore"), name)
    yield from _url_faults(_text(node, "url"), name, files)


def _score_faults(score: str | None, name: str) -> Iterator[str]:
    if score is None:
        return
    digits = score.partition(".")[2]
    try:
        good = 0 <= float(score) <= 1 and len(digits) <= 4
    except ValueError:
        good = False
    if not good:
        yield f"{name}: masteryScore is {score!r}"


def _url_faults(url: str, name: str, files: Files) -> Iterator[str]:
    parts = urlsplit(url)
    if not url:
        yield f"{name}: has no url"
    taken = RESERVED & {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    yield from (f"{name}: its url has the launch's own {key}" for key in sorted(taken))
    if url and not parts.scheme and unquote(parts.path) not in files:
        yield f"{name}: the package has no {parts.path}"
