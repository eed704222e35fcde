"""How pages ask for the files of a package, and what type each is."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".pdf": "application/pdf",
}
"""Media types by ending. Our own table: the system's differs from machine to machine."""


def url_of(path: str) -> str:
    """The relative address of a file of the package."""
    return quote(path, safe="/-._~!$()*,;=@")


def mime_type(path: str) -> str:
    """The media type by the file's ending."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def human_size(size: int) -> str:
    """Bytes in the unit that reads best."""
    number, unit = in_units(size)
    return f"{number} {SHORT.get(unit, unit)}"


SHORT = {"kilobytes": "kB", "megabytes": "MB"}


def in_units(size: int) -> tuple[float, str]:
    """Bytes in the unit that reads best, as a number and the unit's name."""
    if size < 1_000:
        return size, "bytes"
    if size < 1_000_000:
        return round(size / 1_000), "kilobytes"
    return round(size / 1_000_000, 1), "megabytes"
