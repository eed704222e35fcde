"""How the manifest is written: XML, prefixes, characters, schemas (lms-facts.md 1.2, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.findings import (
    EVERY,
    MOODLE,
    STRICT,
    TINCANLAUNCH,
    Finding,
    Level,
    Rule,
)
from builder.inspect.schemas import complaints
from builder.inspect.subject import Subject
from builder.inspect.xml import Document, attributes, line_of, local, space_of, written
from builder.targets import cmi5 as own_cmi5
from builder.targets import scorm12, scorm2004
from builder.targets import xapi as own_xapi
from builder.targets.manifests import XSI
from builder.wording import counted

BROKEN = Rule(
    "PK201", "The manifest is not well-formed XML", Level.ERROR, (EVERY,),
    "The upload is refused. In Moodle the teacher gets a white page with “XML error”. (It mends a "
    "lone & by itself; others do not.)",
    "Mend this line. A lone & is written &amp;, and &nbsp; is a sign that XML does not know.",
)  # fmt: skip
REFUSED = Rule(
    "PK202", "The manifest asks for more than any manifest needs", Level.ERROR, (EVERY,),
    "Document types and entities can read files of the server or fill its memory; so it was not "
    "read any further.",
    "Do not upload it anywhere. If it is your own, take the DOCTYPE away.",
)  # fmt: skip
NUMBERED_SIGNS = Rule(
    "PK203", "Signs are written as numbers (&#233;)", Level.WARNING, (MOODLE, TINCANLAUNCH),
    "The reference stays as it is: titles show &#233;, and files with such names are not found.",
    "Write the signs themselves, in UTF-8.",
)  # fmt: skip
PREFIXES = Rule(
    "PK204", "Names have other prefixes than Moodle knows", Level.ERROR, (MOODLE,),
    "Moodle knows no namespaces: elements with a prefix are not found, and a SCO whose scormtype "
    "is not written adlcp: reports nothing.",
    "Write IMS elements without a prefix, and ADL's as adlcp:, adlseq:, adlnav:, imsss:.",
)  # fmt: skip
UNDECLARED = Rule(
    "PK205", "A prefix that is not declared", Level.ERROR, (STRICT,),
    "XML with namespaces cannot be read like that; the upload is refused.",
    "Declare the prefix at the root: xmlns:adlcp=\"…\"",
)  # fmt: skip
NAMESPACE = Rule(
    "PK206", "The root has another namespace than the standard", Level.WARNING, (STRICT,),
    "The manifest is not recognised.",
    "Take the namespace of the standard.",
)  # fmt: skip
SCHEMA = Rule(
    "PK207", "The manifest breaks the standard's schema", Level.WARNING, (STRICT,),
    "LMSs that check the schema refuse the upload. Moodle and Open edX do not check it.",
    "Mend it as the message says.",
)  # fmt: skip
SCHEMA_FILES = Rule(
    "PK208", "Schema files are missing", Level.HINT, (STRICT,),
    "An LMS that checks with the package's own schemas cannot.",
    "Put the files that schemaLocation names into the package.",
)  # fmt: skip
NOT_UNPACKED = Rule(
    "PK209", "The manifest cannot be unpacked", Level.ERROR, (EVERY,),
    "The upload is refused.",
    "Build or download the package again.",
)  # fmt: skip

REFERENCE = re.compile(rb"&#\w{1,8};")
NOT_UNPACKABLE = "it cannot be unpacked"

PREFIX = {
    scorm12.CP: None, scorm2004.CP: None,
    scorm12.ADL: "adlcp", scorm2004.ADL: "adlcp",
    scorm2004.SEQ: "adlseq", scorm2004.NAV: "adlnav", scorm2004.SS: "imsss",
}  # fmt: skip
"""What Moodle's parser expects in front of the names of each namespace."""

SPACES = {
    scorm.MANIFEST: (scorm12.CP, scorm2004.CP),
    cmi5.MANIFEST: (own_cmi5.SPACE,),
    tincan.MANIFEST: (own_xapi.SPACE,),
}


def broken(subject: Subject) -> Iterator[Finding]:
    """XML is read whole or not at all."""
    for one in subject.unread:
        if not one.refused and one.why != NOT_UNPACKABLE:
            yield BROKEN.found(f"It cannot be read: {one.why}.", one.file, one.line)


