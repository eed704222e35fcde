"""Writing a package: one deterministic zip, or a folder.

The same files give the same bytes on any machine: entries are sorted, times and modes fixed, media
stored, and texts deflated by a library that comes with the tool (the zlib of each system differs).
"""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePosixPath

import deflate

from builder.files import Content, Tree, copy_to, read_all, replacing, replacing_folder

TEXT_ENDINGS = frozenset(
    {".html", ".xml", ".xsd", ".js", ".css", ".json", ".svg", ".vtt", ".md", ".txt"}
)
"""What gains by deflating. Film, sound and photographs are compressed already: they are copied."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold; the same for every entry."""

LEVEL = 9
CHUNK = 1 << 20


class _Deflated:
    """A text deflated as a whole, behind the interface of a stream compressor."""

    def __init__(self, data: bytes) -> None:
        self._deflated: bytes | bytearray = deflate.deflate_compress(data, LEVEL)

    def compress(self, data: bytes) -> bytes:
        return b""

    def flush(self) -> bytes | bytearray:
        return self._deflated


def write_zip(tree: Tree, target: Path) -> int:
    """Write the files of `tree` as a zip at `target` and return its size in bytes.

    An existing file is replaced at once at the end, or stays as it was if anything goes wrong.

    Raises:
        OSError: the disk refuses.
    """
    with replacing(target) as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            for path in sorted(tree):
                _write_entry(archive, path, tree[path])
        return stream.tell()


def _write_entry(archive: zipfile.ZipFile, path: str, content: Content) -> None:
    info = zipfile.ZipInfo(path, EPOCH)
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    text = PurePosixPath(path).suffix.lower() in TEXT_ENDINGS
    info.compress_type = zipfile.ZIP_DEFLATED if text else zipfile.ZIP_STORED
    with archive.open(info, "w", force_zip64=content.size >= 1 << 31) as entry:
        if text:
            data = read_all(content)
            # zipfile offers no other way to bring a compressor of one's own.
            entry._compressor = _Deflated(data)  # type: ignore[attr-defined]
            entry.write(data)
            return
        with content.open() as source:
            shutil.copyfileobj(source, entry, CHUNK)


def write_folder(tree: Tree, target: Path) -> int:
    """Write the files of `tree` as a folder at `target` and return their size in bytes.

    An existing folder is replaced only when the new one is complete.

    Raises:
        OSError: the disk refuses.
    """
    with replacing_folder(target) as folder:
        for path in sorted(tree):
            copy_to(tree[path], folder / path)
    return sum(content.size for content in tree.values())
