"""The zip and the folder: the same bytes everywhere, complete or not there at all."""

from __future__ import annotations

import errno
import os
import random
import shutil
import stat
import subprocess
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.files import Content, DiskFile, Memory, Tree, read_all
from builder.package import TEXT_ENDINGS, write_folder, write_zip
from tests.fast import share

Write = Callable[[Tree, Path], object]

FILES: dict[str, Content] = {
    "index.html": Memory(b"<!doctype html>" + b"text " * 500),
    "media/a.PNG": Memory(bytes(range(256)) * 4),
    "media/b.svg": Memory(b"<svg/>" * 50),
    "media/Überblick – 日本 👍.mp4": Memory(b"\0" * 3000),
    "media/name with spaces & (signs)+#%.pdf": Memory(b"%PDF"),
    "media/empty.jpg": Memory(b""),
    "empty.txt": Memory(b""),
    "imsmanifest.xml": Memory(b"<manifest/>"),
}


def zipped(tree: Tree, folder: Path, name: str = "a.zip") -> bytes:
    write_zip(tree, folder / name)
    return (folder / name).read_bytes()


# ---- the zip ---------------------------------------------------------------------------------


def test_the_zip_holds_every_file_in_the_order_of_names(tmp_path: Path):
    with zipfile.ZipFile(BytesIO(zipped(FILES, tmp_path))) as archive:
        assert archive.namelist() == sorted(FILES)
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in FILES} == {
            name: read_all(content) for name, content in FILES.items()
        }


def test_entries_say_nothing_about_the_machine(tmp_path: Path):
    with zipfile.ZipFile(BytesIO(zipped(FILES, tmp_path))) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.create_system == 3
            assert entry.external_attr == (stat.S_IFREG | 0o644) << 16
            assert (entry.extra, entry.comment) == (b"", b"")
        assert archive.comment == b""


def test_names_beyond_ascii_are_marked_as_utf8(tmp_path: Path):
    with zipfile.ZipFile(BytesIO(zipped(FILES, tmp_path))) as archive:
        for entry in archive.infolist():
            assert bool(entry.flag_bits & 0x800) == (not entry.filename.isascii())


def test_texts_are_deflated_and_media_stored(tmp_path: Path):
    with zipfile.ZipFile(BytesIO(zipped(FILES, tmp_path))) as archive:
        methods = {entry.filename: entry.compress_type for entry in archive.infolist()}
        assert {name for name, method in methods.items() if method == zipfile.ZIP_DEFLATED} == {
            "index.html", "media/b.svg", "empty.txt", "imsmanifest.xml",
        }  # fmt: skip
        assert set(methods.values()) == {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED}
        assert archive.getinfo("index.html").compress_size < 200


