"""What a build of a small course loads, and above all what it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT, mini, write_course

PROGRAM = """
import sys
from builder.cli import main
print(*sys.modules)
try:
    main(["build"])
except SystemExit as done:
    assert not done.code
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The modules of a process that has read its command line, and of one that has built."""
    folder: Path = tmp_path_factory.mktemp("loaded")
    write_course(mini(), folder / "course_src")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    return set(lines[0].split()), set(lines[-1].split())


def test_the_command_line_alone_needs_little(loaded: tuple[set[str], set[str]]):
    assert not {"pydantic", "jinja2", "lxml", "rich"} & loaded[0]


def test_a_good_build_that_nobody_watches_needs_no_terminal_and_no_network(
    loaded: tuple[set[str], set[str]],
):
    assert "builder.build" in loaded[1]
    assert not {"rich", "http", "asyncio", "urllib.request", "tincan"} & loaded[1]


def test_it_needs_nothing_of_the_preview(loaded: tuple[set[str], set[str]]):
    assert not {"starlette", "uvicorn", "watchfiles", "anyio", "builder.preview"} & loaded[1]


def test_a_course_in_english_needs_no_babel(loaded: tuple[set[str], set[str]]):
    assert "builder.render.words" in loaded[1]
    assert "babel" not in loaded[1]
