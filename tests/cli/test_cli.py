"""The command line: options, what is printed where, exit codes, and never a traceback."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import __version__, cli
from builder.cli import main
from builder.targets import TARGETS
from tests.helpers import (
    ROOT,
    course_file,
    every_block,
    mini,
    module_file,
    page,
    question,
    with_iri,
    write_course,
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `build-course` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A good course where the tool looks for one."""
    return write_course(mini(), tmp_path / "course_src")


@pytest.fixture
def broken(course: Path) -> Path:
    """A course with an error."""
    write_course({"modules/one.yaml": "module: one\ntitle: One\npages: []\nnonsense: 1\n"}, course)
    return course


# ---- what to build, from where, to where -----------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["build"], ["build", "course_src"], ["course_src"]])
def test_without_options_the_scorm_package_comes_to_dist(
    arguments: list[str], run: Run, course: Path, tmp_path: Path
):
    result = run(*arguments)
    assert result.exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-lms.html", "mini-1.0-scorm12.zip",
    ]  # fmt: skip


def test_options_alone_mean_build(run: Run, course: Path, tmp_path: Path):
    assert run("--target", "web", "--out", "there").exit_code == 0
    assert (tmp_path / "there/mini-1.0-web/index.html").is_file()
    assert not (tmp_path / "dist").exists()


def test_several_targets(run: Run, course: Path, tmp_path: Path):
    result = run("build", "--target", "web", "--target", "scorm12", "--target", "web")
    assert result.exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-lms.html", "mini-1.0-scorm12.zip", "mini-1.0-web",
    ]  # fmt: skip
    assert result.stdout.count("mini-1.0-web") == 1


def test_all_targets(run: Run, tmp_path: Path):
    write_course(with_iri(mini()), tmp_path / "course_src")
    result = run("build", "--all-targets")
    assert result.exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        "mini-1.0-accessibility.html", "mini-1.0-cmi5.zip", "mini-1.0-lms.html",
        "mini-1.0-profile.jsonld",
        "mini-1.0-scorm12.zip", "mini-1.0-scorm2004.zip", "mini-1.0-statements.json",
        "mini-1.0-web", "mini-1.0-xapi.zip",
    ]  # fmt: skip
    assert [name in result.stdout for name in TARGETS] == [True] * 5


def test_another_course_folder(run: Run, tmp_path: Path):
    write_course(mini(), tmp_path / "a folder/kurs")
    assert run("build", "a folder/kurs").exit_code == 0
    assert (tmp_path / "dist/mini-1.0-scorm12.zip").is_file()


def test_help_and_version(run: Run):
    for flag in ("--help", "-h"):
        result = run(flag)
        assert result.exit_code == 0
        assert "build" in result.stdout
    assert "--target" in run("build", "--help").stdout
    assert run("--version").stdout.strip().endswith(__version__)


# ---- exit codes ------------------------------------------------------------------------------

USAGE = {
    "an unknown target": (["--target", "cmi6"], ["cmi6", ", ".join(TARGETS)]),
    "an unknown option": (["--tagret", "web"], ["--tagret"]),
    "an unknown command": (["bild"], ["bild"]),
    "two folders": (["build", "course_src", "more"], ["more"]),
    "no such folder": (["build", "nowhere"], ["nowhere", "build-course build COURSE_DIR"]),
    "a file for a folder": (["build", "course_src/course.yaml"], ["course.yaml"]),
    "all targets and one": (["--all-targets", "--target", "web"], ["--all-targets", "leave one"]),
    "an option without its value": (["--out"], ["--out"]),
}


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE)
def test_wrong_usage_ends_with_2(
    arguments: list[str], words: list[str], run: Run, course: Path, tmp_path: Path
):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr
    assert not (tmp_path / "dist").exists()


