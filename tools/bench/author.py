"""What builds and checks cost the author, and the least that such work costs on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.bench.courses import FIRST_QUESTION, SIZES, course_of, with_another_line
from tools.bench.learner import measure
from tools.bench.start import starts

ROOT = Path(__file__).resolve().parents[2]
MEASURE = Path(__file__).with_name("measure.py")
SETTLED = 2.5
"""Seconds after which the tool trusts the times of files."""

COPY = """
import shutil, sys
from pathlib import Path
for file in Path(sys.argv[1]).iterdir():
    shutil.copyfile(file, Path(sys.argv[2], file.name))
"""
"""What no packager can avoid: all media read once and written once, here by the kernel."""

DEFLATE = """
import sys, zipfile, deflate
with zipfile.ZipFile(sys.argv[1]) as package:
    for name in package.namelist():
        if name.endswith((".html", ".xml", ".xsd")):
            deflate.deflate_compress(package.read(name), 6)
"""
"""All texts of the finished package."""

AIMS = {
    ("S", "cold"): 0.35, ("M", "cold"): 0.9, ("L", "cold"): 4.0,
    ("S", "one line"): 0.25, ("M", "one line"): 0.4, ("L", "one line"): 1.5,
    ("S", "no change"): 0.2, ("M", "no change"): 0.2,
}  # fmt: skip
"""CPU seconds."""
MOST_MEMORY = 100_000_000


@dataclass(frozen=True)
class Row:
    """What something cost: the least of several runs, and the most memory of any."""

    course: str
    what: str
    cpu: float
    wall: float
    peak: int
    package: int = 0

    @property
    def aim(self) -> float | None:
        """The CPU seconds that it may cost, if anyone said so."""
        return AIMS.get((self.course, self.what))


def measured(
    course: str, what: str, command: Sequence[str], runs: int, before: Callable[[int], object]
) -> Row:
    """Run a command several times, each after `before`, which is told the number of the run."""
    results = []
    for number in range(runs):
        before(number)
        results.append(_once(command))
    return Row(
        course,
        what,
        min(result["cpu"] for result in results),
        min(result["wall"] for result in results),
        max(result["peak"] for result in results),
    )


def _once(command: Sequence[str]) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed tool has its bytecode
    done = subprocess.run(
        [sys.executable, "-ISs", str(MEASURE), *command],
        capture_output=True,
        check=True,
        env=environment,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result["code"] != 0:
        sys.exit(f"{' '.join(command)} failed:\n{result['output']}")
    return result


def rows(name: str, runs: int, keep: Path, work: Path) -> Iterator[Row]:
    """All measurements of one course."""
    made = course_of(keep / f"build-course-bench-{name}", SIZES[name])
    course, out = work / name, work / f"{name}-out"
    shutil.copytree(made, course, ignore=shutil.ignore_patterns(".*"))
    tool = [sys.executable, "-m", "builder"]
    build = [*tool, "build", str(course), "--out", str(out)]

    def nothing(number: int) -> None:
        """The run begins as the last one ended."""

    def fresh(number: int) -> None:
        known = Path(os.environ["XDG_CACHE_HOME"], "build-course", "courses")
        for left_behind in (course / ".build-course", known):
            shutil.rmtree(left_behind, ignore_errors=True)
        shutil.rmtree(out, ignore_errors=True)

    _once(build)  # warms the disk, the lock, and what belongs to the tool and not to the course
    time.sleep(SETTLED)
    yield _with_package(measured(name, "cold", build, runs, fresh), out)
    yield measured(name, "one line", build, runs, lambda n: with_another_line(course, n))
    time.sleep(SETTLED)
    _once(build)
    yield measured(name, "no change", build, runs, nothing)
    yield measured(name, "check", [*tool, "check", str(course)], runs, nothing)
    copied = work / f"{name}-copied"
    copied.mkdir()
    copy = [sys.executable, "-c", COPY, str(course / "media"), str(copied)]
    yield measured(name, "floor: copy the media", copy, runs, nothing)
    shutil.rmtree(copied)
    package = next(out.glob("*.zip"))
    deflate = [sys.executable, "-c", DEFLATE, str(package)]
    yield measured(name, "floor: deflate the texts", deflate, runs, nothing)
    shutil.rmtree(out)
    shutil.rmtree(course)


def for_a_learner(name: str, runs: int, keep: Path, work: Path) -> dict[str, Any]:
    """What a learner waits for who opens the course, answers a question and walks to its end."""
    course = course_of(keep / f"build-course-bench-{name}", SIZES[name])
    out = work / f"{name}-learner"
    _once([sys.executable, "-m", "builder", "build", str(course), "--out", str(out), "--no-cache"])
    package = next(out.glob("*.zip"))
    found = measure(package, FIRST_QUESTION, walk=True)
    found["starts"] = starts(package, runs)
    shutil.rmtree(out)
    return {"course": name, **found}


def _with_package(row: Row, out: Path) -> Row:
    size = next(out.glob("*.zip")).stat().st_size
    return Row(row.course, row.what, row.cpu, row.wall, row.peak, size)


def bare(runs: int) -> Row:
    """An interpreter that does nothing."""
    command = [sys.executable, "-c", "pass"]
    return measured("", "floor: bare Python", command, runs, lambda number: None)
