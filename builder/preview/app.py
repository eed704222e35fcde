"""The preview as a web application: its routes, and the guard before all of them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware

from builder.preview import api, files, lrs
from builder.preview.context import BadRequestError, Preview, bad_request
from builder.preview.guard import Guard


def app_of(preview: Preview) -> Starlette:
    """The application that shows one course."""
    app = Starlette(
        routes=[*api.routes(), *lrs.routes(), *files.routes()],
        middleware=[Middleware(Guard)],
        exception_handlers={BadRequestError: bad_request},
    )
    app.router.redirect_slashes = False
    app.state.preview = preview
    return app
