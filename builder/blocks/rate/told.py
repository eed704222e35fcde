"""A rating in words, on either sort of scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.blocks.told import Note, Record, Sort, Teller, Tracked, quoted, reworded, whole

APART = "not-applicable"
"""The field with the statements that do not apply to the learner."""


def tell(record: Record) -> Iterator[str]:
    """Each statement with its point, or the behaviours that were marked."""
    if record.item.data.get("sort") == "levels":
        yield from _levels(record)
        return
    for row in record.item.interactions:
        point = record.number(f"point.{row.key}")
        words = {option.id: option.text for option in row.options}.get(str(point))
        rated = f"{point} (“{words}”)" if words else str(point)
        apart = row.key in record.picked(APART)
        yield f"{row.ask} {'does not apply' if apart else rated if point else 'not rated'}"


def _levels(record: Record) -> Iterator[str]:
    marked = record.picked("marked")
    words = record.words(marked)
    yield f"marked {len(marked)} of {len(record.item.options)}" + (f": {words}" if words else "")
    yield "has seen the result" if record.number("shown") else "has not asked for the result"
    if record.picked("next"):
        yield f"wants to grow into {record.words(record.picked('next'))}"


def renewed(old: Tracked, new: Tracked) -> str:
    """Whether the scale is of another sort."""
    before, now = (item.data.get("sort") for item in (old, new))
    return "" if before == now else f"Its scale has {now} now, before {before}."


def compare(old: Tracked, new: Tracked) -> Iterator[Note]:
    """The length of the scale, what may be answered and how it counts, and what is compared."""
    before, now = (whole(item.data.get("top")) for item in (old, new))
    if before != now:
        yield Note(
            f"The scale has {now} points now, before {before}: " + _points_mean(before, now),
            lost=True,
        )
    elif words := _other_words(old, new):
        yield Note(
            f"The scale has other words ({words}): what learners rated stands for the new words."
        )
    yield from _next(old, new)
    yield from _not_applicable(old, new)
    yield from _reversed(old, new)
    if _groups(old) != _groups(new):
        yield Note("Its groups are made of other statements: their results are computed anew.")
    if old.data.get("before") != new.data.get("before"):
        yield Note("It is compared with another rating than before.")


def _points_mean(before: int, now: int) -> str:
    if now < before:
        return f"what was rated above counts as {now}."
    return f"points that were given stay the same numbers, so a {before} stays a {before}."


def _other_words(old: Tracked, new: Tracked) -> str:
    """The first point of the scale that has other words, with both."""
    if old.data.get("sort") == "levels":
        return ""
    before, now = (
        {option.id: option.text for row in item.interactions for option in row.options}
        for item in (old, new)
    )
    others = (key for key in before if before[key] != now.get(key, before[key]))
    return next((reworded(before[key], now[key]) for key in others), "")


def _next(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = ("next" in item.fields for item in (old, new))
    if now and not before:
        yield Note("A behaviour to grow into is asked for now: who had done all has one to pick.")
    if before and not now:
        yield Note(
            "No behaviour to grow into is asked for any more: what learners picked does not show.",
            lost=True,
        )


def _not_applicable(old: Tracked, new: Tracked) -> Iterator[Note]:
    before, now = (APART in item.fields for item in (old, new))
    if now and not before:
        yield Note("Statements may be answered with “Does not apply” now; what was rated stays.")
    if before and not now:
        yield Note(
            "No statement can be answered with “Does not apply” any more: who did so has it to "
            "rate.",
            lost=True,
        )


def _reversed(old: Tracked, new: Tracked) -> Iterator[Note]:
    """A point stays the point that was ticked; only what it counts for is another one."""
    before, now = (set(item.data.get("reversed") or ()) for item in (old, new))
    known = {row.key for row in old.interactions} & {row.key for row in new.interactions}
    others = tuple(sorted((before ^ now) & known))
    if others:
        yield Note(
            f"What counts as good is turned round for {quoted(others)}: points that were ticked "
            "stay, results are computed anew.",
            parts=others,
        )


def _groups(item: Tracked) -> dict[Any, Any]:
    groups = item.data.get("groups") or []
    return {group["id"]: sorted(group["statements"]) for group in groups}


TELLER = Teller(
    tell,
    sort_of=lambda item, name: Sort(
        "behaviour" if item.data.get("sort") == "levels" else "", "marked"
    ),
    parts={
        "point.": "statement",
        "next": "what learners picked to grow into",
        APART: "",
        "marked": "",
        "shown": "",
    },
    own=frozenset({"next"}),
    compare=compare,
    renewed=renewed,
)
