"""The files themselves: how their text is stored."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.subject import Subject
from builder.diagnostics import WHOLE_FILE, Diagnostic, Place, Rule, Severity
from builder.files import read_all
from builder.model.read import source_files
from builder.source.text import MAX_BYTES

BYTE_ORDER_MARK = Rule("BC114", "A byte order mark", Severity.HINT)
WINDOWS_LINE_ENDS = Rule("BC115", "Windows line ends", Severity.HINT)

MARK = b"\xef\xbb\xbf"
FIX = "build-course check --fix does it for you."


def byte_order_marks(subject: Subject) -> Iterator[Diagnostic]:
    """A file begins with its first word, not with a sign that nobody sees."""
    for name, data in _sources(subject):
        if data.startswith(MARK):
            yield BYTE_ORDER_MARK.at(
                Place(name, span=WHOLE_FILE),
                "This file begins with a byte order mark, which shows up in diffs and merges.",
                f"Save it as UTF-8 without a mark; {FIX}",
            )


def windows_line_ends(subject: Subject) -> Iterator[Diagnostic]:
    """Lines end in one way on all computers, so that a change of one line is a change of one."""
    for name, data in _sources(subject):
        if b"\r\n" in data:
            yield WINDOWS_LINE_ENDS.at(
                Place(name, span=WHOLE_FILE),
                "This file has Windows line ends, so that it differs in every line from one"
                " without.",
                f"Save it with line ends LF; {FIX}",
            )


def _sources(subject: Subject) -> Iterator[tuple[str, bytes]]:
    for name in source_files(subject.tree):
        if subject.tree[name].size <= MAX_BYTES:
            yield name, read_all(subject.tree[name])
