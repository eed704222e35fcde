"""The table of what block types say of what is recorded; a new type that learners use is a line."""

from __future__ import annotations

from builder.blocks.check.told import TELLER as CHECK
from builder.blocks.plan.told import TELLER as PLAN
from builder.blocks.pool.told import TELLER as POOL
from builder.blocks.question.told import TELLER as QUESTION
from builder.blocks.rate.told import TELLER as RATE
from builder.blocks.reflect.told import TELLER as REFLECT
from builder.blocks.reveal.told import TELLER as REVEAL
from builder.blocks.scenario.told import TELLER as SCENARIO
from builder.blocks.sheet.told import TELLER as SHEET
from builder.blocks.told import Teller, plainly
from builder.blocks.video.told import TELLER as VIDEO

TELLERS: dict[str, Teller] = {
    "check": CHECK,
    "plan": PLAN,
    "pool": POOL,
    "question": QUESTION,
    "rate": RATE,
    "reflect": REFLECT,
    "reveal": REVEAL,
    "scenario": SCENARIO,
    "sheet": SHEET,
    "video": VIDEO,
}

UNKNOWN = Teller(plainly)
"""For types of another version of the tool."""


def teller_of(kind: str) -> Teller:
    """The words of a block type."""
    return TELLERS.get(kind, UNKNOWN)
