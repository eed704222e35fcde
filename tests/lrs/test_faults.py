"""Every fault of the LRS, as a client in plain HTTP meets it."""

from __future__ import annotations

import http.client
import json
from copy import deepcopy
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.lrs import faults
from tests.lrs.caller import Caller
from tests.lrs.faults import Fault, Kind
from tests.lrs.server import Lrs

ANN = {"mbox": "mailto:ann@example.org"}
STATE = "activities/state?" + urlencode(
    {"activityId": "https://x.org/c", "stateId": "s", "agent": json.dumps(ANN)}
)
CUT = (http.client.HTTPException, OSError)


def statement(number: int, verb: str = "answered") -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE_URL, str(number))),
        "actor": ANN,
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": "https://x.org/c"},
        "timestamp": "2026-05-04T08:00:00Z",
    }


BATCH = [statement(number) for number in range(5)]


@pytest.fixture
def call(lrs: Lrs) -> Caller:
    return Caller(lrs)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (faults.BROKEN, 503),
        (faults.ERROR, 500),
        (faults.REFUSED, 401),
        (faults.FORBIDDEN, 403),
        (faults.CHANGED, 412),
        (faults.BUSY, 429),
    ],
)
def test_a_status_until_it_is_cleared(call: Caller, lrs: Lrs, fault: Fault, status: int) -> None:
    lrs.faults.set(fault)
    found = [call("POST", "statements", BATCH)[0], call("GET", STATE)[0], call("GET", "about")[0]]
    assert found == [status] * 3
    assert lrs.statements == []
    lrs.faults.clear()
    assert call("POST", "statements", BATCH)[0] == 200


def test_come_again_later(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.busy(7))
    assert call("POST", "statements", BATCH)[2]["Retry-After"] == "7"


def test_the_next_two_of_a_kind(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.BROKEN, on="statements", times=2)
    assert call("PUT", STATE, {"a": 1})[0] == 204
    assert [call("POST", "statements", BATCH)[0] for _ in range(3)] == [503, 503, 200]


@pytest.mark.parametrize(
    ("on", "met"),
    [
        ("statements", [("POST", "statements")]),
        ("query", [("GET", "statements")]),
        ("state", [("GET", STATE), ("PUT", STATE), ("POST", STATE), ("DELETE", STATE)]),
        ("state.read", [("GET", STATE)]),
        ("state.write", [("PUT", STATE), ("POST", STATE), ("DELETE", STATE)]),
        ("storing", [("POST", "statements"), ("PUT", STATE), ("POST", STATE), ("DELETE", STATE)]),
        ("about", [("GET", "about")]),
        ("preflight", [("OPTIONS", "statements")]),
    ],
)
def test_kinds_of_requests(call: Caller, lrs: Lrs, on: Kind, met: list[tuple[str, str]]) -> None:
    lrs.faults.set(faults.BROKEN, on=on)
    state = [(method, STATE) for method in ("GET", "PUT", "POST", "DELETE")]
    tried = [("POST", "statements"), ("GET", "statements"), *state, ("GET", "about"),
             ("OPTIONS", "statements")]  # fmt: skip
    bodies = {"statements": BATCH, STATE: {"a": 1}}
    failed = [
        (method, path)
        for method, path in tried
        if call(method, path, bodies.get(path) if method in ("POST", "PUT") else None)[0] == 503
    ]
    assert failed == met


def test_a_while(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.BUSY, on="state")
    with lrs.faults.during(faults.BROKEN):
        assert call("GET", STATE)[0] == 503, "the newest comes first"
    assert call("GET", STATE)[0] == 429
    assert call("GET", "about")[0] == 200
    lrs.faults.clear("state")
    assert call("GET", STATE)[0] == 404


def test_no_answer_at_all(call: Caller, lrs: Lrs) -> None:
    with lrs.faults.during(faults.DOWN), pytest.raises(CUT):
        call("POST", "statements", BATCH)
    assert lrs.calls[-1].status is None
    assert lrs.statements == []


def test_a_machine_that_is_off(call: Caller, lrs: Lrs) -> None:
    address = lrs.url
    assert call("POST", "statements", BATCH)[0] == 200
    with lrs.stopped(), pytest.raises(ConnectionRefusedError):
        call("GET", "about")
    assert lrs.url == address
    assert len(call("GET", "statements")[1]["statements"]) == 5


