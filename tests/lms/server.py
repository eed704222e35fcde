"""The LMS for tests: a small web server in this process, and the Python side that tests talk to.

Tests use it like this; what the LMS does is in the README of this folder, and its `lms-facts.md` is
docs/lms-facts.md:

    with StrictLms() as lms:
        lms.install(Path("course.zip"))
        page.goto(lms.player_url("anna", mode="moodle"))
        with lms.faults.during(commit_fails=True):
            ...
        assert lms.attempt("anna").elements["cmi.core.lesson_status"] == "incomplete"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from tests.lms.faults import Faults
from tests.lms.package import Package
from tests.lms.sessions import Sessions
from tests.lms.site import Site
from tests.lms.store import Attempt, AttemptStore, Mode
from tests.lms.wire import listen

KEEPALIVE = 30.0
"""Seconds between two of Moodle's pings (lms-facts.md, 1.4)."""


class StrictLms:
    """An LMS with one SCORM activity and any number of learners; listens while it is entered."""

    def __init__(self) -> None:
        self.store = AttemptStore()
        self.faults = Faults()
        """What is wrong with this LMS now."""
        self._server = listen(lambda request: self._site.answer(request))
        # Cookies know no ports: the name keeps two LMSs in one browser apart.
        self._sessions = Sessions(f"session{self._server.server_port}")
        self._site = Site(self.store, self.faults, self._sessions)

    def __enter__(self) -> Self:
        Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.close()
        self._server.shutdown()
        self._server.server_close()

    # ---- the package -------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def missing(self) -> list[str]:
        """Paths that were asked for and not found."""
        return self._site.missing

    @property
    def package(self) -> Package:
        """The installed package."""
        if self._site.package is None:
            raise LookupError("no package is installed")
        return self._site.package

    def install(self, source: bytes | Path) -> Package:
        """Uploads a package, or replaces the one that is there; raises PackageRefusedError.

        Attempts survive as long as the item's identifier stays (lms-facts.md, 1.9).
        """
        package = Package(source)
        self._site.package = package
        self._site.revision += 1
        self.store.forget_scos_except(item.identifier for item in package.items)
        return package

    # ---- addresses ---------------------------------------------------------------------------

    def player_url(
        self,
        learner: str,
        *,
        mode: Mode = "moodle-strict",
        sco: str | None = None,
        popup: bool = False,
        own_window: bool = False,
        new: bool = False,
        browse: bool = False,
        keepalive: float = KEEPALIVE,
        autocommit: float | None = None,
    ) -> str:
        """The player page in one of the modes; who opens it is signed in by the way.

        The mode must fit the package's standard.

        `popup` opens the SCO in a window, by a button: the API is in its opener. `own_window` opens
        the player page itself in a window without an opener, as Moodle does (1.7). `new` ticks
        "start a new attempt"; `browse` is Preview. `keepalive` is the seconds between Moodle's
        pings; `autocommit` switches that setting on, Moodle's is 60 seconds.
        """
        flags = {"popup": popup, "new": new, "browse": browse}
        switches = {name: "1" for name, on in flags.items() if on}
        query = {"learner": learner, "mode": mode, "keepalive": str(keepalive), **switches}
        if sco is not None:
            query["sco"] = sco
        if autocommit is not None:
            query["autocommit"] = str(autocommit)
        return f"{self.url}/{'window' if own_window else 'player'}?{urlencode(query)}"

    def again_url(self, learner: str, *, sco: str | None = None) -> str:
        """The same course for the same learner under scorm-again, a second LMS of other make."""
        query = {"learner": learner} if sco is None else {"learner": learner, "sco": sco}
        return f"{self.url}/again?{urlencode(query)}"

    def sign_in_url(self, learner: str, then: str = "") -> str:
        """Signs a learner in, in the browser that opens it, and goes on to another address.

        A new session: pages that are open already cannot save in it (lms-facts.md, O1.4), but in
        mode "letter".
        """
        return f"{self.url}/login/enter?{urlencode({'learner': learner, 'then': then})}"

    # ---- what befalls learners and their attempts --------------------------------------------

    def sign_out(self, learner: str) -> None:
        """Ends the learner's sessions everywhere, as time or another tab does.

        From now on the player sends them to the login page; `sign_in_url` is the way back.
        """
        self._sessions.sign_out(learner)

    def clear_suspend_data(self, learner: str) -> None:
        """The LMS has lost the suspend data of the latest attempt, and nothing else."""
        self.store.clear_suspend_data(learner)

    def delete_attempt(self, learner: str, number: int | None = None) -> None:
        """A teacher deletes the latest attempt, or the one with this number."""
        self.store.delete_attempt(learner, number)

    def moment(self, learner: str) -> int:
        """The present, for `stale_for`."""
        return self.store.moment(learner, self.package.items[0].identifier)

    def stale_for(
        self, learner: str, *, moment: int | None = None, commits: int | None = None
    ) -> None:
        """The learner's next player page is given old data, once (lms-facts.md, O2: reload race).

        As of a `moment`, or as before the last `commits` that came until now.
        """
        now = self.moment(learner)
        self.store.serve_stale(learner, now - (commits or 0) if moment is None else moment)

    def put(self, learner: str, elements: Mapping[str, str], *, sco: str | None = None) -> None:
        """Adds to the latest attempt, as if an earlier visit had left it."""
        self.store.put(learner, sco or self.package.items[0].identifier, dict(elements))

    # ---- looking -----------------------------------------------------------------------------

    def attempt(
        self, learner: str, *, sco: str | None = None, number: int | None = None
    ) -> Attempt:
        """A copy of what is stored: the latest attempt at the first SCO, unless told otherwise."""
        return self.store.attempt(learner, sco or self.package.items[0].identifier, number)

    def wait_for(self, condition: Callable[[], bool], timeout: float = 5) -> None:
        """Waits for the store: what beacons and the call log bring comes a moment later."""
        assert self.store.wait_for(condition, timeout), "the LMS did not come to see this in time"
