"""What happened in an attempt, as its elements tell it: the state string first, then rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.blocks.recalled import Answered, Done, Reached
from builder.blocks.recallers import recaller_of
from builder.blocks.told import Record
from builder.plan.make import row_name
from builder.plan.model import Plan, PlannedInteraction, PlannedItem
from builder.plan.state import Refusal, State
from builder.record import record
from builder.release.explain import drawn_by_pool, record_of
from builder.release.readings import read_string
from builder.tracks.elements import (
    RESULTS,
    STATE,
    Row,
    number_of,
    rows,
    score_of,
    status_of,
)
from builder.tracks.responses import response_in
from builder.xapi.ids import objective_key
from builder.xapi.statement import Outcome
from builder.xapi.vocabulary import finals_of

ANSWERING = ("student_response", "learner_response", "result", "id")
REACHING = ("status", "completion_status", "score.raw")


@record
class Happened:
    """A statement to be: its template, its outcome, and the elements that know its time."""

    key: str
    outcome: Outcome
    known_by: tuple[str, ...] = ()


class Story:
    """All that the elements of one attempt say, in terms of the plan of a package."""

    def __init__(self, plan: Plan, elements: Mapping[str, str]) -> None:
        self._plan = plan
        self._elements = elements
        self._answers = {row.id: row for row in rows(elements, "interactions")}
        self._reached = {row.id: row for row in rows(elements, "objectives")}
        found, _ = read_string(elements.get(STATE, ""))
        self.refusal: Refusal | None = found if isinstance(found, str) else None
        self._state = found if isinstance(found, State) else State()
        self._drawn = drawn_by_pool(plan, self._state)
        status, said_by = status_of(elements)
        self.status = status if said_by else self._state.status
        self._said_by = said_by or STATE

    def strange(self) -> list[str]:
        """The ids of rows that this release does not know."""
        known = {row_name(one.id, row.key) for one in self._plan.items for row in one.interactions}
        return sorted(self._answers.keys() - known)

    def told(self) -> Iterator[Happened]:
        """What happened, in the order of the course; what came of the whole is last."""
        for page in self._plan.pages:
            if page.slot in self._state.seen:
                yield Happened(f"viewed/{page.id}", {})
        for item in filter(self._may_be_told, self._plan.items):
            yield from self._of_item(item)
        yield from self._results()

    def _may_be_told(self, item: PlannedItem) -> bool:
        """Not a question whose pool drew others; without a draw, rows may have its answer."""
        drawn = self._drawn.get(item.pool or "", ())
        return not drawn or item.id in drawn

    def _of_item(self, item: PlannedItem) -> Iterator[Happened]:
        record = record_of(item, self._state, veiled=False)
        facts = list(recaller_of(item.kind).facts(record))
        answers = {one.key: one for one in facts if isinstance(one, Answered)}
        for interaction in item.interactions:
            name = row_name(item.id, interaction.key)
            row = self._answers.get(name)
            answer = answers.get(interaction.key) or _answer_in(row, interaction)
            if answer is not None:
                yield Happened(f"answered/{name}", _outcome(answer), _elements(row, ANSWERING))
        results = {one.key: one for one in facts if isinstance(one, Reached)}
        for objective in item.objectives:
            row = self._reached.get(row_name(item.id, objective.key))
            result = results.get(objective.key) or _result_in(row, objective.key)
            if result is not None:
                key = objective_key(item.id, objective.key)
                yield Happened(key, _points(result.score), _elements(row, REACHING))
        yield from _of_block(item, record)

    def _results(self) -> Iterator[Happened]:
        """What came of the course as a whole."""
        score, scored_by = score_of(self._elements)
        if score is None:
            score, scored_by = self._state.best, STATE
        if score is not None:
            yield Happened("scored", _points(score), (scored_by,))
        # Without the score: it may still rise, and what was told once must stay what it was.
        for key in finals_of(self._plan, self.status):
            yield Happened(key, {}, (self._said_by,))


def _outcome(answer: Answered) -> Outcome:
    return {"response": answer.response, "result": answer.result, **_points(answer.points)}


def _points(points: float | None) -> Outcome:
    return {} if points is None else {"points": points}


def _elements(row: Row | None, names: tuple[str, ...]) -> tuple[str, ...]:
    return () if row is None else tuple(row.elements(*names))


def _answer_in(row: Row | None, interaction: PlannedInteraction) -> Answered | None:
    """The answer that a row holds by itself."""
    if row is None or not row.elements("student_response", "learner_response", "result"):
        return None
    result = RESULTS.get(row.parts.get("result", ""), "neutral")
    return Answered(interaction.key, response_in(row, interaction), result)


def _result_in(row: Row | None, key: str) -> Reached | None:
    if row is None:
        return None
    said = (row.parts.get("status"), row.parts.get("completion_status"))
    return Reached(key, number_of(row.parts.get("score.raw", ""))) if "completed" in said else None


def _of_block(item: PlannedItem, record: Record) -> Iterator[Happened]:
    """What is told of a block as a whole, once the learner began with it."""
    if not record.begun:
        return
    yield Happened(f"used/{item.id}", {})
    done = recaller_of(item.kind).done(record)
    if done is not None:
        yield Happened(f"done/{item.id}", _done_outcome(done))


def _done_outcome(done: Done) -> Outcome:
    outcome = _points(done.points)
    if done.way:
        outcome["response"] = {"matched": done.way}
    return outcome
