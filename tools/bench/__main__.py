"""Measures builds in processes of their own and prints a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tools.bench.large import SIZES, large_course

ROOT = Path(__file__).resolve().parents[2]
MEASURE = Path(__file__).with_name("measure.py")

COPY = """
import os, shutil, sys
with open(sys.argv[2], "wb") as target:
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            with open(os.path.join(folder, name), "rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
    target.flush()
    os.fsync(target.fileno())
"""
"""What no packager can avoid: all media read once and written once."""


@dataclass(frozen=True)
class Row:
    """What something cost: the best and the middle of several runs."""

    what: str
    wall: float
    wall_median: float
    cpu: float
    cpu_median: float
    peak: int
    package: int = 0
    aim_seconds: float | None = None
    aim_peak: int | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the aims are met; None where there are none."""
        if self.aim_seconds is None:
            return None
        return self.wall <= self.aim_seconds and self.peak <= (self.aim_peak or self.peak)


def measured(what: str, command: Sequence[str], runs: int, **more: Any) -> Row:
    """Run a command several times, after one run that warms the disk."""
    results = [_once(command) for _ in range(runs + 1)][1:]
    walls = [result["wall"] for result in results]
    cpus = [result["cpu"] for result in results]
    return Row(
        what,
        min(walls),
        statistics.median(walls),
        min(cpus),
        statistics.median(cpus),
        max(result["peak"] for result in results),
        **more,
    )


def _once(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-ISs", str(MEASURE), *command],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result["code"] != 0:
        sys.exit(f"{' '.join(command)} failed:\n{result['output']}")
    return result


def build(what: str, source: Path, work: Path, runs: int, target: str, **aims: Any) -> Row:
    """Measure a build; the source is copied in no case: its lock is written beside it."""
    out = work / "out"
    command = [sys.executable, "-m", "builder", "build", str(source), "--out", str(out)]
    row = measured(what, [*command, "--target", target], runs, **aims)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    shutil.rmtree(out)
    return Row(**{**asdict(row), "package": size})


def rows(size: str, runs: int, work: Path, keep: Path) -> list[Row]:
    """All measurements."""
    sample = work / "sample"
    shutil.copytree(ROOT / "course_src", sample)
    large = large_course(keep / f"build-course-bench-{size}", SIZES[size])
    few = min(runs, 3)
    found = [
        measured("bare Python", [sys.executable, "-c", "pass"], runs),
        build("sample course, scorm12", sample, work, runs, "scorm12", aim_seconds=0.5),
        build("sample course, web", sample, work, runs, "web"),
        measured(
            f"copy of the media ({size})",
            [sys.executable, "-c", COPY, str(large / "media"), str(work / "copy")],
            few,
        ),
    ]
    (work / "copy").unlink()
    aims = {"aim_seconds": 10.0, "aim_peak": 100_000_000} if size == "full" else {}
    found += [
        build(f"large course ({size}), scorm12", large, work, few, "scorm12", **aims),
        build(f"large course ({size}), web", large, work, few, "web"),
    ]
    return found


def table(found: Sequence[Row]) -> Table:
    """The measurements for people."""
    shown = Table(title=f"{machine()}")
    for name in ("", "wall s", "median", "CPU s", "peak MB", "package MB", "aim"):
        shown.add_column(name, justify="left" if name in ("", "aim") else "right", no_wrap=True)
    for row in found:
        aim = ""
        if row.aim_seconds is not None:
            most = f", {row.aim_peak / 1e6:.0f} MB" if row.aim_peak else ""
            aim = f"{'[green]✓' if row.reached else '[red]✗'} {row.aim_seconds:g} s{most}"
        shown.add_row(
            row.what,
            f"{row.wall:.2f}",
            f"{row.wall_median:.2f}",
            f"{row.cpu:.2f}",
            f"{row.peak / 1e6:.0f}",
            f"{row.package / 1e6:.1f}" if row.package else "",
            aim,
        )
    return shown


def machine() -> str:
    """What it was measured on."""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} CPUs"


def main() -> None:
    """Measure, print, and write JSON if wanted."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="full", help="of the large course")
    parser.add_argument("--runs", type=int, default=5, help="of each build (default 5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path(tempfile.gettempdir()),
        help="where the large course is made, and found again (default: the temporary folder)",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.keep, prefix="build-course-bench.") as work:
        found = rows(options.size, options.runs, Path(work), options.keep)
    Console(width=None if sys.stdout.isatty() else 120).print(table(found))
    if options.json:
        data = {"machine": machine(), "rows": [asdict(row) for row in found]}
        options.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
