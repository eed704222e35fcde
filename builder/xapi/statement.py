"""One statement, in full: the reference of what the player sends (docs/tracking.md).

Pure: whoever sends it gives the id, the learner and the time. `tests/xapi/vectors.json` holds this
and the player's side to the same results.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Literal, NotRequired, TypedDict

from builder.xapi.ids import COURSE, activity_id
from builder.xapi.spelling import duration_text, response_text, rounded
from builder.xapi.terms import PROGRESS, Template, Vocabulary

DUST = 1e-9
SCALED_PLACES = 4

Statement = dict[str, Any]


class Outcome(TypedDict, total=False):
    """What happened, in the terms of the player's facts.

    `response` and `result` are those of an answer. `points`: from 0 to the template's `max`; an
    answer needs none, it has all for `right` and otherwise 0. `elapsed`: milliseconds. `progress`:
    share of the course that is done, 0 to 1.
    """

    response: Mapping[str, Any]
    result: Literal["right", "wrong", "neutral"]
    points: float
    elapsed: float
    progress: float


class Sending(TypedDict):
    """By whom and when. `actor` stands in the statement as it is.

    `activity`: the id under which the LMS launched the course, in place of its own (cmi5, Tin
    Can); `context`: what the LMS asks for in every context (cmi5's `contextTemplate`).
    """

    id: str
    actor: Mapping[str, Any]
    timestamp: str
    registration: NotRequired[str]
    activity: NotRequired[str]
    context: NotRequired[Mapping[str, Any]]


def statement_of(vocabulary: Vocabulary, key: str, outcome: Outcome, sending: Sending) -> Statement:
    """The statement that a template makes of what happened.

    Raises:
        KeyError: the course cannot say this; private things are never there.
    """
    template = vocabulary["templates"][key]
    statement: Statement = {
        "id": sending["id"],
        "actor": deepcopy(dict(sending["actor"])),
        "verb": vocabulary["verbs"][template["verb"]],
        "object": _object(vocabulary, template, sending),
        "result": result_of(template, outcome),
        "context": _context(vocabulary, template, sending),
        "timestamp": sending["timestamp"],
    }
    if not statement["result"]:
        del statement["result"]
    return deepcopy(statement)


def _object(vocabulary: Vocabulary, template: Template, sending: Sending) -> Mapping[str, Any]:
    key = template["object"]
    return {
        "objectType": "Activity",
        "id": _id(vocabulary, key, sending),
        "definition": vocabulary["activities"][key],
    }


def _id(vocabulary: Vocabulary, key: str, sending: Sending) -> str:
    own = activity_id(vocabulary["course"], key)
    return sending.get("activity", own) if key == COURSE else own


def result_of(template: Template, outcome: Outcome) -> dict[str, Any]:
    """What stands in the result: nothing that is empty, and nothing that is not known."""
    takes = template.get("takes", [])
    parts: dict[str, Any] = {
        "score": _score(template, outcome) if "score" in takes else None,
        "success": _success(outcome) if "success" in takes else None,
        **template.get("result", {}),
        "response": response_text(outcome.get("response", {})) if "response" in takes else "",
        "duration": _duration(outcome) if "duration" in takes else None,
        "extensions": _extensions(outcome) if "progress" in takes else None,
    }
    return {name: part for name, part in parts.items() if part is not None and part != ""}


def _success(outcome: Outcome) -> bool | None:
    result = outcome.get("result", "neutral")
    return None if result == "neutral" else result == "right"


def _score(template: Template, outcome: Outcome) -> dict[str, float] | None:
    most = template.get("max", 0)
    points = outcome.get("points")
    if points is None and "result" in outcome:
        points = most if outcome["result"] == "right" else 0
    if points is None or most <= 0:
        return None
    raw = min(max(points, 0), most)
    return {
        "scaled": rounded(raw / most, SCALED_PLACES),
        "raw": rounded(raw, SCALED_PLACES),
        "min": 0,
        "max": rounded(most, SCALED_PLACES),
    }


def _duration(outcome: Outcome) -> str | None:
    return duration_text(outcome["elapsed"]) if "elapsed" in outcome else None


def _extensions(outcome: Outcome) -> dict[str, int] | None:
    """Rounded down: 100 is said only when all is done."""
    if "progress" not in outcome:
        return None
    return {PROGRESS: math.floor(100 * min(max(outcome["progress"], 0), 1) + DUST)}


def _context(vocabulary: Vocabulary, template: Template, sending: Sending) -> dict[str, Any]:
    """What the LMS asks for comes first and stays as it is; lists are made longer."""
    context: dict[str, Any] = deepcopy(dict(sending.get("context", {})))
    context.setdefault("revision", vocabulary["revision"])
    context.setdefault("language", vocabulary["language"])
    if "registration" in sending:
        context["registration"] = sending["registration"]
    own = {
        "parent": [_id(vocabulary, key, sending) for key in template["parent"]],
        "grouping": [_id(vocabulary, key, sending) for key in template["grouping"]],
        "category": [vocabulary["profile"]],
    }
    given = context.get("contextActivities", {})
    lists = {name: _longer(given.get(name, []), more) for name, more in own.items()}
    merged = {**given, **lists}
    context["contextActivities"] = {name: one for name, one in merged.items() if one}
    return context


def _longer(given: Any, more: list[str]) -> list[Any]:
    """A list of activities and more of them, each once. xAPI allows a single one for a list."""
    found = list(given) if isinstance(given, list) else [given]
    known = {one["id"] for one in found}
    new = [{"objectType": "Activity", "id": one} for one in more if one not in known]
    return found + new
