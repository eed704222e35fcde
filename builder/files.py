"""The one module of the core that touches the disk: reading a course folder, writing results.

Everything else works on a `Tree`: relative paths (POSIX, as the author wrote them) to contents.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from builder.record import record

CHUNK = 1 << 20

IGNORED_NAMES = frozenset({"Thumbs.db", "__MACOSX", "desktop.ini"})


class Content(Protocol):
    """The content of a file: its size in bytes, and a way to read it."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    def open(self) -> BinaryIO:
        """A stream from the first byte on; the caller closes it."""
        ...


Tree = Mapping[str, Content]
"""Files of a course or a package by relative POSIX path."""


@record
class Memory:
    """Content that is held in memory."""

    data: bytes

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> Memory:
        """All pieces as one content, without a moment in which they are held twice."""
        whole = io.BytesIO()
        whole.writelines(pieces)
        return cls(whole.getvalue())

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def open(self) -> BinaryIO:
        """A stream over the bytes."""
        return io.BytesIO(self.data)


Signature = tuple[int, int, int, int]
"""What a file system says of a file: size, times of change in nanoseconds, number.

Whoever changes a file changes its signature, unless within the same tick of the clock.
"""


def signature_of(status: os.stat_result) -> Signature:
    """The signature of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@record
class DiskFile:
    """Content that stays on disk until it is read, so that big media never fill the memory."""

    path: Path
    size: int
    seen: Signature | None = field(default=None, compare=False)
    """As it was when its folder was read."""

    @property
    def signature(self) -> Signature:
        """The same; where it was not looked at then, as it is now."""
        return self.seen or signature_of(self.path.stat())

    def open(self) -> BinaryIO:
        """The file, opened for reading."""
        return self.path.open("rb")


def read_all(content: Content) -> bytes:
    """The whole content as bytes."""
    with content.open() as stream:
        return stream.read()


def digest_of(content: Content) -> str:
    """The SHA-256 of a content, which is never held in memory as a whole."""
    digest = hashlib.sha256()
    with content.open() as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def read_folder(folder: Path) -> dict[str, Content]:
    """All files below `folder` as a tree, sorted by path; hidden and system files are left out.

    Links are followed only when they stay inside the folder, so that a course can never carry
    files from elsewhere into a package.

    Raises:
        NotADirectoryError: `folder` is no folder.
        OSError: the disk refuses.
    """
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return dict(sorted(_walk(str(folder.resolve()))))


def disk_file(path: Path) -> DiskFile:
    """One file as content.

    Raises:
        OSError: it is not there.
    """
    status = path.stat()
    return DiskFile(path, status.st_size, signature_of(status))


def files_below(places: Iterable[Path]) -> list[DiskFile]:
    """The files that these are, or that lie in them.

    Raises:
        OSError: one is not there.
    """
    found: list[DiskFile] = []
    for place in places:
        inside = place.rglob("*") if place.is_dir() else [place]
        found += [disk_file(path) for path in inside if not path.is_dir()]
    return found


@contextmanager
def unchanging(file: DiskFile) -> Iterator[tuple[BinaryIO, Signature]]:
    """A file to read more than once, with its signature, which must be the same at the end.

    Raises:
        OSError: the disk refuses, or the file changed meanwhile.
    """
    with file.path.open("rb", buffering=0) as stream:
        before = signature_of(os.fstat(stream.fileno()))
        yield stream, before
        if signature_of(os.fstat(stream.fileno())) != before:
            says = "The file changed while it was packed. Build again"
            raise OSError(errno.EBUSY, says, str(file.path))


def some_files(folder: Path, names: Iterable[str]) -> dict[str, Content]:
    """Those of the files that lie in the folder itself, so that no large folder is walked."""
    return {name: disk_file(folder / name) for name in names if (folder / name).is_file()}


def _walk(root: str, below: str = "") -> Iterator[tuple[str, Content]]:
    """The files by their paths from the root on. Only links, and folders, can lead out of it."""
    for entry in os.scandir(f"{root}/{below}"):
        name = f"{below}{entry.name}"
        if _ignored(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if _inside(entry.path, root):  # Windows has folders that are links, and do not say so
                yield from _walk(root, f"{name}/")
        elif entry.is_file() and (not entry.is_symlink() or _inside(entry.path, root)):
            path = Path(entry.path)
            status = path.stat()  # on Windows, that of `entry` knows no number
            yield name, DiskFile(path, status.st_size, signature_of(status))


def _inside(path: str, root: str) -> bool:
    return Path(path).resolve().is_relative_to(root)


_TOOL = Path(__file__).resolve().parent


def tool_text(path: str) -> str | None:
    """A text file that comes with the tool, by its path below `builder/`; None if there is none."""
    file = _tool_path(path)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def tool_bytes(path: str) -> bytes:
    """A file that comes with the tool, byte by byte.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    return _tool_path(path).read_bytes()


