"""What learners did: attempts, the commits that filled them and the calls that the course made."""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from threading import Condition
from typing import Literal

Mode = Literal["moodle", "strict"]
LessonMode = Literal["normal", "browse", "review"]
Via = Literal["xhr", "beacon"]
JsonScalar = str | int | float | bool | None

FINISHED_STATES = frozenset({"passed", "completed", "failed"})
"""States that close an attempt: `failed` too (docs/lms-facts.md 1.7)."""

STATUS = "cmi.core.lesson_status"

_PHP_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*")


@dataclass(frozen=True)
class Call:
    """One call to the API, as the course made it; `error` is what LMSGetLastError says next."""

    n: int
    t: int
    method: str
    args: list[JsonScalar]
    result: JsonScalar
    error: str
    launch: int


@dataclass(frozen=True)
class Commit:
    """What one request carried: only changed elements, so possibly nothing."""

    launch: int
    via: Via
    elements: dict[str, str]


@dataclass
class Attempt:
    """What is stored of a learner's attempt at a SCO; elements in the order of their arrival."""

    learner: str
    number: int
    sco: str
    elements: dict[str, str] = field(default_factory=dict)
    commits: list[Commit] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether the stored status closes the attempt."""
        return self.elements.get(STATUS, "") in FINISHED_STATES

    def called(self, method: str) -> list[Call]:
        """The calls to one method, in the order of the calls."""
        return [call for call in self.calls if call.method == method]


@dataclass(frozen=True)
class Launch:
    """One opening of the player page; whatever the page posts goes to the attempt named here."""

    id: int
    learner: str
    number: int
    sco: str
    mode: Mode
    lesson_mode: LessonMode


def same_for_php(old: str | None, new: str) -> bool:
    """Whether PHP's `==` finds both equal: then Moodle does not store the new value.

    So "10" -> "1e1" is lost (docs/lms-facts.md O3).
    """
    if old is None:
        return False
    if _PHP_NUMBER.fullmatch(old) and _PHP_NUMBER.fullmatch(new):
        return float(old) == float(new)
    return old == new


class AttemptStore:
    """The attempts of all learners; the server's threads write, tests read copies and can wait."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._attempts: dict[tuple[str, int, str], Attempt] = {}
        self._launches: dict[int, Launch] = {}
        self._logged: set[tuple[int, int]] = set()

    def launch(
        self, learner: str, sco: str, scos: Iterable[str], *, mode: Mode, new: bool, browse: bool
    ) -> tuple[Launch, Attempt]:
        """Opens a SCO; a finished attempt opens as review, unless a new one is wanted.

        Source: docs/lms-facts.md 1.7.
        """
        with self._changed:
            number = self._latest_number(learner)
            finished = all(self._row(learner, number, one).finished for one in scos)
            if finished and new:
                number += 1
            lesson_mode: LessonMode = (
                "review" if finished and not new else "browse" if browse else "normal"
            )
            launch = Launch(len(self._launches) + 1, learner, number, sco, mode, lesson_mode)
            self._launches[launch.id] = launch
            attempt = self._row(learner, number, sco)
            self._changed.notify_all()
            return launch, deepcopy(attempt)

    def commit(self, launch_id: int, via: Via, elements: dict[str, str]) -> bool:
        """Stores what a page posted; False when no such page was ever opened.

        A page still open on a SCO whose tracks were deleted hears "stored", too
        (docs/lms-facts.md O5).
        """
        with self._changed:
            attempt = self._attempt_of(launch_id)
            if attempt is None:
                return launch_id in self._launches
            clean = {name: value.replace("\0", "") for name, value in elements.items()}
            attempt.commits.append(Commit(launch_id, via, clean))
            for name, value in clean.items():
                if not same_for_php(attempt.elements.get(name), value):
                    attempt.elements[name] = value
            self._changed.notify_all()
            return True

    def log(self, calls: Iterable[Call]) -> None:
        """Adds calls to their attempts, in the order of the calls; what came twice is kept once."""
        with self._changed:
            for call in calls:
                attempt = self._attempt_of(call.launch)
                if attempt is not None and (call.launch, call.n) not in self._logged:
                    self._logged.add((call.launch, call.n))
                    attempt.calls.append(call)
                    attempt.calls.sort(key=lambda c: (c.launch, c.n))
            self._changed.notify_all()

    def attempt(self, learner: str, sco: str, number: int | None = None) -> Attempt:
        """A copy of the latest attempt, or of the one with this number; empty if there is none."""
        with self._changed:
            wanted = self._latest_number(learner) if number is None else number
            empty = Attempt(learner, wanted, sco)
            return deepcopy(self._attempts.get((learner, wanted, sco), empty))

    def forget_scos_except(self, scos: Iterable[str]) -> None:
        """Deletes the tracks of SCOs that a new package no longer has (docs/lms-facts.md 1.9)."""
        kept = set(scos)
        with self._changed:
            self._attempts = {
                key: attempt for key, attempt in self._attempts.items() if attempt.sco in kept
            }

    def wait_for(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Waits until the condition holds; it is looked at again after every change."""
        with self._changed:
            return self._changed.wait_for(condition, timeout)

    def _latest_number(self, learner: str) -> int:
        return max((number for name, number, _ in self._attempts if name == learner), default=1)

    def _row(self, learner: str, number: int, sco: str) -> Attempt:
        return self._attempts.setdefault((learner, number, sco), Attempt(learner, number, sco))

    def _attempt_of(self, launch_id: int) -> Attempt | None:
        launch = self._launches.get(launch_id)
        if launch is None:
            return None
        return self._attempts.get((launch.learner, launch.number, launch.sco))
