"""A pool in words: which of its questions the learner got."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Note, Record, Teller, Tracked


def tell(record: Record) -> Iterator[str]:
    """The questions that were drawn, by their ids; each of them speaks for itself."""
    drawn = record.picked("drawn")
    of = len(record.item.options)
    yield (
        f"drew {', '.join(drawn)} of {of}" if drawn else f"has not drawn any of its {of} questions"
    )


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """How many are drawn: who has drawn keeps what was drawn."""
    if len(old.options) != len(new.options):
        yield Note(
            f"It has {len(new.options)} questions now, before {len(old.options)}: what was drawn "
            "stays drawn, as far as it is still there."
        )


TELLER = Teller(tell, option="question", picked="drew", parts={"drawn": ""}, compare=compare)
