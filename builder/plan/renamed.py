"""Ids that changed against the lock: what learners did under the old one would be lost.

The lock keeps what has gone, and a new id near to one that has gone is more often the same thing
under another name than a new thing. It is said before the next build writes the new id down.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.base import UsedBlock
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.model.course import Course
from builder.model.words import nearest
from builder.plan.lock import Lock
from builder.plan.model import Plan, PlannedItem

CHANGED_ID = Rule("BC704", "An id that changed against the lock", Severity.WARNING)

LIKENESS = 0.75
"""How near two ids must be, from 0 to 1."""


def changed_ids(course: Course, plan: Plan, before: Lock) -> Iterator[Diagnostic]:
    """New pages, blocks and choices that are probably old ones under another name.

    `before` is the lock as the last build left it. What stands in something that was renamed is not
    named itself.
    """
    renamed = dict(_pages(plan, before))
    yield from _of_pages(course, renamed)
    blocks = _blocks(plan, before, renamed)
    items = {item.id: item for item in plan.items}
    for placed in course.walk():
        block = placed.block
        if not isinstance(block, UsedBlock):
            continue
        if placed.id in blocks:
            yield _changed(placed.place.down(block.kind), "block", blocks[placed.id], placed.id)
        elif placed.id in items:
            place = placed.place.down(block.kind)
            for old, new in _options(items[placed.id], before):
                yield _changed(place, "part", old, new)


def _of_pages(course: Course, renamed: dict[str, str]) -> Iterator[Diagnostic]:
    for place, name, _ in course.pages():
        if name in renamed:
            yield _changed(place.down("page"), "page", renamed[name], name)


def _changed(place: Place, what: str, old: str, new: str) -> Diagnostic:
    return CHANGED_ID.at(
        place,
        f"The {what} '{new}' is new, and '{old}' has gone: what learners did there would be lost.",
        f"If it is the same, write the old id again, {old.rpartition('.')[2]}; if not, build, and"
        " the new one is kept from then on.",
    )


def _pages(plan: Plan, before: Lock) -> Iterator[tuple[str, str]]:
    """New pages, each with the page that it probably was."""
    now = {page.id for page in plan.pages}
    gone = [name for name in before.pages.taken if name not in now]
    for page in plan.pages:
        if page.id not in before.pages.taken:
            old = _one_like(page.id, gone)
            if old is not None:
                gone.remove(old)
                yield page.id, old


def _one_like(name: str, gone: list[str]) -> str | None:
    """What has gone and is near in its own place, or has the same name in another place."""
    parent, _, own = name.rpartition(".")
    there = {one.rpartition(".")[2]: one for one in gone if one.rpartition(".")[0] == parent}
    near = nearest(own, there, LIKENESS)
    if near is not None:
        return there[near]
    same = [one for one in gone if one.rpartition(".")[2] == own]
    return same[0] if len(same) == 1 else None


def _blocks(plan: Plan, before: Lock, pages: dict[str, str]) -> dict[str, str]:
    """New blocks, each with the block that it probably was; none that moved with its page."""
    known = dict.fromkeys(name.partition("/")[0] for name in before.fields.taken)
    now = {item.id for item in plan.items}
    gone = [name for name in known if name not in now]
    found: dict[str, str] = {}
    for item in plan.items:
        if item.id in known or not item.fields:
            continue
        with_page = f"{pages.get(item.page, item.page)}{item.id.removeprefix(item.page)}"
        old = with_page if with_page in gone else _one_like(item.id, gone)
        if old is not None:
            gone.remove(old)
            if old != with_page:
                found[item.id] = old
    return found


def _options(item: PlannedItem, before: Lock) -> Iterator[tuple[str, str]]:
    """What has gone of an item, and the new part that it probably became."""
    numbers = before.options.get(item.id)
    if numbers is None:
        return
    gone = [name for name in numbers.taken if name not in item.options]
    for name in item.options:
        near = None if name in numbers.taken else nearest(name, gone, LIKENESS)
        if near is not None:
            gone.remove(near)
            yield near, name
