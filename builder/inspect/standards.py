"""What a package is, and what each LMS takes it for (lms-facts.md 1.1, 1.2, 1.11, 2, 3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.findings import APP, CMI5, MOODLE, OPEN_EDX, STRICT, TINCANLAUNCH
from builder.inspect.rules.places import kind_without_manifest
from builder.inspect.subject import Subject
from builder.record import record

CMI5LAUNCH = "Moodle's plugin cmi5launch"
NAMES = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004"}
OTHERS = {
    "H5P": ("h5p", "an H5P file"),
    "AICC": ("aicc", "an AICC course"),
    "web": ("web", "a plain web page"),
}


@record
class Standard:
    """Something that the package means to be."""

    id: str
    """`scorm12`, `scorm2004`, `ims`, `cmi5`, `tincan`, `h5p`, `aicc` or `web`."""
    name: str
    version: str
    """What the manifest says of its version, to the letter; "" if nothing."""
    manifest: str


@record
class Taken:
    """What one LMS makes of it; `standard` is "" where it refuses it."""

    lms: str
    standard: str
    says: str


def standards_of(subject: Subject) -> list[Standard]:
    """All that it means to be; several manifests may lie side by side."""
    found = []
    if subject.scorm:
        word, name = subject.scorm.standard
        found.append(Standard(word, name, subject.scorm.version or "", scorm.MANIFEST))
    if subject.cmi5:
        found.append(Standard("cmi5", "cmi5", "", cmi5.MANIFEST))
    if subject.tincan:
        found.append(Standard("tincan", "Tin Can (xAPI)", "", tincan.MANIFEST))
    other = OTHERS.get(kind_without_manifest(subject) or "")
    if not found and not subject.unread and other:
        found.append(Standard(*other, "", ""))
    return found


def taken_of(subject: Subject) -> list[Taken]:
    """What LMSs make of it, Moodle first."""
    return [*_moodle(subject), *_app(subject), *_others(subject), *_plugins(subject)]


def _moodle(subject: Subject) -> Iterator[Taken]:
    real = scorm.MANIFEST in subject.entries and not subject.home
    if real and subject.scorm:
        version = subject.scorm.moodle_version
        yield Taken(MOODLE, version, f"takes it for {NAMES[version]}")
    elif real:
        yield Taken(MOODLE, "", "cannot read its manifest")
    elif subject.name_of(scorm.MANIFEST):
        yield Taken(MOODLE, "", "refuses it: imsmanifest.xml is not where it looks")
    elif kind_without_manifest(subject) == "AICC":
        yield Taken(MOODLE, "aicc", "takes it for AICC")
    elif kind_without_manifest(subject) == "H5P":
        yield Taken(MOODLE, "h5p", "takes it as an H5P activity, not as SCORM")
    elif subject.archive.zipped:
        yield Taken(MOODLE, "", "refuses it as SCORM: there is no imsmanifest.xml")


def _app(subject: Subject) -> Iterator[Taken]:
    if subject.scorm is None or subject.home:
        return
    if subject.scorm.moodle_version == "scorm12":
        says = "plays it, offline as well where the site lets packages be downloaded"
        yield Taken(APP, "scorm12", says)
    else:
        yield Taken(APP, "scorm2004", "plays it online only; older versions refuse it")


def _others(subject: Subject) -> Iterator[Taken]:
    one = subject.scorm
    if one is None:
        return
    first = one.first_resource
    if first and first.launch:
        standard = "scorm12" if one.version == "1.2" else "scorm2004"
        says = f"takes it for {NAMES[standard]}, and opens {first.launch.href}"
        yield Taken(OPEN_EDX, standard, says)
    word, name = one.standard
    yield Taken(
        STRICT, word, f"take it for {name}" if word != "ims" else "refuse it: it is no SCORM"
    )


def _plugins(subject: Subject) -> Iterator[Taken]:
    if subject.cmi5:
        yield Taken(CMI5, "cmi5", "take it, as one course with its units")
        yield Taken(CMI5LAUNCH, "cmi5", "takes it, with an LRS and a CATAPULT player")
    if subject.tincan and subject.tincan.launches:
        last = subject.tincan.launches[-1]
        yield Taken(TINCANLAUNCH, "tincan", f"opens {last.href}, with an LRS")
