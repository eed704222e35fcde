"""A small LRS for tests: xAPI 1.0.3 over HTTP, as strict as the standard, with faults on demand.

    with running() as lrs:
        … lrs.url, lrs.key, lrs.secret …
        lrs.faults.set(BROKEN, on="statements", times=1)   faults.py has them all
        lrs.statements                                     what was stored, in order
        lrs.calls                                          every request, with its body

It speaks the Statement, State, Agent Profile and Activity Profile APIs and `about`, and lets
browsers in from every origin (cors.py). It keeps everything in memory. The README of this folder
says more.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Condition, RLock, Thread
from typing import Any, Protocol

from tests.lms.wire import Reply, Request, Server, listen
from tests.lrs import api
from tests.lrs.calls import ROOT, Call
from tests.lrs.cors import Cors
from tests.lrs.faults import Fault, Faults
from tests.lrs.store import Answer, Statement, Store

__all__ = ["Fault", "Gate", "Lrs", "running"]

PATIENCE = 10.0
CONSISTENT = "2026-01-01T00:00:00.000Z"


class Gate(Protocol):
    """Who is let in, and what more is asked of them than xAPI does."""

    def refuses(self, call: Call) -> Answer | None:
        """Why a call is not let in; None lets it in."""

    def done(self, call: Call, answer: Answer) -> None:
        """What came of a call that was let in."""


class KeyGate:
    """Lets in whoever has the LRS's key."""

    def __init__(self, lrs: Lrs) -> None:
        self._lrs = lrs

    def refuses(self, call: Call) -> Answer | None:
        """401 for all others."""
        if call.headers.get("authorization") == self._lrs.authorization:
            return None
        return api.refused(401, "wrong name or password")

    def done(self, call: Call, answer: Answer) -> None:
        """Nothing follows from it."""


@dataclass
class Lrs:
    """The running server, and what tests may ask and change."""

    key: str = "key"
    secret: str = "sécret"
    largest: int = 1 << 20
    """Bytes of a request's body; more is 413."""
    alternate: bool = False
    """Whether it knows the alternate syntax of requests."""
    faults: Faults = field(default_factory=Faults)
    cors: Cors = field(default_factory=Cors)
    store: Store = field(default_factory=Store)
    calls: list[Call] = field(default_factory=list)
    """Every request in the order of arrival."""

    def __post_init__(self) -> None:
        self.gate: Gate = KeyGate(self)
        self._changed = Condition()
        self._one_by_one = RLock()
        """What a gate has seen must not change before the request is served."""
        self._server: Server | None = None
        self._port = 0

    # ---- what tests ask ------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Its endpoint, with a slash at the end."""
        return f"http://127.0.0.1:{self._port}{ROOT}/"

    @property
    def log(self) -> list[str]:
        """Every request in short: `POST /statements`."""
        return [str(call) for call in self.calls]

    @property
    def statements(self) -> list[Statement]:
        """All statements in the order in which they came."""
        return list(self.store.statements.values())

    @property
    def authorization(self) -> str:
        """The header that lets one in."""
        return "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()

    def called(self, kind: str) -> list[Call]:
        """The requests of a kind (`statements`, `state.write` …), or of all that begin so."""
        return [one for one in self.calls if f"{one.kind}.".startswith(f"{kind}.")]

    def document(self, identifier: str) -> Any:
        """The latest document with this id, of whatever API: JSON or text; None without one."""
        found = [one for key, one in self.store.documents.items() if key[-1] == identifier]
        if not found:
            return None
        is_json = found[-1].kind.startswith("application/json")
        return json.loads(found[-1].data) if is_json else found[-1].data.decode()

    def wait_for(self, condition: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Waits until this holds; it is looked at again after every request."""
        with self._changed:
            assert self._changed.wait_for(condition, timeout), (
                "the LRS did not come to see this in time; it was asked:\n" + "\n".join(self.log)
            )

    def note(self, call: Call) -> None:
        """A request has come, here or to the LMS beside it."""
        with self._changed:
            self.calls.append(call)

    def answered(self, call: Call, status: int | None) -> None:
        """It has its answer; whoever waits looks again."""
        with self._changed:
            call.status = status
            self._changed.notify_all()

    # ---- on and off ----------------------------------------------------------------------------

    def start(self) -> None:
        """Begins to listen; later again at the same address."""
        self._server = listen(self._reply, self._port)
        self._port = self._server.server_port
        serve, settings = self._server.serve_forever, {"poll_interval": 0.01}
        Thread(target=serve, kwargs=settings, daemon=True).start()

    def stop(self) -> None:
        """Ends all connections and listens no more: new ones are refused."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
            server.hang_up()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The machine is off for a while; what it has stored stays."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    # ---- requests ------------------------------------------------------------------------------

    def _reply(self, request: Request) -> Reply | None:
        call = Call.of(request)
        self.note(call)
        answer = self._met(call)
        self.answered(call, answer.status if answer else None)
        return self._sent(answer, call) if answer else None

    def _met(self, call: Call) -> Answer | None:
        """The answer, or the fault that comes in between; None ends the connection."""
        fault = self.faults.meet(call)
        if fault is None:
            return self._answer(call)
        self.faults.hold_up(fault)
        if fault.status is None:
            return self._answer(call)
        if fault.stores != "nothing":
            self._answer(_half(call) if fault.stores == "half" else call)
        return failed(fault)

    def _answer(self, given: Call) -> Answer:
        if given.kind == "preflight":
            return Answer(204, None, self.cors.preflight())
        call = api.plain(given, alternate=self.alternate)
        if isinstance(call, Answer):
            return call
        if call.path == "/about" and call.method == "GET":
            return Answer(200, {"version": ["1.0.0", "1.0.1", "1.0.2", api.VERSION]})
        if len(call.body) > self.largest:
            return api.refused(413, "too large")
        with self._one_by_one:
            refusal = self.gate.refuses(call)
            if refusal is not None:
                return refusal
            answer = api.answered(call, self.store)
            self.gate.done(call, answer)
            return answer

    def _sent(self, answer: Answer, call: Call) -> Reply:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        headers = {
            "X-Experience-API-Version": api.VERSION,
            "X-Experience-API-Consistent-Through": CONSISTENT,
            **self.cors.headers(call.headers.get("origin", "")),
            **answer.headers,
        }
        kind = headers.pop("Content-Type", "application/json")
        return Reply(answer.status, b"" if answer.status == 204 else body, kind, headers)


def failed(fault: Fault) -> Answer | None:
    """What a fault answers; None ends the connection."""
    if not fault.status:
        return None
    headers = {"Retry-After": fault.after} if fault.after else {}
    return Answer(fault.status, {"error": [fault.text]}, headers)


def _half(call: Call) -> Call:
    """The same request with the first half of its statements."""
    given = call.json
    half = given[: len(given) // 2] if isinstance(given, list) else []
    return replace(call, body=json.dumps(half).encode())


@contextmanager
def running(**settings: Any) -> Iterator[Lrs]:
    """An LRS on a free port of this machine, for as long as the block lasts."""
    lrs = Lrs(**settings)
    lrs.start()
    try:
        yield lrs
    finally:
        lrs.faults.close()
        lrs.stop()
