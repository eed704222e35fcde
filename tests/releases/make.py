"""Gives each release of the course in this folder what a real release has: its lock and its plan.

    python -m tests.releases.make           for releases that have none yet

`N/course_src` is written by hand; the tool makes `tracking.lock` from it and from the lock of the
release before, and `N/plan.json` is what the player then ran on. `N/states` come from the player:

    node tests/releases/record.mjs

Nothing that is there is ever written again: learners' records do not change either.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from builder.files import read_folder
from builder.plan.lock import LOCK_FILE
from builder.preparing import prepare
from tests.helpers import pretty

HERE = Path(__file__).resolve().parent
RELEASES = sorted(int(path.name) for path in HERE.iterdir() if path.name.isdigit())


def source_of(number: int) -> Path:
    """The course as it stood at a release."""
    return HERE / str(number) / "course_src"


def make(number: int) -> None:
    """Lock and plan of a release, as far as they are missing."""
    source = source_of(number)
    lock, plan = source / LOCK_FILE, HERE / str(number) / "plan.json"
    before = source_of(number - 1) / LOCK_FILE
    if not lock.exists():
        if before.exists():
            shutil.copyfile(before, lock)
        _write(lock, _prepared(source)[0])
    if not plan.exists():
        _write(plan, _prepared(source)[1])


def _prepared(source: Path) -> tuple[str, str]:
    prepared, report = prepare(read_folder(source))
    assert prepared is not None, list(report)
    return prepared.lock_text, pretty(json.loads(prepared.plan.to_json())) + "\n"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for release in RELEASES:
        make(release)
