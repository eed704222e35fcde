"""A small LRS for tests: xAPI 1.0.3 over HTTP, as strict as the standard, with faults on demand.

    with running() as lrs:
        … lrs.url, lrs.key, lrs.secret …
        lrs.faults.append(Fault(503, after="1"))      the next request fails so
        lrs.statements                                 what was stored, in order

It speaks the Statement, State, Agent Profile and Activity Profile APIs and `about`, allows every
origin (CORS) and keeps a log of requests. It keeps everything in memory.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.lrs.rules import UUID, agent, iri
from tests.lrs.store import Answer, Document, Statement, Store

ROOT = "/xapi"
VERSION = "1.0.3"
HEADERS_ALLOWED = ", ".join(
    ("Authorization", "Content-Type", "X-Experience-API-Version", "If-Match", "If-None-Match")
)
DOCUMENTS = {
    "/activities/state": ("stateId", ("activityId", "agent"), ("registration",)),
    "/agents/profile": ("profileId", ("agent",), ()),
    "/activities/profile": ("profileId", ("activityId",), ()),
}
"""Each API of documents: the name of the id, what else it needs, what it may have."""


@dataclass(frozen=True)
class Fault:
    """How one request fails: a status, `Retry-After`, or the connection just ends (status 0)."""

    status: int
    after: str | None = None
    text: str = "on demand"


@dataclass
class Lrs:
    """The running server, and what tests may ask and change."""

    url: str = ""
    key: str = "key"
    secret: str = "sécret"
    largest: int = 1 << 20
    """Bytes of a request's body; more is 413."""
    faults: list[Fault] = field(default_factory=list)
    """Faults of the next requests that store something, one for each."""
    log: list[str] = field(default_factory=list)
    store: Store = field(default_factory=Store)

    @property
    def statements(self) -> list[Statement]:
        """All statements in the order in which they came."""
        return list(self.store.statements.values())

    @property
    def authorization(self) -> str:
        """The header that lets one in."""
        return "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()


@contextmanager
def running(**settings: Any) -> Iterator[Lrs]:
    """An LRS on a free port of this machine, for as long as the block lasts."""
    lrs = Lrs(**settings)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(lrs))
    server.daemon_threads = True
    lrs.url = f"http://127.0.0.1:{server.server_address[1]}{ROOT}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield lrs
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(lrs: Lrs) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        pass

    Handler.lrs = lrs
    return Handler


