"""The structure: what is opened, under which identifiers (lms-facts.md 1.2, 1.9, 3.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.inspect import scorm
from builder.inspect.findings import APP, EVERY, MOODLE, OPEN_EDX, STRICT, Finding, Level, Rule
from builder.inspect.scorm import EDITIONS, Item, identifiers
from builder.inspect.subject import Subject
from builder.inspect.xml import XML_BASE, below, line_of, local
from builder.wording import counted

TAKEN_FOR_12 = Rule(
    "PK301", "Moodle takes it for SCORM 1.2, but it is SCORM 2004", Level.ERROR, (MOODLE, APP),
    "Moodle offers the interface of SCORM 1.2, the course looks for that of 2004: nothing is "
    "recorded. Moodle reads schemaversion to the letter, blanks and line breaks included.",
    "Write it without blanks, as in <schemaversion>2004 4th Edition</schemaversion>.",
)  # fmt: skip
NO_VERSION = Rule(
    "PK302", "The manifest does not say its version", Level.WARNING, (MOODLE, STRICT),
    "Moodle takes it for SCORM 1.2; strict LMSs refuse it.",
    "Write schema and schemaversion into metadata, below the root.",
)  # fmt: skip
NO_ORGANIZATION = Rule(
    "PK303", "No organization: nothing is listed", Level.WARNING, (MOODLE, STRICT),
    "Moodle lists every resource with an address; strict LMSs refuse it or show nothing.",
    "Export it again as a course with a table of contents.",
)  # fmt: skip
WRONG_DEFAULT = Rule(
    "PK304", "The default organization is not there", Level.WARNING, (STRICT,),
    "Moodle and many others take the first; strict ones refuse it.",
    "Let the attribute default of organizations name one of them.",
)  # fmt: skip
NO_RESOURCE = Rule(
    "PK305", "An item refers to a resource that is not there", Level.ERROR, (EVERY,),
    "Moodle shows a red notice, and the entry opens nothing.",
    "Let identifierref name a resource.",
)  # fmt: skip
REPEATED = Rule(
    "PK306", "An identifier stands there twice", Level.ERROR, (MOODLE, STRICT),
    "Moodle finds learners' records by identifier, so those of two parts get mixed up; strict LMSs "
    "refuse it.",
    "Give each organization, item and resource an identifier of its own.",
)  # fmt: skip
NO_NAME = Rule(
    "PK307", "An identifier that XML does not allow", Level.WARNING, (STRICT,),
    "LMSs that check the schema refuse it. In prerequisites, signs such as & and ( mean something.",
    "Begin with a letter, and use letters, digits, points, hyphens and underscores only.",
)  # fmt: skip
UNSTABLE = Rule(
    "PK308", "Identifiers look as if they were made anew each time", Level.HINT, (MOODLE,),
    "Where an item's identifier is gone after a re-upload, Moodle deletes the records of all its "
    "learners. Other LMSs do the same or begin a new record.",
    "Export twice and compare the identifiers. If they differ, do not replace it while learners "
    "are in the middle.",
)  # fmt: skip
NOTHING_OPENS = Rule(
    "PK309", "Nothing can be opened", Level.ERROR, (EVERY,),
    "The activity is empty.",
    "An item must refer to a resource with an href.",
)  # fmt: skip
NO_SCO = Rule(
    "PK310", "Nothing in it reports", Level.WARNING, (EVERY,),
    "All parts are assets: they are shown, but there is no status, no score and no completion.",
    "Mark the resource that talks to the LMS as a SCO (adlcp:scormtype=\"sco\").",
)  # fmt: skip
ODD_TYPE = Rule(
    "PK311", "A scormtype in a spelling that LMSs do not know", Level.ERROR, (MOODLE, STRICT),
    "Moodle takes a SCO for an asset: it is shown, but nothing is recorded.",
    "Write sco or asset in small letters; the attribute is scormtype in SCORM 1.2, scormType in "
    "2004.",
)  # fmt: skip
OTHER_FIRST = Rule(
    "PK312", "The first resource is not what is opened", Level.WARNING, (OPEN_EDX,),
    "Open edX opens the first resource with an href, whatever the items say.",
    "Put the resource of the first item before all others.",
)  # fmt: skip
LONG_TITLE = Rule(
    "PK313", "A title or identifier of more than 255 characters", Level.ERROR, (MOODLE,),
    "The upload ends with an error of the database.",
    "Make it shorter.",
)  # fmt: skip
EMPTY_TITLE = Rule(
    "PK314", "A title without words", Level.WARNING, (MOODLE,),
    "The entry has no name. (Moodle drops a title that is only 0 as well.)",
    "Give it a title.",
)  # fmt: skip
BASE_ELSEWHERE = Rule(
    "PK315", "xml:base stands where Moodle does not look", Level.WARNING, (MOODLE,),
    "Moodle knows it on a resource only: files are looked for in the wrong folder.",
    "Write the whole path into each href.",
)  # fmt: skip
SUBMANIFEST = Rule(
    "PK316", "A manifest in the manifest", Level.HINT, (EVERY,),
    "Few LMSs know what to do with it.",
    "Export the course as one manifest.",
)  # fmt: skip
FRAGMENT = Rule(
    "PK317", "Parameters that begin with #", Level.WARNING, (MOODLE,),
    "Moodle writes ?# before them, so the page gets no such place.",
    "Put the place into the href of the resource.",
)  # fmt: skip

LONGEST = 255
NAME = re.compile(r"[^\W\d][\w.\-]*")
MADE_ANEW = re.compile(
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"  # a UUID
    r"|[0-9a-f]{24,}"  # a hash
    r"|(?<!\d)(?:19|20)\d{10,15}(?!\d)"  # a date with a time
    r"|(?<!\d)1\d{9}(?:\d{3})?(?!\d)",  # seconds or milliseconds since 1970
    re.IGNORECASE,
)


def taken_for_12(subject: Subject) -> Iterator[Finding]:
    """`2004 4th Edition` with a blank around it is SCORM 1.2 to Moodle."""
    one = subject.scorm
    if one and one.standard[0] == "scorm2004" and one.moodle_version == "scorm12":
        version = "missing" if one.version is None else repr(one.version)
        line = next((line_of(at) for at in below(one.document.root, "schemaversion")), 0)
        yield TAKEN_FOR_12.found(f"schemaversion is {version}.", scorm.MANIFEST, line)


def no_version(subject: Subject) -> Iterator[Finding]:
    """1.2, or an edition of 2004."""
    one = subject.scorm
    if one and (one.version or "").strip() not in EDITIONS:
        said = "There is no schemaversion" if one.version is None else f"It says {one.version!r}"
        yield NO_VERSION.found(f"{said}.", scorm.MANIFEST)


def no_organization(subject: Subject) -> Iterator[Finding]:
    """Without one, the list is up to the LMS."""
    if subject.scorm and not subject.scorm.organizations:
        yield NO_ORGANIZATION.found("There is no organization in it.", scorm.MANIFEST)


def wrong_default(subject: Subject) -> Iterator[Finding]:
    """The default is one of those that are there."""
    one = subject.scorm
    if one and one.organizations and one.default not in {o.identifier for o in one.organizations}:
        said = "There is no default." if one.default is None else f"There is no {one.default!r}."
        yield WRONG_DEFAULT.found(said, scorm.MANIFEST, one.organizations[0].line)


def no_resource(subject: Subject) -> Iterator[Finding]:
    """Every identifierref leads somewhere."""
    one = subject.scorm
    for item in one.items if one else ():
        if item.ref is not None and one and one.resource_of(item) is None:
            message = f"The item “{item.name}” refers to {item.ref!r}, which is no resource."
            yield NO_RESOURCE.found(message, scorm.MANIFEST, item.line)


def repeated(subject: Subject) -> Iterator[Finding]:
    """Organizations count as well: Moodle keeps them in the same table as items."""
    if subject.scorm is None:
        return
    found = identifiers(subject.scorm.document.root)
    counts = Counter(name for name, _ in found)
    last = {name: element for name, element in found}
    for name, count in counts.items():
        if count > 1 and name:
            message = f"{name!r} stands there {count} times."
            yield REPEATED.found(message, scorm.MANIFEST, line_of(last[name]))


def no_name(subject: Subject) -> Iterator[Finding]:
    """XML's names, as the schemas ask for."""
    root = subject.scorm.document.root if subject.scorm else None
    for name, element in identifiers(root) if root is not None else ():
        if not NAME.fullmatch(name):
            message = f"{name!r} of <{local(element)}> cannot be an identifier."
            yield NO_NAME.found(message, scorm.MANIFEST, line_of(element))


