"""The commands around releases: `build --locked`, `diff`, `inspect-state`."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import __version__
from builder.cli import main
from tests.helpers import ROOT, every_block, mini, module_file, page, question, write_course
from tests.release.releases import packages as built
from tests.releases.make import HERE

Run = Callable[..., Result]
ALL = (HERE / "1/states/state-all.txt").read_bytes().decode()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `build-course` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str, given: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=given)
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with two questions where the tool looks for one."""
    files = {**mini(), "modules/one.yaml": module_file("one", page("p", *map(question, "ab")))}
    return write_course(files, tmp_path / "course_src")


def remove_b(course: Path) -> None:
    write_course({"modules/one.yaml": module_file("one", page("p", question("a")))}, course)


@pytest.fixture
def old(run: Run, course: Path) -> str:
    """The package that learners of that course use."""
    assert run().exit_code == 0
    return shutil.move("dist/mini-1.0-scorm12.zip", "old.zip")


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Packages of the recorded course, by release."""
    return built(tmp_path_factory.mktemp("releases"), 1, 3)


# ---- build --locked ----------------------------------------------------------------------------


def test_locked_builds_a_course_whose_lock_is_whole(run: Run, course: Path, tmp_path: Path):
    assert run().exit_code == 0
    before = (course / "tracking.lock").read_bytes()
    result = run("--locked")
    assert result.exit_code == 0
    assert (course / "tracking.lock").read_bytes() == before


def test_locked_refuses_what_is_new_and_writes_nothing(run: Run, old: str, course: Path):
    lock = (course / "tracking.lock").read_bytes()
    write_course({"modules/one.yaml": module_file("one", page("p", *map(question, "abc")))}, course)
    result = run("build", "--locked")
    assert result.exit_code == 1
    assert "error BC703: The tracking lock has no numbers for question one.p.c." in result.stderr
    assert "Build once without --locked" in result.stderr
    assert (course / "tracking.lock").read_bytes() == lock
    assert not list(Path("dist").glob("*.zip"))


def test_locked_leaves_a_lock_that_is_whole_alone(run: Run, old: str, course: Path):
    lock = course / "tracking.lock"
    text = b"# Ours.\n" + lock.read_bytes()
    lock.write_bytes(text)
    assert run("--locked").exit_code == 0
    assert lock.read_bytes() == text


def test_locked_refuses_points_of_a_scale_that_the_lock_does_not_have(run: Run, tmp_path: Path):
    """So it is after an update from a version that did not keep them."""
    course = write_course(every_block(), tmp_path / "course_src")
    assert run().exit_code == 0
    lock = course / "tracking.lock"
    text = lock.read_bytes()
    lock.write_bytes(text[: text.index(b"scales:")])
    result = run("--locked")
    assert result.exit_code == 1
    assert "does not have the points of often as they are" in result.stderr
    assert run().exit_code == 0
    assert run("--locked").exit_code == 0
    assert lock.read_bytes() == text


def test_locked_without_a_lock(run: Run, course: Path):
    result = run("--locked")
    assert result.exit_code == 1
    assert "page one.p, question one.p.a, question one.p.b" in result.stderr
    assert "If learners use the course already, take tracking.lock" in result.stderr
    assert not (course / "tracking.lock").exists()
    assert not Path("dist").exists()


def test_locked_does_not_mind_how_the_lock_is_written(run: Run, old: str, course: Path):
    """Git on Windows may have changed the ends of lines; that is no other number."""
    lock = course / "tracking.lock"
    text = lock.read_bytes().replace(b"\n", b"\r\n")
    lock.write_bytes(text)
    assert run("--locked").exit_code == 0


def test_a_lock_in_another_encoding_stops_every_build(run: Run, old: str, course: Path):
    lock = course / "tracking.lock"
    lock.write_bytes(lock.read_bytes().replace(b"one.p.a:", b"one.p.\xe4:"))
    result = run()
    assert result.exit_code == 1
    assert "error BC701" in result.stderr
    assert "UTF-8" in result.stderr


# ---- diff --------------------------------------------------------------------------------------


def test_diff_of_a_course_that_did_not_change(run: Run, old: str):
    result = run("diff", old)
    assert result.exit_code == 0
    assert "keep 2 of 2 activities: 0 gone, 0 reset, 0 new." in result.stdout
    assert "A learner's progress takes at most" in result.stdout
    assert "Nothing is lost." in result.stdout


def test_diff_writes_nothing(run: Run, old: str, course: Path):
    lock = (course / "tracking.lock").read_bytes()
    write_course({"modules/one.yaml": module_file("one", page("p", *map(question, "abc")))}, course)
    result = run("diff", old)
    assert result.exit_code == 0
    assert "new      question one.p.c" in result.stdout
    assert (course / "tracking.lock").read_bytes() == lock
    assert sorted(path.name for path in Path().iterdir()) == ["course_src", "dist", "old.zip"]


def test_diff_fails_when_something_would_be_lost_and_takes_it_by_name(
    run: Run, old: str, course: Path
):
    remove_b(course)
    result = run("diff", old, "course_src")
    assert result.exit_code == 1
    assert "gone     question one.p.b" in result.stdout
    assert "--accept one.p.b" in result.stdout
    accepted = run("diff", old, "--accept", "one.p.b")
    assert accepted.exit_code == 0
    assert "(accepted)" in accepted.stdout
    assert "What is lost is accepted." in accepted.stdout


@pytest.mark.parametrize("name", ["one.p.a", "one.p.c", "all"])
def test_diff_refuses_a_name_of_which_nothing_is_lost(name: str, run: Run, old: str, course: Path):
    remove_b(course)
    result = run("diff", old, "--accept", "one.p.b", "--accept", name)
    assert result.exit_code == 2
    assert f"Nothing is lost that is called {name}." in result.stderr
    assert result.stdout == ""


def test_diff_with_a_lock_that_was_begun_anew(run: Run, old: str, course: Path):
    (course / "tracking.lock").unlink()
    write_course({"modules/one.yaml": module_file("one", page("p", *map(question, "ba")))}, course)
    result = run("diff", old)
    assert result.exit_code == 1
    assert "The tracking lock is not the one of the package" in result.stdout
    assert "There is no tracking.lock" in result.stdout
    assert not (course / "tracking.lock").exists()


def test_diff_with_another_course(run: Run, old: str, tmp_path: Path):
    write_course(every_block(), tmp_path / "other")
    result = run("diff", old, "other")
    assert result.exit_code == 1
    assert "This is another course" in result.stdout


def test_diff_takes_the_folder_of_a_web_page(run: Run, old: str, course: Path):
    assert run("--target", "web").exit_code == 0
    remove_b(course)
    assert run("diff", "dist/mini-1.0-web").exit_code == 1
    assert run("diff", "dist/mini-1.0-web", "--accept", "one.p.b").exit_code == 0


def test_diff_between_the_standards(run: Run, old: str, course: Path):
    """A course has the same identifiers in both, so a package of one may follow the other."""
    assert run("--target", "scorm2004").exit_code == 0
    result = run("diff", "dist/mini-1.0-scorm2004.zip", "--target", "scorm2004")
    assert result.exit_code == 0
    assert "of 64,000" in result.stdout
    assert run("diff", "dist/mini-1.0-scorm2004.zip").exit_code == 0
    assert run("diff", old, "--target", "cmi6").exit_code == 2


def test_diff_of_a_course_with_errors_shows_them(run: Run, old: str, course: Path):
    write_course({"modules/one.yaml": "module: one\ntitle: One\npages: []\n"}, course)
    result = run("diff", old)
    assert result.exit_code == 1
    assert "error BC" in result.stderr
    assert result.stderr.endswith("Nothing was compared: the course has errors.\n")
    assert result.stdout == ""


def test_diff_with_a_damaged_lock(run: Run, old: str, course: Path):
    (course / "tracking.lock").write_text("<<<<<<< HEAD\n")
    result = run("diff", old)
    assert result.exit_code == 1
    assert "two branches changed it" in result.stderr


DIFF_KEYS = {
    "tool", "ok", "old", "new", "same_course", "records_survive", "items", "pages", "losses",
    "room", "lock_faults", "rules", "renames", "changes",
}  # fmt: skip


def test_diff_as_json(run: Run, old: str, course: Path):
    remove_b(course)
    result = run("diff", old, "--json")
    said: dict[str, Any] = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert said.keys() == DIFF_KEYS
    assert said["tool"] == {"name": "build-course", "version": __version__}
    assert (said["ok"], said["losses"]) == (False, ["one.p.b"])
    accepted = json.loads(run("diff", old, "--json", "--accept", "one.p.b").stdout)
    assert (accepted["ok"], accepted["losses"]) == (True, [])


def test_every_key_of_the_data_stands_in_the_docs(run: Run, old: str, packages: dict[int, Path]):
    page = (ROOT / "docs" / "releases.md").read_text(encoding="utf-8")
    diff = json.loads(run("diff", old, "--json").stdout)
    state = json.loads(run("inspect-state", ALL, "--package", str(packages[1]), "--json").stdout)
    for data in (diff, state, diff["changes"][0], state["items"][0]):
        assert [key for key in data if f"`{key}`" not in page] == []


# ---- packages that are none --------------------------------------------------------------------

NO_PACKAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (lambda path: None, "does not exist"),
    "random bytes": (lambda path: path.write_bytes(b"\x80" * 999), "not a zip file"),
    "an empty file": (lambda path: path.write_bytes(b""), "not a zip file"),
    "an empty folder": (lambda path: path.mkdir(), "no index.html"),
    "the source": (lambda path: write_course(mini(), path), "build it first"),
    "a zip without a plan": (lambda path: path.write_bytes(_zip(b"<p>Hi</p>")), "no plan in it"),
    "a bomb": (lambda path: path.write_bytes(_zip(b"\0" * (130 << 20))), "more than 128 MB"),
}


def _zip(launch_page: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("index.html", launch_page)
    return stream.getvalue()


@pytest.mark.parametrize(("make", "words"), NO_PACKAGE.values(), ids=NO_PACKAGE)
def test_what_is_no_package_is_wrong_usage(
    make: Callable[[Path], object], words: str, run: Run, course: Path, tmp_path: Path
):
    make(tmp_path / "old.zip")
    for arguments in (("diff", "old.zip"), ("inspect-state", "x", "--package", "old.zip")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert words in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["diff"], ["inspect-state"], ["inspect-state", "x"],
                                       ["diff", "old.zip", "nowhere"]])  # fmt: skip
def test_what_is_missing_is_wrong_usage(arguments: list[str], run: Run, old: str):
    assert run(*arguments).exit_code == 2


# ---- inspect-state -----------------------------------------------------------------------------


def test_inspect_state(run: Run, packages: dict[int, Path]):
    result = run("inspect-state", ALL, "--package", str(packages[1]))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "A course that lives (many-releases 1.0)" in result.stdout
    assert "answered “Second”: right" in result.stdout
    assert "my own action" not in result.stdout


def test_inspect_state_shows_private_texts_on_request(run: Run, packages: dict[int, Path]):
    result = run("inspect-state", ALL, "--package", str(packages[1]), "--texts")
    assert "my own action" in result.stdout


@pytest.mark.parametrize(
    "given", [ALL, f"{ALL}\n", f'"{ALL}"\r\n', ALL.encode("utf-16"), ALL.encode("utf-8-sig")]
)
def test_inspect_state_from_the_standard_input(
    given: str | bytes, run: Run, packages: dict[int, Path]
):
    result = run("inspect-state", "-", "--package", str(packages[1]), given=given)
    assert result.exit_code == 0
    assert "Status      completed" in result.stdout


def test_inspect_state_of_an_older_release(run: Run, packages: dict[int, Path]):
    result = run("inspect-state", ALL, "--package", str(packages[3]))
    assert result.exit_code == 0
    assert "Some of it is of another release: see the end." in result.stdout
    assert "Of another release or course, and kept as it is" in result.stdout


@pytest.mark.parametrize(
    ("string", "words"),
    [
        ("", "The string is empty"),
        ("B1nonsense", "The string is damaged or cut off; it has 10 characters."),
        ("viewed=1,2|last=4", "not the progress of a build-course package"),
        ("B2anythingDNTAJI", "newer player"),
    ],
)
def test_inspect_state_says_why_it_cannot(
    string: str, words: str, run: Run, packages: dict[int, Path]
):
    result = run("inspect-state", string, "--package", str(packages[1]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    data = json.loads(run("inspect-state", string, "--package", str(packages[1]), "--json").stdout)
    assert data.keys() == {"tool", "ok", "reason", "message", "help"}
    assert words in data["message"]


def test_inspect_state_as_json(run: Run, packages: dict[int, Path]):
    result = run("inspect-state", ALL, "--package", str(packages[1]), "--json")
    said = json.loads(result.stdout)
    assert said["status"] == "completed"
    (one,) = [item for item in said["items"] if item["id"] == "asks.questions.one"]
    assert one["values"] == {"picked": ["b"], "tries": 1, "right": 1}
    (think,) = [item for item in said["items"] if item["id"] == "asks.others.think"]
    assert (think["values"], think["shown"]) == (None, False)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=80))
def test_any_bytes_are_explained_or_refused(data: bytes, run: Run, packages: dict[int, Path]):
    result = run("inspect-state", "-", "--package", str(packages[1]), given=data)
    assert result.exit_code in (0, 1)


# ---- the command as installed ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["diff", "inspect-state"])
def test_help_says_what_it_does_without_loading_the_tool(name: str):
    text = (
        "import sys\nfrom builder.cli import main\n"
        f"try:\n    main(['{name}', '--help'])\nexcept SystemExit:\n    pass\n"
        "assert not {'pydantic', 'lxml', 'rich', 'builder.release'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "Exits" in done.stdout
