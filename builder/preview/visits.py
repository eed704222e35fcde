"""The LMS's memory: learners, their attempts at each target, and the visits in which they work.

It lives as long as the server. Rules are Moodle's where learners feel them (docs/lms-facts.md, 1.6
and 1.7): an attempt that is finished opens for review, and a new one begins with nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from uuid import uuid4

from builder.record import record

Mode = Literal["normal", "review"]

LEARNERS: dict[str, str] = {
    "anna": "Anna Muster",
    "ben": "Ben Okafor",
    "chiara": "Chiara Rossi",
    "dev": "Dev Sharma",
}
"""Who may take the course: ids and names."""

FINISHED = frozenset({"completed", "passed", "failed"})
STATUSES = ("cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status")


@dataclass
class Attempt:
    """What the LMS holds of one learner's attempt at one target; of cmi5: at one unit."""

    target: str
    learner: str
    number: int
    unit: str = ""
    registration: str = field(default_factory=lambda: str(uuid4()))
    elements: dict[str, str] = field(default_factory=dict)
    """Of SCORM, by name."""
    order: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Which commit of which visit an element is from; a late one changes nothing newer."""

    @property
    def place(self) -> str:
        """A part of the course's address, so that what a browser keeps is this attempt's alone."""
        unit = f"-{self.unit}" if self.unit else ""
        return f"{self.learner}-{self.number}{unit}"

    @property
    def finished(self) -> bool:
        """Whether the LMS opens it for review only."""
        return any(self.elements.get(name) in FINISHED for name in STATUSES)


@dataclass
class Visit:
    """One launch of the course."""

    number: int
    attempt: Attempt
    mode: Mode
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    """What the course shows to the learning record store."""
    fetched: bool = False
    """Whether the token was handed out, which cmi5 allows once."""
    over: bool = False
    """Whether the store lets this visit in no more: it has ended, or another has begun."""


@record
class Wanted:
    """What a launch asks for."""

    target: str
    learner: str
    unit: str = ""
    mode: Mode = "normal"
    fresh: bool = False
    """A new attempt."""
    again: bool = False
    """The same page once more, as after a save: the mode stays as it was."""


class Lms:
    """All attempts and visits."""

    def __init__(self) -> None:
        self.signed_out: set[str] = set()
        """Learners whose session has expired."""
        self._attempts: dict[tuple[str, str, str], list[Attempt]] = {}
        self._visits: dict[str, Visit] = {}
        self._count = 0

    def launch(self, wanted: Wanted) -> Visit:
        """Begins a visit: of the latest attempt, or of a new one. Signs the learner in.

        But for `again`: a page that is loaded anew does not bring an expired session back.
        """
        if not wanted.again:
            self.signed_out.discard(wanted.learner)
        attempt = self.attempt(wanted.target, wanted.learner, wanted.unit, fresh=wanted.fresh)
        closed = attempt.finished and not wanted.again
        for other in self._visits.values():
            other.over = other.over or other.attempt is attempt
        self._count += 1
        visit = Visit(self._count, attempt, "review" if closed else wanted.mode)
        self._visits[visit.id] = visit
        return visit

    def attempt(self, target: str, learner: str, unit: str = "", *, fresh: bool = False) -> Attempt:
        """The learner's latest attempt, which is made if need be."""
        held = self._attempts.setdefault((target, learner, unit), [])
        if fresh or not held:
            held.append(Attempt(target, learner, len(held) + 1, unit))
        return held[-1]

    def visit(self, name: str) -> Visit | None:
        """A visit by its id."""
        return self._visits.get(name)

    def visit_of(self, token: str) -> Visit | None:
        """A visit by what the course shows to the store."""
        found = (one for one in self._visits.values() if secrets.compare_digest(one.token, token))
        return next(found, None)

    def is_signed_in(self, learner: str) -> bool:
        """Whether the learner's session lives."""
        return learner not in self.signed_out

    def keep(self, visit: Visit, commit: int, elements: Iterable[tuple[str, str]]) -> None:
        """Takes what a commit brought. Beacons may overtake each other."""
        attempt, now = visit.attempt, (visit.number, commit)
        for name, value in elements:
            if attempt.order.get(name, (0, 0)) <= now:
                attempt.elements[name] = value
                attempt.order[name] = now

    def forget(self) -> None:
        """Everything, as if nobody had ever been here."""
        self.signed_out.clear()
        self._attempts.clear()
        self._visits.clear()
