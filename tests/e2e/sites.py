"""The web target on a web server, and its kept progress."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
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


@contextmanager
def halting(html: bytes, stop: int) -> Iterator[tuple[str, Event]]:
    """A server that stops in the middle of the page until the event is set; its address."""
    go_on = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html[:stop])
            self.wfile.flush()
            go_on.wait(30)
            self.wfile.write(html[stop:])

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", go_on
    finally:
        go_on.set()
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


def without_player(site: Path, copy: Path) -> Path:
    """The page of a copy of the site in which the player is not what the policy allows."""
    file = Path(shutil.copytree(site, copy)) / "index.html"
    html = file.read_text(encoding="utf-8")
    start = html.rindex("<script>") + len("<script>")
    file.write_text(f"{html[:start]}// another script\n{html[start:]}", encoding="utf-8")
    return file
