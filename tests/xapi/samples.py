"""Statements of sample courses: one for every template, with a likely outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.xapi.statement import Outcome, Sending, Statement, statement_of
from builder.xapi.terms import Taken, Template, Vocabulary
from builder.xapi.video import Moment
from builder.xapi.vocabulary import vocabulary_of
from tests.helpers import every_block, prepared, with_units

IRI = "https://courses.example.org/every-block"
ANN: Sending = {
    "id": "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c11",
    "actor": {
        "objectType": "Agent",
        "name": "Ann",
        "account": {"homePage": "https://lms.example.org", "name": "42"},
    },
    "timestamp": "2026-05-04T08:00:00.120Z",
    "registration": "0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a",
}
VIEWING = "9c8f1f8e-3a52-4d0e-8a7b-2f1f0c3d4e5f"
"""The id of the statement with which Ann opened the video."""
MOMENT: Moment = {
    "time": 33,
    "from": 12.5,
    "to": 20,
    "played": [(0, 12.5), (20, 33)],
    "progress": 0.425,
    "length": 60.0334,
}


def every_vocabulary() -> Vocabulary:
    """That of the course with every block."""
    return vocabulary_of(prepared(every_block()).plan, IRI)


def units_vocabulary() -> Vocabulary:
    """That of the same course, where each module is launched by itself."""
    return vocabulary_of(prepared(with_units(every_block())).plan, IRI)


def every_statement(
    vocabulary: Vocabulary, sending: Sending = ANN
) -> Iterator[tuple[str, Statement]]:
    """A statement for each template, by its key."""
    for key, template in vocabulary["templates"].items():
        watching = "session" in takes_of(template)
        by: Sending = {**sending, "session": VIEWING} if watching else sending
        yield key, statement_of(vocabulary, key, likely(vocabulary, template), by)


def takes_of(template: Template) -> list[Taken]:
    """What a template takes from what happened."""
    return template.get("takes", [])


def likely(vocabulary: Vocabulary, template: Template) -> Outcome:
    """Something that may have happened: a right answer where there is one."""
    definition = vocabulary["activities"][template["object"]]
    takes = takes_of(template)
    outcome: Outcome = {"elapsed": 75_500, "progress": 0.5, "video": MOMENT}
    if "response" in takes:
        outcome["response"] = _response(definition)
    if template["verb"] == "answered":
        outcome["result"] = "right" if "success" in takes else "neutral"
    elif "score" in takes:
        outcome["points"] = template["max"] / 2
    return outcome


def _response(definition: dict[str, Any]) -> dict[str, Any]:
    kind = definition.get("interactionType")
    if kind == "sequencing":
        return {"ordered": [one["id"] for one in definition["choices"]]}
    if kind in ("choice", "likert"):
        options = definition["scale" if kind == "likert" else "choices"]
        return {"picked": [options[0]["id"]]}
    if kind == "matching":
        return {"matched": [(definition["source"][0]["id"], definition["target"][0]["id"])]}
    responses: dict[str | None, dict[str, Any]] = {
        "true-false": {"truth": True},
        "numeric": {"number": 2.5},
        None: {"matched": [("door", "in"), ("room", "sit")]},
    }
    return responses.get(kind, {"text": "Some words."})
