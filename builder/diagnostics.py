"""Findings about a course as values: a stable code, a place, what is wrong and what to do.

Nothing here prints or reads; `builder.findings` turns a `Report` into text or JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from builder.record import record

Path = tuple[str | int, ...]
"""Where a value stands inside a YAML file: keys and list positions from the root."""


class Severity(StrEnum):
    """How bad a finding is. Only errors stop a build; hints are for `check` alone."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@record
class Span:
    """A stretch of a text file. Lines and columns count from 1; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


WHOLE_FILE = Span(1, 1, 1, 1)
"""The span of a finding that concerns a file and no line in it."""


@record
class Place:
    """Where in the course something stands: a file (relative to the course) and a path in it.

    `span` is given when the reader knows it at once (a syntax error); otherwise it is found by
    reading the file again, which only happens when there is something to report. `part` are words
    in a long text that are meant; the span is theirs if they are found there.
    """

    file: str
    path: Path = ()
    on_key: bool = False
    span: Span | None = None
    part: str = ""

    def down(self, *steps: str | int) -> Place:
        """The place of a part of what stands here."""
        return Place(self.file, (*self.path, *steps))

    def key(self, *steps: str | int) -> Place:
        """The key (not the value) at the end of `steps`."""
        return Place(self.file, (*self.path, *steps), on_key=True)


@record
class Diagnostic:
    """One finding: what is wrong, where, and what to do about it.

    `instead` is the one word that surely belongs at the place, where there is such a word.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str
    instead: str | None = None


@record
class Rule:
    """The stable code of a kind of finding, declared beside the function that finds it."""

    code: str
    title: str
    severity: Severity = Severity.ERROR

    def at(self, place: Place, message: str, hint: str, instead: str | None = None) -> Diagnostic:
        """A finding of this kind."""
        return Diagnostic(self.code, self.severity, place, message, hint, instead)


@dataclass
class Report:
    """All findings of one run, in the order of files and lines once they are located."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, found: Diagnostic | Iterable[Diagnostic]) -> None:
        """Take in one finding or several."""
        if isinstance(found, Diagnostic):
            self.diagnostics.append(found)
        else:
            self.diagnostics.extend(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)
