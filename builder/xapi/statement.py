"""One statement, in full: the reference of what the player sends (docs/tracking.md).

Pure: whoever sends it gives the id, the learner and the time. `tests/xapi/vectors.json` holds this
and the player's side to the same results.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal, NotRequired, TypedDict

from builder.xapi.ids import COURSE, activity_id
from builder.xapi.spelling import duration_text, response_text, rounded
from builder.xapi.terms import PROGRESS, Taken, Template, Vocabulary
from builder.xapi.video import Moment, consumed, context_extensions, result_extensions

DUST = 1e-9
SCALED_PLACES = 4

Statement = dict[str, Any]


class Outcome(TypedDict, total=False):
    """What happened, in the terms of the player's facts.

    `response` and `result` are those of an answer. `points`: from 0 to the template's `max`; an
    answer needs none, it has all for `right` and otherwise 0. `elapsed`: milliseconds. `progress`:
    share of the course that is done, 0 to 1. `video`: a moment of watching one.
    """

    response: Mapping[str, Any]
    result: Literal["right", "wrong", "neutral"]
    points: float
    elapsed: float
    progress: float
    video: Moment


class Sending(TypedDict):
    """By whom and when. `actor` stands in the statement as it is.

    `unit`: the key of the module that was launched by itself; the course, if there is none.
    `activity`: the id under which the LMS launched it, in place of its own (cmi5, Tin Can);
    `context`: what the LMS asks for in every context (cmi5's `contextTemplate`); `session`: of a
    statement about a video, the id of the `video-opened` with which that viewing began.
    """

    id: str
    actor: Mapping[str, Any]
    timestamp: str
    registration: NotRequired[str]
    unit: NotRequired[str]
    activity: NotRequired[str]
    session: NotRequired[str]
    context: NotRequired[Mapping[str, Any]]


def statement_of(vocabulary: Vocabulary, key: str, outcome: Outcome, sending: Sending) -> Statement:
    """The statement that a template makes of what happened.

    Raises:
        KeyError: the course cannot say this; private things are never there.
    """
    template = _launched(vocabulary["templates"][key], sending)
    statement: Statement = {
        "id": sending["id"],
        "actor": deepcopy(dict(sending["actor"])),
        "verb": vocabulary["verbs"][template["verb"]],
        "object": _object(vocabulary, template, sending),
        "result": result_of(template, outcome),
        "context": _context(vocabulary, template, outcome, sending),
        "timestamp": sending["timestamp"],
    }
    if not statement["result"]:
        del statement["result"]
    return deepcopy(statement)


def _launched(template: Template, sending: Sending) -> Template:
    """What is told of the course is told of the unit, where one was launched by itself."""
    if "unit" not in sending or template["object"] != COURSE:
        return template
    return {**template, "object": sending["unit"], "parent": [COURSE]}


def _object(vocabulary: Vocabulary, template: Template, sending: Sending) -> Mapping[str, Any]:
    key = template["object"]
    return {
        "objectType": "Activity",
        "id": _id(vocabulary, key, sending),
        "definition": vocabulary["activities"][key],
    }


def _id(vocabulary: Vocabulary, key: str, sending: Sending) -> str:
    own = activity_id(vocabulary["course"], key)
    return sending.get("activity", own) if key == sending.get("unit", COURSE) else own


def result_of(template: Template, outcome: Outcome) -> dict[str, Any]:
    """What stands in the result: nothing that is empty, and nothing that is not known."""
    takes = template.get("takes", [])
    parts: dict[str, Any] = {
        "score": _score(template, outcome) if "score" in takes else None,
        "success": _success(outcome) if "success" in takes else None,
        **template.get("result", {}),
        "response": response_text(outcome.get("response", {})) if "response" in takes else "",
        "duration": _duration(takes, outcome),
        "extensions": _extensions(takes, outcome),
    }
    return {name: part for name, part in parts.items() if part not in (None, "", {})}


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


def _duration(takes: Sequence[Taken], outcome: Outcome) -> str | None:
    if "consumed" in takes:
        return consumed(outcome.get("video", {}))
    known = "duration" in takes and "elapsed" in outcome
    return duration_text(outcome["elapsed"]) if known else None


def _extensions(takes: Sequence[Taken], outcome: Outcome) -> dict[str, Any]:
    """Progress is rounded down: 100 is said only when all is done."""
    found = result_extensions(takes, outcome.get("video", {}))
    if "progress" in takes and "progress" in outcome:
        found[PROGRESS] = math.floor(100 * min(max(outcome["progress"], 0), 1) + DUST)
    return found


def _context(
    vocabulary: Vocabulary, template: Template, outcome: Outcome, sending: Sending
) -> dict[str, Any]:
    """What the LMS asks for comes first and stays as it is; lists are made longer."""
    context: dict[str, Any] = deepcopy(dict(sending.get("context", {})))
    context.setdefault("revision", vocabulary["revision"])
    context.setdefault("language", vocabulary["language"])
    if "registration" in sending:
        context["registration"] = sending["registration"]
    own = {
        "parent": [_id(vocabulary, key, sending) for key in template["parent"]],
        "grouping": [_id(vocabulary, key, sending) for key in template["grouping"]],
        "category": [vocabulary["profile"], *template.get("category", [])],
    }
    given = context.get("contextActivities", {})
    lists = {name: _longer(given.get(name, []), more) for name, more in own.items()}
    merged = {**given, **lists}
    context["contextActivities"] = {name: one for name, one in merged.items() if one}
    takes, moment = template.get("takes", []), outcome.get("video", {})
    more = context_extensions(takes, moment, sending.get("session"))
    extensions = {**context.get("extensions", {}), **template.get("extensions", {}), **more}
    if extensions:
        context["extensions"] = extensions
    return context


def _longer(given: Any, more: list[str]) -> list[Any]:
    """A list of activities and more of them, each once. xAPI allows a single one for a list."""
    found = list(given) if isinstance(given, list) else [given]
    known = {one["id"] for one in found}
    new = [{"objectType": "Activity", "id": one} for one in more if one not in known]
    return found + new
