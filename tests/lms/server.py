"""The LMS for tests: a small web server in this process, and the Python side that tests talk to.

Tests use it like this; "facts" are those of docs/lms-facts.md:

    with StrictLms() as lms:
        lms.install(Path("course.zip"))
        page.goto(lms.player_url("anna"))
        ...
        assert lms.attempt("anna").elements["cmi.core.lesson_status"] == "incomplete"
"""

import json
from collections.abc import Callable
from pathlib import Path
from string import Template
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlencode

from tests.lms.launch import start_elements
from tests.lms.manifest import Item
from tests.lms.package import Package, mime_type
from tests.lms.store import Attempt, AttemptStore, Call, Launch, Mode, Via
from tests.lms.wire import Reply, Request, html, listen, script_json, text, with_range

HERE = Path(__file__).parent
SCORM_AGAIN = HERE.parents[1] / "node_modules" / "scorm-again" / "dist" / "scorm12.js"
SCRIPTS = {path.name: path for path in [*HERE.glob("*.js"), SCORM_AGAIN]}

# The frame as Moodle 4.5 builds it (docs/lms-facts.md 1.7, O5); the title is ours, for axe.
FRAME = (
    '<iframe id="scorm_object" title="{title}" src="{src}" width="952" height="666" '
    'allowfullscreen style="border:0"></iframe>'
)
POPUP_BUTTON = (
    '<button type="button" '
    "onclick=\"window.open({src}, 'sco', 'width=1004,height=876')\">Enter</button>"
)

ASKED_BY_THE_BROWSER = "/favicon.ico"


