"""What stands between a unit and the LRS: each request is judged by the rules of cmi5.

What breaks a rule is refused with 403 and noted in `violations`, as one sentence. What a unit
cannot know of (its session was abandoned, its last answer got lost) is refused without being noted.
A request with a wrong token is answered with 401.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from tests.cmi5.rules import OF_THE_LMS, Case, Statement, remarks, verb_of, violations
from tests.cmi5.sessions import LAUNCH_DATA, PREFERENCES, SESSION_ID, Session
from tests.lrs.api import refused
from tests.lrs.calls import Call
from tests.lrs.rules import faults
from tests.lrs.server import KeyGate, Lrs
from tests.lrs.store import Answer, is_same

STORED = (200, 204)


class Cmi5Gate:
    """Lets units in by the tokens of their sessions, and the LMS by its key."""

    def __init__(self, lrs: Lrs, stored: Callable[[Session], None]) -> None:
        self.violations: list[str] = []
        self.remarks: list[str] = []
        self.sessions: dict[str, Session] = {}
        """By their tokens; those whose token was never fetched are not in it."""
        self._lrs = lrs
        self._key = KeyGate(lrs)
        self._stored = stored

    # ---- the gate ------------------------------------------------------------------------------

    def refuses(self, call: Call) -> Answer | None:
        """401 for strangers, 403 for what breaks a rule."""
        if self._key.refuses(call) is None:
            return None
        session = self._session(call)
        if session is None:
            why = "without a token" if "authorization" not in call.headers else "with a wrong token"
            return self._broken(401, f"{call} was sent {why}")
        if session.abandoned:
            return refused(403, "the session was abandoned: the course was opened anew")
        if self.is_over(session):
            return self._after_the_end(call, session)
        found = list(self._faults(call, session))
        if found:
            return self._broken(403, *found)
        return refused(403, "preferences are kept") if call.kind == "agent.write" else None

    def done(self, call: Call, answer: Answer) -> None:
        """Remembers what the unit has read; tells the LMS what was stored."""
        session = self._session(call)
        if session is None:
            return
        if call.kind == "state.read" and call.query.get("stateId") == LAUNCH_DATA:
            session.read_launch_data |= answer.status == 200
        if call.kind == "agent.read" and call.query.get("profileId") == PREFERENCES:
            session.asked_preferences |= answer.status in (200, 404)
        if call.kind == "statements" and answer.status in STORED:
            self._stored(session)

    # ---- what is known -------------------------------------------------------------------------

    def said(self, *sessions: Session) -> list[Statement]:
        """What units said in these sessions, in the order of arrival."""
        ids = {one.id for one in sessions}
        return [
            one
            for one in self._lrs.statements
            if one.get("context", {}).get("extensions", {}).get(SESSION_ID) in ids
            and verb_of(one) not in OF_THE_LMS
        ]

    def is_over(self, session: Session) -> bool:
        """Whether the unit has said that it ends."""
        mine = (one for one in self.said(session) if verb_of(one) == "terminated")
        return any(one["object"].get("id") == session.activity_id for one in mine)

    def siblings(self, session: Session) -> list[Session]:
        """All sessions of the same unit in the same registration."""
        return [
            one
            for one in self.sessions.values()
            if one.registration is session.registration and one.au.id == session.au.id
        ]

    def note(self, sentence: str) -> None:
        """Something that a unit must not do."""
        self.violations.append(sentence)

    def _session(self, call: Call) -> Session | None:
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        return self.sessions.get(token) if scheme == "Basic" else None

    def _broken(self, status: int, *sentences: str) -> Answer:
        self.violations += sentences
        return refused(status, *sentences)

    # ---- rules of requests ---------------------------------------------------------------------

    def _after_the_end(self, call: Call, session: Session) -> Answer:
        """Nothing more; the same statement again is not noted, its answer may have been lost."""
        held = self._lrs.store.statements
        sent = call.statements
        if sent and all(_is_held(one, held.get(str(one.get("id")))) for one in sent):
            return refused(403, "the session is over")
        what = ", ".join(map(verb_of, sent)) or str(call)
        return self._broken(403, f"{what} came after terminated")

    def _faults(self, call: Call, session: Session) -> Iterator[str]:
        if call.kind == "statements":
            yield from self._early(session)
            yield from self._statements(call.statements, session)
        elif call.kind.startswith("state."):
            yield from _foreign(call, session, "activityId", session.activity_id)
            yield from _foreign(call, session, "registration", session.registration.id)
            yield from _foreign(call, session, "agent", session.actor)
            if call.kind == "state.write" and call.query.get("stateId", LAUNCH_DATA) == LAUNCH_DATA:
                yield f"{call} changes {LAUNCH_DATA}"
        elif call.kind.startswith("agent."):
            yield from _foreign(call, session, "agent", session.actor)

    def _early(self, session: Session) -> Iterator[str]:
        """What a unit must have asked for before it says anything (10, 11)."""
        if not session.read_launch_data:
            yield f"a statement was sent before {LAUNCH_DATA} was read"
        if not session.asked_preferences:
            yield f"a statement was sent before {PREFERENCES} was asked for"

    def _statements(self, sent: Sequence[Statement], session: Session) -> Iterator[str]:
        held = self._lrs.store.statements
        said, ever = self.said(session), self.said(*self.siblings(session))
        for one in sent:
            if _is_held(one, held.get(str(one.get("id")))):
                continue  # sent again, because nobody answered
            wrong = faults(one)
            if wrong:
                yield f"a statement is no xAPI: {wrong[0]}"
                continue
            case = Case(session, one, tuple(said), tuple(ever))
            yield from violations(case)
            self.remarks += remarks(case)
            said.append(one)
            ever.append(one)


def _is_held(new: Statement, held: Statement | None) -> bool:
    return held is not None and is_same(held, new)


def _foreign(call: Call, session: Session, name: str, wanted: object) -> Iterator[str]:
    """Documents belong to the launch's activity, learner and registration, and to no others."""
    found: object = call.query.get(name)
    if name == "agent" and isinstance(found, str):
        try:
            found = json.loads(found)
        except ValueError:
            found = None
    if found != wanted:
        yield f"{call} has another {name} than the launch URL"
