"""Measures builds and courses, prints tables, and keeps the history of releases in `docs/`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path
from typing import Any

from builder import __version__
from tools.bench import author, history
from tools.bench.courses import SIZES


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--sizes", default="S,M,L", help="of the courses (default S,M,L)")
    parser.add_argument(
        "--runs",
        type=int,
        default=5,
        help="of each command, and starts of which the tasks are told (default 5)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    parser.add_argument("--keep", action="store_true", help="keep them in docs/ for this version")
    parser.add_argument("--note", default="", help="what is to be known of these numbers")
    parser.add_argument("--no-learner", action="store_true", help="leave the browser out")
    parser.add_argument(
        "--courses",
        type=Path,
        default=Path(tempfile.gettempdir()),
        help="where the courses are made, and found again (default: the temporary folder)",
    )
    options = parser.parse_args()
    names = [name for name in SIZES if name in options.sizes.split(",")]
    data = measured(names, options.runs, options.courses, with_learner=not options.no_learner)
    data["note"] = options.note
    print(history.tables(data))
    if options.json:
        options.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    if options.keep:
        history.keep(data)


def measured(names: list[str], runs: int, courses: Path, *, with_learner: bool) -> dict[str, Any]:
    """All numbers as plain data."""
    with tempfile.TemporaryDirectory(dir=courses, prefix="build-course-bench.") as folder:
        work = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(work / "user")
        found = [author.bare(runs)]
        for name in names:
            found += author.rows(name, runs, courses, work)
        seen = []
        if with_learner:
            seen = [
                author.for_a_learner(name, runs, courses, work) for name in names if name != "L"
            ]
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} CPUs"
    return {
        "version": __version__,
        "machine": machine,
        "runs": runs,
        "author": [vars(row) | {"aim": row.aim} for row in found],
        "learner": seen,
    }


if __name__ == "__main__":
    main()
