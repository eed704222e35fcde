"""Small courses written as parts of a text: those of golden cases, and the examples of stories.

A part is a file of the course, or `blocks`: those of its only page. What a course leaves out is in
`COURSE`. A part may say how it is to be read: `escaped` (a backslash, x and two digits are a byte),
`times N`, `last N` (its last line, so often), `empty`, `absent` (there is no such file), `picture`
(of WIDTHxHEIGHT pixels).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping

from builder.checking import check
from builder.diagnostics import Diagnostic, Report
from builder.files import Memory
from builder.plan.lock import read_lock
from builder.plan.locked import LOCK_WOULD_CHANGE, lock_changes
from builder.preparing import lock_in, prepare
from builder.stories import Part, parts_of
from builder.xapi.needed import NO_IRI

BLOCKS_FROM = 6
"""Spaces before a block of the only page."""

COURSE = {
    "course.yaml": "course: demo\ntitle: Demo\nlanguage: en\nmodules: [start]\n",
    "modules/start.yaml": (
        "module: start\ntitle: Start\npages:\n  - page: hello\n    title: Hello\n    blocks:\n"
    ),
}
HELLO = " " * BLOCKS_FROM + "- text: Hello.\n"

TARGETS = {NO_IRI.code: ("cmi5",)}
"""For which targets an example is checked, where it is not SCORM 1.2."""


def files_of(parts: Mapping[str, str]) -> dict[str, Memory]:
    """The course of a case: parts by name, which `| HOW` may follow."""
    course = dict(COURSE)
    blocks = parts.get("blocks")
    if blocks is not None:
        course["modules/start.yaml"] += re.sub(r"^(?=.)", " " * BLOCKS_FROM, blocks, flags=re.M)
    else:
        course["modules/start.yaml"] += HELLO
    files = {name: Memory(text.encode()) for name, text in course.items()}
    for title, text in parts.items():
        name, _, how = title.partition(" | ")
        if how == "absent":
            files.pop(name, None)
        elif name != "blocks":
            files[name] = Memory(content(text, how))
    return files


def content(text: str, how: str) -> bytes:
    """The bytes of a part."""
    if how == "escaped":
        return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
    if how.startswith("times "):
        return text.encode() * int(how.removeprefix("times "))
    if how.startswith("last "):
        *before, last = text.splitlines(keepends=True)
        return "".join([*before, *([last] * int(how.removeprefix("last ")))]).encode()
    if how == "empty":
        return b""
    if how == "picture":
        width, height = map(int, text.strip().split("x"))
        return png(width, height)
    return (text or "Something.").encode()


def png(width: int, height: int) -> bytes:
    """A white picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + summed

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


STOCK = {
    "media/circle.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n',
    "media/circle.png": png(9, 9),
    "media/visit.mp4": b"A film.",
    "media/visit.en.vtt": b"WEBVTT\n\n00:01.000 --> 00:04.000\nHello.\n",
    "media/visit.en.md": b"Somebody says hello.\n",
    "media/talk.mp3": b"A talk.",
    "media/talk.en.md": b"Somebody talks.\n",
    "media/checklist.pdf": b"%PDF-1.4\n",
}
"""Media that examples may name without bringing it."""


def course_of(example: str) -> dict[str, Memory]:
    """The course of an example in a story, with the media that it names."""
    parts = parts_of(example)
    files = files_of({title(part): part.text for part in parts})
    absent = {part.name for part in parts if part.how == "absent"}
    words = "\n".join(part.text for part in parts)
    for name, data in STOCK.items():
        if name in words and name not in files and name not in absent:
            files[name] = Memory(data)
    return files


def title(part: Part) -> str:
    """The name of a part with how it is read."""
    return f"{part.name} | {part.how}" if part.how else part.name


def findings_in(example: str, code: str) -> tuple[Report, dict[str, Memory]]:
    """All that is found in an example of a code, hints included, and the course."""
    files = course_of(example)
    report = check(files, TARGETS.get(code, ("scorm12",))).report
    if code == LOCK_WOULD_CHANGE.code:
        report.add(_of_locked(files))
    return report, files


def _of_locked(files: dict[str, Memory]) -> Iterable[Diagnostic]:
    """What `build --locked` finds."""
    prepared, _ = prepare(files)
    if prepared is None:
        return []
    return lock_changes(lock_in(files, Report()), read_lock(prepared.lock_text)[0], prepared.plan)
