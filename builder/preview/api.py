"""What the page around the course asks the server for: builds, visits, commits, what is held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from builder.preview.context import (
    BadRequestError,
    Preview,
    object_of,
    origin_of,
    preview_of,
)
from builder.preview.launches import actor_of, address, note_launch, units_of
from builder.preview.start import given
from builder.preview.store import agent_key
from builder.preview.told import findings_as_data, state_in_words
from builder.preview.visits import LEARNERS, Visit, Wanted
from builder.targets import TARGETS

SCORM = ("scorm12", "scorm2004")
REVIEWABLE = (*SCORM, "cmi5")
"""Targets whose standard knows a look back at what is done."""


def routes() -> list[Route]:
    """All of them."""
    return [
        Route("/api/course", _course),
        Route("/api/events", _events),
        Route("/api/launch", _launch, methods=["POST"]),
        Route("/api/commit/{visit}", _commit, methods=["POST"]),
        Route("/api/held/{visit}", _held),
        Route("/api/expire/{visit}", _expire, methods=["POST"]),
        Route("/api/forget", _forget, methods=["POST"]),
        Route("/api/explain", _explain, methods=["POST"]),
    ]


async def _course(request: Request) -> Response:
    """The last build, as a target sees it."""
    preview = preview_of(request)
    target = _target(request.query_params.get("target", preview.target))
    build = preview.workshop.last
    report = build.findings(target)
    shown = preview.workshop.shown(target)
    return JSONResponse(
        {
            "number": build.number,
            "shown": shown.number if shown else 0,
            "seconds": build.seconds,
            "at": build.at,
            "failed": report.failed or bool(build.problem),
            "problem": build.problem,
            "findings": findings_as_data(report, build.tree, preview.source),
            "title": shown.plan.course.title if shown else "",
            "course": shown.plan.course.id if shown else "",
            "units": units_of(shown.plan, target) if shown else [],
            "target": target,
            "targets": list(TARGETS),
            "learners": LEARNERS,
        }
    )


async def _events(request: Request) -> Response:
    """Everything that happens from now on."""
    preview = preview_of(request)
    first = preview.live.stream("hello", run=preview.run, number=preview.workshop.last.number)
    return StreamingResponse(first, media_type="text/event-stream")


async def _launch(request: Request) -> Response:
    """Begins a visit; where the course is opened, and what it is given."""
    preview, wanted = preview_of(request), _wanted(await object_of(request))
    shown = preview.workshop.shown(wanted.target)
    if shown is None:
        return JSONResponse({"error": "There is no good build yet."}, 409)
    visit = preview.lms.launch(wanted)
    attempt, origin = visit.attempt, origin_of(request)
    if attempt.target == "cmi5":
        note_launch(visit, shown.plan, preview.store, origin)
    return JSONResponse(
        {
            "visit": visit.id,
            "address": address(visit, shown.plan, origin),
            "mode": visit.mode,
            "closed": visit.mode != wanted.mode,
            "attempt": attempt.number,
            "given": given(visit) if attempt.target in SCORM else {},
        }
    )


async def _commit(request: Request) -> Response:
    """What a SCORM course handed over; answered as Moodle does (docs/lms-facts.md, 1.4)."""
    preview = preview_of(request)
    visit = preview.visit_named(request)
    if visit is None or not preview.lms.is_signed_in(visit.attempt.learner):
        return PlainTextResponse("false\n101", 403)
    found = await object_of(request)
    preview.lms.keep(visit, _number(found, "commit"), _elements(found))
    preview.live.tell("kept", visit=visit.id)
    return PlainTextResponse("true\n0")


async def _held(request: Request) -> Response:
    """All that the LMS holds of the attempt of a visit."""
    preview = preview_of(request)
    visit = preview.visit_named(request)
    if visit is None:
        return JSONResponse({"error": "There is no such visit."}, 404)
    agent = agent_key(json.dumps(actor_of(visit, origin_of(request))))
    return JSONResponse(
        {
            "elements": visit.attempt.elements,
            "documents": dict(_documents(preview, visit, agent)),
            "statements": _statements(preview, visit),
        }
    )


def _documents(preview: Preview, visit: Visit, agent: str) -> Iterator[tuple[str, Any]]:
    for key, document in preview.store.documents.items():
        if agent in key and visit.attempt.registration in key:
            yield key[-1], json.loads(document.data)


def _statements(preview: Preview, visit: Visit) -> int:
    """How many there are of this attempt."""
    registration = visit.attempt.registration
    return sum(
        one.get("context", {}).get("registration") == registration
        for one in preview.store.statements.values()
    )


async def _expire(request: Request) -> Response:
    """Signs the learner out behind the course's back; the next launch signs in again."""
    preview = preview_of(request)
    visit = preview.visit_named(request)
    if visit is not None:
        preview.lms.signed_out.add(visit.attempt.learner)
    return Response(status_code=204)


async def _forget(request: Request) -> Response:
    """Forgets all learners."""
    preview = preview_of(request)
    preview.lms.forget()
    preview.store.forget()
    return Response(status_code=204)


async def _explain(request: Request) -> Response:
    """A state string in words."""
    found = await object_of(request)
    shown = preview_of(request).workshop.shown(_target(found.get("target")))
    string = found.get("state")
    if shown is None or not isinstance(string, str):
        raise BadRequestError("There is nothing to explain.")
    return JSONResponse(state_in_words(shown.plan, string))


# ---- reading what was asked ------------------------------------------------------------------


def _target(name: Any) -> str:
    if name not in TARGETS:
        raise BadRequestError("There is no such target.")
    return str(name)


def _wanted(found: dict[str, Any]) -> Wanted:
    target, learner = _target(found.get("target")), found.get("learner")
    if learner not in LEARNERS:
        raise BadRequestError("There is no such learner.")
    unit = found.get("unit", "")
    if not isinstance(unit, str):
        raise BadRequestError("A unit is named by a text.")
    review = found.get("mode") == "review" and target in REVIEWABLE
    return Wanted(
        target,
        learner,
        unit,
        "review" if review else "normal",
        found.get("fresh") is True,
        found.get("again") is True,
    )


def _number(found: dict[str, Any], name: str) -> int:
    value = found.get(name)
    if not isinstance(value, int):
        raise BadRequestError(f"{name} is a number.")
    return value


def _elements(found: dict[str, Any]) -> list[tuple[str, str]]:
    elements = found.get("elements")
    if not isinstance(elements, dict):
        raise BadRequestError("elements are names with values.")
    return [(str(name), str(value)) for name, value in elements.items()]
