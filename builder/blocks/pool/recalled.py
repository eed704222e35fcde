"""What a pool's record stands for: nothing but that it drew; its questions speak for themselves."""

from __future__ import annotations

from builder.blocks.recalled import Done, Recaller, done_if
from builder.blocks.told import Record


def done(record: Record) -> Done | None:
    """As many questions are drawn as a learner gets."""
    return done_if(len(record.picked("drawn")) >= (record.item.draw or 0))


RECALLER = Recaller(done)
