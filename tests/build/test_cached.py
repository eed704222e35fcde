"""What earlier builds left behind makes builds faster, and never makes another package."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import cache as caches
from builder.build import build
from builder.cache import FOLDER, Cache, cache_of, known_values
from builder.cli import main
from builder.files import DiskFile, signature_of
from builder.plan.lock import LOCK_FILE
from tests.helpers import (
    PNG,
    Files,
    mini,
    module_file,
    page,
    text,
    with_iri,
    write_course,
)

SCALE = "scale: often\ntitle: How often\npoints:\n  '1': Never\n  '2': At times\n  '3': Often\n"
RATE = {
    "rate": "habits",
    "ask": "How often?",
    "scale": "often",
    "statements": {"a": {"say": "I listen."}, "b": {"say": "I ask."}},
}


def question(name: str, ask: str = "Which?") -> dict[str, object]:
    return {
        "question": name,
        "kind": "choice",
        "ask": ask,
        "choices": {"a": "This", "b": "That"},
        "answer": "a",
        "feedback": {"right": "Yes.", "wrong": "No."},
    }


def course() -> Files:
    files = with_iri(mini(modules=["one", "two"]))
    return {
        **files,
        "modules/one.yaml": module_file("one", page("first", text("Hello."), question("q"))),
        "modules/two.yaml": module_file(
            "two",
            page("first", RATE),
            page(
                "again",
                {**RATE, "rate": "later", "compare-with": "two.first.habits"},
                {"image": "media/dot.png", "alt": "A dot"},
                {"download": "media/notes.pdf", "title": "Notes"},
            ),
        ),
        "scales/often.yaml": SCALE,
        "media/dot.png": PNG,
        "media/notes.pdf": b"%PDF",
    }


Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_course(course(), tmp_path / "course_src")
    return tmp_path / "course_src"


@pytest.fixture
def run(folder: Path) -> Run:
    def run(*options: str) -> Result:
        arguments = ["build", str(folder), "--out", str(folder.parent / "dist"), *options]
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return run


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files that were just written count as old: no test waits for the clock."""
    monkeypatch.setattr(caches, "SETTLED", -(1 << 62))
    yield


def contents(place: Path) -> dict[str, bytes]:
    return {
        file.relative_to(place).as_posix(): file.read_bytes()
        for file in place.rglob("*")
        if file.is_file()
    }


def built_anew(folder: Path, out: Path, targets: list[str]) -> dict[str, bytes]:
    outcome = build(folder, out, targets)
    assert not outcome.report.failed, outcome.report
    return contents(out)


# ---- nothing has changed ---------------------------------------------------------------------


def built(*_: object, **__: object) -> None:
    raise AssertionError("it was built again")


@pytest.mark.usefixtures("settled")
def test_what_has_not_changed_is_not_built_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    run("--all-targets")
    first = run("--all-targets")
    before = contents(folder.parent / "dist")
    monkeypatch.setattr("builder.build.build", built)
    again = run("--all-targets")
    assert (again.exit_code, again.stdout, again.stderr) == (0, first.stdout, first.stderr)
    assert contents(folder.parent / "dist") == before


@pytest.mark.usefixtures("settled")
def test_everything_that_a_build_writes_is_watched(folder: Path):
    out = folder.parent / "dist"
    outcome = build(folder, out, ["scorm12", "scorm2004", "cmi5", "xapi", "web"])
    assert set(out.iterdir()) == set(outcome.written)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda place: (place / "course_src/modules/one.yaml").write_text(
        (place / "course_src/modules/one.yaml").read_text().replace("Hello", "Hallo")
    ),
    "a file more": lambda place: (place / "course_src/media/b.png").write_bytes(PNG),
    "a file less": lambda place: (place / "course_src/media/notes.pdf").unlink(),
    "a file of the same size": lambda place: (place / "course_src/media/notes.pdf").write_bytes(
        b"%pdf"
    ),
    "the package is gone": lambda place: next((place / "dist").glob("*.zip")).unlink(),
    "the card is gone": lambda place: next((place / "dist").glob("*-lms.html")).unlink(),
    "a damaged package": lambda place: damage(next((place / "dist").glob("*.zip"))),
}


def damage(file: Path) -> None:
    """Turns one bit, and puts the time of change back."""
    status = file.stat()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_built(change: Callable[[Path], object], run: Run, folder: Path):
    run()
    run()
    change(folder.parent)
    done = run()
    if (folder / "media/notes.pdf").exists():
        assert done.exit_code == 0
        expected = built_anew(folder, folder.parent / "anew", ["scorm12"])
        assert contents(folder.parent / "dist") == expected
    else:
        assert done.exit_code == 1