class _Handler(BaseHTTPRequestHandler):
    lrs: Lrs
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        path = parts.path.removeprefix(ROOT).rstrip("/") if parts.path.startswith(ROOT) else ""
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.lrs.log.append(f"{self.command} {path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self._fault(path)
        if fault is None:
            self._answer(self._checked(path, query, body))
        elif fault.status:
            headers = {"Retry-After": fault.after} if fault.after else {}
            self._answer(Answer(fault.status, {"error": [fault.text]}, headers))
        else:
            self.close_connection = True
            self.connection.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815

    def do_OPTIONS(self) -> None:
        """The browser asks before it sends: every origin may do everything (CORS)."""
        self.lrs.log.append(f"OPTIONS {urlsplit(self.path).path.removeprefix(ROOT)}")
        allowed = {"Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
                   "Access-Control-Allow-Headers": HEADERS_ALLOWED,
                   "Access-Control-Max-Age": "600"}  # fmt: skip
        self._answer(Answer(204, None, allowed))

    def _fault(self, path: str) -> Fault | None:
        asked = self.command in ("POST", "PUT") and path != ""
        return self.lrs.faults.pop(0) if asked and self.lrs.faults else None

    def _checked(self, path: str, query: dict[str, str], body: bytes) -> Answer:
        if path == "/about" and self.command == "GET":
            return Answer(200, {"version": ["1.0.0", "1.0.1", "1.0.2", VERSION]})
        if path != "/statements" and path not in DOCUMENTS:
            return Answer(404, {"error": ["no such resource"]})
        if self.headers.get("Authorization") != self.lrs.authorization:
            return Answer(401, {"error": ["wrong name or password"]})
        if not str(self.headers.get("X-Experience-API-Version", "")).startswith("1.0"):
            return Answer(400, {"error": ["X-Experience-API-Version must be 1.0.x"]})
        if len(body) > self.lrs.largest:
            return Answer(413, {"error": ["too large"]})
        if path == "/statements":
            return self._statements(query, body)
        return self._documents(path, query, body)

    # ---- statements ----------------------------------------------------------------------------

    def _statements(self, query: dict[str, str], body: bytes) -> Answer:
        identifier = query.get("statementId", "")
        if self.command in ("GET", "HEAD"):
            store = self.lrs.store
            return store.get(identifier) if identifier else store.query(query)
        if self.command not in ("POST", "PUT"):
            return Answer(405, {"error": ["statements cannot be deleted"]})
        if not str(self.headers.get("Content-Type", "")).startswith("application/json"):
            return Answer(400, {"error": ["Content-Type must be application/json"]})
        try:
            given = json.loads(body.decode("utf-8"), parse_constant=_no_number)
        except ValueError:
            return Answer(400, {"error": ["the body is not JSON"]})
        if self.command == "POST":
            return self.lrs.store.post(given)
        if not UUID.fullmatch(identifier):
            return Answer(400, {"error": ["statementId is missing"]})
        return self.lrs.store.put(identifier, given)

    # ---- documents -----------------------------------------------------------------------------

    def _documents(self, path: str, query: dict[str, str], body: bytes) -> Answer:
        name, needed, free = DOCUMENTS[path]
        wrong = list(_faults_of(query, name, needed, free))
        if wrong:
            return Answer(400, {"error": wrong})
        start = (path, *(_normal(query.get(part, "")) for part in (*needed, *free)))
        if name not in query:
            if self.command in ("GET", "HEAD"):
                return self.lrs.store.names(start)
            return Answer(400, {"error": [f"{name} is missing"]})
        return self._document((*start, query[name]), path, body)

    def _document(self, key: tuple[str, ...], path: str, body: bytes) -> Answer:
        store = self.lrs.store
        names = ("If-Match", "If-None-Match")
        headers = {name: str(self.headers[name]) for name in names if name in self.headers}
        kind = self.headers.get("Content-Type", "application/octet-stream")
        if self.command in ("GET", "HEAD"):
            return store.read(key)
        if self.command == "DELETE":
            return store.delete(key, headers)
        if self.command == "POST":
            return store.merge(key, Document(body, kind), headers)
        guarded = path != "/activities/state"
        return store.write(key, Document(body, kind), headers, guarded=guarded)

    # ---- answers -------------------------------------------------------------------------------

    def _answer(self, answer: Answer) -> None:
        body = answer.body
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(answer.status)
        headers = {
            "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
            "Access-Control-Allow-Origin": self.headers.get("Origin", "*"),
            "Access-Control-Expose-Headers": "ETag, Retry-After, X-Experience-API-Version",
            **answer.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and answer.status != 204:
            self.wfile.write(data)


def _faults_of(
    query: dict[str, str], name: str, needed: tuple[str, ...], free: tuple[str, ...]
) -> Iterator[str]:
    yield from (f"{part} is missing" for part in needed if part not in query)
    yield from (f"{part} is not known" for part in query.keys() - {name, *needed, *free, "since"})
    if "activityId" in query:
        yield from iri(query["activityId"], "activityId")
    if "registration" in query and not UUID.fullmatch(query["registration"]):
        yield "registration is no UUID"
    if "agent" in query:
        try:
            yield from agent(json.loads(query["agent"]), "agent")
        except ValueError:
            yield "agent is not JSON"


def _normal(value: str) -> str:
    """An agent is the same however its JSON is spelled, and whatever name it bears."""
    if not value.startswith("{"):
        return value
    parts = json.loads(value)
    return json.dumps({key: parts[key] for key in sorted(parts.keys() - {"name", "objectType"})})


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")
