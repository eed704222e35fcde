"""The player's own functions, run by Node for tests of the build."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.helpers import ROOT
from tools.setup_node import search_path

BUNDLER = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
HARNESS = Path(__file__).with_name("player.mjs")
NO_PAGE = "globalThis.HTMLElement = class {};"
"""The logic of a block comes with its element, of which Node knows none."""


class Player:
    """One Node process; a question is a line of JSON, and so is its answer."""

    def __init__(self, folder: Path) -> None:
        node = shutil.which("node", path=search_path())
        assert node, "Node is needed: `make unit` sets it up"
        assert BUNDLER.is_file(), "the player's tools are needed: `make unit` sets them up"
        script = folder / "player.mjs"
        environment = {**os.environ, "PATH": search_path()}
        subprocess.run(
            [BUNDLER, HARNESS, "--bundle", "--platform=node", "--format=esm",
             "--log-level=warning", f"--banner:js={NO_PAGE}", f"--outfile={script}"],
            check=True, timeout=60, env=environment,
        )  # fmt: skip
        self._process = subprocess.Popen(
            [node, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, ask: str, **facts: Any) -> Any:
        """The player's answer to a question of tests/player/parity.ts."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"ask": ask, **facts}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the player died"
        return json.loads(line)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=20)
