"""What a person or a program sees of a build: progress, findings, the summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console as Rich

from builder import __version__
from builder.build import Built, Outcome
from builder.findings import report_as_json, report_as_text
from builder.render.media import human_size


class Console:
    """Prints a build's progress and result: for people, or as JSON for programs."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._out = Rich(highlight=False, soft_wrap=True)
        self._err = Rich(stderr=True, highlight=False, soft_wrap=True)

    @contextmanager
    def working(self) -> Iterator[Callable[[str], None]]:
        """A line that says what is being done; only on a terminal, and gone at the end."""
        if self._as_json or not self._err.is_terminal:
            yield lambda doing: None
            return
        with self._err.status("Starting") as status:
            yield lambda doing: status.update(doing)

    def show(self, outcome: Outcome, source: Path) -> None:
        """The findings, and what was built."""
        if self._as_json:
            self._out.print_json(json.dumps(_as_json(outcome, source)))
            return
        if outcome.report.diagnostics:
            report_as_text(outcome.report, outcome.tree, source, self._err)
        if outcome.report.failed:
            self._err.print("Nothing was built; packages from before stay as they were.")
        for built in outcome.built:
            self._summary(outcome, built)

    def _summary(self, outcome: Outcome, built: Built) -> None:
        course, plan = outcome.course, outcome.plan
        if course is None or plan is None:
            return
        self._out.print(
            f"[bold]{built.path}[/bold]  {human_size(built.size)}, {built.files} files", markup=True
        )
        self._out.print(
            f"  course    {course.title} {course.version}: {len(plan.modules)} modules, "
            f"{len(plan.pages)} pages, {len(plan.items)} activities",
            markup=False,
        )
        for title, lines in (("reports", built.advice.reports), ("set up", built.advice.settings)):
            for number, line in enumerate(lines):
                self._out.print(f"  {title if number == 0 else '':<9} {line}", markup=False)


def _as_json(outcome: Outcome, source: Path) -> dict[str, Any]:
    return {
        "tool": {"name": "build-course", "version": __version__},
        "ok": not outcome.report.failed,
        "findings": report_as_json(outcome.report, outcome.tree, source),
        "packages": [
            {
                "target": built.target,
                "path": str(built.path),
                "bytes": built.size,
                "files": built.files,
                "reports": list(built.advice.reports),
                "set_up": list(built.advice.settings),
            }
            for built in outcome.built
        ],
    }