class StrictLms:
    """An LMS with one SCORM activity and any number of learners; listens while it is entered."""

    def __init__(self) -> None:
        self.store = AttemptStore()
        self.missing: list[str] = []
        """Paths that were asked for and not found."""
        self._package: Package | None = None
        self._revision = 0
        self._server = listen(self.answer)

    def __enter__(self) -> Self:
        Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def package(self) -> Package:
        """The installed package."""
        if self._package is None:
            raise LookupError("no package is installed")
        return self._package

    def install(self, source: bytes | Path) -> Package:
        """Uploads a package, or replaces the one that is there; raises PackageRefusedError.

        Attempts survive as long as the item's identifier stays (docs/lms-facts.md 1.9).
        """
        self._package = Package(source)
        self._revision += 1
        self.store.forget_scos_except(item.identifier for item in self._package.items)
        return self._package

    def player_url(
        self,
        learner: str,
        *,
        mode: Mode = "strict",
        sco: str | None = None,
        popup: bool = False,
        new: bool = False,
        browse: bool = False,
    ) -> str:
        """The player page.

        `popup` opens the SCO in a window, by a button; `new` ticks "start a new attempt";
        `browse` is Preview.
        """
        switches = {
            name: "1" for name, on in {"popup": popup, "new": new, "browse": browse}.items() if on
        }
        query = {"learner": learner, "mode": mode, **_only(sco=sco), **switches}
        return f"{self.url}/player?{urlencode(query)}"

    def again_url(self, learner: str, *, sco: str | None = None) -> str:
        """The same course for the same learner under scorm-again, a second LMS of other make."""
        return f"{self.url}/again?{urlencode({'learner': learner, **_only(sco=sco)})}"

    def attempt(
        self, learner: str, *, sco: str | None = None, number: int | None = None
    ) -> Attempt:
        """A copy of what is stored: the latest attempt at the first SCO, unless told otherwise."""
        return self.store.attempt(learner, sco or self.package.items[0].identifier, number)

    def wait_for(self, condition: Callable[[], bool], timeout: float = 5) -> None:
        """Waits for the store: what beacons and the call log bring comes a moment later."""
        assert self.store.wait_for(condition, timeout), "the LMS did not come to see this in time"

    def answer(self, request: Request) -> Reply:
        """The reply to one request; what is not found is noted."""
        routes: dict[str, Callable[[Request], Reply]] = {
            "player": self._player,
            "again": self._again,
            "content": self._content,
            "lms": self._script,
            "datamodel": self._datamodel,
            "again-commit": self._again_commit,
            "calls": self._calls,
        }
        if request.path == ASKED_BY_THE_BROWSER:
            return Reply(204)
        route = routes.get(request.path.split("/")[1], self._not_found)
        return route(request)

    def _not_found(self, request: Request) -> Reply:
        self.missing.append(request.path)
        return text("not found", 404)

    def _launch(self, request: Request, mode: Mode) -> tuple[Launch, Item, dict[str, str]]:
        package = self.package
        item = package.manifest.item(request.query.get("sco", package.items[0].identifier))
        launch, attempt = self.store.launch(
            request.query["learner"],
            item.identifier,
            [one.identifier for one in package.items],
            mode=mode,
            new="new" in request.query,
            browse="browse" in request.query,
        )
        return launch, item, start_elements(launch, attempt, item)

    def _page(
        self,
        template: str,
        launch: Launch,
        item: Item,
        elements: dict[str, str],
        *,
        popup: bool = False,
    ) -> Reply:
        src = f"/content/{self._revision}/{item.href}"
        title = _attribute(item.title)
        button = POPUP_BUTTON.format(src=_attribute(script_json(src)))
        stage = button if popup else FRAME.format(title=title, src=_attribute(src))
        data = script_json({"id": launch.id, "mode": launch.mode, "elements": elements})
        page = Template((HERE / template).read_text(encoding="utf-8"))
        return html(page.substitute(title=title, stage=stage, launch=data))

    def _player(self, request: Request) -> Reply:
        mode: Mode = "moodle" if request.query.get("mode") == "moodle" else "strict"
        launch, item, elements = self._launch(request, mode)
        return self._page("player.html", launch, item, elements, popup="popup" in request.query)

    def _again(self, request: Request) -> Reply:
        launch, item, elements = self._launch(request, "strict")
        filled = {
            name: value
            for name, value in elements.items()
            if value and name != "cmi.core.session_time"
        }
        return self._page("again.html", launch, item, filled)

    def _content(self, request: Request) -> Reply:
        """A file of the package installed now, whatever the revision in the address (facts O5)."""
        name = unquote("/".join(request.path.split("/")[3:]))
        body = self.package.read(name)
        if body is None:
            return self._not_found(request)
        headers = {"Cache-Control": "private, max-age=7776000, immutable", "Accept-Ranges": "bytes"}
        return with_range(Reply(200, body, mime_type(name), headers), request.headers.get("range"))

    def _script(self, request: Request) -> Reply:
        path = SCRIPTS.get(request.path.removeprefix("/lms/"))
        if path is None or not path.is_file():
            return self._not_found(request)
        return Reply(200, path.read_bytes(), "text/javascript; charset=utf-8")

    def _datamodel(self, request: Request) -> Reply:
        via: Via = "beacon" if request.query.get("api") == "beacon" else "xhr"
        stored = self.store.commit(int(request.query["launch"]), via, request.form())
        return text("true\n0") if stored else text("false\n101", 403)

    def _again_commit(self, request: Request) -> Reply:
        """scorm-again sends all elements as flat JSON, the last time as a text/plain beacon."""
        kind = request.headers.get("content-type", "")
        via: Via = "beacon" if kind.startswith("text/plain") else "xhr"
        sent = json.loads(request.body)
        # A list without rows comes as an empty object: nothing to store.
        elements = {name: str(value) for name, value in sent.items() if value != {}}
        stored = self.store.commit(int(request.query["launch"]), via, elements)
        body = json.dumps({"result": stored, "errorCode": 0 if stored else 101})
        return Reply(200 if stored else 403, body.encode(), "application/json")

    def _calls(self, request: Request) -> Reply:
        calls = json.loads(request.query["calls"] if request.method == "GET" else request.body)
        self.store.log(Call(**call, launch=int(request.query["launch"])) for call in calls)
        return Reply(204)


def _only(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
