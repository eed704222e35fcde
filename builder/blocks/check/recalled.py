"""What a checklist's record stands for."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.recalled import Answered, Done, Recaller, done_if
from builder.blocks.told import Record


def _answer(record: Record, question: str) -> str | None:
    return next((one for one in ("yes", "no") if question in record.picked(one)), None)


def facts(record: Record) -> Iterator[Answered]:
    """The questions that are answered, each with yes or no."""
    for question in record.item.options:
        answer = _answer(record, question)
        if answer is not None:
            yield Answered(question, {"picked": [answer]})


def done(record: Record) -> Done | None:
    """All questions are answered."""
    return done_if(all(_answer(record, question) for question in record.item.options))


RECALLER = Recaller(done, facts)
