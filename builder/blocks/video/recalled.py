"""What the record of a film stands for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.recalled import Done, Reached, Recaller, done_if
from builder.blocks.told import Record, whole
from builder.blocks.video import WHOLE


def done(record: Record) -> Done | None:
    """As much was watched as counts."""
    return done_if(record.number("share") >= (whole(record.item.data.get("watched")) or WHOLE))


def facts(record: Record) -> Iterator[Reached]:
    """That enough was watched, where the course asks for it."""
    if done(record) is not None:
        yield from (Reached(objective.key) for objective in record.item.objectives)


RECALLER = Recaller(done, facts)
