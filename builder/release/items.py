"""Two releases of one item: what of its record stays, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.tellers import teller_of
from builder.blocks.told import Note
from builder.plan.model import PlannedItem
from builder.release.changes import Change, Verdict
from builder.release.parts import compare_fields, compare_options, moved


def compare_items(old: PlannedItem, new: PlannedItem) -> Change:
    """What becomes of the record of an item that both releases have."""
    why = _renewed(old, new)
    notes = (Note(why, lost=True),) if why else tuple(_notes(old, new))
    verdict: Verdict = "reset" if why else "changed" if notes else "kept"
    return changed(new, verdict, notes)


def changed(item: PlannedItem, verdict: Verdict, notes: tuple[Note, ...] = ()) -> Change:
    """What becomes of an item."""
    return Change("item", item.id, item.kind, item.label, item.page, verdict, notes)


def _renewed(old: PlannedItem, new: PlannedItem) -> str:
    """Why nothing recorded of the item has a meaning any more; "" where it has."""
    if old.kind != new.kind:
        return f"It was a {old.kind} and is a {new.kind} now."
    if why := teller_of(new.kind).renewed(old, new):
        return why
    if old.fields and not any(name in new.fields for name in old.fields):
        return "Nothing of what was remembered of it is remembered any more."
    if all(moved(old, new, name) for name in old.fields if name in new.fields) and old.fields:
        return "Its numbers in tracking.lock are others now."
    return ""


def _notes(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    teller = teller_of(new.kind)
    yield from compare_fields(old, new, teller)
    yield from compare_options(old, new, teller)
    yield from _rows(old, new)
    yield from teller.compare(old, new)
    yield from _meaning(old, new)


# ---- the report ----------------------------------------------------------------------------------


def _rows(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    rows = {row.key: row.slot for row in new.interactions}
    others = [row.key for row in old.interactions if rows.get(row.key, row.slot) != row.slot]
    if others:
        yield Note(
            "Lines of the report have other numbers in tracking.lock: the report gets new lines.",
            True,
            tuple(others),
        )
    known = {one.key for one in new.objectives}
    lacking = [one for one in old.objectives if one.key not in known]
    if lacking:
        titles = ", ".join(f"“{one.title}”" for one in lacking)
        yield Note(
            f"Not reported as a result any more: {titles}; what was reported before stays in the "
            "LMS.",
            False,
            tuple(one.key for one in lacking),
        )


# ---- what it counts for ------------------------------------------------------------------------


def _meaning(old: PlannedItem, new: PlannedItem) -> Iterator[Note]:
    if old.points != new.points:
        yield Note(
            f"It gives at most {_points(new)}, before {_points(old)}: scores are computed anew; "
            "a better score from before stays."
        )
    if old.required != new.required:
        yield Note(
            "It counts for completion now, and did not before."
            if new.required
            else "It does not count for completion any more."
        )
    if old.private != new.private:
        yield Note(
            "It was for the learner alone and goes to the report now, when the learner sends it; "
            "it is not done before."
            if old.private
            else "It is for the learner alone now; what was reported before stays in the LMS."
        )


def _points(item: PlannedItem) -> str:
    return f"{item.points:g} {'point' if item.points == 1 else 'points'}"
