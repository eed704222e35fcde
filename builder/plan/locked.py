"""`--locked`: whether a build would change the tracking lock."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule
from builder.plan.lock import LOCK_FILE, Lock
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedItem
from builder.wording import counted

LOCK_WOULD_CHANGE = Rule("BC703", "The tracking lock would change, and may not")

BUILD = f"Build once without --locked, and commit {LOCK_FILE} together with the course."
TAKE_OR_BUILD = (
    f"If learners use the course already, take {LOCK_FILE} from its last release (git checkout). "
    f"If not, build once without --locked, and commit {LOCK_FILE} together with the course."
)

MOST_NAMED = 5
"""More names than that nobody reads in one sentence."""


def lock_changes(before: Lock, after: Lock, plan: Plan) -> list[Diagnostic]:
    """A finding if something of the plan has no number in the lock, one if scales have changed.

    `after` is the lock with which the plan was made.
    """
    names = list(not_in(before, plan))
    if names and before == Lock():
        said = f"There is no tracking lock, and so no numbers for {_listed(names)}."
        return [LOCK_WOULD_CHANGE.at(Place(LOCK_FILE), said, TAKE_OR_BUILD)]
    scales = [name for name, points in after.scales.items() if before.scales.get(name) != points]
    found = []
    if names:
        found.append(_would_change(f"has no numbers for {_listed(names)}"))
    if scales:
        found.append(_would_change(f"does not have the points of {_listed(scales)} as they are"))
    return found


def _would_change(what: str) -> Diagnostic:
    return LOCK_WOULD_CHANGE.at(Place(LOCK_FILE), f"The tracking lock {what}.", BUILD)


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown} and {counted(more, 'more thing')}" if more > 0 else shown


def not_in(lock: Lock, plan: Plan) -> Iterator[str]:
    """What of the plan has no number, in words; a new block is named once, not part by part."""
    for page in plan.pages:
        if page.id not in lock.pages.taken:
            yield f"page {page.id}"
    for item in plan.items:
        yield from _new_of(lock, item)


def _new_of(lock: Lock, item: PlannedItem) -> Iterator[str]:
    fields = [name for name in item.fields if f"{item.id}/{name}" not in lock.fields.taken]
    if item.fields and len(fields) == len(item.fields):
        yield f"{item.kind} {item.id}"
        return
    known = lock.options[item.id].taken if item.id in lock.options else {}
    options = [option for option in item.options if option not in known]
    keys = [row.key for row in item.interactions]
    rows = [key for key in keys if row_name(item.id, key) not in lock.interactions.taken]
    named = [name.partition(".")[2] or name for name in fields]  # text.why is the prompt why
    for part in dict.fromkeys([*named, *options, *rows]):
        yield f"'{part}' of {item.kind} {item.id}" if part else f"{item.kind} {item.id}"