@pytest.mark.usefixtures("settled")
def test_rot_that_no_time_tells_of_is_found(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """Until the disk's clock has moved on, the bytes themselves are compared."""
    monkeypatch.setattr("builder.unchanged.soon_settled", lambda seen, now: False)
    run()
    run()
    package = next((folder.parent / "dist").glob("*.zip"))
    before, status = package.read_bytes(), package.stat()
    damage(package)
    blind = DiskFile(package, status.st_size, signature_of(status))
    monkeypatch.setattr("builder.unchanged.files_below", lambda places: [
        blind if path == package else DiskFile(path, path.stat().st_size,
                                               signature_of(path.stat()))
        for path in places
    ])  # fmt: skip
    run()
    assert package.read_bytes() == before


SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("changed", "now", "is_settled"),
    [
        (100 * SECOND, 102 * SECOND + 1, True),  # a disk that counts in two seconds
        (100 * SECOND, 101 * SECOND, False),
        (100 * SECOND + 7_654_321, 100 * SECOND + 27_654_322, True),  # one that counts in less
        (100 * SECOND + 7_654_321, 100 * SECOND + 27_654_321, False),
        (100 * SECOND + 10_000_000, 101 * SECOND, False),  # perhaps in hundredths
        (100 * SECOND + 7_654_321, 0, False),  # nothing is known of the time
    ],
)
def test_when_a_file_that_was_written_can_no_longer_change_unseen(
    changed: int, now: int, is_settled: bool
):
    assert caches.soon_settled((5, changed, changed - 1, 7), now) is is_settled
    assert caches.soon_settled((5, changed - 1, changed, 7), now) is is_settled


def test_a_file_that_may_still_change_unseen_is_no_reason_to_do_nothing(run: Run, folder: Path):
    run()
    assert not list((folder / FOLDER).glob("unchanged-*"))


