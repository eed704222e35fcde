"""A package on a server that compresses texts, as those of LMSs do; on a slow line if asked."""

from __future__ import annotations

import gzip
import mimetypes
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

COMPRESSED = frozenset({".html", ".js", ".css", ".json", ".xml", ".svg", ".vtt", ".txt", ".xsd"})
PIECE = 1_500
"""Bytes that arrive at once: about a packet, as in DevTools."""


class Line:
    """What all answers of a server share: each waits, then their pieces take turns."""

    def __init__(
        self,
        latency: float,
        rate: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """A line of that many seconds for each request, and bytes a second for all of them."""
        self._latency = latency
        self._rate = rate
        self._clock = clock
        self._sleep = sleep
        self._free = 0.0
        self._lock = Lock()

    def wait(self) -> None:
        """What each request waits for before anything of its answer comes."""
        self._sleep(self._latency)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Each piece when the line has carried it.

        Who wakes up late sends the next one sooner, so that a busy machine makes no slower line.
        """
        ready = self._clock()
        for at in range(0, len(data), PIECE):
            piece = data[at : at + PIECE]
            ready = self._carried(ready, len(piece))
            self._sleep(max(0.0, ready - self._clock()))
            yield piece

    def _carried(self, ready: float, length: int) -> float:
        with self._lock:
            self._free = max(self._free, ready) + length / self._rate
            return self._free


@contextmanager
def served(package: Path, line: Line | None = None) -> Iterator[str]:
    """The address of the page of a package.

    Args:
        package: the zip, or the folder of a web page or an unpacked zip.
        line: what comes between the server and the browser.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(_files(package), line))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()


def _handler(files: Mapping[str, bytes], line: Line | None) -> type[BaseHTTPRequestHandler]:
    wait, parts = (line.wait, line.pieces) if line else (lambda: None, lambda data: iter((data,)))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_HEAD(self) -> None:
            self._head()

        def do_GET(self) -> None:
            for piece in parts(self._head()):
                self.wfile.write(piece)

        def _head(self) -> bytes:
            """Sends what stands before the content, which is returned."""
            wait()
            path = unquote(urlsplit(self.path).path).lstrip("/")
            self.send_response(200 if path in files else 404)
            headers, sent = _packed(path, files.get(path, b""))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            return sent

        def handle(self) -> None:
            with suppress(ConnectionError):  # a browser that has seen enough of a film
                super().handle()

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Handler


def _packed(path: str, data: bytes) -> tuple[dict[str, str], bytes]:
    """What is sent of a file, and the headers that say so."""
    headers = {"Content-Type": mimetypes.guess_type(path)[0] or "application/octet-stream"}
    if Path(path).suffix in COMPRESSED:
        headers["Content-Encoding"] = "gzip"
        data = gzip.compress(data, 6)
    return headers | {"Content-Length": str(len(data))}, data


def _files(package: Path) -> dict[str, bytes]:
    if package.is_dir():
        paths = (path for path in package.rglob("*") if path.is_file())
        return {path.relative_to(package).as_posix(): path.read_bytes() for path in paths}
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
