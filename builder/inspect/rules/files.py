"""The files of a package: what is missing, their names, types, sizes (lms-facts.md 1.3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.findings import EVERY, MOODLE, Finding, Level, Rule
from builder.inspect.scorm import Reference, is_elsewhere
from builder.inspect.subject import Subject

NO_LAUNCH = Rule(
    "PK501", "What is to be opened is not there", Level.ERROR, (EVERY,),
    "Learners see “file not found”. Moodle does not notice it at the upload.",
    "Put the file into the package, or mend the address. Capital letters and every sign count.",
)  # fmt: skip
OTHER_CAPITALS = Rule(
    "PK502", "An address and a file differ in capital letters or accents", Level.ERROR, (EVERY,),
    "On the author's computer it works; on most servers the file is not found.",
    "Write both the same.",
)  # fmt: skip
MISSING = Rule(
    "PK503", "A file that the manifest lists is missing", Level.WARNING, (EVERY,),
    "The part that needs it is broken; strict LMSs refuse the package.",
    "Put the file into the package, or take it off the list.",
)  # fmt: skip
LAUNCH_ELSEWHERE = Rule(
    "PK504", "What is opened is on another site", Level.WARNING, (EVERY,),
    "A page of another site cannot reach the LMS that it is shown in, so SCORM reports nothing.",
    "Put the content into the package; or give the LMS the address as a link.",
)  # fmt: skip
LOST_SIGNS = Rule(
    "PK505", "A file name with signs that Moodle removes", Level.ERROR, (MOODLE,),
    "The file gets another name (a&b.png becomes ab.png), and what refers to it finds nothing.",
    "Rename it, and what refers to it.",
)  # fmt: skip
SPLIT_ACCENTS = Rule(
    "PK506", "A file name with accents as a Mac stores them", Level.WARNING, (MOODLE,),
    "Moodle joins letter and accent into one sign; an address with two does not find the file.",
    "Use plain letters in names, or type the name again and pack it anew.",
)  # fmt: skip
NO_SCRIPT_TYPE = Rule(
    "PK507", "Files that a browser refuses under the type that Moodle sends", Level.WARNING,
    (MOODLE,),
    "Moodle has no type for .mjs, .cjs and .wasm: modules do not load, and WebAssembly does not "
    "start while it is loaded.",
    "Name modules .js; or let the administrator add the types.",
)  # fmt: skip
NO_MEDIA_TYPE = Rule(
    "PK508", "Files whose type Moodle does not know", Level.HINT, (MOODLE,),
    "They are sent as application/octet-stream. Browsers show pictures and fonts all the same, "
    "unless the server forbids guessing (nosniff); films and captions may fail.",
    "Use PNG or JPEG, WebVTT, MP3 or MP4; or let the administrator add the types.",
)  # fmt: skip
LARGE = Rule(
    "PK509", "Larger than some servers let through", Level.HINT, (EVERY,),
    "The upload fails, often without a clear message. PHP, on which Moodle runs, takes 2 MB unless "
    "it is set otherwise; most sites have raised that.",
    "Ask for the limit (in Moodle: maximum uploaded file size; upload_max_filesize and "
    "post_max_size in PHP), or make films and pictures smaller.",
)  # fmt: skip
EMPTY = Rule(
    "PK510", "The file that is opened is empty", Level.ERROR, (EVERY,),
    "Learners see a white page.",
    "Build the package again.",
)  # fmt: skip

LOST = re.compile(r"[&<>\"'|:\\`\x00-\x1f\x7f]")
NO_SCRIPT = frozenset({".mjs", ".cjs", ".wasm"})
NO_MEDIA = frozenset(
    {".webp", ".avif", ".woff", ".woff2", ".ttf", ".otf", ".opus", ".srt", ".glb", ".map", ".bin",
     ".webmanifest", ".jsonld"}
)  # fmt: skip
LIMITS = (2, 8, 64, 128, 512, 2048)
"""Megabytes: PHP's own limits for a file and for a form, and what sites often set."""


def launches(subject: Subject) -> Iterator[tuple[str, str, Reference]]:
    """All that can be opened: the manifest, what it is called there, and where it leads."""
    if subject.scorm:
        for item, resource in subject.scorm.launched:
            if resource.launch:
                name = item.name if item else resource.identifier
                yield scorm.MANIFEST, name, resource.launch
    for unit in subject.cmi5.units if subject.cmi5 else ():
        if unit.launch:
            yield cmi5.MANIFEST, unit.name, unit.launch
    for activity in subject.tincan.activities if subject.tincan else ():
        for launch in activity.launches:
            yield tincan.MANIFEST, activity.name or activity.id, launch


