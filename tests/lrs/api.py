"""The APIs of xAPI 1.0.3: which request gets which answer, once it has been let in.

Takes a call and gives an answer. Who is let in, faults and CORS are the business of `server.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

from tests.lrs.calls import Call
from tests.lrs.rules import UUID, agent, iri
from tests.lrs.store import Answer, Document, Store

VERSION = "1.0.3"
PARAMETERS = {
    "/activities/state": ("stateId", ("activityId", "agent"), ("registration",)),
    "/agents/profile": ("profileId", ("agent",), ()),
    "/activities/profile": ("profileId", ("activityId",), ()),
}
"""Each API of documents: the name of the id, what else it needs, what it may have."""
QUERIES = {
    "statementId", "voidedStatementId", "agent", "verb", "activity", "registration",
    "related_activities", "related_agents", "since", "until", "limit", "format", "attachments",
    "ascending",
}  # fmt: skip
STATE = "/activities/state"


def refused(status: int, *why: str) -> Answer:
    """An answer that says why not."""
    return Answer(status, {"error": list(why)})


def plain(call: Call, *, alternate: bool) -> Call | Answer:
    """The call behind the alternate syntax (`POST …?method=PUT`), where the LRS knows that.

    Many do not, CATAPULT among them (xAPI-Communication.md, 1.3; lms-facts.md, 3.3).
    """
    if call.method != "POST" or "method" not in call.query:
        return call
    if not alternate:
        return refused(400, "Alternate method request syntax not implemented")
    form = dict(parse_qsl(call.body.decode(), keep_blank_values=True))
    known = ("authorization", "content-type", "x-experience-api-version", "if-match",
             "if-none-match")  # fmt: skip
    lower = {name.lower(): value for name, value in form.items()}
    headers = {name: lower[name] for name in known if name in lower}
    query = {name: value for name, value in form.items() if name.lower() not in (*known, "content")}
    return replace(
        call,
        method=call.query["method"],
        query=query,
        headers={**call.headers, **headers},
        body=form.get("content", "").encode(),
    )


def answered(call: Call, store: Store) -> Answer:
    """What comes of a call that was let in."""
    if call.path != "/statements" and call.path not in PARAMETERS:
        return refused(404, "no such resource")
    if not call.headers.get("x-experience-api-version", "").startswith("1.0"):
        return refused(400, "X-Experience-API-Version must be 1.0.x")
    if call.path == "/statements":
        return _statements(call, store)
    return _documents(call, store)


# ---- statements ------------------------------------------------------------------------------


def _statements(call: Call, store: Store) -> Answer:
    identifier = call.query.get("statementId", "")
    if call.method in ("GET", "HEAD"):
        return _found(call, store)
    if call.method not in ("POST", "PUT"):
        return refused(405, "statements cannot be deleted")
    unknown = call.query.keys() - ({"statementId"} if call.method == "PUT" else set())
    if unknown:
        return refused(400, *(f"{name} is not known" for name in sorted(unknown)))
    if not call.headers.get("content-type", "").startswith("application/json"):
        return refused(400, "Content-Type must be application/json")
    try:
        given = json.loads(call.body.decode("utf-8"), parse_constant=_no_number)
    except ValueError:
        return refused(400, "the body is not JSON")
    if call.method == "POST":
        return store.post(given)
    if not UUID.fullmatch(identifier):
        return refused(400, "statementId is missing")
    return store.put(identifier, given)


def _found(call: Call, store: Store) -> Answer:
    unknown = call.query.keys() - QUERIES
    if unknown:
        return refused(400, *(f"{name} is not known" for name in sorted(unknown)))
    identifier = call.query.get("statementId", "")
    return store.get(identifier) if identifier else store.query(call.query)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


# ---- documents -------------------------------------------------------------------------------


def _documents(call: Call, store: Store) -> Answer:
    name, needed, free = PARAMETERS[call.path]
    wrong = list(_faults_of(call.query, name, needed, free))
    if wrong:
        return refused(400, *wrong)
    if name in call.query:
        return _document(call, store)
    start = key_of(call)[:-1]
    if call.method in ("GET", "HEAD"):
        return store.names(start)
    if call.method == "DELETE" and call.path == STATE:
        return store.delete_all(start)
    return refused(400, f"{name} is missing")


def key_of(call: Call) -> tuple[str, ...]:
    """Where a document lies: its API, what it belongs to, its id."""
    name, needed, free = PARAMETERS[call.path]
    parts = [_normal(call.query.get(part, "")) for part in (*needed, *free)]
    return (call.path, *parts, call.query.get(name, ""))


def _document(call: Call, store: Store) -> Answer:
    conditions = {"If-Match": "if-match", "If-None-Match": "if-none-match"}
    headers = {
        name: call.headers[lower] for name, lower in conditions.items() if lower in call.headers
    }
    key, kind = key_of(call), call.headers.get("content-type", "application/octet-stream")
    if call.method in ("GET", "HEAD"):
        return store.read(key)
    if call.method == "DELETE":
        return store.delete(key, headers)
    if call.method == "POST":
        return store.merge(key, Document(call.body, kind), headers)
    return store.write(key, Document(call.body, kind), headers, guarded=call.path != STATE)


def _faults_of(
    query: Mapping[str, str], name: str, needed: tuple[str, ...], free: tuple[str, ...]
) -> Iterator[str]:
    yield from (f"{part} is missing" for part in needed if part not in query)
    yield from (f"{part} is not known" for part in query.keys() - {name, *needed, *free, "since"})
    if "activityId" in query:
        yield from iri(query["activityId"], "activityId")
    if "registration" in query and not UUID.fullmatch(query["registration"]):
        yield "registration is no UUID"
    if "agent" in query:
        try:
            yield from agent(json.loads(query["agent"]), "agent")
        except ValueError:
            yield "agent is not JSON"


def _normal(value: str) -> str:
    """An agent is the same however its JSON is spelled, and whatever name it bears."""
    if not value.startswith("{"):
        return value
    parts = json.loads(value)
    return json.dumps(
        {key: parts[key] for key in sorted(parts.keys() - {"name", "objectType"})}, sort_keys=True
    )
