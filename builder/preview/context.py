"""What the routes share: the workshop, the LMS, the store, and the pages that listen."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from builder.preview.live import Live
from builder.preview.store import Store
from builder.preview.visits import Lms, Visit
from builder.preview.workshop import Workshop

MOST = 4_000_000
"""Bytes of a request; no statement and no state comes near."""


@dataclass
class Preview:
    """One running preview."""

    source: Path
    workshop: Workshop
    target: str = "scorm12"
    """Where the page begins."""
    lms: Lms = field(default_factory=Lms)
    store: Store = field(default_factory=Store)
    live: Live = field(default_factory=Live)
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    """Tells one run from the next, so that nothing of an earlier one is taken for this one's."""

    def visit_named(self, request: Request) -> Visit | None:
        """The visit that an address names."""
        return self.lms.visit(request.path_params["visit"])


class BadRequestError(Exception):
    """What a request says cannot be understood."""


def preview_of(request: Request) -> Preview:
    """The preview that answers a request."""
    found: Preview = request.app.state.preview
    return found


def origin_of(request: Request) -> str:
    """The address of this server as the browser has it; the guard has looked at the name."""
    return f"http://{request.headers['host']}"


async def body_of(request: Request) -> bytes:
    """The body, if it is no larger than anything that is meant to come.

    Raises:
        BadRequestError: it is.
    """
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > MOST:
            raise BadRequestError("That is too much.")
    return bytes(whole)


async def json_of(request: Request) -> Any:
    """The JSON in a body.

    Raises:
        BadRequestError: there is none.
    """
    try:
        return json.loads(await body_of(request))
    except ValueError as error:
        raise BadRequestError("The body is not JSON.") from error


async def object_of(request: Request) -> dict[str, Any]:
    """The JSON object in a body.

    Raises:
        BadRequestError: there is none.
    """
    found = await json_of(request)
    if not isinstance(found, dict):
        raise BadRequestError("The body is no JSON object.")
    return found


async def bad_request(request: Request, error: Exception) -> JSONResponse:
    """The answer to what cannot be understood."""
    return JSONResponse({"error": str(error)}, 400)
