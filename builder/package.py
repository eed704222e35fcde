"""Writing a package: one deterministic zip, or a folder.

The same files give the same bytes on any machine: entries are sorted, times and modes fixed, media
stored, and texts deflated by a library that comes with the tool (the zlib of each system differs).
Media is read once, piece by piece: for its checksum, and into the package.
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
    pieces,
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
    entry = archive.begin(path, _DEFLATED, len(packed), large=len(data) >= _LARGE)
    archive.stream.write(packed)
    archive.end(entry, Sum(deflate.crc32(data), len(data)))


def _write_media(archive: _Zip, path: str, content: Content, known: Known) -> None:
    if isinstance(content, DiskFile):
        with unchanging(content) as (source, seen):
            _copy(archive, path, source, seen[0], lambda sum_up: known(content.path, seen, sum_up))
        return
    with content.open() as source:
        _copy(archive, path, source, content.size, lambda sum_up: sum_up())


def _copy(
    archive: _Zip,
    path: str,
    source: BinaryIO,
    size: int,
    crc_of: Callable[[Callable[[], int]], int],
) -> None:
    """Copy what is about `size` bytes. `crc_of` says their checksum, or has it summed up."""
    summed: list[Sum] = []

    def sum_up() -> int:
        summed.append(_pour(archive, source, summing=True))
        return summed[0].crc

    entry = archive.begin(path, _STORED, size, large=size >= _LARGE)
    crc = crc_of(sum_up)
    found = summed[0] if summed else _pour(archive, source, summing=False)
    archive.end(entry, Sum(crc, found.size))


def _pour(archive: _Zip, source: BinaryIO, *, summing: bool) -> Sum:
    """Copy what is left of a stream; its checksum is 0 if it is not summed up."""
    crc = size = 0
    for piece in pieces(source, archive.room):
        crc = deflate.crc32(piece, crc) if summing else 0
        size += len(piece)
        archive.stream.write(piece)
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


class _Entry(NamedTuple):
    """An entry that is being written: where it begins, and what its head says."""

    start: int
    path: str
    method: int
    packed: int
    large: bool
    """Whether its sizes are written with more digits."""

    def head(self, sum_: Sum, packed: int) -> tuple[bytes, bytes]:
        """What the head has in common with the directory, and the whole head."""
        name = self.path.encode("utf-8")
        common = struct.pack(
            "<HHHHHI",
            _VERSION_LARGE if self.large else _VERSION,
            0 if self.path.isascii() else _UTF8,
            self.method,
            0,
            _DAY,
            sum_.crc,
        )
        sizes = (_FULL, _FULL) if self.large else (packed, sum_.size)
        extra = struct.pack("<HHQQ", 1, 16, sum_.size, packed) if self.large else b""
        lengths = struct.pack("<IIHH", *sizes, len(name), len(extra))
        return common, b"".join((b"PK\3\4", common, lengths, name, extra))


class _Zip:
    """A zip that is being written: each entry with its head, and the directory at the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.listed: list[Listed] = []
        self.room = memoryview(bytearray(CHUNK))
        """For a piece of a file."""
        self._directory: list[bytes] = []

    def begin(self, path: str, method: int, packed: int, *, large: bool) -> _Entry:
        """Make room for the head of an entry of about `packed` bytes, which must follow."""
        entry = _Entry(self.stream.tell(), path, method, packed, large)
        self.stream.write(entry.head(Sum(0, packed), packed)[1])
        return entry

    def end(self, entry: _Entry, sum_: Sum) -> None:
        """Write the head of an entry whose bytes are all there, and remember it."""
        at = self.stream.tell()
        packed = sum_.size if entry.method == _STORED else entry.packed
        common, head = entry.head(sum_, packed)
        self.stream.seek(entry.start)
        self.stream.write(head)
        self.stream.seek(at)
        name = entry.path.encode("utf-8")
        self._directory.append(_entry(name, common, packed, sum_.size, entry.start))
        self.listed.append((entry.path, sum_.crc, sum_.size))

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
