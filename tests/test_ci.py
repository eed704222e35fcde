"""The pipelines and hooks of the documentation: they are well-formed, and name what there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from pre_commit.clientlib import load_manifest

from builder.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs" / "ci.md"

TO_COME = {"check"} - set(COMMANDS)
"""A command that another branch brings."""


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> Iterator[str]:
    """Every line that calls the tool."""
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.search(r"(?:^|run: |- |entry: )\s*(build-course \w.*)$", line)
        if found and "git+" not in line:
            yield found[1]


CALLS = sorted({line for path in (*EXAMPLES.iterdir(), HOOKS, PAGE) for line in lines_of(path)})


def test_the_tool_is_called_in_all_of_them():
    assert {line.split()[1] for line in CALLS} >= {"check", "build", "inspect", "diff"}


@pytest.mark.parametrize("line", CALLS)
def test_commands_and_their_options_are_there(line: str):
    _, command, *arguments = shlex.split(line, comments=True)
    if command in TO_COME:
        pytest.skip(f"{command} is not here yet")
    assert command in COMMANDS
    said = CliRunner().invoke(main, [command, "--help"])
    assert said.exit_code == 0
    options = set(re.findall(r"--[a-z-]+", said.stdout))
    assert {one for one in arguments if one.startswith("--")} <= options


def test_the_workflow_for_github():
    workflow = loaded(EXAMPLES / "github.yml")
    assert set(workflow[True]) == {"push", "pull_request"}  # YAML 1.1 reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    build, release = workflow["jobs"]["build"], workflow["jobs"]["release"]
    assert release["needs"] == "build"
    assert release["permissions"] == {"contents": "write"}
    for step in (*build["steps"], *release["steps"]):
        assert ("run" in step) != ("uses" in step)
        assert "${{" not in step.get("run", "")  # what others write must not become a command
        assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1"))
    assert "dist/*.zip dist/*.html" in release["steps"][-1]["run"]


def test_the_pipeline_for_gitlab():
    pipeline = loaded(EXAMPLES / "gitlab.yml")
    jobs = {name: job for name, job in pipeline.items() if name not in ("variables", "stages")}
    assert [job["stage"] for job in jobs.values()] == pipeline["stages"]
    for job in jobs.values():
        assert re.search(r":[\w.]+$", job["image"])
        assert all(isinstance(line, str) for line in job["script"])
    assert jobs["build"]["artifacts"]["paths"] == ["dist/*.zip", "dist/*.html"]


def test_the_hook():
    (hook,) = load_manifest(str(HOOKS))
    assert hook["entry"] == "build-course check"
    assert re.search(hook["files"], "course_src/modules/one.yaml")
    assert not re.search(hook["files"], "README.md")
    assert f"id: {hook['id']}" in PAGE.read_text(encoding="utf-8")


def test_the_page_links_to_what_there_is():
    for link in re.findall(r"\]\(([\w./-]+)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / link).is_file(), link
