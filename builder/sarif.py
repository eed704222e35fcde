"""Findings as SARIF 2.1.0, the form in which code hosts and editors take what checkers find."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from builder.diagnostics import WHOLE_FILE, Report, Rule, Severity
from builder.files import Tree
from builder.findings import file_path
from builder.located import Located, located
from builder.silences import Silenced
from builder.stories import story_of
from builder.wording import visible

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def as_sarif(
    report: Report,
    silenced: Sequence[Silenced],
    tree: Tree,
    source: Path,
    rules: Mapping[str, Rule],
    version: str,
) -> str:
    """The findings as one SARIF log; what the author allowed is in it as suppressed."""
    reasons = {id(one.found): one.reason for one in silenced}
    everything = Report([*report, *(one.found for one in silenced)])
    placed = located(everything, tree)
    used = [rules[code] for code in sorted({one.found.code for one in placed})]
    numbers = {rule.code: number for number, rule in enumerate(used)}
    results = [
        _result(one, numbers[one.found.code], source, reasons.get(id(one.found))) for one in placed
    ]
    driver = {"name": "build-course", "version": version, "rules": [_rule(rule) for rule in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, Any]:
    story = story_of(rule.code)
    about: dict[str, Any] = {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
    if story is not None:
        about["help"] = {"text": story.why, "markdown": story.why}
    return about


def _result(one: Located, number: int, source: Path, reason: str | None) -> dict[str, Any]:
    found = one.found
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": number,
        "level": LEVELS[found.severity],
        "message": {"text": f"{visible(found.message)} {visible(found.hint)}"},
        "locations": [{"physicalLocation": _location(one, source)}],
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(reason)}]
    return result


def _location(one: Located, source: Path) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(file_path(one, source))}}
    if one.span != WHOLE_FILE:
        location["region"] = {
            "startLine": one.span.line,
            "startColumn": one.span.column,
            "endLine": one.span.end_line,
            "endColumn": one.span.end_column,
        }
    return location


def _uri(path: Path) -> str:
    """A path as an address; one from here on stays so, which is what code hosts ask for."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