def unstable(subject: Subject) -> Iterator[Finding]:
    """Those of items only; nobody remembers the others."""
    items = subject.scorm.items if subject.scorm else ()
    found = [item for item in items if MADE_ANEW.search(item.identifier)]
    if found:
        message = f"{len(found)} of {len(items)} items, such as {found[0].identifier!r}."
        yield UNSTABLE.found(message, scorm.MANIFEST, found[0].line)


def nothing_opens(subject: Subject) -> Iterator[Finding]:
    """There is an item, its resource, and an address in that."""
    if subject.scorm and not subject.scorm.launched:
        yield NOTHING_OPENS.found("No item leads to a resource with an href.", scorm.MANIFEST)


def no_sco(subject: Subject) -> Iterator[Finding]:
    """A course of assets only is rare."""
    one = subject.scorm
    if one and one.launched and not any(resource.is_sco for _, resource in one.launched):
        yield NO_SCO.found("None of the resources says that it is a SCO.", scorm.MANIFEST)


def odd_type(subject: Subject) -> Iterator[Finding]:
    """Moodle compares it with the lower-case word."""
    one = subject.scorm
    for resource in one.resources if one else ():
        if resource.declared and resource.declared[1] not in ("sco", "asset"):
            message = f"The resource {resource.identifier!r} says {resource.declared[1]!r}."
            yield ODD_TYPE.found(message, scorm.MANIFEST, resource.line)


