"""A zip that anyone may have made: its table of contents, and files of it within limits.

Nothing in it is trusted: not the sizes that it tells, not the names, not that it is a zip.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Protocol

from builder.files import Content, Tree, read_all
from builder.record import record
from builder.release.archive import Measured, UnreadableError

MOST_LISTED = 8 << 20
"""Bytes of the table of contents, which is read at once."""

MOST_CHECKED = 1 << 30
"""Bytes that are unpacked at most to see whether files are whole."""

CHUNK = 1 << 20
ENCRYPTED = 0x1
UTF8 = 0x800
KINDS = 0o170000
FOLDER, FILE = 0o040000, 0o100000

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OverflowError,
    struct.error,
    NotImplementedError,
    RuntimeError,
)
"""What comes of reading a zip that lies."""


@record
class Entry:
    """A line of the table of contents, with everything as the zip tells it."""

    number: int
    name: str
    """To the letter, with a NUL where there is one."""
    size: int
    crc: int
    """0 in a folder."""
    packed: int
    offset: int
    method: int
    flags: int
    mode: int
    """The kind and rights of the file in Unix; 0 where it was made elsewhere."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder; by its name, as all programs have it."""
        return self.name.endswith("/")

    @property
    def is_special(self) -> bool:
        """Whether it is a link, a device or anything else that is no file and no folder."""
        return self.mode & KINDS not in (0, FOLDER, FILE)

    @property
    def is_packed_well(self) -> bool:
        """Whether it is stored or deflated, and not encrypted."""
        plain = self.method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        return plain and not self.flags & ENCRYPTED


class Store(Protocol):
    """Where files come from: an open zip, or a folder."""

    size: int
    """Bytes of the zip, or of all files of the folder."""
    zipped: bool

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The table of contents, in its order."""
        ...

    def read(self, entry: Entry, most: int) -> bytes | None:
        """A whole file; nothing if it has more bytes than that, or cannot be read."""
        ...

    def damaged(self) -> Iterator[Entry]:
        """The files that do not unpack to what they ought to be; the first of them, if many."""
        ...


class Folder:
    """A folder that holds what a zip would."""

    zipped = False

    def __init__(self, tree: Tree) -> None:
        self._contents = list(tree.values())
        self.size = sum(content.size for content in self._contents)
        self.entries = tuple(
            Entry(number, name, content.size, 0, content.size, 0, zipfile.ZIP_STORED, UTF8, FILE)
            for number, (name, content) in enumerate(tree.items())
        )

    def read(self, entry: Entry, most: int) -> bytes | None:
        """A whole file; nothing if it has more bytes than that."""
        return None if entry.size > most else read_all(self._contents[entry.number])

    def damaged(self) -> Iterator[Entry]:
        """None: what is on the disk is as it is."""
        return iter(())


class Archive:
    """An open zip. Its files are read only when somebody asks for them."""

    zipped = True

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        self._infos = archive.infolist()
        self.size = size

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The table of contents, in its order."""
        return tuple(_entry(number, info) for number, info in enumerate(self._infos))

    @property
    def listing(self) -> int:
        """Where the table of contents begins, which is the end of the files."""
        return self._archive.start_dir

    def read(self, entry: Entry, most: int) -> bytes | None:
        """A whole file; nothing if it has more bytes than that, or cannot be read."""
        if entry.size > most or not entry.is_packed_well:
            return None
        try:
            with self._archive.open(self._infos[entry.number]) as stream:
                data = stream.read(most + 1)
        except DAMAGE:
            return None
        return data if len(data) <= most else None

    def damaged(self) -> Iterator[Entry]:
        """The files that do not unpack to what they ought to be; the first of them, if many."""
        left = MOST_CHECKED
        for entry in self.entries:
            left -= entry.size
            if entry.is_folder or not entry.is_packed_well:
                continue
            if left < 0:
                return
            if not self._is_whole(entry):
                yield entry

    def _is_whole(self, entry: Entry) -> bool:
        try:
            with self._archive.open(self._infos[entry.number]) as stream:
                while stream.read(CHUNK):
                    pass
        except DAMAGE:
            return False
        return True


def _entry(number: int, info: zipfile.ZipInfo) -> Entry:
    return Entry(
        number=number,
        name=info.orig_filename,
        size=info.file_size,
        crc=info.CRC,
        packed=info.compress_size,
        offset=info.header_offset,
        method=info.compress_type,
        flags=info.flag_bits,
        mode=info.external_attr >> 16 if info.create_system == 3 else 0,
    )


@contextmanager
def opened(content: Content) -> Iterator[Archive]:
    """A zip, as long as it is needed.

    Raises:
        UnreadableError: it is no zip, or one whose table of contents cannot be read.
        OSError: the disk refuses.
    """
    with content.open() as stream:
        measured = Measured(stream, MOST_LISTED)
        try:
            archive = zipfile.ZipFile(measured)
        except DAMAGE as error:
            raise UnreadableError("It is not a zip file, or it is damaged.") from error
        with archive:
            yield Archive(archive, content.size)
