"""What an LRS holds of a learner, from a Tin Can or a cmi5 package, in the common form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from builder.plan.model import Plan
from tests.e2e.equality.form import (
    Answer,
    Record,
    Result,
    Status,
    interactions_of,
    kept_of,
    ordered,
    percent,
)
from tests.lrs.told import OF_THE_LMS, object_of, verb_of

Statement = Mapping[str, Any]
RESULTS: dict[bool | None, Result] = {True: "right", False: "wrong", None: "neutral"}
WORTH: dict[str, Status] = {"failed": "failed", "completed": "completed", "passed": "passed"}
RANKS = ("incomplete", "failed", "completed", "passed")


def from_statements(
    plan: Plan,
    statements: Iterable[Statement],
    state: Any = "",
    target: Literal["xapi", "cmi5"] = "xapi",
) -> Record:
    """The record of one learner's statements; `state` is their document of the State API.

    The document may be the state string itself, or an object that has it as `state`. Later
    statements come before earlier ones, by their timestamps.
    """
    said = sorted(
        (dict(one) for one in statements if verb_of(dict(one)) not in OF_THE_LMS),
        key=lambda one: str(one.get("timestamp", "")),
    )
    string = state.get("state", "") if isinstance(state, Mapping) else state
    return Record(
        target=target,
        status=_status(said),
        score=_score(said),
        answers=_answers(plan, said),
        objectives=_objectives(said),
        viewed=frozenset(_about(said, "experienced", "page/")),
        kept=kept_of(plan, string or ""),
    )


def _about(said: list[dict[str, Any]], verb: str, start: str) -> dict[str, dict[str, Any]]:
    """The results of statements with this verb, by what they are about; the latest counts."""
    return {
        object_of(one).removeprefix(start): one.get("result") or {}
        for one in said
        if verb_of(one) == verb and object_of(one).startswith(start)
    }


def _of_course(said: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(verb_of(one), one.get("result") or {}) for one in said if object_of(one) == "course"]


def _status(said: list[dict[str, Any]]) -> Status:
    """The best that was said: passed is said beside completed."""
    found: list[Status] = [WORTH[verb] for verb, _ in _of_course(said) if verb in WORTH]
    return max(found, key=RANKS.index, default="incomplete")


def _score(said: list[dict[str, Any]]) -> float | None:
    """The latest; the best is all that is ever told."""
    found = [
        one["score"]["scaled"] for _, one in _of_course(said) if "scaled" in one.get("score", {})
    ]
    return percent(100 * found[-1]) if found else None


def _answers(plan: Plan, said: list[dict[str, Any]]) -> dict[str, Answer]:
    known = interactions_of(plan)
    return {
        name: Answer(
            ordered(known.get(name), str(result.get("response", ""))),
            RESULTS[result.get("success")],
        )
        for name, result in _about(said, "answered", "interaction/").items()
    }


def _objectives(said: list[dict[str, Any]]) -> dict[str, float | None]:
    """Groups are scored, endings are completed."""
    found = _about(said, "scored", "objective/") | _about(said, "completed", "objective/")
    scores = {name: result.get("score", {}).get("scaled") for name, result in found.items()}
    return {name: None if one is None else percent(100 * one) for name, one in scores.items()}
