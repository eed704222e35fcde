"""What a question's record stands for: the last answer, as it was judged then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.recalled import Answered, Done, Recaller, Response, done_if
from builder.blocks.told import Record

GROUPING = re.compile(r"[\s\u00a0\u202f\ufeff']")
NUMBER = re.compile(r"[-+]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)")


def number_from(text: str) -> float | None:
    """The number that someone wrote, or None; as `numberFrom` in answer.ts reads it."""
    bare = re.sub(r"^[\u2212\u2013]", "-", GROUPING.sub("", text))
    return float(bare.replace(",", ".")) if NUMBER.fullmatch(bare) else None


def _response(record: Record) -> Response | None:
    form = record.item.data.get("form")
    if form == "fill-in":
        return {"text": record.texts.get("text", "")}
    if form == "number":
        return {"number": number_from(record.texts.get("text", "")) or 0}
    picked = record.picked("picked")
    if not picked:
        return None
    return {"truth": picked[0] == "true"} if form == "true-false" else {"picked": list(picked)}


def facts(record: Record) -> Iterator[Answered]:
    """The answer, if there is one."""
    response = _response(record) if record.number("tries") else None
    if response is not None:
        yield Answered("", response, "right" if record.number("right") == 1 else "wrong")


def done(record: Record) -> Done | None:
    """It was answered; further tries are an offer."""
    return done_if(record.number("tries") > 0)


RECALLER = Recaller(done, facts)
