"""A cmi5 LMS for tests: takes a package, enrols learners, launches units, and judges what they do.

    with Cmi5Lms(lrs) as lms:
        lms.install(Path("course.zip"))
        anna = lms.register("anna")
        page = lms.launch(context, anna)
        …
        assert lms.violations == []
        assert anna.is_satisfied

The package comes from one origin, the fetch URL from another, the LRS is a third. The README in
tests/lrs says more.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from uuid import NAMESPACE_URL, uuid5

from playwright.sync_api import BrowserContext, Page

from tests.cmi5.gate import Cmi5Gate
from tests.cmi5.own import abandoned, launched, satisfied
from tests.cmi5.rules import Statement, defined
from tests.cmi5.sessions import LAUNCH_DATA, PREFERENCES, LaunchMode, Registration, Session
from tests.cmi5.structure import Au, Structure, read_structure
from tests.lms.wire import Reply, Request, html, text
from tests.lrs.calls import Call
from tests.lrs.content import LEARNER_HOME, Files, Launching, Learner, with_query
from tests.lrs.server import Lrs, failed
from tests.lrs.store import Document

POPUP = """<!doctype html><title>The LMS</title>
<button onclick="window.open('/open/{id}', 'unit')">Open</button>"""
FULFILLED = {
    "Passed": {"passed"},
    "Completed": {"completed"},
    "CompletedAndPassed": {"completed", "passed"},
    "NotApplicable": set[str](),
}
"""What must have been said; `CompletedOrPassed` is either."""


class Cmi5Lms(Launching):
    """An LMS with one course; listens while it is entered. It becomes the gate of the LRS."""

    def __init__(self, lrs: Lrs) -> None:
        self.lrs = lrs
        super().__init__()
        self.sessions: list[Session] = []
        """All launches, in order."""
        self.fetch_error = ""
        """An error code (`2`, `3`) with which every fetch is answered."""
        self._registrations: list[Registration] = []
        self._structure: Structure | None = None
        self._gate = Cmi5Gate(lrs, self._stored)
        self.site.routes = {"fetch": self._fetch, "return": self._return, "open": self._open,
                            "popup": self._popup}  # fmt: skip

    def __enter__(self) -> Self:
        self.lrs.gate = self._gate
        return super().__enter__()

    # ---- what tests ask ------------------------------------------------------------------------

    @property
    def violations(self) -> list[str]:
        """What units did that cmi5 forbids, a sentence each."""
        return self._gate.violations

    @property
    def remarks(self) -> list[str]:
        """What units did that cmi5 advises against."""
        return self._gate.remarks

    @property
    def structure(self) -> Structure:
        """The installed course."""
        assert self._structure is not None, "no package is installed"
        return self._structure

    def said(self, *sessions: Session) -> list[Statement]:
        """What units said in these sessions, or in all; not what the LMS said."""
        return self._gate.said(*(sessions or self.sessions))

    def is_over(self, session: Session) -> bool:
        """Whether its `terminated` has arrived."""
        return self._gate.is_over(session)

    def ended(self, session: Session) -> list[Statement]:
        """Waits for `terminated`; all that the session said."""
        self.lrs.wait_for(lambda: self.is_over(session))
        return self.said(session)

    def activity_id(self, au: Au) -> str:
        """The LMS's own id of a unit, the same in all launches."""
        return f"{LEARNER_HOME}/activities/{uuid5(NAMESPACE_URL, au.id)}"

    # ---- what an LMS does ----------------------------------------------------------------------

    def install(self, source: bytes | Path) -> Structure:
        """Takes a package, or the next release of it; raises PackageRefusedError."""
        files = Files(source)
        self._structure = read_structure(files)
        self.site.files = files
        return self._structure

    def register(
        self, learner: str, *, preferences: Mapping[str, str] | None = None
    ) -> Registration:
        """Enrols a learner; without `preferences` the LRS answers 404 when a unit asks for them."""
        number = len(self._registrations) + 1
        found = Registration(str(uuid5(NAMESPACE_URL, f"registration {number}")), Learner(learner))
        self._registrations.append(found)
        if preferences is not None:
            agent = _agent(found.learner.actor)
            self._write(("/agents/profile", agent, PREFERENCES), preferences)
        for au in self.structure.aus:
            if au.move_on == "NotApplicable":
                found.satisfied.add(au.id)
        return found

    def session(
        self,
        registration: Registration,
        *,
        au: int = 0,
        mode: LaunchMode = "Normal",
        returns: bool = True,
        mastery_score: float | None = None,
        move_on: str = "",
        launch_parameters: str = "",
        alternate_key: str = "",
    ) -> Session:
        """Prepares a launch; the learner's older sessions that have no end are abandoned.

        `returns`: whether there is a returnURL. The last four take the place of what the package
        says, as administrators may have it.
        """
        unit = self.structure.aus[au]
        number = len(self.sessions) + 1
        found = Session(
            id=f"session-{number}",
            registration=registration,
            au=unit,
            activity_id=self.activity_id(unit),
            token=base64.b64encode(f"session-{number}:öffne".encode()).decode(),
            mode=mode,
            return_url=f"{self.site.url}/return/session-{number}" if returns else "",
            mastery_score=unit.mastery_score if mastery_score is None else mastery_score,
            move_on=move_on or unit.move_on,
            launch_parameters=launch_parameters or unit.launch_parameters,
            alternate_key=alternate_key,
        )
        found.url = self._address(found)
        self._abandon(registration)
        self.sessions.append(found)
        key = ("/activities/state", found.activity_id, _agent(found.actor), registration.id)
        self._write((*key, LAUNCH_DATA), found.launch_data)
        self._say(launched(found, self.site.address_of(unit.url)))
        return found

    def launch(
        self, context: BrowserContext, registration: Registration, *, popup: bool = False,
        **settings: Any,
    ) -> Page:  # fmt: skip
        """Opens a unit, in a tab of its own or in a window that the LMS's page opens.

        `settings` are those of `session`; the session is the last of `sessions`.
        """
        session = self.session(registration, **settings)
        page = context.new_page()
        if not popup:
            page.goto(session.url)
            return page
        page.goto(f"{self.site.url}/popup/{session.id}")
        with page.expect_popup() as opened:
            page.get_by_role("button", name="Open").click()
        opened.value.wait_for_load_state()
        return opened.value

    def _address(self, session: Session) -> str:
        launch = {
            "endpoint": self.lrs.url,
            "fetch": f"{self.site.other_url}/fetch/{session.id}",
            "actor": json.dumps(session.actor),
            "registration": session.registration.id,
            "activityId": session.activity_id,
        }
        return with_query(self.site.address_of(session.au.url), launch)

    def _abandon(self, registration: Registration) -> None:
        for old in self.sessions:
            if old.registration is registration and not old.abandoned and not self.is_over(old):
                old.abandoned = True
                self._say(abandoned(old))

    def _stored(self, session: Session) -> None:
        """Whether that fulfils the unit, and with it blocks and the course (13.1.4, moveOn)."""
        registration = session.registration
        said = self._gate.said(*self._gate.siblings(session))
        done = {verb for verb in ("completed", "passed") if defined(said, verb)}
        either = session.move_on == "CompletedOrPassed" and bool(done)
        if either or FULFILLED.get(session.move_on, {"never"}) <= done:
            registration.satisfied.add(session.au.id)
        for block in self.structure.blocks:
            self._satisfy(session, block.id, block.aus)
        self._satisfy(session, "", [au.id for au in self.structure.aus])

    def _satisfy(self, session: Session, name: str, aus: Any) -> None:
        held = session.registration.satisfied
        if name not in held and set(aus) <= held:
            held.add(name)
            self._say(satisfied(session, name))

    def _say(self, statement: Statement) -> None:
        answer = self.lrs.store.post(statement)
        assert answer.status == 200, answer.body

    def _write(self, key: tuple[str, ...], value: Any) -> None:
        document = Document(json.dumps(dict(value)).encode(), "application/json")
        self.lrs.store.write(key, document, {}, guarded=False)

    # ---- addresses -----------------------------------------------------------------------------

    def _named(self, request: Request) -> Session | None:
        name = request.path.rpartition("/")[2]
        return next((one for one in self.sessions if one.id == name), None)

    def _fetch(self, request: Request) -> Reply | None:
        """The token, once (8.2)."""
        call = Call(request.method, "/fetch", {}, request.headers, request.body, request.first)
        self.lrs.note(call)
        reply = self._token(call, self._named(request))
        self.lrs.answered(call, reply.status if reply else None)
        return reply

    def _token(self, call: Call, session: Session | None) -> Reply | None:
        cors = {"Access-Control-Allow-Origin": call.headers.get("origin", "*"), "Vary": "Origin"}
        fault = self.lrs.faults.meet(call)
        if fault is not None:
            self.lrs.faults.hold_up(fault)
        if fault is not None and fault.status is not None:
            if fault.stores == "all" and session is not None:
                session.fetches += 1
            answer = failed(fault)
            headers = {**cors, **answer.headers} if answer else {}
            return Reply(answer.status, headers=headers) if answer else None
        return self._given(call, session, cors)

    def _given(self, call: Call, session: Session | None, cors: dict[str, str]) -> Reply:
        if call.method == "OPTIONS":
            return Reply(204, headers=cors)
        if call.method != "POST":
            self._gate.note(f"the fetch URL was asked with {call.method}")
            return Reply(405, headers=cors)
        found = self._fetched(session)
        return Reply(200, json.dumps(found).encode(), "application/json", cors)

    def _fetched(self, session: Session | None) -> dict[str, str]:
        if self.fetch_error or session is None:
            return {"error-code": self.fetch_error or "2", "error-text": "Something is wrong."}
        session.fetches += 1
        if session.fetches > 1 or session.abandoned:
            return {"error-code": "1", "error-text": "Already in Use or Expired"}
        self._gate.sessions[session.token] = session
        return {"auth-token": session.token}

    def _return(self, request: Request) -> Reply:
        session = self._named(request)
        if session is not None:
            session.returned = True
            if not self.is_over(session):
                self._gate.note("the learner was sent to the returnURL before terminated")
        return html("<!doctype html><title>Back</title><h1>Back in the LMS</h1>")

    def _open(self, request: Request) -> Reply:
        session = self._named(request)
        return text("not found", 404) if session is None else Reply(
            302, headers={"Location": session.url, "Cache-Control": "no-store"}
        )  # fmt: skip

    def _popup(self, request: Request) -> Reply:
        return html(POPUP.format(id=request.path.rpartition("/")[2]))


def _agent(actor: Mapping[str, Any]) -> str:
    """An agent as documents are found by it (`api.key_of`)."""
    parts = {name: part for name, part in actor.items() if name not in ("name", "objectType")}
    return json.dumps(parts, sort_keys=True)
