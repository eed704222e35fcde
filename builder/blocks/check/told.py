"""A checklist's record in words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.told import Record, Sort, Teller


def tell(record: Record) -> Iterator[str]:
    """Each question with its answer."""
    for row in record.item.interactions:
        answers = [answer for answer in ("yes", "no") if row.key in record.picked(answer)]
        yield f"{row.ask} {answers[0] if answers else 'not answered'}"


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort(
        "question", "answered", come="who had answered all has more to answer"
    ),
    parts={"yes": "", "no": ""},
)
