"""A SCORM package as the LMS holds it: checked on arrival, then served file by file."""

import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tests.lms.manifest import Item, Manifest, PackageRefusedError, Problem, parse_manifest
from tests.lms.manifest_checks import manifest_problems

MANIFEST = "imsmanifest.xml"

_REMOVED_BY_MOODLE = re.compile(r"[&<>\"'|:\\`\x00-\x1f\x7f]")
_UTF8_FLAG = 0x800

_MIME_TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "js": "application/x-javascript",
    "mjs": "text/plain",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "xsd": "application/octet-stream",
    "vtt": "text/vtt",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "mp3": "audio/mp3",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "pdf": "application/pdf",
}
"""Moodle's types (docs/lms-facts.md 1.3, O5); it has none for .woff2, .webp or .wasm either."""


def mime_type(name: str) -> str:
    """The type that Moodle sends for a file of this name."""
    return _MIME_TYPES.get(PurePosixPath(name).suffix[1:].lower(), "application/octet-stream")


class Package:
    """An accepted package; raises PackageRefusedError with all reasons not to take it."""

    def __init__(self, source: bytes | Path) -> None:
        try:
            self._zip = ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        except BadZipFile as error:
            raise PackageRefusedError([Problem("zip", str(error))]) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self.names = {entry.filename for entry in entries}
        problems = _zip_problems(entries)
        if MANIFEST in self.names:
            problems += manifest_problems(self._zip.read(MANIFEST), self.names)
        if problems:
            raise PackageRefusedError(problems)
        self.manifest: Manifest = parse_manifest(self._zip.read(MANIFEST))

    @property
    def items(self) -> tuple[Item, ...]:
        """The SCOs in the order of the manifest."""
        return self.manifest.items

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None when the package has none of this name."""
        return self._zip.read(name) if name in self.names else None


def _zip_problems(entries: list[ZipInfo]) -> list[Problem]:
    """What goes wrong before the manifest is looked at (docs/lms-facts.md 1.1, 1.3)."""
    names = [entry.filename for entry in entries]
    problems = [
        Problem("zip-entry", f"{entry.filename!r}: {fault}")
        for entry in entries
        for fault in _faults(entry)
    ]
    if MANIFEST not in names:
        problems.append(Problem("manifest-at-root", f"{MANIFEST} is not at the root of the zip"))
    doubles = [name for name, count in Counter(names).items() if count > 1]
    return problems + [
        Problem("zip-entry", f"{name!r}: more than once in the zip") for name in doubles
    ]


def _faults(entry: ZipInfo) -> list[str]:
    name = entry.filename
    parts = PurePosixPath(name).parts
    faults = {
        "Moodle removes characters from this name, links to it break": bool(
            _REMOVED_BY_MOODLE.search(name)
        ),
        "not in Unicode form NFC": unicodedata.normalize("NFC", name) != name,
        "not ASCII, and the UTF-8 flag is not set": not name.isascii()
        and not entry.flag_bits & _UTF8_FLAG,
        "leads out of the package": name.startswith("/") or ".." in parts,
        "starts with ./": name.startswith("./"),
        "rubbish of an operating system": bool({"__MACOSX", ".DS_Store", "Thumbs.db"} & set(parts)),
        "neither stored nor deflated": entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED),
        "encrypted": bool(entry.flag_bits & 0x1),
    }
    return [fault for fault, present in faults.items() if present]
