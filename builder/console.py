"""What a person or a program sees of a build: progress, findings, the summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.build import Built, Outcome
from builder.diagnostics import Report
from builder.files import Tree
from builder.plan.model import Plan
from builder.render.media import human_size
from builder.wording import counted

# `rich` and `builder.findings` are imported where they are needed: a build that goes well and is
# watched by nobody starts faster without them.


class Console:
    """Prints a build's progress and result: for people, or as JSON for programs."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # better a "?" than no message at all
                stream.reconfigure(errors="replace")

    @contextmanager
    def working(self) -> Iterator[Callable[[str], None]]:
        """A line that says what is being done; only on a terminal, and gone at the end."""
        if self._as_json or not sys.stderr.isatty():
            yield lambda doing: None
            return
        from rich.console import Console as Rich

        with Rich(stderr=True).status("Starting") as status:
            yield lambda doing: status.update(doing)

    def show(self, outcome: Outcome, source: Path) -> None:
        """The findings, and what was built."""
        if self._as_json:
            click.echo(json.dumps(_as_json(outcome, source), indent=2))
            return
        if outcome.report.diagnostics:
            self.findings(outcome.report, outcome.tree, source)
        if outcome.report.failed:
            click.echo("Nothing was built; packages from before stay as they were.", err=True)
        if outcome.plan is not None:
            for built in outcome.built:
                self._summary(outcome.plan, built)

    def findings(self, report: Report, tree: Tree, source: Path) -> None:
        """All that was found in the course, for people."""
        from rich.console import Console as Rich

        from builder.findings import report_as_text

        console = Rich(stderr=True, highlight=False, soft_wrap=True)
        report_as_text(report, tree, source, console)

    def _summary(self, plan: Plan, built: Built) -> None:
        path = click.style(str(built.path), bold=True)
        click.echo(f"{path}  {human_size(built.size)}, {counted(built.files, 'file')}")
        parts = (
            counted(len(plan.modules), "module"),
            counted(len(plan.pages), "page"),
            counted(len(plan.items), "activity", "activities"),
        )
        click.echo(f"  course    {plan.course.title} {plan.course.version}: {', '.join(parts)}")
        for title, lines in (("reports", built.advice.reports), ("set up", built.advice.settings)):
            for number, line in enumerate(lines):
                click.echo(f"  {title if number == 0 else '':<9} {line}")


def _as_json(outcome: Outcome, source: Path) -> dict[str, Any]:
    from builder.findings import report_as_json

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
