"""The page around the course with its script and style, and the files of the course itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from builder.files import Content, DiskFile, read_all, tool_bytes
from builder.preview.context import Preview, preview_of
from builder.render.media import mime_type
from builder.targets import TARGETS
from builder.targets.base import LAUNCH_PAGE

OUTER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
COURSE_POLICY = "frame-ancestors 'self'"
"""Beside the page's own policy, which is that of the package."""
MEDIA_POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
"""A picture may hold scripts, and this is the address of the LMS."""

TOOLS = {
    "preview.js": ("dist/preview.js", "text/javascript"),
    "preview.css": ("page.css", "text/css"),
}

LOGIN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
<meta name="color-scheme" content="light dark"><body>
<h1>Your session has expired</h1><p>An LMS would ask you to sign in here.</p></body></html>"""
LEFT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Back in the LMS</title>
<meta name="color-scheme" content="light dark"><body>
<h1>Back in the LMS</h1><p>The course has sent the learner back.</p></body></html>"""


def routes() -> list[Route]:
    """All of them. There is no other way to a file."""
    return [
        Route("/", _outer),
        Route("/login", _login),
        Route("/left", _left),
        Route("/favicon.ico", _no_icon),
        Route("/{tool}", _tool),
        Route("/course/{target}/{place}/{path:path}", _file),
    ]


@cache
def _own(path: str) -> bytes:
    return tool_bytes(f"preview/{path}")


async def _outer(request: Request) -> Response:
    return HTMLResponse(_own("page.html"), headers={"Content-Security-Policy": OUTER_POLICY})


async def _tool(request: Request) -> Response:
    found = TOOLS.get(request.path_params["tool"])
    if found is None:
        return _not_found()
    return Response(_own(found[0]), media_type=found[1])


async def _login(request: Request) -> Response:
    return HTMLResponse(LOGIN, headers={"Content-Security-Policy": "default-src 'none'"})


async def _left(request: Request) -> Response:
    return HTMLResponse(LEFT, headers={"Content-Security-Policy": "default-src 'none'"})


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


async def _file(request: Request) -> Response:
    """A file that the package would hold, and no other; nobody is let in after signing out."""
    preview, asked = preview_of(request), request.path_params
    learner = asked["place"].partition("-")[0]
    if not preview.lms.is_signed_in(learner):
        return RedirectResponse("/login", 302)
    try:
        content = _content(preview, asked["target"], asked["path"])
    except OSError:
        return PlainTextResponse("The file cannot be read any more.\n", 503)
    if content is None:
        return _not_found()
    return _response(content, asked["path"])


def _content(preview: Preview, target: str, path: str) -> Content | None:
    shown = preview.workshop.shown(target) if target in TARGETS else None
    content = shown.files.get(path) if shown else None
    if isinstance(content, DiskFile) and not _lies_in(preview.source, content.path):
        return None
    return content


def _lies_in(source: Path, path: Path) -> bool:
    """Whether a file of the last good build is still one: a link may have taken its place."""
    return path.is_file() and path.resolve().is_relative_to(source.resolve())


def _response(content: Content, path: str) -> Response:
    if path == LAUNCH_PAGE:
        return HTMLResponse(read_all(content), headers={"Content-Security-Policy": COURSE_POLICY})
    headers = {"Content-Security-Policy": MEDIA_POLICY}
    if isinstance(content, DiskFile):
        return FileResponse(content.path, headers=headers, media_type=mime_type(path))
    return Response(read_all(content), headers=headers, media_type=mime_type(path))


def _not_found() -> Response:
    return PlainTextResponse("There is no such file.\n", 404)
