"""What the Video Profile asks of its statements (docs/lms-facts.md, 3.4); nothing of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

PROFILE = "https://w3id.org/xapi/video"
EXTENSIONS = f"{PROFILE}/extensions"
OWN = {f"{PROFILE}/verbs/{name}" for name in ("played", "paused", "seeked")}
TYPE = f"{PROFILE}/activity-type/video"
SEGMENTS = re.compile(r"(\d+(\.\d+)?\[\.\]\d+(\.\d+)?)(\[,\]\d+(\.\d+)?\[\.\]\d+(\.\d+)?)*")
IN_RESULT = {
    "played": ("time",), "paused": ("time",), "seeked": ("time-from", "time-to"),
    "completed": ("time", "progress"), "terminated": ("time", "progress"),
}  # fmt: skip
WITH_LENGTH = {"initialized", "paused", "completed", "terminated"}


def faults(statement: dict[str, Any]) -> list[str]:
    """All that is wrong with a statement of the Video Profile; nothing for any other."""
    return list(_faults(statement)) if _is_video(statement) else []


def _is_video(statement: dict[str, Any]) -> bool:
    target = statement.get("object", {}).get("definition", {}).get("type")
    return statement.get("verb", {}).get("id") in OWN or target == TYPE


def _faults(statement: dict[str, Any]) -> Iterator[str]:
    context, result = statement.get("context", {}), statement.get("result", {})
    verb = str(statement["verb"]["id"]).rpartition("/")[2]
    if statement["object"].get("definition", {}).get("type") != TYPE:
        yield f"{verb}: is not about a video"
    categories = context.get("contextActivities", {}).get("category", [])
    if not any(one.get("id") == PROFILE for one in categories):
        yield f"{verb}: has not the category {PROFILE}"
    if verb in WITH_LENGTH:
        yield from _numbers(context.get("extensions", {}), ("length",), verb)
    given = result.get("extensions", {})
    yield from _numbers(given, IN_RESULT.get(verb, ()), verb)
    progress = given.get(f"{EXTENSIONS}/progress", 0)
    if not 0 <= progress <= 1:
        yield f"{verb}: progress is {progress}, not from 0 to 1"
    segments = given.get(f"{EXTENSIONS}/played-segments")
    if segments is not None and not SEGMENTS.fullmatch(segments):
        yield f"{verb}: played-segments is {segments!r}"


def _numbers(extensions: dict[str, Any], names: tuple[str, ...], verb: str) -> Iterator[str]:
    """Numbers that must be there, with at most three decimals."""
    for name in names:
        value = extensions.get(f"{EXTENSIONS}/{name}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{verb}: lacks {name}"
        elif round(value, 3) != value:
            yield f"{verb}: {name} has more than three decimals"
