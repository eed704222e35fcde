"""A short text that stands for the files of a package, by which people can tell packages apart."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

Listed = tuple[str, int, int]
"""What a zip's table of contents says of a file: its name, its CRC-32 and its size in bytes."""


def fingerprint_of(files: Iterable[Listed]) -> str:
    """The same for the same files, however they are packed: `3f2a-9c01-77de-4b10`.

    It follows from the table of contents, so that a package need not be read for it. It tells one
    release from another; it is no proof against whoever wants to deceive.
    """
    digest = blake2b(digest_size=8)
    for name, crc, size in sorted(files):
        digest.update(f"{name}\0{crc:08x}\0{size}\0".encode("utf-8", "surrogatepass"))
    letters = digest.hexdigest()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