def test_slow(call: Caller, lrs: Lrs) -> None:
    before = monotonic()
    lrs.faults.set(Fault(None, slow=0.2), on="state.read", times=1)
    assert call("GET", STATE)[0] == 404
    assert monotonic() - before >= 0.2
    lrs.faults.set(Fault(503, slow=0.1), on="state.read", times=1)
    assert call("GET", STATE)[0] == 503


def test_stored_but_the_answer_is_lost(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.LOST, on="statements", times=1)
    with pytest.raises(CUT):
        call("POST", "statements", BATCH)
    assert lrs.statements != []
    assert call("POST", "statements", BATCH)[0] == 200
    assert len(lrs.statements) == 5, "nothing is stored twice"


@pytest.mark.parametrize("fault", [faults.HALF, faults.HALF_LOST])
def test_half_a_batch(call: Caller, lrs: Lrs, fault: Fault) -> None:
    lrs.faults.set(fault, on="statements", times=1)
    if fault.status:
        assert call("POST", "statements", BATCH)[0] == 500
    else:
        with pytest.raises(CUT):
            call("POST", "statements", BATCH)
    assert [one["id"] for one in lrs.statements] == [one["id"] for one in BATCH[:2]]
    assert call("POST", "statements", BATCH)[0] == 200
    assert [one["id"] for one in lrs.statements] == [one["id"] for one in BATCH]


def test_a_state_document_whose_answer_is_lost(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.LOST, on="state.write", times=1)
    with pytest.raises(CUT):
        call("PUT", STATE, {"a": 1})
    assert lrs.document("s") == {"a": 1}


def test_one_statement_is_not_taken(call: Caller, lrs: Lrs) -> None:
    lrs.faults.set(faults.conflict(BATCH[3]["id"]))
    assert call("POST", "statements", BATCH)[0] == 409
    assert call("POST", "statements", BATCH[:3])[0] == 200
    lrs.faults.set(Fault(403, verb="completed"))
    assert call("POST", "statements", [statement(9)])[0] == 200
    path = f"statements?statementId={statement(8)['id']}"
    assert call("PUT", path, statement(8, "completed"))[0] == 403


def test_too_large(call: Caller, lrs: Lrs) -> None:
    size = len(json.dumps(BATCH).encode())
    lrs.faults.set(faults.too_large(size - 1), on="statements")
    assert call("POST", "statements", BATCH)[0] == 413
    assert call("POST", "statements", BATCH[:4])[0] == 200


def test_a_row_of_faults(call: Caller, lrs: Lrs) -> None:
    lrs.faults += [faults.BROKEN, faults.BUSY]
    assert call("GET", STATE)[0] == 404, "it stores nothing"
    assert [call("POST", "statements", BATCH)[0] for _ in range(3)] == [503, 429, 200]


def test_what_a_browser_may_read_and_send(call: Caller, lrs: Lrs) -> None:
    call("PUT", STATE, {"a": 1})
    exposed = call("GET", STATE)[2]["Access-Control-Expose-Headers"]
    assert {"ETag", "Last-Modified", "X-Experience-API-Version"} <= set(exposed.split(", "))
    assert call("GET", STATE, Authorization=None)[2]["Access-Control-Allow-Origin"] == "*"
    lrs.cors.hidden.add("ETag")
    lrs.cors.forbidden.add("If-Match")
    assert "ETag" not in call("GET", STATE)[2]["Access-Control-Expose-Headers"]
    allowed = call("OPTIONS", STATE, Authorization=None)[2]["Access-Control-Allow-Headers"]
    assert "If-Match" not in allowed.split(", ")
    lrs.cors.closed = True
    assert "Access-Control-Allow-Origin" not in call("GET", STATE)[2]