def other_first(subject: Subject) -> Iterator[Finding]:
    """Open edX knows no items."""
    one = subject.scorm
    first = one.first_resource if one else None
    opened = next((resource for _, resource in one.launched), None) if one else None
    if first and opened and first is not opened and first.launch:
        message = f"{first.launch.href} comes first, but the first item opens another."
        yield OTHER_FIRST.found(message, scorm.MANIFEST, first.line)


def long_titles(subject: Subject) -> Iterator[Finding]:
    """Moodle's columns have 255 characters."""
    for kind, text, line in _texts(subject):
        if len(text) > LONGEST:
            message = f"This {kind} has {len(text)} characters."
            yield LONG_TITLE.found(message, scorm.MANIFEST, line)


def empty_titles(subject: Subject) -> Iterator[Finding]:
    """Something stands in the list."""
    for kind, text, line in _texts(subject):
        if kind == "title" and text.strip() in ("", "0"):
            yield EMPTY_TITLE.found(f"This title is {text.strip()!r}.", scorm.MANIFEST, line)


def _texts(subject: Subject) -> Iterator[tuple[str, str, int]]:
    one = subject.scorm
    if one is None:
        return
    parts: tuple[scorm.Organization | Item, ...] = (*one.organizations, *one.items)
    for part in parts:
        yield "title", part.title, part.line
        yield "identifier", part.identifier, part.line


def base_elsewhere(subject: Subject) -> Iterator[Finding]:
    """Moodle reads it on resources alone."""
    root = subject.scorm.document.root if subject.scorm else None
    for element in root.iter("*") if root is not None else ():
        if element.get(XML_BASE) and local(element) != "resource":
            message = f"It stands on <{local(element)}>."
            yield BASE_ELSEWHERE.found(message, scorm.MANIFEST, line_of(element))


def submanifests(subject: Subject) -> Iterator[Finding]:
    """There is one manifest, the root."""
    inner = below(subject.scorm.document.root, "manifest")[1:] if subject.scorm else []
    for element in inner[:1]:
        message = f"{counted(len(inner), 'manifest')} inside the root."
        yield SUBMANIFEST.found(message, scorm.MANIFEST, line_of(element))


def fragments(subject: Subject) -> Iterator[Finding]:
    """Moodle appends parameters with a question mark."""
    for item in subject.scorm.items if subject.scorm else ():
        if item.parameters.startswith("#"):
            message = f"The item “{item.name}” has the parameters {item.parameters!r}."
            yield FRAGMENT.found(message, scorm.MANIFEST, item.line)