def test_it_ends_well_where_nobody_listens(monkeypatch: pytest.MonkeyPatch):
    left: list[int] = []
    monkeypatch.setattr(cli, "main", lambda: None)
    monkeypatch.setattr(os, "_exit", left.append)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        cli.run()
    assert left == [0]


def test_no_course_folder_here(run: Run):
    result = run()
    assert result.exit_code == 2
    assert "course_src" in result.stderr


def test_inside_the_course_folder_it_says_what_to_write(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(course)
    result = run()
    assert result.exit_code == 2
    assert "You are in the course's folder. Write: build-course build ." in result.output


def test_a_file_in_place_of_the_course_folder(run: Run, course: Path):
    result = run("build", "course_src/course.yaml")
    assert result.exit_code == 2
    assert (
        "is a file. Name the folder that it is in: build-course build course_src" in result.output
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["budget"], "build-course budget ."),
        (["diff", "course.yaml"], "build-course diff OLD.zip ."),
    ],
)
def test_inside_the_course_folder_each_command_says_its_own(
    command: list[str], words: str, run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(course)
    result = run(*command)
    assert result.exit_code == 2
    assert f"You are in the course's folder. Write: {words}" in result.output


def test_a_package_in_place_of_the_course_folder(run: Run, course: Path):
    """As when both are given the wrong way round."""
    Path("old.zip").write_bytes(b"")
    result = run("diff", "course_src", "old.zip")
    assert result.exit_code == 2
    assert "Name the course's folder: build-course diff OLD.zip COURSE_DIR" in result.output


def test_a_folder_without_a_course_ends_with_1(run: Run, tmp_path: Path):
    (tmp_path / "course_src").mkdir()
    result = run()
    assert result.exit_code == 1
    assert "course.yaml" in result.stderr
    assert not (tmp_path / "dist").exists()


def test_a_course_with_errors_ends_with_1(run: Run, broken: Path, tmp_path: Path):
    result = run()
    assert result.exit_code == 1
    assert "course_src/modules/one.yaml:4:1: error BC" in result.stderr
    assert "nonsense: 1" in result.stderr
    assert "Nothing was built" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "dist").exists()


def test_warnings_alone_do_not_stop_a_build(run: Run, course: Path):
    write_course({"modules/two.yaml": module_file("two", page("p", question("q")))}, course)
    result = run()
    assert result.exit_code == 0
    assert "warning BC" in result.stderr
    assert "mini-1.0-scorm12.zip" in result.stdout


DISK = {
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "write-protected": PermissionError(errno.EACCES, "Permission denied", "dist"),
}


