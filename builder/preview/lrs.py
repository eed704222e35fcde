"""The routes of the learning record store, and of the token that cmi5 hands out.

Every request is told to the pages that listen, with what it said and what became of it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from builder.preview.context import BadRequestError, Preview, body_of, json_of, preview_of
from builder.preview.launches import credentials, state_key, token_in
from builder.preview.store import Answer, Document, agent_key, refused
from builder.preview.visits import Visit

VERSION = {"X-Experience-API-Version": "1.0.3"}
CONDITIONS = ("if-match", "if-none-match")
ENDING = "http://adlnet.gov/expapi/verbs/terminated"

Said = dict[str, Any]
"""What a request said, for those who listen."""
Handler = Callable[[Request, Said], Awaitable[Answer]]


def routes() -> list[Route]:
    """All of them."""
    return [
        _route("/lrs/statements", _statements, ["GET", "POST", "PUT"]),
        _route("/lrs/activities/state", _state, ["GET", "PUT"]),
        _route("/lrs/agents/profile", _profile, ["GET", "PUT"]),
        Route("/fetch/{visit}", _fetch, methods=["POST"]),
    ]


def _route(path: str, handle: Handler, methods: list[str]) -> Route:
    async def answered(request: Request) -> Response:
        preview = preview_of(request)
        visit = preview.lms.visit_of(token_in(request.headers.get("authorization", "")))
        said: Said = {}
        answer = _not_let_in(preview, visit) or await handle(request, said)
        if visit is not None:
            name = request.url.path.removeprefix("/lrs/")
            _tell(preview, visit, f"{request.method} {name}", answer, said)
            _end(visit, answer, said)
        return _response(answer)

    return Route(path, answered, methods=methods)


def _tell(preview: Preview, visit: Visit, request: str, answer: Answer, said: Said) -> None:
    why = answer.body["error"] if answer.status >= 400 and isinstance(answer.body, dict) else ""
    preview.live.tell(
        "lrs", visit=visit.id, request=request, status=answer.status, why=why, said=said
    )


def _not_let_in(preview: Preview, visit: Visit | None) -> Answer | None:
    """Why the store lets nobody in: a strange key, an expired session, or one that is over."""
    if visit is None or not preview.lms.is_signed_in(visit.attempt.learner):
        return refused(401, "The store does not know whoever asks: the session has expired.")
    if visit.attempt.target == "cmi5" and visit.over:
        return refused(403, "This session of cmi5 has ended.")
    return None


def _end(visit: Visit, answer: Answer, said: Said) -> None:
    """After `terminated` a session of cmi5 says nothing more (9.3.8)."""
    if answer.status < 300 and any(_verb(one) == ENDING for one in said.get("statements", ())):
        visit.over = True


def _verb(statement: Any) -> str:
    return str(statement.get("verb", {}).get("id", "")) if isinstance(statement, dict) else ""


def _response(answer: Answer) -> Response:
    headers = {**VERSION, **answer.headers}
    if answer.body is None:
        return Response(status_code=answer.status, headers=headers)
    if isinstance(answer.body, bytes):
        return Response(answer.body, answer.status, headers)
    return JSONResponse(answer.body, answer.status, headers)


async def _statements(request: Request, said: Said) -> Answer:
    store = preview_of(request).store
    name = request.query_params.get("statementId", "")
    if request.method == "GET" and name:
        return store.statement(name)
    if request.method == "GET":
        return Answer(200, {"statements": list(store.statements.values()), "more": ""})
    found = await json_of(request)
    if request.method == "PUT" and isinstance(found, dict):
        found = {**found, "id": name}
    said["statements"] = found if isinstance(found, list) else [found]
    answer = store.post(found)
    return Answer(204) if request.method == "PUT" and answer.status == 200 else answer


async def _state(request: Request, said: Said) -> Answer:
    asked = _asked(request, "activityId", "agent", "stateId")
    name = asked["stateId"]
    registration = request.query_params.get("registration", "")
    key = state_key(asked["activityId"], asked["agent"], registration, name)
    return await _document(request, key, name, said)


async def _profile(request: Request, said: Said) -> Answer:
    asked = _asked(request, "agent", "profileId")
    key = ("agents/profile", agent_key(asked["agent"]), asked["profileId"])
    return await _document(request, key, asked["profileId"], said)


async def _document(request: Request, key: tuple[str, ...], name: str, said: Said) -> Answer:
    store = preview_of(request).store
    said["document"] = name
    if request.method == "GET":
        return store.read(key)
    data = await body_of(request)
    said["content"] = _content(data)
    conditions = {one: request.headers[one] for one in CONDITIONS if one in request.headers}
    kind = request.headers.get("content-type", "application/octet-stream")
    return store.write(key, Document(data, kind), conditions)


def _content(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode("utf-8", errors="replace")


def _asked(request: Request, *names: str) -> dict[str, str]:
    """The parameters of an address.

    Raises:
        BadRequestError: one is missing.
    """
    missing = [name for name in names if not request.query_params.get(name)]
    if missing:
        raise BadRequestError(f"{missing[0]} is missing.")
    return {name: request.query_params[name] for name in names}


async def _fetch(request: Request) -> Response:
    """The token, once (cmi5, 8.2); errors come with status 200."""
    preview = preview_of(request)
    visit = preview.visit_named(request)
    if visit is None or not preview.lms.is_signed_in(visit.attempt.learner):
        return JSONResponse({"error-code": "3", "error-text": "The session has expired."})
    given = visit.fetched or visit.over
    visit.fetched = True
    answer = Answer(200, {"error-code": "1", "error-text": "Already in use"}) if given else (
        Answer(200, {"auth-token": credentials(visit.token)}))  # fmt: skip
    _tell(preview, visit, "POST fetch", answer, {"given": not given})
    return _response(answer)