def tool_names(folder: str) -> list[str]:
    """The names of what lies in a folder of the tool, sorted."""
    path = _tool_path(folder)
    return sorted(entry.name for entry in path.iterdir()) if path.is_dir() else []


def tool_files(folder: str) -> dict[str, Content]:
    """All files below a folder of the tool, by their paths in it; none if it is not there."""
    path = _tool_path(folder)
    return read_folder(path) if path.is_dir() else {}


def installed_names(group: str) -> list[tuple[str, str]]:
    """What installed Python packages offer in a group of entry points: names and packages."""
    from importlib.metadata import entry_points  # most courses need no installed theme

    points = entry_points(group=group)
    return sorted((point.name, point.dist.name if point.dist else "?") for point in points)


def installed_folder(group: str, name: str) -> tuple[str, dict[str, Content]] | None:
    """The package that offers an entry point, and the files of the folder that it stands for.

    Its value names a module or package; what is meant is the folder in which that lies. Only the
    packages around it are imported. None where there is none, or its folder is not there.
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for point in entry_points(group=group, name=name):
        try:
            spec = find_spec(point.module)
        except (ImportError, ValueError):
            continue
        folder = Path(spec.origin).parent if spec is not None and spec.origin else None
        if folder is None and spec is not None and spec.submodule_search_locations:
            folder = Path(next(iter(spec.submodule_search_locations)))
        if folder is not None and folder.is_dir():
            return point.dist.name if point.dist else "?", read_folder(folder)
    return None


_NO_BUILD_READS = (".ts", ".mjs", ".md")
"""Sources of what is bundled, and stories of codes."""


def tool_signatures() -> list[tuple[str, Signature]]:
    """All of the tool that a build may read, as it is on the disk now."""
    return sorted(_signatures(str(_TOOL))) + sorted(_signatures(str(_tool_path("themes"))))


def _signatures(folder: str) -> Iterator[tuple[str, Signature]]:
    for entry in os.scandir(folder):
        if not entry.is_dir():
            if not entry.name.endswith(_NO_BUILD_READS):
                yield entry.path, signature_of(entry.stat())
        elif entry.name not in ("__pycache__", "src") and not _ignored(entry.name):
            yield from _signatures(entry.path)


def _tool_path(path: str) -> Path:
    """Themes lie inside an installed package, and beside it in a clone."""
    inside = _TOOL / path
    return inside if inside.exists() else _TOOL.parent / path


def _ignored(name: str) -> bool:
    return name.startswith(".") or name in IGNORED_NAMES


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes replace `target` at once at the end, or never if an error comes.

    The bytes go to a hidden file beside `target`, are flushed to disk and then renamed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(target)
    try:
        with part.open("x+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def part_of(target: Path) -> Path:
    """A name beside `target` that nothing else has, for what is not finished yet; hidden."""
    return target.with_name(f".{target.name}.{os.urandom(8).hex()}.part")


def mend(folder: Path, changed: Mapping[str, bytes], names: Mapping[str, str]) -> None:
    """Write files of a folder anew, each at once, and give others their new names.

    What a link in the folder leads to is written, and the link stays.
    """
    for old, new in names.items():
        (folder / old).rename(folder / new)
    for name, data in changed.items():
        with replacing((folder / name).resolve()) as stream:
            stream.write(data)


_CANNOT = frozenset({errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})
"""What a kernel says that cannot copy between these two files itself."""


def pour(source: BinaryIO, target: IO[bytes]) -> int:
    """Copy the rest of a file to the end of another, by the kernel where it can; the bytes.

    Raises:
        OSError: the disk refuses.
    """
    target.flush()
    start = target.tell()
    copy = getattr(os, "copy_file_range", None)
    if copy is not None and _is_file(source):
        try:
            while copy(source.fileno(), target.fileno(), _AT_ONCE):
                pass
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
    target.seek(0, os.SEEK_END)
    shutil.copyfileobj(source, target, CHUNK)  # whatever is left
    return target.tell() - start


_AT_ONCE = 1 << 30


def _is_file(stream: BinaryIO) -> bool:
    return isinstance(stream, io.FileIO)


def copy_to(content: Content, place: Path) -> None:
    """Write a content as a file; the folders on the way are made."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, DiskFile):
        shutil.copyfile(content.path, place)  # the system copies, faster than any loop here
        return
    with content.open() as source, place.open("wb") as file:
        shutil.copyfileobj(source, file)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` at the end, or never if an error comes."""
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(target)
    part.mkdir()
    try:
        yield part
        _swap(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _swap(part: Path, target: Path) -> None:
    """Two renames; what was there is deleted only when the new folder stands in its place."""
    if not target.exists():
        part.replace(target)
        return
    old = part.with_suffix(".old")
    target.replace(old)
    try:
        part.replace(target)
    except BaseException:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
