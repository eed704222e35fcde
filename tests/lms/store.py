"""What learners did: attempts, the commits that filled them and the calls that the course made."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Literal

Mode = Literal["moodle", "moodle-strict", "letter", "openedx", "moodle-2004", "letter-2004"]
LessonMode = Literal["normal", "browse", "review"]
Via = Literal["xhr", "beacon", "keepalive", "batch"]
"""How values came: a request with an answer, one without, a fetch of a page that is being left, or
the XBlock's asynchronous post."""
JsonScalar = str | int | float | bool | None
Elements = dict[str, str]
Keep = Callable[[Elements, Elements], None]
"""How an LMS puts what was posted into what it holds."""

FINISHED_STATES = frozenset({"passed", "completed", "failed"})
"""States that close an attempt: `failed` too (lms-facts.md, 1.7)."""

STATUS = "cmi.core.lesson_status"
COMPLETION = "cmi.completion_status"
SUCCESS = "cmi.success_status"
SUSPEND_DATA = "cmi.suspend_data"


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
    elements: Elements


@dataclass
class Attempt:
    """What is stored of a learner's attempt at a SCO; elements in the order of their arrival."""

    learner: str
    number: int
    sco: str
    elements: Elements = field(default_factory=dict)
    commits: list[Commit] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        """Whether a stored status closes the attempt."""
        names = (STATUS, COMPLETION, SUCCESS)
        return any(self.elements.get(name, "") in FINISHED_STATES for name in names)

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
    orphan: bool = False
    """Whether its SCO has gone from the package since."""


