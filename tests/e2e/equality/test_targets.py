"""One learner, five targets: all hold the same in the end, but for what standards force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.e2e.equality.conftest import Packages, Taken
from tests.e2e.equality.forced import compare, forced
from tests.e2e.equality.form import Target

Take = Callable[[Target], Taken]
TARGETS: tuple[Target, ...] = ("scorm12", "scorm2004", "cmi5", "xapi", "web")


@pytest.mark.parametrize("target", TARGETS[1:])
def test_holds_what_scorm_12_holds(target: Target, taken: Take, packages: Packages) -> None:
    assert compare(packages.plan, taken("scorm12").record, taken(target).record) == []


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_was_refused_or_against_the_rules(target: Target, taken: Take) -> None:
    assert taken(target).faults == []


def test_there_was_something_to_compare(taken: Take, packages: Packages) -> None:
    """Else it would prove little."""
    record = taken("scorm12").record
    assert len(record.answers) > 60
    assert len(record.objectives) > 5
    assert {answer.result for answer in record.answers.values()} == {"right", "wrong", "neutral"}
    assert (record.status, record.score is not None) == ("completed", True)
    assert record.kept is not None
    assert len(record.kept.pages) == len(packages.plan.pages)
    assert forced(packages.plan, record, taken("scorm2004").record)


@pytest.mark.parametrize("target", ["xapi", "cmi5"])
def test_what_counts_once_is_told_once(target: Target, taken: Take) -> None:
    verbs = Counter(line.split()[0] for line in taken(target).said if line.split()[1] == "course")
    assert {verb: verbs[verb] for verb in ("initialized", "completed", "passed", "terminated")} == {
        "initialized": 1, "completed": 1, "passed": 1, "terminated": 1,
    }  # fmt: skip
