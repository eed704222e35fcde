"""`build-course check`: all that can be said about a course, without building it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Diagnostic, Report, Severity
from builder.files import Tree
from builder.model.read import source_files
from builder.plan.renamed import changed_ids
from builder.plan.room import little_room
from builder.preparing import Prepared, lock_in, surveyed
from builder.record import record
from builder.rules import RULES
from builder.silences import Silenced, heard
from builder.targets import TARGETS


@record
class Checked:
    """What a check came to: the findings, and those that the author allowed with a reason."""

    report: Report
    tree: Tree
    silenced: tuple[Silenced, ...] = ()

    def fails(self, *, strict: bool) -> bool:
        """Whether there is an error, or with `strict` a warning."""
        grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(found.severity in grave for found in self.report)


def check(tree: Tree, targets: Sequence[str], *, hints: bool = True) -> Checked:
    """Every rule over the course in these files, for these targets; hints only if they are wanted.

    Whether a comment allows something that is there can be said only with the hints, so they are
    looked for all the same.
    """
    prepared, outcome = surveyed(tree, targets, advice=True, languages=())
    report = outcome.report
    if prepared is not None:
        report.add(_of_tracking(prepared, tree, targets))
    result = heard(report, tree, source_files(tree), RULES)
    kept = (*result.report, *result.faults)
    shown = [found for found in kept if hints or found.severity is not Severity.HINT]
    return Checked(Report(shown), tree, result.silenced)


def _of_tracking(prepared: Prepared, tree: Tree, targets: Sequence[str]) -> Iterator[Diagnostic]:
    """What a plan and the last lock say beyond what a build asks of them."""
    yield from changed_ids(prepared.course, prepared.plan, lock_in(tree, Report()))
    for name in targets:
        yield from little_room(prepared.course, prepared.budget, name, TARGETS[name].room)
