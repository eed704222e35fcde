"""What a rating's record stands for, on either sort of scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from builder.blocks.recalled import Answered, Done, Fact, Reached, Recaller, done_if
from builder.blocks.told import Record, whole
from builder.blocks.tracking import Interaction


def facts(record: Record) -> Iterator[Fact]:
    """Statements with their points and groups with their means; or levels with what is marked."""
    if record.item.data.get("sort") == "levels":
        yield from _of_levels(record)
        return
    rated = [row.key for row in record.item.interactions if _point(record, row.key)]
    for key in rated:
        yield Answered(key, {"picked": [str(_point(record, key))]})
    for group in record.item.data.get("groups") or []:
        score = _score(record, group["statements"])
        if score is not None:
            yield Reached(group["id"], score)


def _point(record: Record, statement: str) -> int:
    return record.number(f"point.{statement}")


def _score(record: Record, statements: Sequence[str]) -> int | None:
    """The mean as a percentage of the scale; None while one of them is not rated."""
    points = [_point(record, key) for key in statements]
    if not points or 0 in points:
        return None
    top = whole(record.item.data.get("top"))
    mean = sum(points) / len(points)
    return _rounded(100 * (mean - 1) / (top - 1)) if top > 1 else 100


def _rounded(number: float) -> int:
    return math.floor(number + 0.5)


def _of_levels(record: Record) -> Iterator[Fact]:
    if not record.number("shown"):
        return
    for row in record.item.interactions:
        marked = _marked(record, row)
        yield Answered(row.key, {"picked": marked})
        yield Reached(row.key, _rounded(100 * len(marked) / len(row.options)))


def _marked(record: Record, row: Interaction) -> list[str]:
    marked = record.picked("marked")
    return [one.id for one in row.options if f"{row.key}/{one.id}" in marked]


def done(record: Record) -> Done | None:
    """All statements are rated; or the levels are shown, and what to grow into is picked."""
    if record.item.data.get("sort") == "points":
        return done_if(all(_point(record, row.key) for row in record.item.interactions))
    if not record.number("shown"):
        return None
    return done_if(not _must_pick(record) or bool(record.picked("next")))


def _must_pick(record: Record) -> bool:
    """Whether there is something left to grow into."""
    rows = record.item.interactions
    all_marked = all(len(_marked(record, row)) == len(row.options) for row in rows)
    return bool(record.item.data.get("pickNext")) and not all_marked


RECALLER = Recaller(done, facts)