class AttemptStore:
    """The attempts of all learners; the server's threads write, tests read copies and can wait."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._attempts: dict[tuple[str, int, str], Attempt] = {}
        self._before: dict[tuple[str, int, str], list[Elements]] = {}
        """What each attempt held before each of its commits."""
        self._stale: dict[str, int] = {}
        self._launches: dict[int, Launch] = {}
        self._learners: list[str] = []
        self._logged: set[tuple[int, int]] = set()

    # ---- what pages do -----------------------------------------------------------------------

    def launch(
        self,
        learner: str,
        sco: str,
        scos: Iterable[str],
        *,
        mode: Mode,
        new: bool,
        browse: bool,
        closes: bool = True,
        before: Callable[[Elements], None] | None = None,
    ) -> tuple[Launch, Attempt]:
        """Opens a SCO; a finished attempt opens as review, unless a new one is wanted.

        `closes`: whether the LMS closes attempts at all (lms-facts.md, 1.7); `before` is what it
        does first with what it holds. The attempt is as the page is given it, stale or not.
        """
        with self._changed:
            number = self._latest_number(learner)
            rows = [self._seen(learner, number, one) for one in scos]
            finished = closes and all(row.finished for row in rows)
            if finished and new:
                number += 1
            lesson_mode: LessonMode = (
                "review" if finished and not new else "browse" if browse else "normal"
            )
            launch = Launch(len(self._launches) + 1, learner, number, sco, mode, lesson_mode)
            self._launches[launch.id] = launch
            row = self._row(learner, number, sco)
            if before:
                before(row.elements)
            attempt = self._seen(learner, number, sco)
            self._changed.notify_all()
            return launch, attempt

    def launched(self, launch_id: int) -> Launch | None:
        """The opening of the player page with this number."""
        with self._changed:
            return self._launches.get(launch_id)

    def commit(self, launch_id: int, via: Via, elements: Elements, keep: Keep) -> bool:
        """Stores what a page posted; False when no such page was ever opened.

        A page still open on a SCO whose tracks were deleted hears "stored", too (lms-facts.md, O5);
        one whose attempt a teacher deleted begins it anew, with nothing but what it posts
        [unverified].
        """
        with self._changed:
            launch = self._launches.get(launch_id)
            if launch is None or launch.orphan:
                return launch is not None
            attempt = self._row(launch.learner, launch.number, launch.sco)
            self._remember(attempt)
            attempt.commits.append(Commit(launch_id, via, dict(elements)))
            keep(attempt.elements, elements)
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

    # ---- what tests and teachers do ----------------------------------------------------------

    def attempt(self, learner: str, sco: str, number: int | None = None) -> Attempt:
        """A copy of the latest attempt, or of the one with this number; empty if there is none."""
        with self._changed:
            wanted = self._latest_number(learner) if number is None else number
            empty = Attempt(learner, wanted, sco)
            return deepcopy(self._attempts.get((learner, wanted, sco), empty))

    def put(self, learner: str, sco: str, elements: Elements) -> None:
        """Adds to the latest attempt, as if an earlier visit had left it."""
        with self._changed:
            self._row(learner, self._latest_number(learner), sco).elements.update(elements)
            self._changed.notify_all()

    def clear_suspend_data(self, learner: str) -> None:
        """The suspend data of the learner's latest attempt is gone, the rest stays."""
        with self._changed:
            for (name, number, _), attempt in self._attempts.items():
                if (name, number) == (learner, self._latest_number(learner)):
                    attempt.elements.pop(SUSPEND_DATA, None)
            self._changed.notify_all()

    def delete_attempt(self, learner: str, number: int | None = None) -> None:
        """A teacher deletes the learner's latest attempt, or the one with this number."""
        with self._changed:
            wanted = self._latest_number(learner) if number is None else number
            for key in [key for key in self._attempts if key[:2] == (learner, wanted)]:
                del self._attempts[key]
                self._before.pop(key, None)
            self._changed.notify_all()

    def moment(self, learner: str, sco: str) -> int:
        """The present, as a number for `serve_stale`: so many commits have come."""
        return len(self.attempt(learner, sco).commits)

    def serve_stale(self, learner: str, moment: int) -> None:
        """The learner's next page is given the latest attempt as it was at that moment."""
        with self._changed:
            self._stale[learner] = max(moment, 0)

    def served(self, learner: str) -> None:
        """The page is out: the next one is given the truth again."""
        with self._changed:
            self._stale.pop(learner, None)

    def learner_number(self, learner: str) -> int:
        """The number of a learner's account, always the same."""
        with self._changed:
            if learner not in self._learners:
                self._learners.append(learner)
            return 100 + self._learners.index(learner)

    def forget_scos_except(self, scos: Iterable[str]) -> None:
        """Deletes the tracks of SCOs that a new package no longer has (lms-facts.md, 1.9)."""
        kept = set(scos)
        with self._changed:
            self._attempts = {
                key: attempt for key, attempt in self._attempts.items() if attempt.sco in kept
            }
            self._launches = {
                number: launch if launch.sco in kept else replace(launch, orphan=True)
                for number, launch in self._launches.items()
            }

    def wait_for(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Waits until the condition holds; it is looked at again after every change."""
        with self._changed:
            return self._changed.wait_for(condition, timeout)

    def wake(self) -> None:
        """Has everyone who waits look again: something else changed."""
        with self._changed:
            self._changed.notify_all()

    # ---- rows --------------------------------------------------------------------------------

    def _latest_number(self, learner: str) -> int:
        return max((number for name, number, _ in self._attempts if name == learner), default=1)

    def _row(self, learner: str, number: int, sco: str) -> Attempt:
        return self._attempts.setdefault((learner, number, sco), Attempt(learner, number, sco))

    def _attempt_of(self, launch_id: int) -> Attempt | None:
        launch = self._launches.get(launch_id)
        if launch is None:
            return None
        return self._attempts.get((launch.learner, launch.number, launch.sco))

    def _remember(self, attempt: Attempt) -> None:
        key = (attempt.learner, attempt.number, attempt.sco)
        self._before.setdefault(key, []).append(dict(attempt.elements))

    def _seen(self, learner: str, number: int, sco: str) -> Attempt:
        """A copy of the row as the next page sees it."""
        attempt = deepcopy(self._row(learner, number, sco))
        history = self._before.get((learner, number, sco), [])
        moment = self._stale.get(learner, len(history))
        if moment < len(history):
            attempt.elements = dict(history[moment])
        return attempt
