"""The command line and the targets that send statements: what is built, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.targets import TARGETS
from tests.helpers import mini, with_iri, write_course

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `build-course` with these arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A good course without an `iri`, where the tool looks for one."""
    return write_course(mini(), tmp_path / "course_src")


def test_help_names_every_target(run: Run):
    words = run("build", "--help").stdout
    assert [name for name in TARGETS if name not in words] == []


@pytest.mark.parametrize("target", ["xapi", "cmi5"])
def test_targets_that_send_statements(target: str, run: Run, tmp_path: Path):
    write_course(with_iri(mini()), tmp_path / "course_src")
    assert run("--target", target).exit_code == 0
    assert sorted(entry.name for entry in (tmp_path / "dist").iterdir()) == [
        f"mini-1.0-{name}" for name in sorted(
            ["accessibility.html", "lms.html", "profile.jsonld", "statements.json", f"{target}.zip"]
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [["--target", "xapi"], ["--target", "cmi5"], ["--target", "web", "--target", "cmi5"],
     ["--all-targets"], ["--all-targets", "--locked"]],
)  # fmt: skip
def test_without_an_iri_none_of_them_is_built(
    arguments: list[str], run: Run, course: Path, tmp_path: Path
):
    result = run("build", *arguments)
    assert result.exit_code == 1
    assert "course_src/course.yaml:1:9: error BC721: The course has no iri" in result.stderr
    assert result.stderr.count("BC721") == 1
    assert result.stdout == ""
    assert not (tmp_path / "dist").exists()
    assert not (course / "tracking.lock").exists()


@pytest.mark.parametrize("target", ["xapi", "cmi5"])
def test_other_commands_know_these_targets(target: str, run: Run, course: Path, tmp_path: Path):
    assert "BC721" in run("budget", "--target", target).stderr
    write_course(with_iri(mini()), course)
    assert run("budget", "--target", target).exit_code == 0
    assert run("--target", target).exit_code == 0
    result = run("diff", f"dist/mini-1.0-{target}.zip", "--target", target)
    assert result.exit_code == 0


def test_a_build_after_the_iri_has_gone_leaves_everything_as_it_was(
    run: Run, course: Path, tmp_path: Path
):
    write_course(with_iri(mini()), course)
    assert run("--all-targets").exit_code == 0
    files = [file for file in sorted((tmp_path / "dist").rglob("*")) if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    write_course(mini(title="Another"), course)
    assert run("--all-targets").exit_code == 1
    assert {file: file.read_bytes() for file in files} == before