def test_one_connection_for_many_requests(lrs: Lrs) -> None:
    caller = Caller(lrs)
    parts = urlsplit(lrs.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    for number, body in enumerate((BATCH[:1], "no JSON", BATCH)):
        data = json.dumps(body).encode()
        connection.request("POST", f"{parts.path}statements", data, caller.headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (400 if number == 1 else 200)
    connection.request("PUT", parts.path + STATE, b"{}", caller.headers)
    assert (connection.getresponse().read(), lrs.calls[-1].first) == (b"", False)
    connection.request("GET", parts.path + STATE, headers=caller.headers)
    assert connection.getresponse().read() == b"{}"
    connection.close()


def test_a_cut_on_a_used_connection_does_not_count(lrs: Lrs) -> None:
    """A browser sends it again by itself, on another connection."""
    caller = Caller(lrs)
    parts = urlsplit(lrs.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}about")
    connection.getresponse().read()
    lrs.faults.set(faults.LOST, on="statements", times=1)
    with pytest.raises(CUT):
        connection.request("POST", f"{parts.path}statements", json.dumps(BATCH), caller.headers)
        connection.getresponse()
    with pytest.raises(CUT):
        caller("POST", "statements", BATCH)
    assert caller("POST", "statements", BATCH)[0] == 200


def test_the_log_has_bodies(call: Caller, lrs: Lrs) -> None:
    call("POST", "statements", BATCH)
    call("PUT", STATE, {"a": 1}, If_None_Match="*")
    assert lrs.log == ["POST /statements", "PUT /activities/state"]
    assert [one["id"] for one in lrs.called("statements")[0].statements] == [
        one["id"] for one in BATCH
    ]
    written = lrs.called("state")[0]
    assert (written.json, written.headers["if-none-match"]) == ({"a": 1}, "*")
    assert (written.query["stateId"], written.status) == ("s", 204)


def test_waiting_says_what_came_instead(call: Caller, lrs: Lrs) -> None:
    call("GET", "about")
    with pytest.raises(AssertionError, match="GET /about"):
        lrs.wait_for(lambda: bool(lrs.statements), timeout=0)


# ---- what stays as it is ---------------------------------------------------------------------


def test_a_statement_never_changes(call: Caller, lrs: Lrs) -> None:
    call("POST", "statements", BATCH[:1])
    for part, value in (("timestamp", "2026-05-04T08:00:01Z"), ("result", {"success": True})):
        other = deepcopy(BATCH[0]) | {part: value}
        assert call("POST", "statements", [other])[0] == 409
    assert call("PUT", f"statements?statementId={BATCH[0]['id']}", BATCH[0])[0] == 204
    assert len(lrs.statements) == 1


def test_state_by_its_etag(call: Caller) -> None:
    assert call("PUT", STATE, {"a": 1}, If_Match='"x"')[0] == 412, "there is none"
    assert call("PUT", STATE, {"a": 1}, If_None_Match="*")[0] == 204
    assert call("PUT", STATE, {"a": 2}, If_None_Match="*")[0] == 412
    etag = call("GET", STATE)[2]["ETag"]
    assert call("PUT", STATE, {"a": 2}, If_None_Match=etag)[0] == 412
    assert call("PUT", STATE, {"a": 2}, If_Match=f'"x", {etag}')[0] == 204
    assert call("PUT", STATE, {"a": 3}, If_Match=etag)[0] == 412
    assert call("POST", STATE, {"b": 3}, If_Match=etag)[0] == 412
    assert call("DELETE", STATE, If_Match=etag)[0] == 412
    assert call("PUT", STATE, {"a": 4})[0] == 204, "State may be replaced without conditions"
    assert call("GET", STATE)[1] == {"a": 4}


def test_all_of_a_state_is_removed(call: Caller) -> None:
    other = STATE.replace("stateId=s", "stateId=t")
    call("PUT", STATE, {})
    call("PUT", other, {})
    assert call("DELETE", STATE.replace("&stateId=s", ""))[0] == 204
    assert call("GET", other)[0] == 404


def test_the_alternate_syntax(call: Caller, lrs: Lrs) -> None:
    form = {
        "Authorization": lrs.authorization,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
        "content": json.dumps(BATCH[0]),
        "statementId": BATCH[0]["id"],
    }
    sent: Any = (urlencode(form).encode(),)
    bare = {"Authorization": None, "Content_Type": "application/x-www-form-urlencoded"}
    assert call("POST", "statements?method=PUT", *sent, **bare)[0] == 400
    assert lrs.statements == []
    lrs.alternate = True
    assert call("POST", "statements?method=PUT", *sent, **bare)[0] == 204
    assert lrs.statements[0]["id"] == BATCH[0]["id"]


@pytest.mark.parametrize("query", ["more=1", "statementid=1"])
def test_parameters_that_nobody_knows(call: Caller, query: str) -> None:
    assert call("GET", f"statements?{query}")[0] == 400
    assert call("POST", f"statements?{query}", BATCH)[0] == 400
