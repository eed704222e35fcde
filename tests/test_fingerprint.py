"""What stands for the files of a package: the same for the same files, and short."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

import pytest

from builder.files import Content, Memory, disk_file
from builder.fingerprint import fingerprint_of
from builder.inspect.inspection import inspect_folder, inspect_zip
from builder.package import write_zip

FILES = {"index.html": b"<p>Hello.</p>", "media/a.png": b"\x89PNG" * 9, "empty.txt": b""}


def listed(files: dict[str, bytes]) -> list[tuple[str, int, int]]:
    return [(name, zlib.crc32(data), len(data)) for name, data in files.items()]


def test_it_can_be_read_aloud():
    assert re.fullmatch(r"[0-9a-f]{4}(-[0-9a-f]{4}){3}", fingerprint_of(listed(FILES)))


def test_the_order_of_files_does_not_matter():
    assert fingerprint_of(listed(FILES)) == fingerprint_of(reversed(listed(FILES)))


@pytest.mark.parametrize(
    "other",
    [
        {**FILES, "index.html": b"<p>Hallo.</p>"},
        {**FILES, "more.txt": b""},
        {name: data for name, data in FILES.items() if data},
        {**{name: data for name, data in FILES.items() if data}, "empty.TXT": b""},
    ],
    ids=["a letter", "a file more", "a file less", "another name"],
)
def test_any_other_files_have_another(other: dict[str, bytes]):
    assert fingerprint_of(listed(other)) != fingerprint_of(listed(FILES))


def test_a_package_that_was_packed_anew_by_another_program_has_the_same(tmp_path: Path):
    tree: dict[str, Content] = {name: Memory(data) for name, data in FILES.items()}
    written = write_zip(tree, tmp_path / "ours.zip")
    with zipfile.ZipFile(tmp_path / "theirs.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("media")
        for name, data in reversed(FILES.items()):
            archive.writestr(name, data)
    for name in ("ours.zip", "theirs.zip"):
        assert inspect_zip(disk_file(tmp_path / name)).fingerprint == written.fingerprint


def test_a_folder_has_none():
    assert inspect_folder({"index.html": Memory(b"")}).fingerprint == ""
