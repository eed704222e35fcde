"""The pipeline as a whole: what is written, what is left alone, and that it is always the same."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builder.build import build
from builder.files import DiskFile, read_folder, replacing
from builder.packing import shown_media
from builder.preparing import Outcome
from builder.targets import TARGETS
from tests.helpers import (
    ROOT,
    Files,
    every_block,
    mini,
    module_file,
    page,
    prepared,
    question,
    text,
    tree_of,
    with_iri,
    write_course,
)


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small course with something to track."""
    files = mini()
    files["modules/one.yaml"] = module_file("one", page("first", text("Hello."), question("q")))
    return write_course(files, tmp_path / "course")


@pytest.fixture
def speaking(source: Path) -> Path:
    """The same with an `iri`, so that every target can be built."""
    return write_course({"course.yaml": with_iri(mini())["course.yaml"]}, source)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where packages go; not there yet."""
    return tmp_path / "out"


# ---- what is written -------------------------------------------------------------------------


def test_packages_and_the_lock(source: Path, out: Path):
    outcome = build(source, out, ["scorm12", "web"])
    assert list(outcome.report) == []
    assert [(built.target, built.path) for built in outcome.built] == [
        ("scorm12", out / "mini-1.0-scorm12.zip"),
        ("web", out / "mini-1.0-web"),
    ]
    assert sorted(entry.name for entry in out.iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-lms.html", "mini-1.0-scorm12.zip", "mini-1.0-web",
    ]  # fmt: skip
    assert (source / "tracking.lock").read_text(encoding="utf-8").startswith("# Written by")


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_told_is_true(target: str, speaking: Path, out: Path):
    (built,) = build(speaking, out, [target]).built
    if built.path.is_dir():
        files = contents_of(built.path)
        assert (built.size, built.files) == (sum(map(len, files.values())), len(files))
    else:
        with zipfile.ZipFile(built.path) as archive:
            assert built.files == len(archive.namelist())
        assert built.size == built.path.stat().st_size


def test_the_zip_and_the_folder_show_the_same_pages_and_media(tmp_path: Path, out: Path):
    source = write_course(every_block(), tmp_path / "course")
    build(source, out, ["scorm12", "web"])
    folder = contents_of(out / "every-block-1.0-web")
    with zipfile.ZipFile(out / "every-block-1.0-scorm12.zip") as archive:
        media = {name: archive.read(name) for name in archive.namelist() if "/" in name}
    assert {name: data for name, data in folder.items() if "/" in name} == media
    assert set(folder) - set(media) == {"index.html"}


def test_only_media_that_is_shown_is_packed():
    """Captions and transcripts stand in the page; what nobody shows stays at home."""
    assert shown_media(prepared({**every_block(), "media/unused.png": b"x"}).course) == [
        "media/dot two.svg", "media/dot.png", "media/film.mp4", "media/list.pdf", "media/talk.mp3",
    ]  # fmt: skip


def test_progress_is_told_in_order(source: Path, out: Path):
    told: list[str] = []
    build(source, out, ["scorm12", "web"], told.append)
    assert told == [
        "Reading the course", "Making the scorm12 package", "Making the web package",
        "Writing the set-up card",
        "Writing the sheet of access",
    ]  # fmt: skip


# ---- the lock --------------------------------------------------------------------------------


def test_the_lock_is_written_only_when_it_changes(source: Path, out: Path):
    build(source, out, ["web"])
    lock = source / "tracking.lock"
    os.utime(lock, (1, 1))
    build(source, out, ["web"])
    assert lock.stat().st_mtime == 1
    write_course(
        {"modules/one.yaml": module_file("one", page("first", question("q"), question("r")))},
        source,
    )
    build(source, out, ["web"])
    assert lock.stat().st_mtime > 1
    assert "one.first.r" in lock.read_text(encoding="utf-8")


def test_building_again_changes_nothing_at_all(source: Path, out: Path):
    build(source, out, ["scorm12", "web"])
    before = {**contents_of(source), **contents_of(out)}
    build(source, out, ["scorm12", "web"])
    assert {**contents_of(source), **contents_of(out)} == before


def test_a_damaged_lock_stops_the_build_and_stays_as_it_is(source: Path, out: Path):
    (source / "tracking.lock").write_text("lock: 1\npages: { a: x }\n", encoding="utf-8")
    outcome = build(source, out, ["web"])
    assert [found.code for found in outcome.report] == ["BC701"]
    assert not out.exists()
    assert "a: x" in (source / "tracking.lock").read_text(encoding="utf-8")


def test_no_package_leaves_the_house_whose_numbers_are_not_kept(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
):
    """Learners' progress would be numbered one way now, and another way after the next build."""

    def failing(target: Path) -> object:
        if target.name == "tracking.lock":
            raise PermissionError(errno.EACCES, "Permission denied", str(target))
        return replacing(target)

    monkeypatch.setattr("builder.build.replacing", failing)
    with pytest.raises(PermissionError):
        build(source, out, ["scorm12", "web"])
    assert not out.exists()


