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


def file_facts(path: str, size: int) -> str:
    """What a learner wants to know before a download: "PDF, 120 kB"."""
    ending = PurePosixPath(path).suffix.lstrip(".").upper() or "?"
    return f"{ending}, {human_size(size)}"


def human_size(size: int) -> str:
    """Bytes in the unit that reads best."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"
