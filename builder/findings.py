"""Findings for people and for programs: each at its file, line and column, in the order of files.

Hints come last, because they can wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from builder.diagnostics import Report, Severity, Span
from builder.files import Tree
from builder.located import Located, located
from builder.wording import counted, visible, visible_sign

DEFAULT_WIDTH = 100
MOST_SHOWN = 500
"""More than that nobody reads, and one fault often brings many; the data has them all."""
COLOURS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.HINT: "bold cyan",
}


def report_as_json(report: Report, tree: Tree, source: Path | None = None) -> list[dict[str, Any]]:
    """The findings as plain data; the keys of each are stable, and new ones may be added.

    Lines and columns count from 1, the end column is exclusive. File names begin with `source`.
    """
    return [
        {
            "code": one.found.code,
            "severity": str(one.found.severity),
            "file": file_name(one, source),
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
    all_found = sorted(located(report, tree), key=lambda one: one.found.severity is Severity.HINT)
    for one in all_found[:MOST_SHOWN]:
        yield _one_text(one, source, width)
        yield Text()
    if len(all_found) > MOST_SHOWN:
        yield Text(f"The first {MOST_SHOWN} findings are shown; mend these, then build again.")
    yield Text(summary(report))


def summary(report: Report) -> str:
    """How many errors, warnings and hints there are."""
    numbers = Counter(found.severity for found in report)
    counts = [counted(numbers[one], one.value) for one in Severity if numbers[one]]
    return ", ".join(counts) or counted(0, "error")


def _one_text(one: Located, source: Path | None, width: int) -> Text:
    found, colour = one.found, COLOURS[one.found.severity]
    text = Text()
    text.append(f"{file_name(one, source)}:{one.span.line}:{one.span.column}: ", "bold")
    text.append(f"{found.severity} {found.code}", colour)
    text.append(f": {visible(found.message)}")
    gutter = len(str(one.span.line)) + 1
    if one.line.strip():
        shown, caret = excerpt(one.line, one.span, width - gutter - 4)
        text.append(f"\n {one.span.line} | ", "blue").append(shown)
        text.append(f"\n {' ' * gutter}| ", "blue").append(caret, colour)
    text.append(f"\n {' ' * gutter}= help: ", "blue").append(visible(found.hint))
    return text


def file_path(one: Located, source: Path) -> Path:
    """The file of a finding, from where the course was named on."""
    return source / one.found.place.file


def file_name(one: Located, source: Path | None) -> str:
    """The same for people to read."""
    name = one.found.place.file
    return visible(file_path(one, source).as_posix() if source else name)


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
