"""A sheet in words: all that it keeps is the day on which the plan begins."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Record, Teller


def tell(record: Record) -> Iterator[str]:
    """Whether the learner has chosen a day."""
    chosen = record.number("start") > 0
    yield "has chosen the day on which the plan begins" if chosen else "has chosen no day yet"


TELLER = Teller(tell, parts={"start": "the day on which the plan begins"})
