"""Who may speak to the preview: pages that it served itself, to a browser on this machine.

The server listens on loopback only. That alone keeps nobody out who makes the author's own browser
ask: a site whose name leads to 127.0.0.1 (DNS rebinding), or a form on any page. So the host's name
is checked, and where a request comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""How this machine is called by itself."""

SAFE = frozenset({"GET", "HEAD"})

ALWAYS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every answer."""


class Guard:
    """Lets in what comes from here, and gives every answer its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers[name] = value
            await send(message)

        why = objection(scope["method"], Headers(scope=scope))
        app = PlainTextResponse(f"Refused: {why}\n", 403) if why else self._app
        await app(scope, receive, with_headers)


def objection(method: str, headers: Mapping[str, str]) -> str:
    """Why a request is refused; "" where it is let in."""
    host = headers.get("host", "")
    if name_in(host) not in NAMES:
        return "the preview answers to localhost only."
    if method not in SAFE and headers.get("origin", "") != f"http://{host}":
        return "only the preview's own page may change anything."
    return "" if _comes_from_here(headers) else "another site asks."


def name_in(host: str) -> str:
    """The name in a Host header, without the port; "" where it has none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _comes_from_here(headers: Mapping[str, str]) -> bool:
    """Whether the browser says so; other sites may lead to the preview by a link, no more."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    return headers.get("sec-fetch-dest") == "document"
