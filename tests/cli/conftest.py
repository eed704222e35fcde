"""The command line, run in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main

Running = Callable[..., Result]


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    """Runs `build-course` with these arguments; `says` is what a person types, if there is one."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, says: str | None = None) -> Result:
        if says is not None:
            monkeypatch.setattr("builder.commands.new.at_a_terminal", lambda: True)
        result = CliRunner().invoke(main, list(arguments), input=says)
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run
