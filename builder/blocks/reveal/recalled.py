"""What the record of pieces to open stands for."""

from __future__ import annotations

from builder.blocks.recalled import Done, Recaller, done_if
from builder.blocks.told import Record


def done(record: Record) -> Done | None:
    """As many pieces are open as the author requires."""
    opened = len(record.picked("opened"))
    require = record.item.data.get("require")
    if require == "none":
        return Done()
    if require == "any":
        return done_if(opened > 0)
    return done_if(opened == len(record.item.options))


RECALLER = Recaller(done)
