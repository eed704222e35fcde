"""`build-course budget`: the table of what takes the space, any time, and without a trace."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from builder.cli import main
from builder.spending import full_table
from tests.helpers import every_block, mini, module_file, page, prepared, write_course

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


def reflect(name: str, length: int) -> dict[str, Any]:
    return {"reflect": name, "prompts": {"a": "A?", "b": "B?"}, "length": length}


@pytest.fixture
def over(tmp_path: Path) -> Path:
    """A course whose third block is too much."""
    files = mini()
    blocks = [reflect(f"r{at}", 1_000) for at in range(4)]
    files["modules/one.yaml"] = module_file("one", page("p", *blocks))
    return write_course(files, tmp_path / "course_src")


def test_the_table_of_a_small_course(run: Run, tmp_path: Path):
    files = mini()
    files["modules/one.yaml"] = module_file("one", page("p", reflect("think", 300)))
    write_course(files, tmp_path / "course_src")
    result = run("budget")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines() if line.strip()]
    assert lines[0] == ["where", "what", "characters", "share"]
    assert ["one", "One", "606", "95%"] in lines
    assert ["p.think", "reflect:", "2", "texts", "of", "300", "606", "95%"] in lines
    assert lines[-3:] == [["together", "635", "100%"], ["room", "4,096"], ["left", "3,461"]]


def test_nothing_is_written(run: Run, tmp_path: Path):
    source = write_course(mini(), tmp_path / "course_src")
    before = sorted(tmp_path.rglob("*"))
    assert run("budget", str(source)).exit_code == 0
    assert run("budget", "--json").exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_it_fits_a_narrow_terminal(run: Run, tmp_path: Path):
    files = every_block()
    name = "a-very-long-name-of-a-module-with-many-parts"
    files[f"modules/{name}.yaml"] = module_file(
        name, page("p" * 48, reflect("r" * 48, 1_000)), title="A title of its own, quite long"
    )
    files["course.yaml"] = str(files["course.yaml"]).replace('["shows"', f'["{name}", "shows"')
    write_course(files, tmp_path / "course_src")
    result = run("budget")
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    shown = "".join(line[:35].strip() for line in result.stdout.splitlines())
    assert f"{'p' * 48}.{'r' * 48}" in shown


@pytest.mark.parametrize("width", [20, 40, 60, 63, 64, 70])
def test_the_table_is_as_narrow_as_the_terminal(width: int):
    done = prepared(every_block())
    stream = io.StringIO()
    console = Console(file=stream, width=max(width, 40))
    console.print(full_table(done.plan, done.budget, 4096, width))
    said = stream.getvalue()
    assert max(map(len, said.splitlines())) <= max(width, 40)
    for words in ("where", "characters", "share", "asks", "together", "4,096"):
        assert words in said
    assert ("what" in said) is (width >= 64)


def test_too_much_is_shown_and_is_a_failure(run: Run, over: Path):
    result = run("budget")
    assert result.exit_code == 1
    assert "error BC702" in result.stderr
    assert result.stdout.splitlines()[-1].split() == ["too", "much", "3,957"]
    assert run("budget", "--target", "web").exit_code == 0


def test_a_build_without_room_shows_what_takes_most(run: Run, over: Path):
    result = run()
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert said[0].startswith("course_src/modules/one.yaml:3:")
    assert "error BC702: With this block" in said[0]
    assert any(line.split()[:2] == ["one.p.r0", "reflect:"] for line in said)
    assert said[-1] == "Nothing was built; packages from before stay as they were."


def test_many_blocks_are_summed_up(run: Run, tmp_path: Path):
    files = mini()
    blocks = [reflect(f"r{at}", 150 + at) for at in range(20)]
    files["modules/one.yaml"] = module_file("one", page("p", *blocks))
    write_course(files, tmp_path / "course_src")
    said = [line.split() for line in run().stderr.splitlines()]
    sizes = [int(line[-2].replace(",", "")) for line in said if line[:1] == ["one.p.r19"]]
    assert sizes == [2 * (169 + 3)]
    assert [line[:4] for line in said if line[:2] == ["the", "rest"]] == [
        ["the", "rest", "12", "more"]
    ]


def test_json(run: Run, over: Path):
    result = run("budget", "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, said["ok"]) == (1, "", False)
    state = said["state"]
    assert (state["characters"], state["room"], state["fits"]) == (8_053, 4_096, False)
    (module,) = state["modules"]
    assert [block["id"] for block in module["blocks"]] == [f"one.p.r{at}" for at in range(4)]
    parts = state["frame"] + state["pages"] + state["earlier_releases"] + module["characters"]
    assert parts == state["characters"]


def test_a_course_with_errors_has_findings_and_no_table(run: Run, tmp_path: Path):
    write_course({**mini(), "modules/one.yaml": "module: one\n"}, tmp_path / "course_src")
    result = run("budget")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "BC202" in result.stderr
    assert json.loads(run("budget", "--json").stdout)["state"] is None


@pytest.mark.parametrize("arguments", [["nowhere"], ["--target", "paper"]])
def test_what_is_not_there(arguments: list[str], run: Run, tmp_path: Path):
    write_course(mini(), tmp_path / "course_src")
    assert run("budget", *arguments).exit_code == 2
