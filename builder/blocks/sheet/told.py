"""A sheet in words: all that it keeps is the day on which the first week of the plans begins."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.sheet import LAST_DAY, length_of_month
from builder.blocks.told import Note, Record, Teller, Tracked


def tell(record: Record) -> Iterator[str]:
    """The day that the learner chose, or that one was chosen."""
    chosen = min(record.number("start"), LAST_DAY)
    if chosen == 0:
        yield "has chosen no day on which week 1 begins"
    elif record.veiled:
        yield "has chosen the day on which week 1 begins; not shown"
    else:
        yield f"week 1 begins on {written(chosen)}"


def written(day: int) -> str:
    """A day as `2026-09-07`; 1 is the first of January 2000."""
    year, month = 2000, 1
    while day > length_of_month(year, month):
        day -= length_of_month(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return f"{year}-{month:02}-{day:02}"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether another day is proposed."""
    before, now = (str(item.data.get("starts", "no day")) for item in (old, new))
    if before != now:
        yield Note(
            f"It proposes {now} for the beginning of week 1, before {before}; "
            "a day that a learner chose stays."
        )


TELLER = Teller(tell, parts={"start": ""}, compare=compare)
