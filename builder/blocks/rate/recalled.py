"""What a rating's record stands for, on either sort of scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from builder.blocks.rate.told import APART
from builder.blocks.recalled import Answered, Done, Fact, Reached, Recaller, done_if
from builder.blocks.told import Record, whole
from builder.blocks.tracking import Interaction


def facts(record: Record) -> Iterator[Fact]:
    """Statements with their points and groups with their means; or levels with what is marked."""
    if record.item.data.get("sort") == "levels":
        yield from _of_levels(record)
        return
    for row in record.item.interactions:
        ticked = _ticked(record, row.key)
        if ticked is not None:
            yield Answered(row.key, {"picked": [ticked]})
    for group in record.item.data.get("groups") or []:
        score = _score(record, group["statements"])
        if score is not None:
            yield Reached(group["id"], score)


def _ticked(record: Record, statement: str) -> str | None:
    """The point, or that it does not apply; None where nothing is ticked."""
    if statement in record.picked(APART):
        return APART
    point = _point(record, statement)
    return str(point) if point else None


def _point(record: Record, statement: str) -> int:
    return record.number(f"point.{statement}")


def _score(record: Record, statements: Sequence[str]) -> int | None:
    """The mean as a percentage of the scale; None while there is none."""
    mean = _mean(record, statements)
    if mean is None:
        return None
    top = whole(record.item.data.get("top"))
    return _rounded(100 * (mean - 1) / (top - 1)) if top > 1 else 100


def _mean(record: Record, statements: Sequence[str]) -> float | None:
    """None while one of them has no answer, or too few of them have a point."""
    answers = [_ticked(record, key) for key in statements]
    if None in answers:
        return None
    judged = [key for key, answer in zip(statements, answers, strict=True) if answer != APART]
    if not judged or 2 * len(judged) < len(statements):
        return None
    return sum(_worth(record, key) for key in judged) / len(judged)


def _worth(record: Record, statement: str) -> int:
    """A statement's point as it counts: that of a reversed one is turned round."""
    point = _point(record, statement)
    turned = statement in (record.item.data.get("reversed") or ())
    return whole(record.item.data.get("top")) + 1 - point if turned else point


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
    """All statements are answered; or the levels are shown, and what to grow into is picked."""
    if record.item.data.get("sort") == "points":
        return done_if(None not in [_ticked(record, row.key) for row in record.item.interactions])
    if not record.number("shown"):
        return None
    return done_if(not _must_pick(record) or bool(record.picked("next")))


def _must_pick(record: Record) -> bool:
    """Whether there is something left to grow into."""
    rows = record.item.interactions
    all_marked = all(len(_marked(record, row)) == len(row.options) for row in rows)
    return bool(record.item.data.get("pickNext")) and not all_marked


RECALLER = Recaller(done, facts)
