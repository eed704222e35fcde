"""A package's files on a web server of their own: another origin than the LRS, as in real life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit
from zipfile import ZipFile

from tests.lms.package import mime_type
from tests.lms.wire import Reply, Request, Server, listen, text, with_range

CONTENT = "/content/"
LEARNER_HOME = "https://lms.example.org"
"""To which accounts of learners belong."""


class PackageRefusedError(Exception):
    """Why an LMS does not take a package."""


@dataclass(frozen=True)
class Learner:
    """Someone with an account at the LMS."""

    name: str

    @property
    def actor(self) -> dict[str, object]:
        """How statements call them."""
        account = {"homePage": LEARNER_HOME, "name": self.name}
        return {"objectType": "Agent", "name": self.name.capitalize(), "account": account}


class Files:
    """What is in a zip."""

    def __init__(self, source: bytes | Path) -> None:
        with ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as package:
            self._data = {name: package.read(name) for name in package.namelist()}

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def read(self, name: str) -> bytes:
        """A file that must be there."""
        if name not in self._data:
            raise PackageRefusedError(f"The package has no {name} at its root.")
        return self._data[name]


class Site:
    """A web server for one package, and whatever else the LMS has to say; see `routes`."""

    def __init__(self) -> None:
        self.files: Files | None = None
        self.missing: list[str] = []
        """Paths that were asked for and not found."""
        self.routes: dict[str, Callable[[Request], Reply | None]] = {}
        """By the first part of the path."""
        self._server: Server | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._server is not None, "the LMS is not running"
        return self._server.server_port

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_url(self) -> str:
        """The same server under another origin, for what an LMS has elsewhere."""
        return f"http://localhost:{self.port}"

    def address_of(self, launch: str) -> str:
        """Where a page of the package is to be had; an absolute address stays as it is."""
        if urlsplit(launch).scheme:
            return launch
        parts = urlsplit(launch)
        path = CONTENT + quote(unquote(parts.path))
        return self.url + urlunsplit(("", "", path, parts.query, parts.fragment))

    def start(self) -> None:
        """Begins to listen."""
        self._server = listen(self._reply)
        serve, settings = self._server.serve_forever, {"poll_interval": 0.01}
        Thread(target=serve, kwargs=settings, daemon=True).start()

    def stop(self) -> None:
        """Listens no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server.hang_up()

    def _reply(self, request: Request) -> Reply | None:
        if request.path == "/favicon.ico":
            return Reply(204)
        if request.path.startswith(CONTENT):
            return self._file(request)
        route = self.routes.get(request.path.split("/")[1])
        return route(request) if route else self._not_found(request)

    def _file(self, request: Request) -> Reply:
        name = unquote(request.path.removeprefix(CONTENT))
        if self.files is None or name not in self.files:
            return self._not_found(request)
        reply = Reply(200, self.files.read(name), mime_type(name), {"Cache-Control": "no-store"})
        return with_range(reply, request.headers.get("range"))

    def _not_found(self, request: Request) -> Reply:
        self.missing.append(request.path)
        return text("not found", 404)


class Launching:
    """What LMSs have in common that launch the files of a package; entered, they listen."""

    def __init__(self) -> None:
        self.site = Site()

    def __enter__(self) -> Self:
        self.site.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.site.stop()

    @property
    def missing(self) -> list[str]:
        """Paths that were asked for and not found."""
        return self.site.missing


def with_query(address: str, more: dict[str, str]) -> str:
    """An address with more in its query; what stands there already stays, and stays first."""
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *more.items()])
    query = query.replace("+", "%20")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))
