"""Where findings stand: each with its span and its line of source, in the order of files.

Files are read a second time here, and only those with findings, to learn where things stand.
"""

from __future__ import annotations

from builder.diagnostics import WHOLE_FILE, Diagnostic, Report, Span
from builder.files import Content, Tree, read_all
from builder.record import record
from builder.source.places import locate, span_of
from builder.source.text import MAX_BYTES, lines_of

FIRST_FILE = "course.yaml"


@record
class Located:
    """A finding with its span, and the line of source that it begins on ("" if there is none)."""

    found: Diagnostic
    span: Span
    line: str


def located(report: Report, tree: Tree) -> list[Located]:
    """All findings with their spans, `course.yaml` first, then by file, line and column."""
    by_file: dict[str, list[Diagnostic]] = {}
    for found in report:
        by_file.setdefault(found.place.file, []).append(found)
    names = sorted(by_file, key=lambda name: (name != FIRST_FILE, name))
    return [one for name in names for one in _locate_in(tree.get(name), by_file[name])]


def _locate_in(content: Content | None, findings: list[Diagnostic]) -> list[Located]:
    whole = all(found.place.span == WHOLE_FILE for found in findings)
    text = "" if whole else text_of(content)
    lines = lines_of(text)
    spans = locate(text) if any(found.place.span is None for found in findings) else {}
    placed = [
        Located(found, span := span_of(found.place, spans, lines), _line(lines, span))
        for found in findings
    ]
    return sorted(placed, key=lambda one: (one.span.line, one.span.column, one.found.code))


def text_of(content: Content | None) -> str:
    """The text of a file, as well as it can be read: what is wrong with it is said elsewhere."""
    if content is None or content.size > MAX_BYTES:
        return ""
    return read_all(content).decode("utf-8-sig", errors="replace")


def _line(lines: list[str], span: Span) -> str:
    if span == WHOLE_FILE or span.line > len(lines):
        return ""
    return lines[span.line - 1]
