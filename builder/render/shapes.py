"""How wide and high a picture is, by its first bytes: so that its place is kept while it loads.

Nothing is decoded. A file that is not what it says, or is of a kind that is not known here, has no
shape; it is never an error, for whether a picture can be shown is for `check` to say.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from builder.files import Content, DiskFile, Signature

HEAD = 64
"""What all kinds but two need."""
SVG_HEAD = 16_384
MOST_SEGMENTS = 200
"""So many parts may stand before the facts of a photograph; real ones have a dozen."""
DRAWN_WIDTH = 2_000
"""The width of a drawing that says none: wider than any column, so that it fills its own."""


class Shape(NamedTuple):
    """Dots of the screen, as a picture says it of itself."""

    width: int
    height: int


def shape_of(content: Content) -> Shape | None:
    """The shape of a picture; None where its file does not tell."""
    if isinstance(content, DiskFile) and content.seen is not None:
        return _known(content, content.seen)
    return _shape(content)


@lru_cache(4096)
def _known(content: DiskFile, seen: Signature) -> Shape | None:
    """Several blocks ask of one picture, and each module is asked whether they still agree."""
    return _shape(content)


def _shape(content: Content) -> Shape | None:
    try:
        with content.open() as stream:
            shape = _read(stream)
    except (struct.error, ValueError, OverflowError, OSError):
        return None
    return shape if shape and shape.width > 0 and shape.height > 0 else None


def _read(stream: BinaryIO) -> Shape | None:
    head = stream.read(HEAD)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Shape(*struct.unpack(">II", head[16:24]))
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Shape(*struct.unpack("<HH", head[6:10]))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(b"\xff\xd8"):
        stream.seek(2)
        return _jpeg(stream)
    return _svg((head + stream.read(SVG_HEAD)).decode("utf-8", errors="replace"))


def _webp(head: bytes) -> Shape | None:
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        return Shape(width + 1, height + 1)
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return Shape((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return Shape(width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(stream: BinaryIO) -> Shape | None:
    """From the frame's header; a camera that was held upright has swapped the sides."""
    on_its_side = False
    for marker, length in _segments(stream):
        if marker == 0xE1:
            on_its_side = on_its_side or _turned(stream.read(length))
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">xHH", stream.read(5))
            return Shape(height, width) if on_its_side else Shape(width, height)
    return None


def _segments(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """The marker of each part and how long it is; the stream stands at its first byte."""
    for _ in range(MOST_SEGMENTS):
        start, marker, length = struct.unpack(">BBH", stream.read(4))
        if start != 0xFF or length < 2:
            return
        after = stream.tell() + length - 2
        yield marker, length - 2
        stream.seek(after)


def _turned(exif: bytes) -> bool:
    """Whether a photograph says of itself that it lies on its side."""
    if not exif.startswith(b"Exif\0\0"):
        return False
    tiff = exif[6:]
    order = ">" if tiff.startswith(b"MM") else "<"
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for entry in range(min(count, MOST_SEGMENTS)):
        tag, value = struct.unpack_from(f"{order}H6xH", tiff, at + 2 + 12 * entry)
        if tag == 0x0112:
            return bool(5 <= value <= 8)
    return False


_SVG = re.compile(r"<svg\b[^>]*>")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_NUMBERS = re.compile(r"[\s,]+")


def _svg(text: str) -> Shape | None:
    """The size that a drawing gives itself, or the proportions of what it shows."""
    found = _SVG.search(text)
    if found is None:
        return None
    facts = dict(re.findall(r"""\s(width|height|viewBox)\s*=\s*["']([^"']*)["']""", found[0]))
    sides = [_LENGTH.fullmatch(facts.get(name, "")) for name in ("width", "height")]
    if all(sides):
        return Shape(*(round(float(side[1])) for side in sides if side))
    box = [float(part) for part in _NUMBERS.split(facts.get("viewBox", "").strip()) if part]
    if len(box) != 4 or not (box[2] > 0 and box[3] > 0):
        return None
    return Shape(DRAWN_WIDTH, round(DRAWN_WIDTH * box[3] / box[2]))
