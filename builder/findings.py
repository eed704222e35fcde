"""Findings for people and for programs: each at its file, line and column, in the order of files.

Files are read a second time here, and only those with findings, to learn where things stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from builder.diagnostics import WHOLE_FILE, Diagnostic, Report, Severity, Span
from builder.files import Content, Tree, read_all
from builder.source.places import locate, span_of
from builder.source.text import MAX_BYTES, lines_of
from builder.wording import visible, visible_sign

DEFAULT_WIDTH = 100
MOST_SHOWN = 500
"""More than that nobody reads, and one fault often brings many; the data has them all."""
FIRST_FILE = "course.yaml"
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


@dataclass(frozen=True, slots=True)
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
    text = _text(content)
    lines = lines_of(text)
    spans = locate(text) if any(found.place.span is None for found in findings) else {}
    placed = [
        Located(found, span := span_of(found.place, spans, lines), _line(lines, span))
        for found in findings
    ]
    return sorted(placed, key=lambda one: (one.span.line, one.span.column, one.found.code))


def _text(content: Content | None) -> str:
    """The text of a file, as well as it can be read: what is wrong with it is said elsewhere."""
    if content is None or content.size > MAX_BYTES:
        return ""
    return read_all(content).decode("utf-8-sig", errors="replace")


def _line(lines: list[str], span: Span) -> str:
    if span == WHOLE_FILE or span.line > len(lines):
        return ""
    return lines[span.line - 1]


def report_as_json(report: Report, tree: Tree, source: Path | None = None) -> list[dict[str, Any]]:
    """The findings as plain data; the keys of each are stable, and new ones may be added.

    Lines and columns count from 1, the end column is exclusive. File names begin with `source`.
    """
    return [
        {
            "code": one.found.code,
            "severity": str(one.found.severity),
            "file": _name(one, source),
            "line": one.span.line,
            "column": one.span.column,
            "end_line": one.span.end_line,
            "end_column": one.span.end_column,
            "message": one.found.message,
            "help": one.found.hint,
        }
        for one in located(report, tree)
    ]


def report_as_text(report: Report, tree: Tree, source: Path | None, console: Console) -> None:
    """Print the findings and their number, in colour and as wide as the terminal if it is one."""
    width = console.width if console.is_terminal else DEFAULT_WIDTH
    for text in _texts(report, tree, source, width):
        console.print(text, soft_wrap=True, highlight=False)


def plain_text(report: Report, tree: Tree, source: Path | None = None) -> str:
    """What `report_as_text` prints where there is no terminal."""
    return "\n".join(text.plain for text in _texts(report, tree, source, DEFAULT_WIDTH)) + "\n"


def _texts(report: Report, tree: Tree, source: Path | None, width: int) -> Iterator[Text]:
    all_found = located(report, tree)
    for one in all_found[:MOST_SHOWN]:
        yield _one_text(one, source, width)
        yield Text()
    if len(all_found) > MOST_SHOWN:
        yield Text(f"The first {MOST_SHOWN} findings are shown; mend these, then build again.")
    yield Text(summary(report))


def summary(report: Report) -> str:
    """How many errors and warnings there are."""
    errors = sum(found.severity is Severity.ERROR for found in report)
    warnings = len(report.diagnostics) - errors
    counts = [_count(errors, "error")] if errors or not warnings else []
    return ", ".join([*counts, *([_count(warnings, "warning")] if warnings else [])])


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _one_text(one: Located, source: Path | None, width: int) -> Text:
    found, colour = one.found, COLOURS[one.found.severity]
    text = Text()
    text.append(f"{_name(one, source)}:{one.span.line}:{one.span.column}: ", "bold")
    text.append(f"{found.severity} {found.code}", colour)
    text.append(f": {visible(found.message)}")
    gutter = len(str(one.span.line)) + 1
    if one.line.strip():
        shown, caret = excerpt(one.line, one.span, width - gutter - 4)
        text.append(f"\n {one.span.line} | ", "blue").append(shown)
        text.append(f"\n {' ' * gutter}| ", "blue").append(caret, colour)
    text.append(f"\n {' ' * gutter}= help: ", "blue").append(visible(found.hint))
    return text


def _name(one: Located, source: Path | None) -> str:
    name = one.found.place.file
    return visible((source / name).as_posix() if source else name)


def excerpt(line: str, span: Span, width: int) -> tuple[str, str]:
    """A line of source and the carets below it, cut to `width` cells around the span.

    Tabs are widened, and every sign counts as many cells as a terminal gives it, so that the
    carets stand where they should below tabs, Chinese and emoji.
    """
    cells = list(line) if line.isprintable() else [visible_sign(sign) for sign in line]
    start = min(span.column - 1, len(cells))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(start, min(end, len(cells)))
    widths = (
        [1] * len(line) if line.isascii() and line.isprintable() else list(map(cell_len, cells))
    )
    first, last = _window(widths, start, width)
    head = "…" if first > 0 else ""
    tail = "…" if last < len(cells) else ""
    shown = head + "".join(cells[first:last]) + tail
    before = cell_len(head) + cell_len("".join(cells[first:start]))
    carets = cell_len("".join(cells[start : min(end, last)]))
    return shown, " " * before + "^" * max(1, carets)


def _window(widths: list[int], start: int, width: int) -> tuple[int, int]:
    """Which signs to show: the whole line if it fits, or else those around the start."""
    room = max(width, 20)
    if sum(widths) <= room:
        return 0, len(widths)
    first, used = start, 0
    while first > 0 and used + widths[first - 1] <= room // 3:
        first -= 1
        used += widths[first]
    last, room = first, room - 2
    while last < len(widths) and widths[last] <= room:
        room -= widths[last]
        last += 1
    while first > 0 and last == len(widths) and widths[first - 1] <= room:
        first -= 1
        room -= widths[first]
    return first, last
