"""A reflection's texts in words; those that are kept for the learner are veiled."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Record, Teller

SENT = ("not sent to the report yet", "sent to the report", "changed since it was sent")


def tell(record: Record) -> Iterator[str]:
    """Each prompt with its text, and whether the texts were sent."""
    prompts = record.item.data.get("prompts", {})
    for key, ask in prompts.items():
        yield f"{ask} {record.quote(f'text.{key}')}"
    if not record.item.private:
        yield SENT[min(record.number("sent"), len(SENT) - 1)]


TELLER = Teller(tell, parts={"text.": "prompt", "sent": ""})
