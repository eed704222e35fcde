"""Questions that moved into a pool or out of one: under another full id, with another record."""

from __future__ import annotations

from builder.blocks.told import Note
from builder.plan.model import Plan, PlannedItem

Moves = dict[str, tuple[PlannedItem, PlannedItem]]
"""What was where before, and where it is now, by either id."""


def moved_by_pools(old: Plan, new: Plan) -> Moves:
    """Each question that has gone and come back on the same page, by the work of a pool."""
    before, now = ({item.id: item for item in plan.items} for plan in (old, new))
    come = {_place(item): item for name, item in now.items() if name not in before}
    moves: Moves = {}
    for name, gone in before.items():
        found = come.get(_place(gone))
        if name not in now and found is not None and gone.pool != found.pool:
            moves |= {name: (gone, found), found.id: (gone, found)}
    return moves


def _place(item: PlannedItem) -> tuple[str, str, str]:
    """Where an item is, whatever pool it belongs to."""
    return item.kind, item.page, item.id.rpartition(".")[2]


def notes_on(moves: Moves, item: PlannedItem) -> tuple[Note, ...]:
    """What is said of an item that has gone or come, if it moved."""
    if item.id not in moves:
        return ()
    before, now = moves[item.id]
    if item.id == now.id:
        return (Note(f"It was {before.id}."),)
    where = f"into the pool {now.pool}" if now.pool else f"out of the pool {before.pool}"
    return (
        Note(
            f"It moved {where}, where it is {now.id}: what was answered does not count any more, "
            "answers begin anew.",
            lost=True,
        ),
    )
