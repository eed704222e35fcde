"""The server's side of the LMS: which request gets which reply.

Takes requests and gives replies; None stands for a connection that is closed without an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote, urlencode

from tests.lms import pages
from tests.lms.faults import Faults
from tests.lms.manifest import Item
from tests.lms.modes import LOGIN, RULES, Rules, keep_values
from tests.lms.package import Package, mime_type
from tests.lms.sessions import Sessions
from tests.lms.store import AttemptStore, Call, Elements, Launch, Mode, Via
from tests.lms.wire import Reply, Request, data_json, redirect, text, with_range

HERE = Path(__file__).parent
SCORM_AGAIN = HERE.parents[1] / "node_modules" / "scorm-again" / "dist" / "scorm12.js"
SCRIPTS = {path.name: path for path in [*HERE.glob("*.js"), SCORM_AGAIN]}
ASKED_BY_THE_BROWSER = "/favicon.ico"

FOREIGN_HOST = "localhost"
"""Another origin than 127.0.0.1, and the same server."""


class Site:
    """Answers what browsers ask of one LMS; what is not found is noted in `missing`."""

    def __init__(self, store: AttemptStore, faults: Faults, sessions: Sessions) -> None:
        self.store = store
        self.faults = faults
        self.sessions = sessions
        self.missing: list[str] = []
        self.package: Package | None = None
        self.revision = 0
        self._routes: dict[str, Callable[[Request], Reply]] = {
            "player": self._player,
            "again": self._again,
            "window": lambda request: pages.own_window(f"/player?{urlencode(request.query)}"),
            "login": self._login,
            "keepalive": self._keepalive,
            "content": self._content,
            "assets": self._assets,
            "lms": self._script,
            "datamodel": self._datamodel,
            "again-commit": self._again_commit,
            "calls": self._calls,
        }

    def answer(self, request: Request) -> Reply | None:
        """The reply to one request."""
        if self.faults.on.unreachable:
            return None
        if request.path == ASKED_BY_THE_BROWSER:
            return Reply(204)
        route = self._routes.get(request.path.split("/")[1], self._not_found)
        return route(request)

    def _not_found(self, request: Request) -> Reply:
        self.missing.append(request.path)
        return text("not found", 404)

    # ---- signing in --------------------------------------------------------------------------

    def _browser(self, request: Request) -> str:
        return request.cookie(self.sessions.cookie)

    def _login(self, request: Request) -> Reply:
        """The login page, and signing in without any password at `/login/enter`."""
        learner, then = request.query.get("learner", ""), request.query.get("then", "")
        if request.path == LOGIN:
            return pages.login(f"/login/enter?{urlencode({'learner': learner, 'then': then})}")
        browser = self.sessions.sign_in(self._browser(request), learner)
        cookie = f"{self.sessions.cookie}={browser}; Path=/; HttpOnly; SameSite=Lax"
        if then:
            return redirect(then, **{"Set-Cookie": cookie})
        return Reply(200, b"signed in", headers={"Set-Cookie": cookie})

    def _signed_in(self, request: Request, page: Callable[[], Reply]) -> Reply:
        """The page, for whoever is signed in; others are sent to sign in, or are so by the way."""
        learner = request.query["learner"]
        if self.sessions.key(self._browser(request), learner):
            return page()
        way = LOGIN if self.sessions.must_sign_in(learner) else "/login/enter"
        here = f"{request.path}?{urlencode(request.query)}"
        return redirect(f"{way}?{urlencode({'learner': learner, 'then': here})}")

    def _keepalive(self, request: Request) -> Reply:
        """Moodle's ping: without a session the page learns where to sign in (O1.4)."""
        launch = self._launch(request)
        key = self.sessions.key(self._browser(request), launch.learner)
        return data_json({"login": None if key else LOGIN})

    # ---- pages -------------------------------------------------------------------------------

    def _installed(self) -> Package:
        if self.package is None:
            raise LookupError("no package is installed")
        return self.package

    def _open(self, request: Request, item: Item, mode: Mode) -> pages.Opened:
        rules = RULES[mode]
        learner = request.query["learner"]
        launch, attempt = self.store.launch(
            learner,
            item.identifier,
            [one.identifier for one in self._installed().items],
            mode=mode,
            new="new" in request.query,
            browse="browse" in request.query,
            closes=rules.closes_attempts,
            before=rules.before_launch,
        )
        elements = rules.start(launch, attempt, item, self.store.learner_number(learner))
        return pages.Opened(launch, item, elements, self._address(request, item, rules))

    def _address(self, request: Request, item: Item, rules: Rules) -> str:
        """Where the SCO is: on this server, or by another name of it."""
        path = f"/{rules.content}/{self.revision}/{item.href}"
        if not self.faults.on.foreign_content:
            return path
        port = request.headers["host"].partition(":")[2]
        return f"http://{FOREIGN_HOST}:{port}{path}"

    def _player(self, request: Request) -> Reply:
        return self._signed_in(request, lambda: self._player_page(request))

    def _player_page(self, request: Request) -> Reply:
        mode = _mode(request)
        package = self._installed()
        wanted = request.query.get("sco", package.items[0].identifier)
        opened = {
            item.identifier: self._open(request, item, mode)
            for item in sorted(package.items, key=lambda item: item.identifier != wanted)
        }
        self.store.served(request.query["learner"])
        first = opened.pop(wanted)
        learner = first.launch.learner
        settings = {
            "key": self.sessions.key(self._browser(request), learner),
            "keepalive": _milliseconds(request, "keepalive") if RULES[mode].keepalive else None,
            "autocommit": _milliseconds(request, "autocommit"),
            "faults": self.faults.on.for_page(),
        }
        others = list(opened.values())
        return pages.player(first, others, settings, popup="popup" in request.query)

    def _again(self, request: Request) -> Reply:
        items = self._installed().items
        wanted = request.query.get("sco", items[0].identifier)
        item = self._installed().manifest.item(wanted)
        return self._signed_in(
            request, lambda: pages.again(self._open(request, item, "moodle-strict"))
        )

    # ---- files -------------------------------------------------------------------------------

    def _content(self, request: Request) -> Reply:
        """For whoever is signed in; others are sent to the login page (O1.3)."""
        return self._file(request) if self._may_read(request) else redirect(LOGIN)

    def _assets(self, request: Request) -> Reply:
        """Open edX: whoever is not signed in may GET a handler's answer, and nothing else."""
        may = request.method == "GET" or self._may_read(request)
        return self._file(request) if may else text("", 403)

    def _may_read(self, request: Request) -> bool:
        """Whoever is signed in, and on a host of its own, which knows no sessions, everyone."""
        return request.host == FOREIGN_HOST or self.sessions.is_live(self._browser(request))

    def _file(self, request: Request) -> Reply:
        """A file of the package installed now, whatever the revision in the address (O5)."""
        name = unquote("/".join(request.path.split("/")[3:]))
        body = self._installed().read(name)
        if body is None:
            return self._not_found(request)
        headers = {"Cache-Control": "private, max-age=7776000, immutable", "Accept-Ranges": "bytes"}
        return with_range(Reply(200, body, mime_type(name), headers), request.headers.get("range"))

    def _script(self, request: Request) -> Reply:
        path = SCRIPTS.get(request.path.removeprefix("/lms/"))
        if path is None or not path.is_file():
            return self._not_found(request)
        return Reply(200, path.read_bytes(), "text/javascript; charset=utf-8")

    # ---- saving ------------------------------------------------------------------------------

    def _launch(self, request: Request) -> Launch:
        launch = self.store.launched(int(request.query["launch"]))
        if launch is None:
            raise LookupError("no such page was ever opened")
        return launch

    def _datamodel(self, request: Request) -> Reply:
        """One saving request, whatever is wrong with the LMS or the session."""
        self.faults.hold_up()
        launch = self._launch(request)
        if self.faults.on.commit_fails:
            return text("", 503)
        return self._refused(request, launch) or self._saved(request, launch)

    def _refused(self, request: Request, launch: Launch) -> Reply | None:
        """Why this page may not save: no session, or one that is younger than the page (O1.4)."""
        rules = RULES[launch.mode]
        key = self.sessions.key(self._browser(request), launch.learner)
        if key is None:
            return rules.refuses()
        if rules.page_key and key != request.query.get("key"):
            return Reply(200) if rules.keepalive else rules.refuses()
        return None

    def _saved(self, request: Request, launch: Launch) -> Reply:
        posted = self._posted(request, launch.mode)
        if not self.faults.on.forgets:
            self.store.commit(launch.id, _via(request), posted, RULES[launch.mode].keep)
        return text("true\n0")

    def _posted(self, request: Request, mode: Mode) -> Elements:
        """What a page posted: a form, or the XBlock's list of names and values."""
        if mode != "openedx":
            return request.form()
        sent = {one["name"]: str(one["value"]) for one in json.loads(request.body)}
        return {name: value for name, value in sent.items() if not self._drops(name)}

    def _drops(self, element: str) -> bool:
        return any(fnmatchcase(element, pattern) for pattern in self.faults.on.rejects)

    def _again_commit(self, request: Request) -> Reply:
        """scorm-again sends all elements as flat JSON, the last time as a text/plain beacon."""
        kind = request.headers.get("content-type", "")
        via: Via = "beacon" if kind.startswith("text/plain") else "xhr"
        sent = json.loads(request.body)
        # A list without rows comes as an empty object: nothing to store.
        elements = {name: str(value) for name, value in sent.items() if value != {}}
        stored = self.store.commit(self._launch(request).id, via, elements, keep_values)
        return data_json({"result": stored, "errorCode": 0 if stored else 101})

    def _calls(self, request: Request) -> Reply:
        calls = json.loads(request.query["calls"] if request.method == "GET" else request.body)
        self.store.log(Call(**call) for call in calls)
        return Reply(204)


def _mode(request: Request) -> Mode:
    wanted = request.query.get("mode", "moodle-strict")
    return next(mode for mode in RULES if mode == wanted)


def _via(request: Request) -> Via:
    """How values came, by the page's own word."""
    named: dict[str, Via] = {"beacon": "beacon", "keepalive": "keepalive", "batch": "batch"}
    return named.get(request.query.get("api", ""), "xhr")


def _milliseconds(request: Request, name: str) -> int | None:
    """An interval of the player page, given in seconds; None when there is none."""
    seconds = request.query.get(name)
    return round(float(seconds) * 1000) if seconds else None