@pytest.mark.parametrize("error", DISK.values(), ids=DISK)
def test_a_disk_that_refuses_ends_with_1(
    error: OSError, run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("builder.build.write_zip", refuse)
    result = run()
    assert result.exit_code == 1
    assert error.strerror is not None
    assert error.strerror in result.stderr
    assert result.stdout == ""


def test_a_file_where_the_output_folder_should_be(run: Run, course: Path, tmp_path: Path):
    (tmp_path / "dist").write_text("mine", encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert "dist" in result.stderr
    assert (tmp_path / "dist").read_text(encoding="utf-8") == "mine"


# ---- what is printed -------------------------------------------------------------------------


def test_the_summary(run: Run, tmp_path: Path):
    write_course(every_block(), tmp_path / "course_src")
    result = run("--target", "scorm12", "--target", "web")
    package = tmp_path / "dist/every-block-1.0-scorm12.zip"
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        f"{package.relative_to(tmp_path)}  {package.stat().st_size / 1000:.0f} kB, 11 files",
        "  course    Every block 1.0: 3 modules, 6 pages, 26 activities",
        "  state     at most 1,255 of 4,096 characters",
        "  reports   status: incomplete until done, then completed",
        "            score: 0 to 100, pass mark 60",
        "            answers: 22 interactions",
        "  set up    Moodle: activity completion on status, tick both Passed and Completed",
        "            Moodle: attempts unlimited or 1, force new attempt No, so that progress"
        " is kept",
        "            Moodle: grading method Highest grade, maximum grade 100",
        *_web_summary(tmp_path / "dist/every-block-1.0-web"),
        str(Path("dist/every-block-1.0-lms.html")),
        "  set up    step by step, for whoever runs the LMS; what the ids in reports mean",
        str(Path("dist/every-block-1.0-accessibility.html")),
        "  access    WCAG 2.2: what holds, what was found, what a person must judge",
    ]


def _web_summary(folder: Path) -> list[str]:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return [
        f"{Path('dist/every-block-1.0-web')}  {size / 1000:.0f} kB, 6 files",
        "  course    Every block 1.0: 3 modules, 6 pages, 26 activities",
        "  reports   progress stays in the learner's own browser; nothing is reported",
        "  set up    no LMS needed: open index.html, or put the folder on a web server",
    ]


def test_where_nobody_watches_it_is_quiet(run: Run, course: Path):
    """No moving line and no colours in a log or a pipe."""
    result = run()
    assert result.stderr == ""
    assert "\x1b" not in result.output
    assert "\r" not in result.output


@pytest.mark.parametrize("words", ["[bold]x[/bold] [/] [red", ":smile: %s {0}", "שלום 👍 \u202e"])
def test_names_are_printed_as_they_are(words: str, run: Run, tmp_path: Path):
    """Square brackets and colons mean something to the library that prints."""
    write_course(mini(title=words), tmp_path / "course_src")
    result = run("--out", "a[/b] :bug:")
    assert result.exit_code == 0
    assert str(Path("a[/b] :bug:") / "mini-1.0-scorm12.zip") in result.stdout
    assert words.split()[0] in result.stdout
    write_course(
        {"course.yaml": f"course: mini\ntitle: x\nnonsense: '{words}'\n"}, tmp_path / "course_src"
    )
    failed = run()
    assert failed.exit_code == 1
    assert words.split()[0] in failed.stderr


def test_a_terminal_that_does_not_know_all_signs(tmp_path: Path):
    write_course(mini(title="Größe 👍"), tmp_path / "course_src")
    done = subprocess.run(
        [sys.executable, "-m", "builder", "build", "--out", "dist"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        encoding="cp1252",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Größe ?" in done.stdout


# ---- JSON ------------------------------------------------------------------------------------


def is_finding(finding: dict[str, Any]) -> bool:
    kinds = {
        "code": str, "severity": str, "file": str, "line": int, "column": int, "end_line": int,
        "end_column": int, "message": str, "help": str,
    }  # fmt: skip
    return finding.keys() == kinds.keys() and all(
        isinstance(finding[key], kind) for key, kind in kinds.items()
    )


def is_package(package: dict[str, Any]) -> bool:
    kinds = {
        "target": str,
        "language": str,
        "further_languages": list,
        "path": str,
        "bytes": int,
        "files": int,
        "reports": list,
        "set_up": list,
    }
    return package.keys() == kinds.keys() and all(
        isinstance(package[key], kind) for key, kind in kinds.items()
    )


def checked(result: Result) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(result.stdout)
    assert said.keys() == {
        "tool", "ok", "findings", "state", "packages", "card", "access", "documents",
    }  # fmt: skip
    assert said["tool"] == {"name": "build-course", "version": __version__}
    assert said["ok"] is (result.exit_code == 0)
    assert all(map(is_finding, said["findings"]))
    assert all(map(is_package, said["packages"]))
    assert result.stderr == ""
    return said


def test_json_of_a_good_course(run: Run, course: Path, tmp_path: Path):
    said = checked(run("--json", "--target", "scorm12", "--target", "web"))
    assert said["findings"] == []
    assert [package["target"] for package in said["packages"]] == ["scorm12", "web"]
    package = said["packages"][0]
    assert (tmp_path / package["path"]).stat().st_size == package["bytes"]
    assert package["set_up"]
    assert (tmp_path / said["card"]).suffix == ".html"
    assert (tmp_path / said["card"]).is_file()
    assert (tmp_path / said["access"]).is_file()


def test_json_of_a_course_with_errors(run: Run, broken: Path):
    said = checked(run("--json"))
    assert said["packages"] == []
    assert said["card"] is None
    assert said["access"] is None
    assert ("course_src/modules/one.yaml", 4) in {
        (finding["file"], finding["line"]) for finding in said["findings"]
    }


def test_json_with_any_text_in_it(run: Run, tmp_path: Path):
    write_course(mini(title="\u2028 👍 \"'<>"), tmp_path / "course_src")
    checked(run("--json", "--out", 'a "quoted" [/b] folder'))


# ---- never a traceback -----------------------------------------------------------------------

BYTES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    st.lists(
        st.sampled_from(
            ["course: mini\n", "title: x\n", "modules: [one]\n", "language: en\n", "? ", "- ",
             "!x ", "&a ", "*a", "[", "{", "\t", "'", '"', "\0", "\ufeff", "...\n---\n", "<<: *a\n",
             "%YAML 1.2\n", "version: ''\n", "theme: nope\n", "iri: x\n", "credits: [{}]\n",
             "completion: {when: }\n"]
        ),
        max_size=8,
    ).map(lambda parts: "".join(parts).encode()),
)  # fmt: skip


@pytest.mark.parametrize(
    "file", ["course.yaml", "modules/one.yaml", "scenarios/x.yaml", "tracking.lock"]
)
@given(data=BYTES)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_refused_politely(file: str, data: bytes, run: Run, tmp_path: Path):
    course = write_course({**mini(), file: data}, tmp_path / "course_src")
    result = run()
    assert result.exit_code in (0, 1)
    if result.exit_code:
        assert ": error BC" in result.stderr
    (course / "scenarios/x.yaml").unlink(missing_ok=True)
    (course / "tracking.lock").unlink(missing_ok=True)


FOLDERS = ["course.yaml", "modules/one.yaml", "modules", "tracking.lock", "media/x.png"]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_in_the_place_of_a_file_and_the_other_way_round(
    name: str, run: Run, tmp_path: Path
):
    files = mini()
    files["modules/one.yaml"] = module_file(
        "one", page("first", {"image": "media/x.png", "decorative": True})
    )
    for path in [path for path in files if path == name or path.startswith(f"{name}/")]:
        del files[path]
    course = write_course(files, tmp_path / "course_src")
    if name == "modules":
        (course / name).write_bytes(b"x")
    else:
        (course / name).mkdir(parents=True)
    assert run().exit_code == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(run: Run, course: Path):
    (course / "modules/one.yaml").chmod(0)
    result = run()
    assert result.exit_code == 1
    assert "one.yaml" in result.stderr


# ---- the command as installed ----------------------------------------------------------------


@pytest.mark.parametrize(("title", "code"), [("Fine", 0), ("", 1)])
def test_the_program_says_all_and_how_it_ended(tmp_path: Path, title: str, code: int):
    """It leaves without ceremony, but nothing of what it said is lost."""
    write_course({**mini(), "course.yaml": course_file(title=title)}, tmp_path / "course_src")
    done = subprocess.run(
        [sys.executable, "-m", "builder", "check", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert json.loads(done.stdout)["ok"] == (code == 0)


def test_who_stops_listening_is_told_nothing_wrong(tmp_path: Path):
    """As `| head` does: the package stands, and nothing says that it does not."""
    write_course(mini(), tmp_path / "course_src")
    command = [sys.executable, "-u", "-m", "builder", "build", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe, text=True
    ) as program:
        assert program.stdout is not None and program.stderr is not None
        program.stdout.close()
        said = program.stderr.read()
    assert "as it was" not in said and "Traceback" not in said
    assert list((tmp_path / "dist").glob("*.zip"))