@pytest.mark.usefixtures("settled")
def test_without_the_cache_nothing_of_it_is_read_or_written(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    caches._secret.cache_clear()
    try:
        assert run("--no-cache").exit_code == 0
    finally:
        caches._secret.cache_clear()
    assert not (folder / FOLDER).exists()
    assert not (tmp_path / "build-course/courses").exists()


# ---- entries are not believed ----------------------------------------------------------------


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("harm", ["cut", "turned", "another's", "empty", "a folder"])
def test_damaged_and_foreign_entries_are_none(harm: str, run: Run, folder: Path):
    run()
    out = folder.parent / "dist"
    expected = contents(out)
    for entry in list((folder / FOLDER).iterdir()):
        data = bytearray(entry.read_bytes())
        if harm == "cut":
            entry.write_bytes(data[:-3])
        elif harm == "turned":
            data[len(data) // 2] ^= 4
            entry.write_bytes(data)
        elif harm == "another's":
            folder_of_another = Cache(folder / FOLDER, b"k" * 32)
            sealed = folder_of_another._seal(entry.name, b'{"harm": 1}')
            entry.write_bytes(sealed + b'{"harm": 1}')
        elif harm == "empty":
            entry.write_bytes(b"")
        else:
            entry.unlink()
            entry.mkdir()
    for file in out.iterdir():
        file.unlink()
    assert run().exit_code == 0
    assert contents(out) == expected


def test_an_entry_is_found_under_its_own_name_only(tmp_path: Path):
    cache = Cache(tmp_path, b"k" * 32)
    cache.put("module", b"one", b"1")
    first = next(tmp_path.iterdir())
    cache.put("module", b"two", b"2")
    second = next(file for file in tmp_path.iterdir() if file != first)
    second.write_bytes(first.read_bytes())
    assert cache.get("module", b"one") == b"1"
    assert cache.get("module", b"two") is None


def test_a_folder_that_cannot_be_written_stops_no_build(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    caches._secret.cache_clear()
    try:
        assert run().exit_code == 0
    finally:
        caches._secret.cache_clear()


def test_there_is_a_most_that_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caches, "ROOM", 1000)
    for number in range(20):
        cache = Cache(tmp_path, b"k" * 32)
        cache.put("module", bytes([number]), b"x" * 100)
        cache.close()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 1000
    assert Cache(tmp_path, b"k" * 32).get("module", bytes([19])) == b"x" * 100


def test_nothing_goes_that_is_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caches, "ROOM", 10)
    (tmp_path / "my-thesis.txt").write_text("Years of work.")
    cache = Cache(tmp_path, b"k" * 32)
    cache.put("module", b"one", b"1" * 100)
    cache.close()
    assert (tmp_path / "my-thesis.txt").is_file()


@pytest.mark.skipif(os.name == "nt", reason="there is nobody else's on such disks")
@pytest.mark.parametrize("of", ["another", "all"])
def test_a_key_that_others_may_know_signs_nothing(
    of: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    caches._secret.cache_clear()
    try:
        known_values().put("typed", ("a",), "value")
        assert known_values().get("typed", ("a",)) == "value"
        caches._secret.cache_clear()
        if of == "another":
            monkeypatch.setattr(os, "getuid", lambda: 12345)
        else:
            (tmp_path / "build-course/key").chmod(0o644)
        assert known_values().get("typed", ("a",)) is None
    finally:
        caches._secret.cache_clear()


def test_a_link_that_came_with_a_course_is_not_followed(run: Run, folder: Path):
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (folder / FOLDER).symlink_to(elsewhere)
    assert run().exit_code == 0
    assert not list(elsewhere.iterdir())


# ---- any edits -------------------------------------------------------------------------------

WORDS = st.sampled_from(["Hello.", "A *word*.", "See [it](#two.again).", "| a |\n|---|\n| b |"])
EDITS = st.one_of(
    st.tuples(st.just("text"), WORDS),
    st.tuples(st.just("ask"), st.sampled_from(["Which?", "What?"])),
    st.tuples(st.just("title"), st.sampled_from(["One", "The first"])),
    st.tuples(st.just("scale"), st.sampled_from(["Never", "Hardly ever"])),
    st.tuples(st.just("say"), st.sampled_from(["I listen.", "I listen well."])),
    st.tuples(st.just("order"), st.sampled_from(["one two", "two one"])),
    st.tuples(st.just("media"), st.sampled_from(["%PDF", "%pdf", "%PDF longer"])),
    st.tuples(st.just("language"), st.sampled_from(["en", "de", "fr"])),
    st.tuples(st.just("theme"), st.sampled_from(["classic", "slate", "paper"])),
    st.tuples(st.just("harm"), st.sampled_from(["entry", "package", "all"])),
)


AS_IT_WAS = {
    "text": "Hello.", "ask": "Which?", "title": "One", "scale": "Never", "say": "I listen.",
    "order": "one two", "media": "%PDF", "language": "en", "theme": "classic",
}  # fmt: skip


def course_of(now: dict[str, str]) -> Files:
    """The course with what stands in each of its places now."""
    files = course()
    facts = mini(
        modules=now["order"].split(),
        language=now["language"],
        theme=now["theme"],
        title=now["title"],
    )
    first = page("first", text(now["text"]), question("q", now["ask"]))
    return {
        **files,
        "course.yaml": with_iri(facts)["course.yaml"],
        "modules/one.yaml": module_file("one", first),
        "modules/two.yaml": str(files["modules/two.yaml"]).replace("I listen.", now["say"]),
        "scales/often.yaml": SCALE.replace("Never", now["scale"]),
        "media/notes.pdf": now["media"].encode(),
    }


def harmed(place: Path, what: str, chance: random.Random) -> None:
    if what in ("entry", "all"):
        known = Path(os.environ["XDG_CACHE_HOME"], "build-course/courses")
        entries = sorted((place / "course_src" / FOLDER).iterdir()) + sorted(known.iterdir())
        for entry in entries if what == "all" else [chance.choice(entries)]:
            damage(entry)
    if what in ("package", "all"):
        packages = sorted((place / "dist").glob("*.zip"))
        if packages:
            damage(chance.choice(packages))


@pytest.mark.usefixtures("settled")
@given(edits=st.lists(EDITS, max_size=6), chance=st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_whatever_was_edited_a_cached_build_is_a_clean_one(
    edits: list[tuple[str, str]],
    chance: random.Random,
    tmp_path_factory: pytest.TempPathFactory,
):
    place = tmp_path_factory.mktemp("edits")
    source, out = place / "course_src", place / "dist"
    now = dict(AS_IT_WAS)
    write_course(course_of(now), source)
    for what, how in [("text", "Hello."), *edits]:
        if what == "harm":
            harmed(place, how, chance)
        else:
            now[what] = how
            write_course(course_of(now), source)
        for name in ("scorm12", "web"):
            arguments = ["build", str(source), "--out", str(out / name), "--target", name]
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, done.output
            assert contents(out / name) == built_anew(source, place / "anew" / name, [name])


# ---- two at once -----------------------------------------------------------------------------


def test_two_builds_may_share_it(folder: Path):
    """Each reads what the other wrote, or nothing."""
    one, two = cache_of(folder), cache_of(folder)
    a = build(folder, folder.parent / "a", ["scorm12"], cache=one)
    b = build(folder, folder.parent / "b", ["scorm12"], cache=two)
    one.close()
    two.close()
    assert contents(folder.parent / "a") == contents(folder.parent / "b")
    assert (a.report.failed, b.report.failed) == (False, False)
    assert (folder / LOCK_FILE).is_file()
