"""What of a film was watched, in words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Teller, Tracked, whole
from builder.blocks.video import PARTS, WHOLE


def tell(record: Record) -> Iterator[str]:
    """How much was watched, and which parts of the film."""
    yield f"watched {record.number('share')} % of it; {_asked(record.item)} % count as watched"
    stretches = list(_stretches(record.number("parts")))
    if stretches:
        yield f"from its beginning to its end in per cent: {', '.join(stretches)}"


def _asked(item: Tracked) -> int:
    """How much of the film counts as watched, in per cent."""
    return whole(item.data.get("watched")) or WHOLE


def _stretches(parts: int) -> Iterator[str]:
    """Stretches of the film that were watched without a gap, in per cent of its length."""
    begun: int | None = None
    for at in range(PARTS + 1):
        seen = bool(parts >> at & 1)
        if seen and begun is None:
            begun = at
        if not seen and begun is not None:
            yield f"{begun * 100 // PARTS} to {at * 100 // PARTS}"
            begun = None


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """Whether more or less of it has to be watched than before."""
    before, now = (_asked(item) for item in (old, new))
    if before != now:
        yield Note(
            f"{now} % of it count as watched, before {before} %; what was watched stays watched."
        )


TELLER = Teller(
    tell,
    parts={"parts": "which parts were watched", "share": "how much was watched"},
    compare=compare,
)
