"""Requests and replies as plain values, and the small web server that carries them."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """One HTTP request; `query` has the last value of each parameter."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    first: bool = True
    """Whether it is the first on its connection: on others a browser tries again by itself when the
    connection ends without an answer."""

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> "Request":
        """From the request line's parts."""
        parts = urlsplit(target)
        query = {
            name: values[-1]
            for name, values in parse_qs(parts.query, keep_blank_values=True).items()
        }
        return cls(
            method,
            parts.path,
            query,
            {name.lower(): value for name, value in headers.items()},
            body,
        )

    def form(self) -> dict[str, str]:
        """The fields of an HTML form, url-encoded (XMLHttpRequest) or multipart (beacon)."""
        kind = self.headers.get("content-type", "")
        boundary = re.search(r"multipart/form-data;.*boundary=(\S+)", kind)
        if boundary:
            return _multipart_fields(self.body, boundary.group(1))
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def cookie(self, name: str) -> str:
        """The value of a cookie, empty when the browser sent none of this name."""
        pairs = (pair.strip().partition("=") for pair in self.headers.get("cookie", "").split(";"))
        return next((value for found, _, value in pairs if found == name), "")

    @property
    def host(self) -> str:
        """The name by which the browser called this server, without the port."""
        return self.headers.get("host", "").partition(":")[0]


def _multipart_fields(body: bytes, boundary: str) -> dict[str, str]:
    """Fields between the boundaries, byte for byte up to the line break before the boundary."""
    fields = {}
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = re.search(rb'name="([^"]*)"', head)
        if name:
            fields[name.group(1).decode()] = value.removesuffix(b"\r\n").decode()
    return fields


@dataclass(frozen=True)
class Reply:
    """One HTTP response."""

    status: int = 200
    body: bytes = b""
    mime: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def text(content: str, status: int = 200) -> Reply:
    """Plain text."""
    return Reply(status, content.encode())


def html(content: str) -> Reply:
    """A page that must be fetched anew each time."""
    return Reply(200, content.encode(), "text/html; charset=utf-8", {"Cache-Control": "no-store"})


def redirect(address: str, **headers: str) -> Reply:
    """Go there instead; a script that follows it asks with GET, as a browser does."""
    return Reply(302, headers={"Location": address, "Cache-Control": "no-store", **headers})


def data_json(value: Any) -> Reply:
    """JSON for a script."""
    return Reply(200, json.dumps(value).encode(), "application/json")


def script_json(value: Any) -> str:
    """JSON that can stand inside a script element."""
    return json.dumps(value).replace("<", "\\u003c")


def with_range(reply: Reply, wanted: str | None) -> Reply:
    """Cuts out a byte range, as video needs it; several ranges are answered with the whole."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted or "")
    size = len(reply.body)
    if not match or match.groups() == ("", ""):
        return reply
    first, last = match.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return Reply(416, headers={"Content-Range": f"bytes */{size}"})
    headers = {**reply.headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return Reply(206, reply.body[start : end + 1], reply.mime, headers)


Answer = Callable[[Request], "Reply | None"]
"""The reply to a request; None closes the connection without one."""


def listen(answer: Answer, port: int = 0) -> "Server":
    """A server on a port of this machine only, a free one, one thread for each connection."""
    return Server(answer, port)


class Server(ThreadingHTTPServer):
    """Answers requests until it is closed; knows its open connections."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self._open: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Notes the connection."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forgets it."""
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends all connections, whatever runs over them."""
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, has it answered, writes the reply."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else head and body of each reply lie 40 ms apart
    server: Server
    served = 0

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        request = Request.of(self.command, self.path, dict(self.headers.items()), body)
        self.served += 1
        reply = self.server.answer(replace(request, first=self.served == 1))
        if reply is None:
            self.close_connection = True
            return
        with suppress(ConnectionError):  # the page was gone before the answer came
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        headers = {
            "Content-Type": reply.mime,
            "Content-Length": str(len(reply.body)),
            **reply.headers,
        }
        if reply.status == 204:
            del headers["Content-Type"], headers["Content-Length"]
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def do_OPTIONS(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the output of the tests quiet."""
