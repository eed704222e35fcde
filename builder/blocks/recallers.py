"""The table of what records of block types stand for; a new type that learners use is a line."""

from __future__ import annotations

from builder.blocks.check.recalled import RECALLER as CHECK
from builder.blocks.pool.recalled import RECALLER as POOL
from builder.blocks.question.recalled import RECALLER as QUESTION
from builder.blocks.rate.recalled import RECALLER as RATE
from builder.blocks.recalled import Recaller
from builder.blocks.reflect.recalled import RECALLER as REFLECT
from builder.blocks.reveal.recalled import RECALLER as REVEAL
from builder.blocks.scenario.recalled import RECALLER as SCENARIO
from builder.blocks.video.recalled import RECALLER as VIDEO

RECALLERS: dict[str, Recaller] = {
    "check": CHECK,
    "pool": POOL,
    "question": QUESTION,
    "rate": RATE,
    "reflect": REFLECT,
    "reveal": REVEAL,
    "scenario": SCENARIO,
    "video": VIDEO,
}

UNKNOWN = Recaller(done=lambda record: None)
"""For types of another version of the tool, and those of which nothing is ever told (plans,
sheets)."""


def recaller_of(kind: str) -> Recaller:
    """How a block type is recalled."""
    return RECALLERS.get(kind, UNKNOWN)