@pytest.mark.parametrize("tool", ["unzip", "zipinfo"])
def test_other_tools_read_it(tool: str, tmp_path: Path):
    if shutil.which(tool) is None:
        pytest.skip(f"there is no {tool} here")
    zipped(FILES, tmp_path)
    done = subprocess.run(
        [tool, "-t", "a.zip"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


NAMES = st.builds(
    lambda folder, name, ending: folder + name + ending,
    folder=st.sampled_from(["", "media/", "media/a b/"]),
    name=st.sampled_from(["a", "b", "ä", "ß-1", "Z", "_", "日本", "👍", "a.b"]),
    ending=st.sampled_from([*sorted(TEXT_ENDINGS), ".png", ".mp4", ".JPG", ".SVG", ""]),
)


@given(
    contents=st.dictionaries(NAMES, st.binary(max_size=200).map(lambda data: data * 5), max_size=8),
    chance=st.randoms(use_true_random=False),
)
@settings(max_examples=share(25), deadline=None)
def test_the_order_in_which_files_come_does_not_matter(
    contents: dict[str, bytes], chance: random.Random, tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("zips")
    names = list(contents)
    chance.shuffle(names)
    first = zipped({name: Memory(contents[name]) for name in contents}, folder, "1.zip")
    second = zipped({name: Memory(contents[name]) for name in names}, folder, "2.zip")
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents


def test_a_file_on_disk_gives_the_bytes_of_one_in_memory(tmp_path: Path):
    on_disk: dict[str, Content] = {}
    for number, (name, content) in enumerate(FILES.items()):
        file = tmp_path / str(number)
        file.write_bytes(read_all(content))
        file.chmod(0o600 if number % 2 else 0o755)
        os.utime(file, (number * 1_000_000, number * 2_000_000))
        on_disk[name] = DiskFile(file, content.size)
    assert zipped(on_disk, tmp_path, "disk.zip") == zipped(FILES, tmp_path, "memory.zip")


def test_the_zlib_of_the_system_has_no_part_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It compresses differently from system to system (zlib, zlib-ng, Apple's)."""
    expected = zipped(FILES, tmp_path)

    class AnotherCompressor:
        def compress(self, data: bytes) -> bytes:
            return b"" if data else data

        def flush(self) -> bytes:
            raise AssertionError("the system's zlib was used")

    monkeypatch.setattr(zlib, "compressobj", lambda *_: AnotherCompressor())
    assert zipped(FILES, tmp_path) == expected


def test_the_size_is_told(tmp_path: Path):
    assert write_zip(FILES, tmp_path / "a.zip").size == (tmp_path / "a.zip").stat().st_size


def test_an_existing_zip_is_replaced(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"old" * 10_000)
    expected = zipped(FILES, tmp_path, "b.zip")
    assert zipped(FILES, tmp_path) == expected


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_file_has_the_rights_that_the_user_wants(mask: int, mode: int, tmp_path: Path):
    before = os.umask(mask)
    try:
        zipped(FILES, tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == mode


@dataclass(frozen=True)
class Endless:
    """A big file that nobody has to keep: blocks of noise, made while reading."""

    size: int

    def open(self) -> BinaryIO:
        return Blocks(self.size)


class Blocks(BytesIO):
    """Gives the same block again and again."""

    BLOCK = random.Random(1).randbytes(1 << 16)

    def __init__(self, size: int) -> None:
        super().__init__()
        self.left = size

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None and size > 0, "the whole file was asked for"
        block = self.BLOCK[: min(size, self.left, len(self.BLOCK))]
        self.left -= len(block)
        return block


def test_memory_does_not_grow_with_media(tmp_path: Path):
    tracemalloc.start()
    try:
        write_zip({"a.mp4": Endless(24_000_000)}, tmp_path / "a.zip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "a.zip").stat().st_size > 24_000_000
    assert peak < 4_000_000


def test_an_enormous_file_gets_room_for_its_size(tmp_path: Path):
    """From 2 GB on, sizes need more digits. Whether they do is clear before the file is read."""

    @dataclass(frozen=True)
    class Claims:
        size: int = 1 << 31

        def open(self) -> BinaryIO:
            return BytesIO(b"film")

    with zipfile.ZipFile(BytesIO(zipped({"a.mp4": Claims()}, tmp_path))) as archive:
        assert archive.read("a.mp4") == b"film"
        assert archive.getinfo("a.mp4").extract_version >= 45


# ---- the folder ------------------------------------------------------------------------------


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_folder_holds_every_file(tmp_path: Path):
    size = write_folder(FILES, tmp_path / "web")
    written = contents_of(tmp_path / "web")
    assert written == {name: read_all(content) for name, content in FILES.items()}
    assert size == sum(map(len, written.values()))


def test_an_existing_folder_is_replaced_as_a_whole(tmp_path: Path):
    (tmp_path / "web/media").mkdir(parents=True)
    (tmp_path / "web/media/gone.png").write_bytes(b"old")
    write_folder(FILES, tmp_path / "web")
    assert sorted(contents_of(tmp_path / "web")) == sorted(FILES)
    assert [entry.name for entry in tmp_path.iterdir()] == ["web"]


def test_a_folder_can_be_read_by_whom_the_user_wants(tmp_path: Path):
    before = os.umask(0o022)
    try:
        write_folder(FILES, tmp_path / "web")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.rglob("*")}
    assert modes == {0o755, 0o644}


# ---- when something goes wrong ---------------------------------------------------------------


@dataclass(frozen=True)
class Broken:
    """A file whose disk fails in the middle of it."""

    error: BaseException
    size: int = 1000

    def open(self) -> BinaryIO:
        raise self.error


ERRORS: list[BaseException] = [
    OSError(errno.EIO, "Input/output error"),
    OSError(errno.ENOSPC, "No space left on device"),
    KeyboardInterrupt(),
    MemoryError(),
]


def old_results(folder: Path) -> dict[str, bytes]:
    """A good zip and a good folder from before."""
    (folder / "a.zip").write_bytes(b"a good zip")
    (folder / "web/media").mkdir(parents=True)
    (folder / "web/index.html").write_bytes(b"a good page")
    (folder / "web/media/a.png").write_bytes(b"a good picture")
    return contents_of(folder)


WRITERS: list[tuple[Write, str]] = [(write_zip, "a.zip"), (write_folder, "web")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error) or type(error).__name__)
@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_file_that_cannot_be_read(write: Write, name: str, error: BaseException, tmp_path: Path):
    before = old_results(tmp_path)
    with pytest.raises(type(error)):
        write({**FILES, "media/z.png": Broken(error)}, tmp_path / name)
    assert contents_of(tmp_path) == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.zip", "web"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: str(error) or type(error).__name__)
@pytest.mark.parametrize(("write", "name"), WRITERS)
@pytest.mark.parametrize("after", range(2))
def test_a_result_that_cannot_be_put_in_its_place(
    after: int,
    write: Write,
    name: str,
    error: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """Whichever renaming fails, the first or the second (of a folder), nothing has changed."""
    before = old_results(tmp_path)
    rename = Path.replace
    calls = []

    def failing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == after + 1:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    if write is write_zip and after:
        write(FILES, tmp_path / name)
        return
    with pytest.raises(type(error)):
        write(FILES, tmp_path / name)
    assert contents_of(tmp_path) == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.zip", "web"]


def test_a_zip_is_on_the_disk_before_it_replaces_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = old_results(tmp_path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_zip(FILES, tmp_path / "a.zip")
    assert contents_of(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_not_deleted(tmp_path: Path):
    (tmp_path / "web").write_bytes(b"somebody's")
    with pytest.raises(OSError, match="web"):
        write_folder(FILES, tmp_path / "web")
    assert contents_of(tmp_path) == {"web": b"somebody's"}


def test_a_folder_in_the_place_of_the_zip_is_not_deleted(tmp_path: Path):
    (tmp_path / "a.zip").mkdir()
    with pytest.raises(OSError, match="zip"):
        write_zip(FILES, tmp_path / "a.zip")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_folders_on_the_way_are_made(tmp_path: Path):
    write_zip(FILES, tmp_path / "x/y/a.zip")
    write_folder(FILES, tmp_path / "x/z/web")
    assert (tmp_path / "x/y/a.zip").is_file()
    assert (tmp_path / "x/z/web/index.html").is_file()
