"""What the author is told: findings as the terminal shows them, and a learner's state in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.diagnostics import Report
from builder.files import Tree
from builder.findings import excerpt, summary
from builder.located import located
from builder.plan.model import Plan
from builder.release.explain import explain, refusal
from builder.release.explained import state_as_json
from builder.release.readings import read_string

WIDTH = 92
"""Cells of a line of source; the page lets longer ones be scrolled."""


def findings_as_data(report: Report, tree: Tree, source: Path) -> list[dict[str, Any]]:
    """Each finding with its place, its line of source and the carets below it, and its advice."""
    root = source.resolve()
    return [
        {
            "code": one.found.code,
            "severity": str(one.found.severity),
            "file": (source / one.found.place.file).as_posix(),
            "path": (root / one.found.place.file).as_posix(),
            "line": one.span.line,
            "column": one.span.column,
            "message": one.found.message,
            "help": one.found.hint,
            "excerpt": list(excerpt(one.line, one.span, WIDTH)) if one.line.strip() else None,
        }
        for one in located(report, tree)
    ]


def line_of(report: Report, tree: Tree, source: Path) -> str:
    """How many findings there are, and the first of them, on one line."""
    if not report.diagnostics:
        return "no findings"
    first = located(report, tree)[0]
    name = (source / first.found.place.file).as_posix()
    place = f"{name}:{first.span.line}:{first.span.column}"
    return f"{summary(report)}  {place}: {first.found.code}: {first.found.message}"


def state_in_words(plan: Plan, string: str) -> dict[str, Any]:
    """What a state string says; the author's own course has no secrets from the author."""
    state, undone = read_string(string)
    if isinstance(state, str):
        says, what_to_do = refusal(state, string)
        return {"ok": False, "reason": state, "message": says, "help": what_to_do}
    return state_as_json(explain(plan, state, private=True), undone)
