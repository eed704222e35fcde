"""Findings as workflow commands of GitHub Actions, which shows them in the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.diagnostics import WHOLE_FILE, Report, Rule, Severity
from builder.files import Tree
from builder.findings import file_path
from builder.located import Located, located
from builder.wording import visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def as_annotations(
    report: Report, tree: Tree, source: Path, rules: Mapping[str, Rule]
) -> Iterator[str]:
    """A line for each finding."""
    for one in located(report, tree):
        yield _line(one, source, rules[one.found.code].title)


def _line(one: Located, source: Path, title: str) -> str:
    found, span = one.found, one.span
    about = {"file": file_path(one, source).as_posix()}
    if span != WHOLE_FILE:
        about |= {"line": str(span.line), "endLine": str(span.end_line), "col": str(span.column)}
        if span.end_line == span.line:  # the column at the end is their last one, ours is behind it
            about["endColumn"] = str(max(span.column, span.end_column - 1))
    about["title"] = f"{found.code} {title}"
    words = ",".join(f"{key}={escaped_property(value)}" for key, value in about.items())
    message = escaped(f"{visible(found.message)} {visible(found.hint)}")
    return f"::{COMMANDS[found.severity]} {words}::{message}"


def escaped(text: str) -> str:
    """A message as a workflow command takes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """The value of a property, which colons and commas would end."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
