"""A sheet in words: all that it keeps is the day on which the first week of the plans begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from builder.blocks.sheet import LAST_DAY
from builder.blocks.told import Note, Record, Teller, Tracked

DAY_0 = date(1999, 12, 31)
"""Days are kept as numbers; 1 is the first of January 2000."""


def tell(record: Record) -> Iterator[str]:
    """The day that the learner chose, or that one was chosen."""
    chosen = min(record.number("start"), LAST_DAY)
    if chosen == 0:
        yield "has chosen no day on which week 1 begins"
    elif record.veiled:
        yield "has chosen the day on which week 1 begins; not shown"
    else:
        yield f"week 1 begins on {(DAY_0 + timedelta(days=chosen)).isoformat()}"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether another day is proposed."""
    before, now = (str(item.data.get("starts", "no day")) for item in (old, new))
    if before != now:
        yield Note(
            f"It proposes {now} for the beginning of week 1, before {before}; "
            "a day that a learner chose stays."
        )


TELLER = Teller(tell, parts={"start": ""}, compare=compare)
