"""What was opened, in words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Sort, Teller, Tracked

ASKS = {"none": "none of its pieces", "any": "one of its pieces", "all": "all of its pieces"}


def tell(record: Record) -> Iterator[str]:
    """How many pieces were opened, and which."""
    opened = record.picked("opened")
    yield f"opened {len(opened)} of {len(record.item.options)}: {', '.join(opened) or 'none'}"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether more has to be opened than before."""
    before, now = (str(item.data.get("require", "all")) for item in (old, new))
    if before != now:
        yield Note(
            f"It asks to open {ASKS.get(now, now)}, before {ASKS.get(before, before)}; "
            "what was opened stays opened."
        )


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort("piece", "opened", come="who had opened all has more to open"),
    parts={"opened": "what was opened"},
    compare=compare,
)
