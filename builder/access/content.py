"""What a whole course holds, put together from what its files hold, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from builder.access.held import Entry, Held, held_in, in_words
from builder.cache import NO_VALUES, Values
from builder.diagnostics import Diagnostic, Place, Report
from builder.files import Tree
from builder.model.course import Course
from builder.model.read import source_files
from builder.record import record

if TYPE_CHECKING:
    from builder.silences import Silenced

Entered = tuple[str | None, Held]
"""What a file with this digest holds."""


@record
class Content:
    """A course and its files, with what a build found and its author allowed."""

    course: Course
    tree: Tree
    found: Report
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the files, as they were read."""
    known: Values = NO_VALUES
    """What earlier builds found in files."""

    @cached_property
    def _held(self) -> list[Held]:
        key = (self.course.id, self.course.language)
        before: dict[str, Entered] = self.known.get("held", key) or {}
        now = {file: self._entered(file, before.get(file)) for file in self.course.files}
        if self.digests and (
            now.keys() != before.keys() or any(now[file] is not before[file] for file in now)
        ):
            self.known.put("held", key, now)
        return [held for _, held in now.values()]

    def _entered(self, file: str, before: Entered | None) -> Entered:
        """What a file holds, with its digest; as it was `before` if that is the same."""
        digest = self.digests.get(file)
        if digest is not None and before is not None and before[0] == digest:
            return before
        return digest, held_in(self.course, file)

    def entries(self, name: str) -> list[Entry]:
        """All things of a sort that is listed, in the order of the files."""
        return [entry for held in self._held for entry in held.lists.get(name, ())]

    def count(self, name: str) -> int:
        """How many things there are of a sort that is counted."""
        return sum(held.counts.get(name, 0) for held in self._held)

    @cached_property
    def _judged(self) -> tuple[tuple[Diagnostic, ...], tuple[Silenced, ...]]:
        report = Report(list(self.found))
        for held in self._held:
            report.add(held.findings)
        if not report.diagnostics:
            return (), ()
        from builder.rules import RULES  # nothing to allow, nothing to load for it
        from builder.silences import heard

        result = heard(report, self.tree, source_files(self.tree), RULES)
        return tuple(result.report), result.silenced

    @property
    def silenced(self) -> tuple[Silenced, ...]:
        """What the author allowed, with the reasons."""
        return self._judged[1]

    @property
    def allowed(self) -> list[tuple[Silenced, str, str]]:
        """The same, each with what its rule is called and where it stands."""
        if not self.silenced:
            return []
        from builder.rules import RULES

        return [
            (one, RULES[one.found.code].title, self._where(one.found.place))
            for one in self.silenced
        ]

    def faults(self, *codes: str) -> tuple[str, ...]:
        """What was found with these codes, a sentence each; with the reason if it was allowed."""
        return tuple(self._faults(codes))

    def _faults(self, codes: tuple[str, ...]) -> Iterator[str]:
        left, silenced = self._judged
        for one in left:
            if one.code in codes:
                yield f"{self._where(one.place)}: {one.message}"
        for allowed in silenced:
            one = allowed.found
            if one.code in codes:
                because = f"Allowed by the author, because {allowed.reason}"
                yield f"{self._where(one.place)}: {one.message} {because}"

    def _where(self, place: Place) -> str:
        return in_words(self.course.files.get(place.file), place)
