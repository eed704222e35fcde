"""`build-course preview` as it is called: what it prints, and how it ends."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.helpers import ROOT, mini, write_course


@contextmanager
def command(source: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", "preview", str(source), "--port", "0", *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="signals are another thing elsewhere")
def test_it_says_where_it_is_and_what_each_build_came_to_and_ends_quietly(tmp_path: Path):
    source = write_course(mini(), tmp_path / "course_src")
    with command(source) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        assert "built in" in process.stdout.readline()
        # Whatever is written before the watcher is up is seen with the next change.
        line = ""
        while "errors in" not in line:
            (source / "course.yaml").write_text("course: mini\n")
            line = process.stdout.readline() if _readable(process.stdout) else ""
        assert f"{source}/course.yaml:" in line
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(10) == 0
        assert "Traceback" not in rest
        assert "Error" not in rest


def _readable(output: IO[str]) -> bool:
    return bool(select.select([output], [], [], 1)[0])


def test_a_port_that_is_taken_is_said(tmp_path: Path):
    source = write_course(mini(), tmp_path / "course_src")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["preview", str(source), "--port", str(port)])
    assert result.exit_code == 1
    assert f"Port {port} is taken" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere"], "build-course preview COURSE_DIR"), ([".", "--target", "cmi6"], "cmi6"),
     ([".", "--port", "70000"], "65535")],
)  # fmt: skip
def test_wrong_usage_ends_with_2(arguments: list[str], words: str):
    result = CliRunner().invoke(main, ["preview", *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