def refused(subject: Subject) -> Iterator[Finding]:
    """Manifests need no document type, and have an end."""
    for one in subject.unread:
        if one.refused:
            yield REFUSED.found(one.why, one.file)


def not_unpacked(subject: Subject) -> Iterator[Finding]:
    """The manifest comes out of the zip."""
    for one in subject.unread:
        if one.why == NOT_UNPACKABLE:
            yield NOT_UNPACKED.found("It cannot be unpacked.", one.file)


def numbered_signs(subject: Subject) -> Iterator[Finding]:
    """Moodle destroys numeric references."""
    for name, document in subject.documents:
        found = REFERENCE.search(document.data) if name != cmi5.MANIFEST else None
        if found:
            line = document.data.count(b"\n", 0, found.start()) + 1
            count = counted(len(REFERENCE.findall(document.data)), "such reference")
            sign = found[0].decode("ascii", errors="replace")
            yield NUMBERED_SIGNS.found(f"It has {count}; the first is {sign}", name, line)


def prefixes(subject: Subject) -> Iterator[Finding]:
    """Each kind of wrong name is told once, with the line of the first."""
    if subject.scorm is None:
        return
    seen: set[str] = set()
    for element in subject.scorm.document.root.iter("*"):
        for found, wanted in _wrong_names(element):
            if found not in seen:
                seen.add(found)
                message = f"{found} must be written {wanted}"
                yield PREFIXES.found(message, scorm.MANIFEST, line_of(element))


def _wrong_names(element: Element) -> Iterator[tuple[str, str]]:
    space = space_of(element)
    if space in PREFIX and element.prefix != PREFIX[space]:
        name = local(element)
        wanted = f"{PREFIX[space]}:{name}" if PREFIX[space] else name
        yield f"<{written(element)}>", f"<{wanted}>"
    for full, _ in attributes(element):
        space, _, name = full.lstrip("{").rpartition("}")
        if space in (scorm12.ADL, scorm2004.ADL) and element.nsmap.get("adlcp") != space:
            prefix = next((str(key) for key, one in element.nsmap.items() if one == space), "")
            yield f"the attribute {prefix}:{name}", f"adlcp:{name}"


def undeclared(subject: Subject) -> Iterator[Finding]:
    """One finding for each document."""
    for name, document in subject.documents:
        for line, message in document.undeclared[:1]:
            yield UNDECLARED.found(f"{message}.", name, line)


def namespace(subject: Subject) -> Iterator[Finding]:
    """What the root is, to whoever reads namespaces."""
    for name, document in subject.documents:
        found = space_of(document.root) or "none"
        if found not in SPACES[name]:
            wanted = " or ".join(SPACES[name])
            yield NAMESPACE.found(f"It is {found}, not {wanted}.", name, line_of(document.root))


def schema(subject: Subject) -> Iterator[Finding]:
    """What the official schemas say, where the root is what they are about."""
    for name, document in subject.documents:
        for line, message in checked(subject, name, document) or ():
            yield SCHEMA.found(message, name, line)


def checked(subject: Subject, name: str, document: Document) -> list[tuple[int, str]] | None:
    """What the schema says; None where it was not asked."""
    space = space_of(document.root)
    if name == cmi5.MANIFEST:
        return complaints(document, "cmi5") if space == own_cmi5.SPACE else None
    if subject.scorm is None or name != scorm.MANIFEST:
        return None
    standard, called = subject.scorm.standard
    if standard == "scorm12" and space == scorm12.CP:
        return complaints(document, standard)
    if called.endswith("4th edition") and space == scorm2004.CP:
        return complaints(document, standard)
    return None


def schema_files(subject: Subject) -> Iterator[Finding]:
    """SCORM packages carry the schemas that their manifests name."""
    if subject.scorm is None:
        return
    root = subject.scorm.document.root
    places = root.get(f"{{{XSI}}}schemaLocation", "").split()[1::2]
    missing = [one for one in places if "://" not in one and not subject.has(one)]
    if missing:
        named = ", ".join(missing)
        yield SCHEMA_FILES.found(f"{named} is not in it.", scorm.MANIFEST, line_of(root))
