"""`build-course graph`: what it prints, where it writes, how it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.helpers import every_block, write_course

Run = Callable[..., Result]

STUCK = """\
scenario: tale
title: A tale
start: door
values: { luck: 0 }
scenes:
  door:
    text: A door.
    choices:
      in: { say: In., then: end, if: luck > 0, add: { luck: 1 } }
  end: { ending: end, title: End, text: It ends. }
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(every_block(), tmp_path / "course_src")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, course: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["graph", *arguments])
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


def test_the_picture_is_printed(run: Run) -> None:
    result = run("tale")
    assert result.exit_code == 0
    assert result.stdout.startswith("<svg ")
    assert result.stdout.endswith("</svg>\n")
    assert result.stderr == ""


def test_text_for_mermaid(run: Run) -> None:
    assert run("tale", "--format", "mermaid").stdout.startswith("flowchart TD\n")


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        (["--out", "tale.svg"], b"<svg"),
        (["--out", "drawn/tale.mmd"], b"flowchart"),
        (["--out", "tale.mermaid"], b"flowchart"),
        (["--out", "tale.txt", "--format", "mermaid"], b"flowchart"),
    ],
)
def test_a_file_is_written_by_its_ending(
    options: list[str], starts: bytes, run: Run, tmp_path: Path
) -> None:
    result = run("tale", *options)
    assert result.exit_code == 0
    assert result.stdout == f"{options[1]}  3 scenes and endings\n"
    assert (tmp_path / options[1]).read_bytes().startswith(starts)


def test_another_course_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "course_src").rename(tmp_path / "kurs")
    assert run("tale", "kurs").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tail"], "There is no scenario 'tail'. Scenarios are: tale."),
        (["tale", "--format", "png"], "There is no format 'png'. Formats are: svg, mermaid."),
        (["tale", "nowhere"], "There is no folder 'nowhere'"),
        ([], "SCENARIO"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], words: str, run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_what_is_wrong_with_its_runs_is_marked_and_told(run: Run, course: Path) -> None:
    write_course({"scenarios/tale.yaml": STUCK}, course)
    result = run("tale")
    assert result.exit_code == 0
    assert "a run can get stuck here" in result.stdout
    assert "course_src/scenarios/tale.yaml:8:5: error BC626" in result.stderr


def test_a_scenario_with_faults_of_shape_is_not_drawn(run: Run, course: Path) -> None:
    write_course({"scenarios/tale.yaml": STUCK.replace("then:", "than:")}, course)
    result = run("tale", "--out", "tale.svg")
    assert result.exit_code == 1
    assert "error BC201" in result.stderr
    assert "Nothing was drawn" in result.stderr
    assert not Path("tale.svg").exists()


def test_faults_elsewhere_do_not_matter(run: Run, course: Path) -> None:
    write_course({"modules/shows.yaml": "module: ["}, course)
    result = run("tale")
    assert result.exit_code == 0
    assert result.stderr == ""
