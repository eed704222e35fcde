"""What an LMS would refuse in a `tincan.xml`, or get wrong (docs/lms-facts.md 2).

The published schema has no licence that would let it be here. So these are rules of our own: each
is one function, from what Rustici's description of the launch asks and from how Moodle's plugin
tincanlaunch reads the file, with a parser that knows no namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

SPACE = "http://projecttincan.com/tincan.xsd"
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
LAUNCH = ("endpoint", "auth", "actor", "registration", "activity_id")


def problems(data: bytes, names: set[str]) -> list[str]:
    """Everything that is wrong with it, in a package that holds the files `names`."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [f"it is not well-formed: {error}"]
    found = list(_letters(data))
    for rule in RULES:
        found += rule(root)
    return found or list(_launched(root, names))


def _letters(data: bytes) -> Iterator[str]:
    """Moodle's plugin destroys numeric references, and takes names with their prefixes."""
    text = data.decode("utf-8")
    if re.search(r"&#", text):
        yield "there is a numeric character reference"
    if re.search(r"</?[A-Za-z]+:", text):
        yield "a name has a prefix"
    if "<!DOCTYPE" in text:
        yield "there is a document type"


def _order(root: Element) -> Iterator[str]:
    """The activity is found as the first child of the first child."""
    if root.tag != _tag("tincan"):
        yield "the root is no tincan"
    if [child.tag for child in root] != [_tag("activities")]:
        yield "activities is not all that is in the root"
    elif [child.tag for child in root[0]] != [_tag("activity")]:
        yield "there is not one activity"


def _activity(root: Element) -> Iterator[str]:
    for activity in root.iter(_tag("activity")):
        for name in ("id", "type"):
            address = urlsplit(activity.get(name, ""))
            if not (address.scheme and address.netloc):
                yield f"the {name} of an activity is no absolute IRI"
        if [child.tag for child in activity] != [*map(_tag, ("name", "description", "launch"))]:
            yield "an activity has not name, description and launch, in this order"


def _texts(root: Element) -> Iterator[str]:
    for element in root.iter(*map(_tag, ("name", "description", "launch"))):
        if not (element.text or "").strip() or len(element):
            yield f"{element.tag} is empty, or no text"
        if not LANGUAGE.fullmatch(element.get("lang", "")):
            yield f"{element.tag} says not in which language it is"
    for element in root.iter(_tag("name")):
        if len(element.text or "") > 255:
            yield "a name is longer than Moodle keeps"


def _launched(root: Element, names: set[str]) -> Iterator[str]:
    """An LMS adds its own names to the address."""
    launches = [element.text or "" for element in root.iter(_tag("launch"))]
    if len(launches) != 1:
        yield "there is not one launch"
    for launch in launches:
        parts = urlsplit(launch)
        if parts.path not in names:
            yield f"{launch} is not in the package"
        if any(f"{name}=" in parts.query for name in LAUNCH):
            yield f"{launch} has a name that the LMS gives"


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


RULES: tuple[Callable[[Element], Iterator[str]], ...] = (_order, _activity, _texts)
