"""Writing a package: one deterministic zip, or a folder.

The same files give the same bytes on any machine: entries are sorted, times and modes fixed, media
stored, and texts deflated by a library that comes with the tool (the zlib of each system differs).
Media is copied by the kernel: of a film, nothing but its checksum passes through here.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

import deflate

from builder.files import (
    CHUNK,
    Content,
    DiskFile,
    Signature,
    Tree,
    copy_to,
    pour,
    read_all,
    replacing,
    replacing_folder,
    unchanging,
)
from builder.fingerprint import Listed, fingerprint_of

TEXT_ENDINGS = frozenset(
    {".html", ".xml", ".xsd", ".js", ".css", ".json", ".svg", ".vtt", ".md", ".txt"}
)
"""What gains by deflating. Film, sound and photographs are compressed already: they are copied."""

LEVEL = 6
"""Level 9 takes four times as long and saves a twentieth; LMSs unpack the texts anyway."""


class Sum(NamedTuple):
    """What a zip says of a file's bytes."""

    crc: int
    size: int


Known = Callable[[Path, Signature, Callable[[], int]], int]
"""The CRC-32 of the file of this path and signature: as it is known, or else worked out."""


def worked_out(path: Path, seen: Signature, work_out: Callable[[], int]) -> int:
    """Nothing is known of any file."""
    return work_out()


class Zipped(NamedTuple):
    """A zip that was written: its size in bytes, and what stands for its files."""

    size: int
    fingerprint: str


def write_zip(tree: Tree, target: Path, known: Known = worked_out) -> Zipped:
    """Write the files of `tree` as a zip at `target`.

    An existing file is replaced at once at the end, or stays as it was if anything goes wrong.

    Raises:
        OSError: the disk refuses, or a file changed while it was being copied.
    """
    with replacing(target) as stream:
        archive = _Zip(stream)
        for path in sorted(tree):
            if PurePosixPath(path).suffix.lower() in TEXT_ENDINGS:
                _write_text(archive, path, read_all(tree[path]))
            else:
                _write_media(archive, path, tree[path], known)
        archive.finish()
        return Zipped(stream.tell(), fingerprint_of(archive.listed))


def _write_text(archive: _Zip, path: str, data: bytes) -> None:
    packed = deflate.deflate_compress(data, LEVEL)
    archive.begin(path, _DEFLATED, Sum(deflate.crc32(data), len(data)), len(packed))
    archive.stream.write(packed)


def _write_media(archive: _Zip, path: str, content: Content, known: Known) -> None:
    if isinstance(content, DiskFile):
        with unchanging(content) as (source, seen):
            crc = known(content.path, seen, lambda: _sum_of(source).crc)
            source.seek(0)
            archive.begin(path, _STORED, Sum(crc, seen[0]), seen[0])
            pour(source, archive.stream)
        return
    with content.open() as stream:
        found = _sum_of(stream)
    archive.begin(path, _STORED, found, found.size, large=content.size >= _LARGE)
    with content.open() as stream:
        pour(stream, archive.stream)


def _sum_of(stream: BinaryIO) -> Sum:
    crc = size = 0
    while piece := stream.read(CHUNK):
        crc = deflate.crc32(piece, crc)
        size += len(piece)
    return Sum(crc, size)


# ---- the zip format (PKWARE's APPNOTE.TXT 6.3) -------------------------------------------------

_STORED, _DEFLATED = 0, 8
_UTF8 = 1 << 11
_VERSION, _VERSION_LARGE = 20, 45
_UNIX = 3
_MODE = 0o100644 << 16
_DAY = 1 << 5 | 1
"""1980-01-01, the earliest time that a zip can hold; the same for every entry."""
_LARGE = 1 << 31
"""From here on, sizes are written with more digits."""
_FULL, _MANY = 0xFFFFFFFF, 0xFFFF


class _Zip:
    """A zip that is being written: each entry's head, and the directory at the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.listed: list[Listed] = []
        self._directory: list[bytes] = []

    def begin(self, path: str, method: int, sum_: Sum, packed: int, *, large: bool = False) -> None:
        """Write the head of an entry; its `packed` bytes must follow."""
        start = self.stream.tell()
        large = large or sum_.size >= _LARGE
        name = path.encode("utf-8")
        common = struct.pack(
            "<HHHHHI",
            _VERSION_LARGE if large else _VERSION,
            0 if path.isascii() else _UTF8,
            method,
            0,
            _DAY,
            sum_.crc,
        )
        sizes = (_FULL, _FULL) if large else (packed, sum_.size)
        extra = struct.pack("<HHQQ", 1, 16, sum_.size, packed) if large else b""
        lengths = struct.pack("<IIHH", *sizes, len(name), len(extra))
        self.stream.write(b"".join((b"PK\3\4", common, lengths, name, extra)))
        self._directory.append(_entry(name, common, packed, sum_.size, start))
        self.listed.append((path, sum_.crc, sum_.size))

    def finish(self) -> None:
        """Write the directory."""
        start = self.stream.tell()
        self.stream.writelines(self._directory)
        size, count = self.stream.tell() - start, len(self._directory)
        if count >= _MANY or start >= _FULL or size >= _FULL:
            at = start + size
            made_by = _UNIX << 8 | _VERSION_LARGE
            self.stream.write(
                struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, made_by, _VERSION_LARGE, 0, 0,
                            count, count, size, start)
                + struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)
            )  # fmt: skip
        few = min(count, _MANY)
        self.stream.write(
            struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, few, few, min(size, _FULL),
                        min(start, _FULL), 0)
        )  # fmt: skip


def _entry(name: bytes, common: bytes, packed: int, size: int, start: int) -> bytes:
    """An entry of the directory; what has too many digits for its place stands behind the name."""
    places = (size, packed, start)
    wide = [value for value in places if value >= _FULL]
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    short_size, short_packed, short_start = (min(value, _FULL) for value in places)
    version = struct.pack("<H", _UNIX << 8 | _VERSION)
    lengths = struct.pack("<IIHHHHHII", short_packed, short_size, len(name), len(extra), 0, 0, 0,
                          _MODE, short_start)  # fmt: skip
    return b"".join((b"PK\1\2", version, common, lengths, name, extra))


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
