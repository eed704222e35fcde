"""What a reflection's record stands for: the texts that were sent to the report."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.recalled import Answered, Done, Recaller, done_if, is_written
from builder.blocks.told import Record

SENT = 1


def facts(record: Record) -> Iterator[Answered]:
    """Only what was sent; a text that was changed since is not the learner's answer yet."""
    if record.item.private or record.number("sent") != SENT:
        return
    for key in record.item.data.get("prompts", {}):
        yield Answered(key, {"text": record.texts.get(f"text.{key}", "")})


def done(record: Record) -> Done | None:
    """There is a text for every prompt, and they were sent where they are to be sent."""
    prompts = record.item.data.get("prompts", {})
    written = all(is_written(record.texts.get(f"text.{key}", "")) for key in prompts)
    return done_if(written and (record.item.private or record.number("sent") > 0))


RECALLER = Recaller(done, facts)