# ---- when something goes wrong ---------------------------------------------------------------

ERRORS: dict[str, Files] = {
    "an unknown key": {"modules/one.yaml": "module: one\ntitle: One\npages: []\nnonsense: 1\n"},
    "broken YAML": {"modules/one.yaml": "module: [one\n"},
    "no YAML": {"modules/one.yaml": b"\xff\xfe\0\0"},
    "missing media": {
        "modules/one.yaml": module_file(
            "one", page("first", {"image": "media/x.png", "decorative": True})
        )
    },
    "a missing module": {"course.yaml": "course: mini\ntitle: x\nlanguage: en\nmodules: [two]\n"},
}


@pytest.mark.parametrize("wrong", ERRORS.values(), ids=ERRORS)
def test_a_course_with_errors_changes_nothing(wrong: Files, source: Path, out: Path):
    build(source, out, ["scorm12", "web"])
    write_course(wrong, source)
    before = {**contents_of(source), **contents_of(out)}
    outcome = build(source, out, ["scorm12", "web"])
    assert outcome.report.failed
    assert outcome.built == []
    assert {**contents_of(source), **contents_of(out)} == before


def test_a_course_with_errors_writes_nothing(source: Path, out: Path):
    write_course(ERRORS["an unknown key"], source)
    before = contents_of(source)
    assert build(source, out, ["scorm12", "web"]).report.failed
    assert not out.exists()
    assert contents_of(source) == before


