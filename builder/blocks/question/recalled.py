"""What a question's record stands for: the last answer, as it was judged then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.blocks.question.common import WHOLE_SHARE
from builder.blocks.question.told import pairs
from builder.blocks.recalled import SPACES, Answered, Done, Recaller, Response, done_if
from builder.blocks.told import Record, Tracked

BETWEEN = re.compile(f"[{SPACES}'\u2019]")
DECIMAL = re.compile(r"[-+]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)")
GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}((,[0-9]{3})+(\.[0-9]+)?|(\.[0-9]{3})+(,[0-9]+)?)")
DUST = 1e-9
WESTERN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９٫．،，－",
    "0123456789" * 3 + "..,,-",
    "\u066c\u061c\u200e\u200f",
)
"""Digits and signs of Arabic, Persian and full-width writing; marks of direction say nothing."""


def facts(record: Record) -> Iterator[Answered]:
    """The answer, if there is one. Nothing in a rank is right or wrong."""
    response = _response(record) if _is_answered(record) else None
    if response is None:
        return
    if _is_rank(record):
        yield Answered("", response)
        return
    is_right = record.number("right") == 1
    yield Answered("", response, "right" if is_right else "wrong", _part_of_points(record))


def done(record: Record) -> Done | None:
    """It was answered; further tries are an offer."""
    return done_if(_is_answered(record))


def _is_answered(record: Record) -> bool:
    if _is_rank(record):
        return _response(record) is not None
    return record.number("tries") > 0


def _is_rank(record: Record) -> bool:
    return record.item.data.get("form") == "rank"


def _part_of_points(record: Record) -> float | None:
    """What the best try earned, where parts count."""
    if "share" not in record.item.fields:
        return None
    points = record.item.points
    return points if record.number("right") else points * record.number("share") / WHOLE_SHARE


# ---- the answer itself -------------------------------------------------------------------------


def _response(record: Record) -> Response | None:
    """The last answer; None if nothing is left of it."""
    form = record.item.data.get("form")
    text = record.texts.get("text", "")
    if form == "fill-in":
        return {"text": text}
    if form == "number":
        return {"number": _number_meant(record.item, text)}
    if form == "match":
        return _unless_empty("matched", [list(pair) for pair in pairs(record)])
    if form in ("order", "rank"):
        return _unless_empty("ordered", list(record.picked("order")))
    picked = record.picked("picked")
    if form == "true-false" and picked:
        return {"truth": picked[0] == "true"}
    return _unless_empty("picked", list(picked))


def _unless_empty(name: str, answer: list[Any]) -> Response | None:
    return {name: answer} if answer else None


def _number_meant(item: Tracked, text: str) -> float:
    """Of the numbers that a text may mean, the one that is right, or else the likeliest."""
    numbers = numbers_from(text)
    near = (number for number in numbers if _is_near(number, item))
    return next(near, numbers[0] if numbers else 0)


def _is_near(number: float, item: Tracked) -> bool:
    answer, tolerance = (float(item.data.get(name) or 0) for name in ("answer", "tolerance"))
    return abs(number - answer) <= tolerance + DUST * max(1, abs(answer))


def numbers_from(text: str) -> list[float]:
    """The numbers that someone may have meant, the likeliest first; as `numbersFrom` in write.ts.

    1,000 may be one or a thousand.
    """
    bare = re.sub(r"^[\u2212\u2013]", "-", BETWEEN.sub("", text.translate(WESTERN)))
    found = [float(bare.replace(",", "."))] if DECIMAL.fullmatch(bare) else []
    return [*found, _ungrouped(bare)] if GROUPED.fullmatch(bare) else found


def _ungrouped(bare: str) -> float:
    """Of two different signs the last stands before the decimals; of one sort, all are between."""
    first = next(sign for sign in bare if sign in ".,")
    return float(bare.replace(first, "").replace(",", "."))


RECALLER = Recaller(done, facts)