def no_launch(subject: Subject) -> Iterator[Finding]:
    """What is opened is in the package."""
    for manifest, name, launch in launches(subject):
        if not is_elsewhere(launch.href) and not subject.near(launch.path):
            message = f"“{name}” opens {launch.href!r}, which is not in the package."
            yield NO_LAUNCH.found(message, manifest, launch.line)


def other_capitals(subject: Subject) -> Iterator[Finding]:
    """Most servers tell them apart."""
    seen = set()
    opened = [(manifest, launch) for manifest, _, launch in launches(subject)]
    for manifest, one in (*opened, *((scorm.MANIFEST, file) for file in _listed(subject))):
        near = subject.near(one.path)
        if one.path and near and near != one.path and one.path not in seen:
            seen.add(one.path)
            yield OTHER_CAPITALS.found(
                f"It says {one.href!r}, but the file is called {near!r}.", manifest, one.line
            )


def _listed(subject: Subject) -> Iterator[Reference]:
    for resource in subject.scorm.resources if subject.scorm else ():
        yield from resource.files


def missing(subject: Subject) -> Iterator[Finding]:
    """What is listed is there."""
    opened = {launch.path for _, _, launch in launches(subject)}
    for one in _listed(subject):
        gone = not subject.near(one.path) and one.path not in opened
        if gone and not is_elsewhere(one.href):
            yield MISSING.found(f"{one.href!r} is not there.", scorm.MANIFEST, one.line)


def launch_elsewhere(subject: Subject) -> Iterator[Finding]:
    """Browsers keep sites apart. cmi5 and Tin Can may be elsewhere: they need no frame."""
    for manifest, name, launch in launches(subject):
        if manifest == scorm.MANIFEST and is_elsewhere(launch.href):
            yield LAUNCH_ELSEWHERE.found(f"“{name}” opens {launch.href}", manifest, launch.line)


def lost_signs(subject: Subject) -> Iterator[Finding]:
    """Moodle cleans names."""
    for entry in subject.files:
        found = sorted(set(LOST.findall(entry.name)))
        if found:
            yield LOST_SIGNS.found(f"It loses {' '.join(found)}", entry.name)


def split_accents(subject: Subject) -> Iterator[Finding]:
    """Moodle normalises names to NFC."""
    for entry in subject.files:
        if unicodedata.normalize("NFC", entry.name) != entry.name:
            yield SPLIT_ACCENTS.found("A letter and its accent are two signs here.", entry.name)


def no_script_type(subject: Subject) -> Iterator[Finding]:
    """Modules need the type of a script."""
    yield from _untyped(subject, NO_SCRIPT, NO_SCRIPT_TYPE)


def no_media_type(subject: Subject) -> Iterator[Finding]:
    """Browsers are less strict with the rest."""
    yield from _untyped(subject, NO_MEDIA, NO_MEDIA_TYPE)


def _untyped(subject: Subject, endings: frozenset[str], rule: Rule) -> Iterator[Finding]:
    """Each ending once."""
    names = [(PurePosixPath(entry.name).suffix.lower(), entry.name) for entry in subject.files]
    for ending in sorted(endings):
        found = [name for suffix, name in names if suffix == ending]
        if found:
            count = "1 file ends" if len(found) == 1 else f"{len(found)} files end"
            yield rule.found(f"{count} in {ending}", found[0])


def large(subject: Subject) -> Iterator[Finding]:
    """Not wrong, but a frequent reason why an upload fails."""
    if not subject.archive.zipped:
        return
    beyond = [limit for limit in LIMITS if subject.archive.size > limit << 20]
    if beyond:
        said = ", ".join(f"{limit} MB" for limit in beyond)
        yield LARGE.found(
            f"It has {subject.archive.size / (1 << 20):.1f} MB, more than limits such as {said}."
        )


def empty(subject: Subject) -> Iterator[Finding]:
    """There is something to see."""
    for _, _, launch in launches(subject):
        entry = subject.entries.get(launch.path)
        if entry is not None and entry.size == 0:
            yield EMPTY.found("There is nothing in it.", launch.path)
