"""Each kind of LMS times each fault: what does the LMS hold after the learner's next visit?

And what did the learner see meanwhile?

`results.json` is what came out; docs/faults.md is made of it (`python -m tools.faults`). Whatever
stands there, nothing may be missing that the learner was told is saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from builder.plan.model import Plan
from tests.conftest import Watch
from tests.e2e.faults.cells import FAULTS, Fault
from tests.e2e.faults.outcome import compare, told_of
from tests.e2e.faults.visit import ALL, LEARNER, PICKED, Visit, held, rows
from tests.lms.browser import Phone, all_answered, phone
from tests.lms.modes import MODES
from tests.lms.server import StrictLms
from tests.lms.store import Mode

RESULTS = Path(__file__).parent / "results.json"

NOT_KEPT = {"no-api", "foreign", "no-storage-end"}
"""Where nobody could keep the work: the learner is told so, and nothing is promised."""


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("mode", MODES)
def test_nothing_that_was_called_saved_is_missing(
    lms: StrictLms, plan: Plan, context: BrowserContext, watch: Watch, mode: Mode, name: str
) -> None:
    watch.allow("")  # what a fault makes the LMS's own page report is not ours
    fault = FAULTS[name]
    with _device(context, fault) as device:
        visit = Visit(lms=lms, context=device.context, mode=mode, phone=device.phone)
        _first(visit, fault)
        promised, seen = dict(visit.seen.promised), list(visit.seen.lines)
        between = held(lms, plan)
        complete = _second(visit)
    after = held(lms, plan)
    assert promised.items() <= after.items(), "the learner was told that this is saved"
    assert after["three"] == "yes"
    if name not in NOT_KEPT:
        assert complete
        assert ALL.items() <= after.items()
        assert lms.attempt(LEARNER).elements["cmi.core.lesson_status"] == "completed"
        assert float(lms.attempt(LEARNER).elements["cmi.core.score.raw"]) == 100
        answer = "a" if mode == "letter" else PICKED
        assert rows(lms) == [f"{row}: {answer}" for row in ("one", "two", "three")]
    compare(RESULTS, name, mode, {
        "seen": seen,
        "between": "it depends" if fault.racing or _posts_later(mode, name) else told_of(between),
        "after": told_of(after),
    })  # fmt: skip


@dataclass(frozen=True)
class Device:
    """What the learner holds: the browser of all tests, or a phone."""

    context: BrowserContext
    phone: Phone | None = None


@contextmanager
def _device(context: BrowserContext, fault: Fault) -> Iterator[Device]:
    if not fault.phone:
        yield Device(context)
        return
    assert context.browser is not None
    with phone(context.browser) as found:
        yield Device(found.context, found)


def _first(visit: Visit, fault: Fault) -> None:
    """Up to the fault, and through it."""
    fault.prepare(visit)
    visit.open()
    visit.answer("one")
    visit.settle()
    fault.happens(visit)


def _second(visit: Visit) -> bool:
    """All is well again: whether the learner finds everything; then the rest of the course."""
    visit.open()
    complete = visit.shows_all()
    if not visit.has_answered("one"):
        visit.answer("one")
    if not visit.frame.get_by_role("heading", name="Second", level=3).is_visible():
        visit.turn_to("Second")
    visit.turn_to("Third")
    visit.answer("three")
    visit.saved()
    all_answered(visit.page)
    visit.close()
    return complete


def _posts_later(mode: Mode, name: str) -> bool:
    """The XBlock posts when it comes to it, one value after the other."""
    return mode == "openedx" and name != "none"
