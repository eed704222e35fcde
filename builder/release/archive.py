"""A few files out of a zip that anyone may have made: nothing in it is trusted."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from builder.files import Content, Memory

MOST_LISTED = 16 << 20
"""Bytes of a zip's own table of contents, which is read at once; some 200,000 files."""

FARTHEST = 1 << 62
"""Beyond it no system can look for anything in a file."""


READ_BY_LMSS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing. Others are never in a package, and one may ask for any amount of memory."""


class UnreadableError(Exception):
    """Why a file that should be a released package cannot be read: a sentence for a person."""


class Measured:
    """A stream that refuses to give more than a zip's table of contents may need at once."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most

    def read(self, size: int = -1, /) -> bytes:
        """As a stream does."""
        if size > self._most:
            raise UnreadableError("Its table of contents is too large to be that of a course.")
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """As a stream does, but for places that no file has; only zips that lie name some."""
        if not -FARTHEST < offset < FARTHEST or (whence == 0 and offset < 0):
            raise ValueError("there is no such place")
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As a stream does."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """As a stream does."""
        return True


def read_archive(content: Content, wanted: Mapping[str, int]) -> dict[str, Content]:
    """The wanted files that the zip holds; none may be larger than its number of bytes.

    Raises:
        UnreadableError: it is no zip, a damaged one, or one that is not what it says.
        OSError: the disk refuses.
    """
    try:
        with content.open() as stream, zipfile.ZipFile(Measured(stream, MOST_LISTED)) as archive:
            names = set(archive.namelist())
            return {
                name: _entry(archive, name, most) for name, most in wanted.items() if name in names
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise UnreadableError("It is not a zip file, or it is damaged.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableError("It is encrypted, or packed in a way that no LMS reads.") from error


def _entry(archive: zipfile.ZipFile, name: str, most: int) -> Memory:
    """One file. What the zip says of its size is not believed: at most so many bytes are read."""
    if archive.getinfo(name).compress_type not in READ_BY_LMSS:
        raise NotImplementedError(name)
    with archive.open(name) as entry:
        data = entry.read(most + 1)
    if len(data) > most:
        raise UnreadableError(f"Its {name} has more than {most >> 20} MB.")
    return Memory(data)
