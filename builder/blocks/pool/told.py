"""A pool in words: which of its questions the learner got."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, quoted


def tell(record: Record) -> Iterator[str]:
    """The questions that were drawn, by their ids; each of them speaks for itself."""
    drawn = record.picked("drawn")
    yield f"drew {len(drawn)} of {len(record.item.options)}: {', '.join(drawn) or 'none'}"


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """How many are drawn, and what becomes of a draw from which something has gone."""
    before, now = old.draw or 0, new.draw or 0
    if before < now:
        yield Note(
            f"It draws {now} questions now, before {before}: who has drawn gets more when the page "
            "is opened again."
        )
    if now < before:
        yield Note(f"It draws {now} now, before {before}: who has drawn keeps what was drawn.")
    gone = [name for name in old.options if name not in new.options]
    if gone:
        yield Note(
            f"Who had drawn {quoted(gone)} gets another question instead, as far as there is one.",
            parts=tuple(gone),
        )


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort(
        "question", "drew", come="{it} may be drawn by those who have not drawn yet"
    ),
    parts={"drawn": ""},
    compare=compare,
)
