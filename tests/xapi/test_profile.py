"""The profile is one that profile servers take, and it tells good statements from bad ones."""

from __future__ import annotations

from typing import Any

import pytest

from builder.xapi.profile import KINDS, profile_of
from builder.xapi.statement import statement_of
from tests.lrs.rules import IRI as AN_IRI
from tests.xapi import conform
from tests.xapi.samples import ANN, IRI, every_statement, every_vocabulary

VOCABULARY = every_vocabulary()
PROFILE = profile_of(VOCABULARY)
STATEMENTS = dict(every_statement(VOCABULARY))


def test_head():
    assert PROFILE["@context"] == "https://w3id.org/xapi/profiles/context"
    assert PROFILE["type"] == "Profile"
    assert PROFILE["conformsTo"] == "https://w3id.org/xapi/profiles#1.0"
    assert PROFILE["versions"] == [
        {"id": f"{IRI}#xapi/profile/1.0", "generatedAtTime": "1980-01-01T00:00:00Z"}
    ]
    assert PROFILE["id"] != PROFILE["versions"][0]["id"]


def walk(value: Any, path: str = "") -> list[tuple[str, Any]]:
    found = [(path, value)]
    if isinstance(value, dict):
        found += [one for name, part in value.items() for one in walk(part, f"{path}.{name}")]
    if isinstance(value, list):
        found += [one for part in value for one in walk(part, f"{path}[]")]
    return found


def test_nothing_in_it_is_empty():
    assert [path for path, value in walk(PROFILE) if value in (None, "", {}, [])] == []


def test_every_id_is_an_iri_and_there_once():
    parts = [*PROFILE["concepts"], *PROFILE["templates"], *PROFILE["patterns"]]
    ids = [PROFILE["id"], PROFILE["versions"][0]["id"], *(one["id"] for one in parts)]
    assert len(set(ids)) == len(ids)
    assert all(AN_IRI.fullmatch(one) for one in ids)
    assert {one["inScheme"] for one in parts} == {PROFILE["versions"][0]["id"]}


def test_concepts_are_the_activities_of_the_statements():
    known = {one["id"]: one["activityDefinition"] for one in PROFILE["concepts"]}
    for statement in STATEMENTS.values():
        definition = dict(known[statement["object"]["id"]])
        assert definition.pop("@context") == "https://w3id.org/xapi/profiles/activity-context"
        assert definition == statement["object"]["definition"]


def test_patterns_lead_to_templates_and_patterns_that_are_there():
    ids = {one["id"] for one in (*PROFILE["templates"], *PROFILE["patterns"])}
    ways = {"sequence", "alternates", "optional", "oneOrMore", "zeroOrMore"}
    for pattern in PROFILE["patterns"]:
        (way,) = ways & pattern.keys()
        named = pattern[way] if isinstance(pattern[way], list) else [pattern[way]]
        assert set(named) <= ids
        assert not pattern["primary"] or {"prefLabel", "definition"} <= pattern.keys()


def test_only_what_the_course_can_say_is_in_it():
    assert len(PROFILE["templates"]) == len(KINDS)


SESSION = ["initialized", "viewed/asks.questions", "answered/asks.questions.one", "scored",
           "completed", "terminated"]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "fits"),
    [
        (SESSION, True),
        (["initialized", "resumed", "progressed", "suspended", "terminated"], True),
        (["initialized"], True),
        (SESSION[1:], False),
        ([*SESSION, "viewed/asks.questions"], False),
        (["initialized", "terminated", "suspended"], False),
        (["initialized", "viewed/asks.questions", "initialized"], False),
    ],
)
def test_a_session_has_a_beginning_and_an_end(keys: list[str], fits: bool):
    assert conform.is_session([STATEMENTS[key] for key in keys], PROFILE) is fits


def changed(key: str, **changes: Any) -> dict[str, Any]:
    return {**STATEMENTS[key], **changes}


@pytest.mark.parametrize(
    "statement",
    [
        changed("completed", result={"completion": False}),
        changed("completed", result={"completion": True, "score": {"scaled": 1}}),
        changed("passed", result={"success": False}),
        changed("failed", result={"success": True}),
        changed("progressed", result={}),
        changed("initialized", result={"completion": True}),
        changed("objective/asks.others.now.care", result={"completion": True}),
        changed("viewed/asks.questions", context={"contextActivities": {}}),
        changed("viewed/asks.questions", verb={"id": "http://adlnet.gov/expapi/verbs/passed"}),
    ],
)
def test_it_finds_what_is_wrong(statement: dict[str, Any]):
    assert conform.faults(statement, PROFILE) != []


def test_a_statement_of_another_release_does_not_follow_this_profile():
    other = {**VOCABULARY, "profile": f"{IRI}#xapi/profile/2.0"}
    statement = statement_of(other, "initialized", {}, ANN)  # type: ignore[arg-type]
    assert conform.faults(statement, PROFILE) != []