@pytest.mark.parametrize("target", TARGETS)
def test_a_full_disk_leaves_the_old_package(
    target: str, speaking: Path, out: Path, monkeypatch: pytest.MonkeyPatch
):
    build(speaking, out, [target])
    write_course({"modules/one.yaml": module_file("one", page("first", text("Anew.")))}, speaking)
    before, names = contents_of(out), sorted(out.iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    monkeypatch.setattr("shutil.copyfileobj", full)
    monkeypatch.setattr("builder.build._keep_lock", lambda *_: None)
    with pytest.raises(OSError, match="No space"):
        build(speaking, out, [target])
    assert contents_of(out) == before
    assert sorted(out.iterdir()) == names


def test_a_media_file_that_vanishes_while_building(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
):
    source = write_course(with_iri(every_block()), tmp_path / "course")
    build(source, out, list(TARGETS))
    before = contents_of(out)

    def reading(folder: Path) -> object:
        tree = read_folder(folder)
        (folder / "media/film.mp4").unlink()
        return tree

    monkeypatch.setattr("builder.preparing.read_course_folder", reading)
    for target in TARGETS:
        write_course({"media/film.mp4": b"film"}, source)
        with pytest.raises(FileNotFoundError):
            build(source, out, [target])
    assert contents_of(out) == before


@pytest.mark.parametrize("version", ["1/0", "../../../up", "..", "a\\b", "1\n0", " ", "x" * 41])
def test_packages_never_leave_the_output_folder(version: str, tmp_path: Path, out: Path):
    source = write_course(mini(version=version), tmp_path / "in/course")
    outcome = build(source, out, ["scorm12", "web"])
    assert outcome.report.failed or all(built.path.parent == out for built in outcome.built)
    assert {entry.name for entry in tmp_path.iterdir()} <= {"in", "out"}
    assert {entry.name for entry in (tmp_path / "in").iterdir()} == {"course"}


# ---- the same bytes everywhere ---------------------------------------------------------------

SURROUNDINGS: Mapping[str, dict[str, str]] = {
    "far away, in the C locale, with other hashes": {
        "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4711",
    },
    "in Turkey, where i is not the small I": {
        "TZ": "Europe/Istanbul", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "0",
    },
}  # fmt: skip

BUILD = """
import os, sys
from pathlib import Path
os.umask(int(sys.argv[1], 8))
if sys.argv[2] == "backwards":
    walk, scan = os.walk, os.listdir
    def walked(*arguments, **options):
        for parent, folders, names in walk(*arguments, **options):
            folders.reverse()
            names.reverse()
            yield parent, folders, names
    os.walk = walked
    os.listdir = lambda *arguments: scan(*arguments)[::-1]
from builder.build import build
from builder.targets import TARGETS
outcome = build(Path(sys.argv[3]), Path(sys.argv[4]), list(TARGETS))
assert len(outcome.built) == len(TARGETS), list(outcome.report)
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The packages of a course with every block, built in this process."""
    base = tmp_path_factory.mktemp("here")
    build(write_course(with_iri(every_block()), base / "course"), base / "out", list(TARGETS))
    return contents_of(base / "out")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The same, built in different surroundings, all at the same time."""
    base = tmp_path_factory.mktemp("elsewhere")
    started = {
        name: _start(base / str(number), number, variables)
        for number, (name, variables) in enumerate(SURROUNDINGS.items())
    }
    for process in started.values():
        assert process.wait(timeout=120) == 0
    return {name: contents_of(base / str(at) / "out") for at, name in enumerate(started)}


def _start(folder: Path, number: int, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """Files are written in another order, at other times and with other rights each time."""
    files = list(with_iri(every_block()).items())
    files = files[number + 1 :] + files[: number + 1]
    source = write_course(dict(files), folder / "in" / ("x" * number))
    for at, file in enumerate(sorted(source.rglob("*"))):
        os.utime(file, (at * 10**6 * number, at * 10**6 * number))
        if file.is_file():
            file.chmod(0o755 if number else 0o600)
    working = folder / "working"
    working.mkdir()
    return subprocess.Popen(
        [
            sys.executable, "-c", BUILD, "077" if number else "002",
            "forwards" if number else "backwards",
            str(source) if number else os.path.relpath(source, working),
            str(folder / "out") if number else os.path.relpath(folder / "out", working),
        ],
        cwd=working,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )  # fmt: skip


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_same_bytes(name: str, here: dict[str, bytes], elsewhere: dict[str, dict[str, bytes]]):
    """Time zone, locale, hashes, rights, times, working folder, order of the disk differ."""
    assert len(here) > 3
    assert set(elsewhere[name]) == set(here)
    assert [file for file in here if elsewhere[name][file] != here[file]] == []


# ---- reading a folder ------------------------------------------------------------------------


def test_reading_gives_all_files_sorted(tmp_path: Path):
    for name in ("b/c.txt", "b.txt", "a/z.txt", "ä.txt"):
        write_course({name: "x"}, tmp_path)
    assert list(read_folder(tmp_path)) == ["a/z.txt", "b.txt", "b/c.txt", "ä.txt"]


def test_hidden_and_system_files_are_left_out(tmp_path: Path):
    names = (".git/config", ".hidden", "media/.DS_Store", "media/Thumbs.db", "__MACOSX/x", "a.txt")
    write_course({name: "x" for name in names}, tmp_path)
    assert list(read_folder(tmp_path)) == ["a.txt"]


@pytest.fixture
def links(tmp_path: Path) -> Iterator[Path]:
    """A folder with links inside, outside, to nothing and in circles."""
    if not hasattr(os, "symlink"):
        pytest.skip("no links here")
    write_course({"course/a.txt": "a", "secret/key.txt": "k"}, tmp_path)
    course = tmp_path / "course"
    (course / "inside.txt").symlink_to("a.txt")
    (course / "outside.txt").symlink_to(tmp_path / "secret/key.txt")
    (course / "folder").symlink_to(tmp_path / "secret")
    (course / "circle").symlink_to(course)
    (course / "nowhere.txt").symlink_to("gone.txt")
    yield course


def test_links_never_lead_out_of_the_course(links: Path):
    assert list(read_folder(links)) == ["a.txt", "inside.txt"]


def test_a_course_folder_may_itself_be_a_link(links: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(links)
    assert list(read_folder(tmp_path / "link")) == ["a.txt", "inside.txt"]


def test_media_is_not_read_before_it_is_needed(tmp_path: Path):
    write_course({"media/film.mp4": b"x" * 10_000}, tmp_path)
    content = read_folder(tmp_path)["media/film.mp4"]
    assert isinstance(content, DiskFile)
    assert content.size == 10_000


def test_a_file_is_no_folder(tmp_path: Path):
    write_course({"a.txt": "x"}, tmp_path)
    with pytest.raises(NotADirectoryError, match=r"a\.txt"):
        read_folder(tmp_path / "a.txt")


def test_outcomes_hold_what_was_read(source: Path, out: Path):
    outcome: Outcome = build(source, out, ["web"])
    assert outcome.course is not None
    assert outcome.plan is not None
    assert outcome.course.id == outcome.plan.course.id == "mini"
    assert set(outcome.tree) == set(tree_of(contents_of(source))) - {"tracking.lock"}
    shutil.rmtree(out)
