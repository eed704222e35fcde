"""Where the manifest is, and what else a package might be."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inspect import cmi5, scorm, tincan
from builder.inspect.findings import EVERY, MOODLE, OPEN_EDX, STRICT, Finding, Level, Rule
from builder.inspect.subject import MANIFESTS, Subject

NOTHING = Rule(
    "PK101", "No manifest: nothing says what it is", Level.ERROR, (EVERY,),
    "The upload is refused.",
    "Upload what the tool exported, as it is; a course's sources or a web page is no package.",
)  # fmt: skip
IN_A_FOLDER = Rule(
    "PK102", "The manifest is in a folder", Level.ERROR, (MOODLE, STRICT),
    "The upload is refused. (Open edX looks for it in folders.)",
    "Go into the folder, mark everything in it, and pack that.",
)  # fmt: skip
DOT_SLASH = Rule(
    "PK103", "Names that begin with a point and a slash", Level.ERROR, (MOODLE,),
    "The upload is refused, because Moodle looks for imsmanifest.xml to the letter.",
    "Pack it with another program, or by zip -r course.zip * in the folder.",
)  # fmt: skip
OTHER_LETTERS = Rule(
    "PK104", "The manifest has capital letters in its name", Level.ERROR, (EVERY,),
    "The upload is refused: the name must be in small letters.",
    "Rename it.",
)  # fmt: skip
PACKED_TWICE = Rule(
    "PK105", "A zip in the zip, and no manifest", Level.ERROR, (EVERY,),
    "The upload is refused: no LMS looks into the inner zip.",
    "Unpack it once, and upload the zip that was in it.",
)  # fmt: skip
SEVERAL = Rule(
    "PK106", "It follows several standards at once", Level.HINT, (EVERY,),
    "Each LMS takes it for the one that it knows, and the course reports accordingly.",
    "See above what yours takes it for.",
)  # fmt: skip
H5P = Rule(
    "PK107", "It is an H5P file", Level.WARNING, (MOODLE,),
    "The SCORM activity does not take it.",
    "In Moodle, add an H5P activity. What is in it is not looked into here.",
)  # fmt: skip
AICC = Rule(
    "PK108", "It is an AICC course", Level.WARNING, (EVERY,),
    "Moodle takes it; many others do not any more.",
    "Export it as SCORM 1.2 if you can. What is in it is not looked into here.",
)  # fmt: skip
SOURCES = Rule(
    "PK109", "It is the source of a course", Level.ERROR, (EVERY,),
    "The upload is refused.",
    "Build it: build-course build",
)  # fmt: skip

H5P_FILE = "h5p.json"
AICC_ENDING = ".cst"
PAGE = "index.html"


def kind_without_manifest(subject: Subject) -> str | None:
    """What a package without one of the three manifests may be."""
    names = subject.entries
    if H5P_FILE in names:
        return "H5P"
    if any(name.lower().endswith(AICC_ENDING) for name in names):
        return "AICC"
    if "course.yaml" in names:
        return "sources"
    if PAGE in names and not subject.archive.zipped:
        return "web"
    return None


def has_manifest(subject: Subject) -> bool:
    """Whether there is one, wherever, however it is spelled."""
    return any(subject.name_of(name) for name in MANIFESTS)


def nothing(subject: Subject) -> Iterator[Finding]:
    """Something says what it is."""
    if has_manifest(subject) or _inner_zips(subject):
        return
    if kind_without_manifest(subject) is None:
        page = " It has an index.html, so it may be a web page." if subject.has(PAGE) else ""
        wanted = ", ".join(MANIFESTS)
        yield NOTHING.found(f"There is none of {wanted} in it.{page}")


def in_a_folder(subject: Subject) -> Iterator[Finding]:
    """Moodle: at the root (lms-facts.md 1.1)."""
    if has_manifest(subject) and subject.home.strip("./"):
        others = f" ({OPEN_EDX} may take it.)" if subject.name_of(scorm.MANIFEST) else ""
        yield IN_A_FOLDER.found(f"It is in the folder {subject.home}.{others}", subject.home)


def dot_slash(subject: Subject) -> Iterator[Finding]:
    """`./imsmanifest.xml` is another name than `imsmanifest.xml` (lms-facts.md 1.1)."""
    if any(one.name.startswith("./") for one in subject.files):
        yield DOT_SLASH.found("Names in this zip are written ./NAME.")


def other_letters(subject: Subject) -> Iterator[Finding]:
    """To the letter, and in small ones (lms-facts.md 1.1, O5)."""
    for name in MANIFESTS:
        real = subject.name_of(name)
        if real is not None and real != name:
            yield OTHER_LETTERS.found(f"It is called {real}, not {name}.", subject.home + real)


def packed_twice(subject: Subject) -> Iterator[Finding]:
    """A course is often packed again when it is sent. Beside a manifest it may be a download."""
    if not has_manifest(subject):
        for name in _inner_zips(subject):
            yield PACKED_TWICE.found("The course may be in this zip.", name)


def _inner_zips(subject: Subject) -> list[str]:
    return [entry.name for entry in subject.files if entry.name.lower().endswith(".zip")]


def several(subject: Subject) -> Iterator[Finding]:
    """Most tools export one standard at a time."""
    kinds = {scorm.MANIFEST: "SCORM", cmi5.MANIFEST: "cmi5", tincan.MANIFEST: "Tin Can"}
    found = [kind for name, kind in kinds.items() if subject.name_of(name)]
    if len(found) > 1:
        yield SEVERAL.found(f"There are manifests for {' and '.join(found)}.")


def h5p(subject: Subject) -> Iterator[Finding]:
    """Another world, with an activity of its own (lms-facts.md 2)."""
    if not has_manifest(subject) and kind_without_manifest(subject) == "H5P":
        yield H5P.found("It holds an h5p.json and no manifest of SCORM, cmi5 or Tin Can.")


def aicc(subject: Subject) -> Iterator[Finding]:
    """Moodle takes any zip with a .cst (lms-facts.md 1.1)."""
    if not has_manifest(subject) and kind_without_manifest(subject) == "AICC":
        yield AICC.found("It holds a .cst file and no manifest of SCORM, cmi5 or Tin Can.")


def sources(subject: Subject) -> Iterator[Finding]:
    """What an author writes is built first."""
    if not has_manifest(subject) and kind_without_manifest(subject) == "sources":
        yield SOURCES.found("It holds a course.yaml: this is what build-course builds from.")
