"""Attempts that an LMS stored for SCORM, as the statements that xAPI would have had of them.

Ids come from the course, the learner, the attempt and what happened, so that the same data always
gives the same statements, and sending them twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.plan.model import Plan
from builder.record import record
from builder.release.explain import REFUSED
from builder.tracks.elements import TIMES, total_time
from builder.tracks.form import TIME, Attempt, TracksError
from builder.tracks.happened import Happened, Story
from builder.wording import counted
from builder.xapi.ids import statement_id
from builder.xapi.statement import Sending, Statement, result_of, statement_of
from builder.xapi.terms import Vocabulary

CHANGING = ("answered/", "objective/", "done/", "scored")
"""What may come out otherwise when an attempt goes on: each result is a statement of its own."""

MOST_NAMED = 3
BROKEN = (KeyError, TypeError, AttributeError, ValueError, ZeroDivisionError, RecursionError)


@record
class Settings:
    """What the tracks do not say.

    `home_page`: the LMS that ids of learners belong to. `time`: when attempts began of which
    nobody knows that (a point in time, or None).
    """

    home_page: str | None = None
    time: Any = None


@dataclass
class Converted:
    """The statements, and what could not be told, in sentences."""

    statements: list[Statement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    attempts: int = 0


def convert(
    plan: Plan, vocabulary: Vocabulary, attempts: Sequence[Attempt], settings: Settings
) -> Converted:
    """The statements of all attempts, in their order.

    Raises:
        TracksError: an attempt comes twice, has no time, or a learner who cannot be told apart;
            or the package contradicts itself.
    """
    found = Converted()
    known: set[str] = set()
    for attempt in attempts:
        teller = _Teller(vocabulary, attempt, settings)
        if teller.registration in known:
            raise TracksError(f"The {attempt.name} stands there twice.")
        known.add(teller.registration)
        try:
            story = Story(plan, attempt.elements)
            found.statements += teller.statements(story)
        except BROKEN as error:
            raise TracksError("The package's plan contradicts itself.") from error
        found.notes += [f"{attempt.name}: {note}" for note in _notes(story)]
        found.attempts += 1
    return found


def _notes(story: Story) -> Iterator[str]:
    if story.refusal is not None and story.refusal != "empty":
        yield f"{REFUSED[story.refusal][0]} Only what stands in the other elements is told."
    strange = story.strange()
    if strange:
        named = ", ".join(strange[:MOST_NAMED]) + (" …" if len(strange) > MOST_NAMED else "")
        rows = counted(len(strange), "row")
        yield f"{rows} of other releases of the course left out: {named}."


class _Teller:
    """Makes statements of what one learner did in one attempt."""

    def __init__(self, vocabulary: Vocabulary, attempt: Attempt, settings: Settings) -> None:
        self._vocabulary = vocabulary
        self._attempt = attempt
        identity = attempt.learner.identity(settings.home_page)
        name = {"name": attempt.learner.name} if attempt.learner.name else {}
        self._actor = {"objectType": "Agent", **name, **identity}
        self._names = (vocabulary["course"], identity, attempt.attempt)
        self._began = _beginning(attempt, settings)
        self.registration = statement_id(*self._names, "registration")

    def statements(self, story: Story) -> list[Statement]:
        """A beginning, what is known to have happened in the order of time, and the end."""
        templates = self._vocabulary["templates"]
        timed = ((self._time(one.known_by), one) for one in story.told() if one.key in templates)
        said = [(self._began, Happened("initialized", {}))]
        said += sorted(timed, key=lambda pair: pair[0])
        if story.status != "incomplete":
            said.append(self._end(said[-1][0]))
        return [self._statement(time, one) for time, one in said]

    def _end(self, last: Any) -> tuple[Any, Happened]:
        """Told of finished attempts only: how long others take, nobody knows yet."""
        elapsed = total_time(self._attempt.elements)
        time = self._attempt.ended or self._time(TIMES)
        return max(last, time), Happened(
            "terminated", {} if elapsed is None else {"elapsed": elapsed}
        )

    def _time(self, elements: tuple[str, ...]) -> Any:
        """When these were stored; the beginning of the attempt where nobody knows."""
        times = self._attempt.times
        return max([self._began, *(times[one] for one in elements if one in times)])

    def _statement(self, time: Any, one: Happened) -> Statement:
        result = result_of(self._vocabulary["templates"][one.key], one.outcome)
        content = [result] if one.key.startswith(CHANGING) else []
        sending: Sending = {
            "id": statement_id(*self._names, one.key, *content),
            "actor": self._actor,
            "timestamp": TIME.dump_python(time, mode="json"),
            "registration": self.registration,
        }
        return statement_of(self._vocabulary, one.key, one.outcome, sending)


def _beginning(attempt: Attempt, settings: Settings) -> Any:
    began = attempt.started or min(attempt.times.values(), default=settings.time)
    if began is None:
        raise TracksError(
            f"The {attempt.name} has no time. Add started, or give a time with --time."
        )
    return began
