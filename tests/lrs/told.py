"""Statements in short, for people and for tests that compare what was told, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.lrs.server import Lrs

OF_THE_LMS = {"launched", "abandoned", "waived", "satisfied"}
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"


def told(source: Lrs | Iterable[dict[str, Any]]) -> list[str]:
    """What courses said, in order: `answered interaction/one.first.one yes 1/1 right`.

    A line is verb, object, response, score, success, progress: what there is of them. The object is
    what stands behind the `#` of its id; `course` where there is none. What an LMS says by itself
    is left out, and so are times.
    """
    statements = source.statements if isinstance(source, Lrs) else source
    return [line(one) for one in statements if verb_of(one) not in OF_THE_LMS]


def verb_of(statement: dict[str, Any]) -> str:
    """The last part of the verb's id."""
    return str(statement["verb"]["id"]).rpartition("/")[2]


def object_of(statement: dict[str, Any]) -> str:
    """What it is about."""
    return str(statement["object"].get("id", "")).partition("#")[2] or "course"


def line(statement: dict[str, Any]) -> str:
    """One statement."""
    parts = [verb_of(statement), object_of(statement), *_outcome(statement.get("result") or {})]
    return " ".join(parts)


def _outcome(result: dict[str, Any]) -> Iterator[str]:
    if "response" in result:
        yield result["response"]
    score = result.get("score") or {}
    if "raw" in score:
        yield f"{score['raw']:g}/{score.get('max', 0):g}"
    elif "scaled" in score:
        yield f"{100 * score['scaled']:g}%"
    if "success" in result:
        yield "right" if result["success"] else "wrong"
    progress = (result.get("extensions") or {}).get(PROGRESS)
    if progress is not None:
        yield f"[{progress}%]"
