"""Two releases of a course, thing by thing: what learners in the middle keep, and what they lose.

Only values are compared: the plan of the package that learners use, the plan that the course would
get now, and the lock that gave its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.blocks.told import Note
from builder.plan.lock import Lock
from builder.plan.model import Plan, PlannedPage
from builder.release.changes import Change, Comparison, Verdict
from builder.release.items import changed, compare_items
from builder.release.locks import NO_LOCK, compare_lock
from builder.release.pools import moved_by_pools, notes_on
from builder.release.read import Release
from builder.release.renames import find_renames
from builder.release.rules import compare_rules


def compare(
    old: Release,
    new: Release,
    lock: Lock,
    accepted: Iterable[str] = (),
    room: str = "",
    *,
    lock_found: bool = True,
) -> Comparison:
    """What the new release does to learners who are in the middle of the old one.

    `lock` is the one that the new release is built with, and `lock_found` whether there was one
    before; `room` says how long a record can be.
    """
    scos = list(_scos(old, new))
    if old.plan.course.id != new.plan.course.id:
        agreed, unknown = _accept(scos, [*accepted])
        return Comparison(old.plan.course, new.plan.course, agreed, unknown=unknown)
    changes = [*scos, *_modules(old.plan, new.plan), *_pages(old.plan, new.plan)]
    changes += _items(old.plan, new.plan)
    agreed, unknown = _accept(changes, [*accepted])
    return Comparison(
        old.plan.course,
        new.plan.course,
        agreed,
        rules=tuple(compare_rules(old.plan, new.plan)),
        faults=(*(() if lock_found else (NO_LOCK,)), *compare_lock(old.plan, lock)),
        renames=tuple(find_renames(changes)),
        room=room,
        unknown=unknown,
    )


def _scos(old: Release, new: Release) -> Iterator[Change]:
    """What an LMS knows a record by; without it, the whole record goes (lms-facts.md, 1.9)."""
    for name in old.scos if new.scos else ():
        if name in new.scos:
            yield Change("sco", name, "sco", name, "", "kept")
        else:
            why = "LMSs such as Moodle delete everything that was recorded of it, of all learners."
            yield Change("sco", name, "sco", name, "", "gone", (Note(why, lost=True),))
    for name in new.scos if old.scos else ():
        if name not in old.scos:
            yield Change("sco", name, "sco", name, "", "new")


def _modules(old: Plan, new: Plan) -> Iterator[Change]:
    before, now = ({module.id: module for module in plan.modules} for plan in (old, new))
    for name, module in before.items():
        if name not in now:
            yield Change("module", name, "module", module.title, "", "gone")
    for name, module in now.items():
        yield Change(
            "module", name, "module", module.title, "", "kept" if name in before else "new"
        )


def _pages(old: Plan, new: Plan) -> Iterator[Change]:
    before, now = ({page.id: page for page in plan.pages} for plan in (old, new))
    for page in old.pages:
        if page.id not in now:
            yield Change("page", page.id, "page", page.title, page.id, "gone")
    for page in new.pages:
        yield _page(before.get(page.id), page)


def _page(old: PlannedPage | None, new: PlannedPage) -> Change:
    def page(verdict: Verdict, *notes: Note) -> Change:
        return Change("page", new.id, "page", new.title, new.id, verdict, notes)

    if old is None:
        return page("new")
    if old.slot != new.slot:
        why = "It has another number in tracking.lock: it counts as opened by nobody."
        return page("reset", Note(why, lost=True))
    return page("kept")


def _items(old: Plan, new: Plan) -> Iterator[Change]:
    before, now = ({item.id: item for item in plan.items} for plan in (old, new))
    moves = moved_by_pools(old, new)
    for name, item in before.items():
        if name not in now:
            yield changed(item, "gone", notes_on(moves, item))
    for name, item in now.items():
        if name in before:
            yield compare_items(before[name], item)
        else:
            yield changed(item, "new", notes_on(moves, item))


# ---- what somebody accepts by name -------------------------------------------------------------


def _accept(changes: list[Change], names: list[str]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """The changes, those that were named marked; and the names that meet no loss."""
    gone = {change.id for change in changes if change.verdict == "gone"}
    used: set[str] = set()

    def agreed(change: Change) -> Change:
        by = [name for name in names if change.lost and _covers(name, change.id, gone)]
        used.update(by)
        return replace(change, accepted=True) if by else change

    marked = tuple(map(agreed, changes))
    return marked, tuple(name for name in dict.fromkeys(names) if name not in used)


def _covers(name: str, lost: str, gone: set[str]) -> bool:
    """A name stands for itself, and if it has gone, for all that has gone with it."""
    return name == lost or (name in gone and lost.startswith(f"{name}."))
