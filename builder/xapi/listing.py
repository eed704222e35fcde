"""The list of all statements of a course, for whoever has to know them before they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder.plan.model import Plan
from builder.xapi.ids import COURSE
from builder.xapi.profile import NO_TIME, profile_of
from builder.xapi.statement import Sending, Statement, statement_of
from builder.xapi.terms import PROGRESS, Template, Vocabulary
from builder.xapi.video import (
    LENGTH,
    SEGMENTS,
    SESSION,
    TIME,
    TIME_FROM,
    TIME_TO,
    WATCHED,
)
from builder.xapi.vocabulary import vocabulary_of

NO_ONE: Sending = {
    "id": "00000000-0000-4000-8000-000000000000",
    "actor": {},
    "timestamp": NO_TIME,
}
"""What only a learner's session can know; it is left out of the list."""


def documents(plan: Plan) -> dict[str, bytes]:
    """What is written for whoever runs a learning record store, by the ends of the files' names.

    Raises:
        NoIriError: the course has no `iri`.
    """
    vocabulary = vocabulary_of(plan)
    return {
        "statements.json": as_json(listing_of(vocabulary)),
        "profile.jsonld": as_json(profile_of(vocabulary)),
    }


def listing_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """All statements, each with what happened, and with the shape of the result beside it."""
    return {
        "format": vocabulary["format"],
        "course": vocabulary["course"],
        "profile": vocabulary["profile"],
        "statements": list(_entries(vocabulary)),
    }


def _entries(vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    """What is told of the course; and of each unit, where modules are launched by themselves."""
    templates = vocabulary["templates"]
    for key, template in templates.items():
        whole = statement_of(vocabulary, key, {}, NO_ONE)
        yield {"when": key, **_listed(whole, template)}
    for unit in vocabulary.get("units", []):
        for key, template in templates.items():
            if template["object"] == COURSE:
                whole = statement_of(vocabulary, key, {}, {**NO_ONE, "unit": unit})
                yield {"when": key, "unit": unit, **_listed(whole, template)}


def _listed(whole: Statement, template: Template) -> dict[str, Any]:
    """A statement without what only a session knows, and the shape of its result."""
    said = {name: whole[name] for name in ("verb", "object", "context")}
    takes = template.get("takes", [])
    told = {part: what for part, what in _IN_CONTEXT.items() if part in takes}
    if told:
        extensions = said["context"].setdefault("extensions", {})
        extensions |= dict(told.values())
    return {"statement": said, **_result(template)}


_SECONDS = "seconds, at most three decimals"
_IN_CONTEXT = {"length": (LENGTH, _SECONDS), "session": (SESSION, "id of its video-opened")}
_OF_VIDEO = {
    "time": {TIME: _SECONDS},
    "seek": {TIME_FROM: _SECONDS, TIME_TO: _SECONDS},
    "segments": {SEGMENTS: "from[.]to[,]from[.]to"},
    "watched": {WATCHED: "0 to 1, at most three decimals"},
}
"""What the extensions of results about videos hold."""


def _result(template: Template) -> dict[str, Any]:
    """The shape of a result, if there is one."""
    takes = template.get("takes", [])
    extensions = {name: what for part in takes for name, what in _OF_VIDEO.get(part, {}).items()}
    others = (part for part in takes if part not in {*_OF_VIDEO, *_IN_CONTEXT})
    shape = {
        **template.get("result", {}),
        **dict(_shape(part, template.get("max", 0)) for part in others),
        **({"extensions": extensions} if extensions else {}),
    }
    return {"result": shape} if shape else {}


def _shape(part: str, most: float) -> tuple[str, Any]:
    """What a part of a result looks like, in the words of JSON Schema."""
    if part == "score":
        bounds = {"min": 0, "max": most}
        return part, {**bounds, "raw": f"0 to {most:g}", "scaled": "0 to 1"}
    if part == "progress":
        return "extensions", {PROGRESS: "whole number, 0 to 100"}
    if part == "consumed":
        return "duration", "ISO 8601 duration"
    sorts = {"response": "text", "success": "true or false", "duration": "ISO 8601 duration"}
    return part, sorts[part]


def as_json(value: Any) -> bytes:
    """A document as a file: the same value always gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
