"""What can be wrong with the LRS: faults as values, and the switches that turn them on.

    lrs.faults.set(BROKEN, on="statements", times=2)      the next two such requests
    with lrs.faults.during(DOWN): ...                     all requests meanwhile
    lrs.faults.set(REFUSED)                               from now on
    lrs.faults.clear()                                    all is well again
    lrs.faults += [BROKEN, DOWN]                          one for each next request that stores

`on` is a kind of request: `statements` (to be stored), `query` (to be read), `state`, `agent`,
`activity` (documents; each also with `.read` or `.write`), `about`, `preflight`, `fetch` (of the
cmi5 LMS), `storing` (whatever stores something), `all` (but of preflights only what cuts or slows
the connection: otherwise a browser would never see the status).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from typing import Literal, Self

from tests.lrs.calls import Call

Kind = Literal[
    "all", "storing", "statements", "query", "state", "state.read", "state.write", "agent",
    "agent.read", "agent.write", "activity", "activity.read", "activity.write", "about",
    "preflight", "fetch",
]  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """How a request fails. `status` 0: the connection ends without an answer; None: it does not."""

    status: int | None
    after: str | None = None
    """`Retry-After`."""
    text: str = "on demand"
    stores: Literal["nothing", "half", "all"] = "nothing"
    """What is stored all the same: of a batch the first half, or everything."""
    slow: float = 0.0
    """Seconds before it is answered."""
    beyond: int | None = None
    """Only requests whose body has more bytes than this."""
    ids: tuple[str, ...] = ()
    """Only requests that carry a statement with one of these ids."""
    verb: str = ""
    """Only requests that carry a statement whose verb's IRI ends so: `answered`."""

    def strikes(self, call: Call) -> bool:
        """Whether it is a fault of this request."""
        if self.beyond is not None and len(call.body) <= self.beyond:
            return False
        carried = call.statements
        if self.ids and not any(one.get("id") in self.ids for one in carried):
            return False
        return not self.verb or any(_verb(one) == self.verb for one in carried)


def _verb(statement: dict[str, object]) -> str:
    verb = statement.get("verb")
    return str(verb.get("id")).rpartition("/")[2] if isinstance(verb, dict) else ""


DOWN = Fault(0)
"""Every connection ends without an answer; `lrs.stopped()` refuses connections at all."""
BROKEN = Fault(503)
ERROR = Fault(500)
REFUSED = Fault(401)
"""The credentials are no longer good."""
FORBIDDEN = Fault(403)
CHANGED = Fault(412)
"""The document is another one than the browser knows."""
BUSY = Fault(429, after="1")
LOST = Fault(0, stores="all")
"""Stored, but the answer never arrives."""
HALF = Fault(500, stores="half")
"""The first half of a batch is stored, then it breaks."""
HALF_LOST = Fault(0, stores="half")
SLOW = Fault(None, slow=3.0)


def conflict(*ids: str) -> Fault:
    """Other statements have these ids already."""
    return Fault(409, ids=ids)


def too_large(beyond: int) -> Fault:
    """Bodies of more bytes than this are not taken."""
    return Fault(413, beyond=beyond)


def busy(seconds: int) -> Fault:
    """Too much to do: come again after so many seconds."""
    return Fault(429, after=str(seconds))


@dataclass
class _Switch:
    """A fault that is on; `left` requests will still meet it, None for as long as it is on."""

    fault: Fault
    on: Kind
    left: int | None

    def meets(self, call: Call, kind: str) -> bool:
        return _covers(self.on, kind, self.fault) and self.fault.strikes(call)


def _covers(on: str, kind: str, fault: Fault) -> bool:
    if on == "all":
        return kind != "preflight" or fault.status in (0, None)
    if on == "storing":
        return kind == "statements" or kind.endswith(".write")
    return kind == on or kind.startswith(f"{on}.")


class Faults:
    """The switches of one LRS; tests set them at any time, the server's threads look at them."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._on: list[_Switch] = []
        self._releases = 0
        """How often those who were held up have been let go."""

    def set(self, fault: Fault, on: Kind = "all", times: int | None = None) -> None:
        """Turns a fault on, for the next so many requests or until it is cleared; newest first."""
        with self._changed:
            self._on.insert(0, _Switch(fault, on, times))

    def __iadd__(self, faults: Iterable[Fault]) -> Self:
        """One for each of the next requests that store something, after all that are on."""
        with self._changed:
            self._on += [_Switch(fault, "storing", 1) for fault in faults]
        return self

    @contextmanager
    def during(self, fault: Fault, on: Kind = "all", times: int | None = None) -> Iterator[None]:
        """Turns a fault on for a while."""
        self.set(fault, on, times)
        switch = self._on[0]
        try:
            yield
        finally:
            self._off(switch)

    def clear(self, on: Kind | None = None) -> None:
        """Turns all faults off, or those of one kind; requests that are held up go on at once."""
        with self._changed:
            self._on = [one for one in self._on if on is not None and one.on != on]
            self._release()

    def meet(self, call: Call, kind: str = "") -> Fault | None:
        """The fault that this request meets.

        A browser sends again by itself what was cut on a connection that had worked before, and so
        reaches a new one in the end. Only there the cut counts, for only of that the page hears.
        """
        with self._changed:
            switch = next((one for one in self._on if one.meets(call, kind or call.kind)), None)
            if switch is None:
                return None
            counts = switch.fault.status != 0 or call.first
            if switch.left is not None and counts:
                switch.left -= 1
                if switch.left == 0:
                    self._on.remove(switch)
            return switch.fault

    def hold_up(self, fault: Fault) -> None:
        """Keeps a request waiting for the fault's time, or until the fault is turned off."""
        with self._changed:
            before = self._releases
            self._changed.wait_for(lambda: self._releases > before, fault.slow)

    def close(self) -> None:
        """Lets everyone go who is held up."""
        with self._changed:
            self._release()

    def _release(self) -> None:
        self._releases += 1
        self._changed.notify_all()

    def _off(self, switch: _Switch) -> None:
        with self._changed:
            self._on = [one for one in self._on if one is not switch]
            if switch.fault.slow:
                self._release()
