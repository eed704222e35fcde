"""The test LRS itself: as strict as the standard, so that what it takes can be trusted."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.lrs.caller import Caller
from tests.lrs.faults import Fault
from tests.lrs.rules import faults
from tests.lrs.server import Lrs, running

GOOD: dict[str, Any] = {
    "id": "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c11",
    "actor": {"mbox": "mailto:ann@example.org"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
    "object": {
        "id": "https://x.org/c#q",
        "definition": {
            "name": {"en-CA": "Q"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "choice",
            "choices": [{"id": "a", "description": {"en": "A"}}],
            "correctResponsesPattern": ["a"],
        },
    },
    "result": {
        "score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2},
        "success": True,
        "response": "a",
        "duration": "PT1M15.5S",
        "extensions": {"https://x.org/e": None},
    },
    "context": {
        "registration": "0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a",
        "contextActivities": {"parent": [{"id": "https://x.org/c"}], "grouping": {"id": "a:b"}},
        "language": "en-CA",
    },
    "timestamp": "2026-05-04T08:00:00.12+02:00",
}


def with_part(path: str, value: Any) -> dict[str, Any]:
    """The good statement with another value somewhere; `...` removes it."""
    found = deepcopy(GOOD)
    *steps, last = path.split(".")
    place: Any = found
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return found


def test_a_good_statement():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("actor", ...), ("verb", ...), ("object", ...), ("actor", {}), ("actor", {"name": "Ann"}),
        ("actor", {"mbox": "mailto:a@x.org", "openid": "https://x.org"}),
        ("actor", {"mbox": "ann@example.org"}), ("actor", {"account": {"name": "1"}}),
        ("actor", {"account": {"name": "1", "homePage": "x"}}),
        ("id", "1"), ("id", None), ("verb.id", "answered"), ("verb.id", ...),
        ("verb.display", {"english words": "x"}), ("verb.display", {"en": 1}),
        ("object.id", "q"), ("object.definition.type", "question"),
        ("object.definition.name", {}), ("object.definition.name", {"en": ""}),
        ("object.definition.interactionType", "many"), ("object.definition.more", 1),
        ("object.definition.interactionType", ...), ("object.definition.scale", []),
        ("object.definition.choices", [{"id": "a b", "description": {"en": "A"}}]),
        ("object.definition.choices", [{"id": "a"}]),
        ("object.definition.choices", 2 * [{"id": "a", "description": {"en": "A"}}]),
        ("object.definition.correctResponsesPattern", ["b"]),
        ("object.definition.correctResponsesPattern", "a"),
        ("result.score.scaled", 1.1), ("result.score.raw", 3), ("result.score.max", 0),
        ("result.score.raw", "1"), ("result.success", "true"), ("result.completion", 1),
        ("result.response", "z"), ("result.response", ""), ("result.response", ["a"]),
        ("result.duration", "75"), ("result.duration", "PT"), ("result.duration", "P"),
        ("result.extensions", {"e": 1}), ("result.more", 1), ("result.score", None),
        ("context.registration", "1"), ("context.language", "English (Canada)"),
        ("context.contextActivities", {"above": []}),
        ("context.contextActivities", {"parent": [{"id": "c"}]}), ("context", {}),
        ("timestamp", "2026-05-04"), ("timestamp", "2026-05-04T08:00:00"),
        ("timestamp", "2026-05-04T08:00:00-00:00"), ("timestamp", "2026-13-04T08:00:00Z"),
        ("version", "2.0.0"), ("extra", "x"),
    ],
)  # fmt: skip
def test_bad_statements(path: str, value: Any):
    assert faults(with_part(path, value)) != []


@pytest.mark.parametrize(
    ("kind", "said", "good"),
    [
        ("true-false", "true", True), ("true-false", "t", False), ("numeric", "3.5", True),
        ("numeric", "1[:]5", True), ("numeric", "4[:]", True), ("numeric", "five", False),
        ("fill-in", "anything[,]at all", True), ("other", "x", True),
    ],
)  # fmt: skip
def test_responses_by_type(kind: str, said: str, good: bool):
    statement = with_part("result.response", said)
    statement["object"]["definition"] = {"interactionType": kind}
    assert (faults(statement) == []) is good


# ---- over the network ------------------------------------------------------------------------


@pytest.fixture
def lrs() -> Iterator[Lrs]:
    with running() as server:
        yield server


@pytest.fixture
def call(lrs: Lrs) -> Caller:
    return Caller(lrs)


def test_statements_are_stored_and_found(call: Caller, lrs: Lrs):
    assert call("POST", "statements", [GOOD])[:2] == (200, [GOOD["id"]])
    status, found, _ = call("GET", f"statements?statementId={GOOD['id']}")
    assert status == 200
    assert found["stored"] and found["authority"] and found["version"] == "1.0.0"
    assert [one["id"] for one in lrs.statements] == [GOOD["id"]]
    query = urlencode({"verb": GOOD["verb"]["id"], "agent": json.dumps(GOOD["actor"])})
    assert len(call("GET", f"statements?{query}")[1]["statements"]) == 1
    related = urlencode({"activity": "https://x.org/c", "related_activities": "true"})
    assert len(call("GET", f"statements?{related}")[1]["statements"]) == 1
    assert call("GET", "statements?activity=https://x.org/c")[1]["statements"] == []


def test_the_same_again_changes_nothing_and_another_is_a_conflict(call: Caller, lrs: Lrs):
    call("POST", "statements", [GOOD])
    assert call("POST", "statements", [GOOD])[0] == 200
    other = with_part("result.success", False)
    third = with_part("id", "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c12")
    assert call("POST", "statements", [third, other])[0] == 409
    assert [one["result"]["success"] for one in lrs.statements] == [True]


def test_one_bad_statement_and_none_is_stored(call: Caller, lrs: Lrs):
    bad = with_part("id", "x")
    status, found, _ = call("POST", "statements", [GOOD, bad])
    assert status == 400
    assert "statement.id" in found["error"][0]
    assert lrs.statements == []


def test_put_needs_the_id(call: Caller):
    assert call("PUT", f"statements?statementId={GOOD['id']}", GOOD)[0] == 204
    assert call("PUT", "statements", GOOD)[0] == 400
    other = "5b0c1a7e-8b0a-4c3e-9a51-2f6f3f1d0c12"
    assert call("PUT", f"statements?statementId={other}", GOOD)[0] == 400


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Authorization": None}, 401),
        ({"Authorization": "Basic eDp5"}, 401),
        ({"X_Experience_API_Version": None}, 400),
        ({"X_Experience_API_Version": "2.0.0"}, 400),
        ({"Content_Type": "text/plain"}, 400),
    ],
)
def test_who_is_let_in(call: Caller, changes: dict[str, str | None], status: int):
    assert call("POST", "statements", [GOOD], **changes)[0] == status


def test_limits_and_faults_on_demand(call: Caller, lrs: Lrs):
    assert call("POST", "statements", b"{")[0] == 400
    assert call("POST", "statements", b'[{"id": NaN}]')[0] == 400
    assert call("GET", "nothing")[0] == 404
    assert call("DELETE", "statements")[0] == 405
    lrs.faults += [Fault(503, after="3"), Fault(0)]
    status, _, headers = call("POST", "statements", [GOOD])
    assert (status, headers["Retry-After"]) == (503, "3")
    with pytest.raises((http.client.HTTPException, OSError)):
        call("POST", "statements", [GOOD])
    assert call("POST", "statements", [GOOD])[0] == 200
    lrs.largest = 10
    assert call("POST", "statements", [GOOD])[0] == 413


def test_browsers_are_allowed_from_everywhere(call: Caller):
    status, _, headers = call("OPTIONS", "statements", Origin="https://lms.example.org",
                              Authorization=None)  # fmt: skip
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == "https://lms.example.org"
    for name in ("Authorization", "X-Experience-API-Version", "If-Match", "Content-Type"):
        assert name in headers["Access-Control-Allow-Headers"]


# ---- documents -------------------------------------------------------------------------------

AGENT = {"agent": json.dumps({"mbox": "mailto:ann@example.org"})}
STATE = "activities/state?" + urlencode({"activityId": "https://x.org/c", "stateId": "s", **AGENT})
PROFILE = "agents/profile?" + urlencode({"profileId": "p", **AGENT})


def test_state_is_replaced_merged_listed_and_removed(call: Caller):
    assert call("GET", STATE)[0] == 404
    assert call("PUT", STATE, {"a": 1, "b": {"c": 1}})[0] == 204
    assert call("POST", STATE, {"b": {"d": 2}})[0] == 204
    status, found, headers = call("GET", STATE)
    assert (status, found) == (200, {"a": 1, "b": {"d": 2}})
    assert headers["ETag"].startswith('"')
    assert call("POST", STATE, b"text", Content_Type="text/plain")[0] == 400
    all_of_it = "activities/state?" + urlencode({"activityId": "https://x.org/c", **AGENT})
    assert call("GET", all_of_it)[1] == ["s"]
    named = {"agent": json.dumps({"objectType": "Agent", "name": "A",
                                  "mbox": "mailto:ann@example.org"})}  # fmt: skip
    again = "activities/state?" + urlencode(
        {"activityId": "https://x.org/c", "stateId": "s", **named}
    )
    assert call("GET", again)[0] == 200
    assert call("DELETE", STATE)[0] == 204
    assert call("GET", STATE)[0] == 404


def test_state_of_another_registration_is_another(call: Caller):
    registered = f"{STATE}&registration=0d5c6a5e-7f0b-4d7d-8a55-4c1f0e9d2b7a"
    assert call("PUT", registered, {"a": 1})[0] == 204
    assert call("GET", STATE)[0] == 404
    assert call("GET", registered)[1] == {"a": 1}


@pytest.mark.parametrize(
    "path",
    [
        "activities/state?stateId=s",
        "activities/state?" + urlencode({"activityId": "c", "stateId": "s", **AGENT}),
        f"{STATE}&registration=1",
        f"{STATE}&state=1",
        "activities/state?" + urlencode({"activityId": "a:b", "stateId": "s", "agent": "{}"}),
        "activities/state?" + urlencode({"activityId": "a:b", "stateId": "s", "agent": "ann"}),
    ],
)
def test_parameters_must_be_right(call: Caller, path: str):
    assert call("PUT", path, {"a": 1})[0] == 400


def test_a_profile_is_only_replaced_by_who_knows_it(call: Caller):
    assert call("PUT", PROFILE, {"a": 1})[0] == 400
    assert call("PUT", PROFILE, {"a": 1}, If_None_Match="*")[0] == 204
    assert call("PUT", PROFILE, {"a": 2})[0] == 409
    assert call("PUT", PROFILE, {"a": 2}, If_None_Match="*")[0] == 412
    assert call("PUT", PROFILE, {"a": 2}, If_Match='"wrong"')[0] == 412
    etag = call("GET", PROFILE)[2]["ETag"]
    assert call("PUT", PROFILE, {"a": 2}, If_Match=etag)[0] == 204
    assert call("GET", PROFILE)[1] == {"a": 2}
