"""Runs a preview in a thread, and speaks HTTP to it as plainly as possible."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from builder.preview.context import Preview
from builder.preview.serving import Server, address_of, listen
from builder.preview.workshop import Build, Workshop

PATIENCE = 30


@dataclass(frozen=True)
class Reply:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Running:
    """A preview that listens."""

    url: str
    preview: Preview
    builds: Queue[Build] = field(default_factory=Queue)

    @property
    def host(self) -> str:
        """Name and port."""
        return urlsplit(self.url).netloc

    @property
    def origin(self) -> str:
        """As browsers name it."""
        return self.url.rstrip("/")

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One request, as the preview's own page makes it; `headers` replace its own."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        told = {"Host": self.host, "Origin": self.origin, **(headers or {})}
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection.request(method, path, data, {k: v for k, v in told.items() if v})
        answer = connection.getresponse()
        found = Reply(answer.status, dict(answer.headers.items()), answer.read())
        connection.close()
        return found

    def get(self, path: str, **headers: str) -> Reply:
        """A request that changes nothing."""
        return self.ask("GET", path, headers=headers)

    def launch(self, target: str = "scorm12", learner: str = "anna", **more: Any) -> Any:
        """Begins a visit."""
        reply = self.ask("POST", "/api/launch", {"target": target, "learner": learner, **more})
        assert reply.status == 200, reply
        return reply.json

    def built(self) -> Build:
        """Waits for the next build."""
        return self.builds.get(timeout=PATIENCE)


def ended(thread: Thread) -> None:
    """Waits until a server that was told to stop has done so: a fifth of a second."""
    thread.join(PATIENCE)
    assert not thread.is_alive()


@contextmanager
def running(
    source: Path, target: str = "scorm12", ending: Callable[[Thread], object] = ended
) -> Iterator[Running]:
    """Serves a course for as long as it is needed; `ending` gets the thread that then ends."""
    listener = listen(0)
    preview = Preview(source, Workshop(source), target)
    found = Running(address_of(listener), preview)
    server = Server(preview, listener, found.builds.put)
    thread = Thread(target=lambda: asyncio.run(server.run()))
    thread.start()
    try:
        found.built()
        yield found
    finally:
        server.stop()
        ending(thread)
