"""The web target on a web server, and its kept progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

PATH = "/index.html"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves a folder; the address of its launch page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
    finally:
        server.shutdown()
        server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def kept(url: str, course_id: str, state: str) -> dict[str, Any]:
    """A browser profile in which this progress is kept for the course at this address."""
    parts = urlsplit(url)
    entry = {"name": f"build-course:{course_id}:{parts.path}", "value": state}
    origin = {"origin": f"{parts.scheme}://{parts.netloc}", "localStorage": [entry]}
    return {"cookies": [], "origins": [origin]}
